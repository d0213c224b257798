"""`/decision`, its forms, and the buttons under every logged decision."""

from collections.abc import Sequence
from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat
from bot.dispatch.requests import Deliver
from bot.errors import Refusal
from bot.features import decisions, directory
from bot.features.decisions import Origin, drafts, forms, messages, review
from bot.features.decisions.payloads import AboutDecision, CameFrom, DecisionForm
from bot.features.duplicates import check as duplicate_check
from bot.features.duplicates import messages as duplicate_messages
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import filled_in, number_on, read_back
from bot.slack.payloads import Payload, mentioned, moment, plain
from bot.surfaces import home
from bot.text.reasons import Wording, fitting, is_sentence, number_in, split
from storage import Begin, channels, members, partnerships, reopenings
from storage import decisions as stored_decisions
from storage.members import Member
from storage.search import records


def register(app: App, settings: Settings) -> None:
    app.command("/decision")(hear_command)
    app.shortcut("log_as_decision")(take_over_message)
    app.action("decision_open")(open_form)
    app.view("decision_form")(log_from_form)
    app.action("decision_why")(tell_whole_story)
    app.action("decision_amend")(open_amend)
    app.view("decision_amend_form")(amend)
    app.action("decision_supersede")(open_supersede)
    app.view("decision_supersede_form")(supersede)
    app.action("decision_withdraw")(open_withdraw)
    app.view("decision_withdraw_form")(withdraw)
    app.action("decision_reason")(open_reason)
    app.view("decision_reason_form")(add_reason)


def hear_command(
    ack: Ack,
    command: Payload,
    begin: Begin,
    chat: Chat,
    me: Member,
    now: datetime,
    deliver: Deliver,
    settings: Settings,
) -> None:
    ack()
    text = _typed(command, begin)
    number = number_in(text)
    if number is not None:
        _tell(begin, chat, me, number, channel=command["channel_id"])
    elif not text:
        _ask(begin, chat, me, command["trigger_id"], channel=command["channel_id"])
    elif not is_sentence(text):
        unclear = "" if text.casefold() in ("help", "?") else text
        chat.whisper(command["channel_id"], me.person, messages.usage(settings.steward_reaction, unclear=unclear))
    else:
        _log_at_once(split(text), command, begin, chat, me, now, deliver)


def take_over_message(ack: Ack, shortcut: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    message, channel = shortcut["message"], shortcut["channel"]["id"]
    with begin(reading=True) as db:
        text = plain(message.get("text") or "", members.names(db, mentioned(message.get("text") or "")))
    came_from = CameFrom(
        by=(None if message.get("bot_id") else message.get("user")) or me.person,
        at=moment(message["ts"]).timestamp(),
        source=f"{channel}:{message['ts']}",
        link=chat.link(channel, message["ts"]) or None,
    )
    _ask(begin, chat, me, shortcut["trigger_id"], channel=channel, wording=split(fitting(text)), came_from=came_from)


def open_form(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    here = (body.get("channel") or {}).get("id", "")
    at_home = body.get("view", {}).get("type") == "home"
    _ask(begin, chat, me, body["trigger_id"], channel=here, came_from=CameFrom(home=at_home))


def log_from_form(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    filled = filled_in(DecisionForm, view["state"])
    came_from = read_back(CameFrom, view["private_metadata"])
    where, owner = filled.channel, _one_owner(begin, chat, filled.owner, now)
    held = duplicate_check.ask(begin, chat, filled.wording, channel=where, came_from=came_from, me=me, now=now)
    if held is not None:
        form = duplicate_messages.in_form(held.record, held.wording, held.zone, held.about)
        ack(response_action="update", view=modal(form))
        return
    with begin() as db:
        if came_from.draft is not None:
            drafts.dismiss(db, came_from.draft)
        origin = came_from.origin(me=me.person, now=now)
        decision = decisions.log(db, filled.wording, origin=origin, channel=where, by=me, at=now)
        duplicate_check.tell_apart(db, filled.text, came_from.apart, me, now)
        if owner is not None and owner.person != decision.decided_by:
            review.offer(db, decision.number, to=owner, by=me, at=now)
    ack()
    deliver()
    _show_where_it_came_from(begin, chat, me, came_from, decision.number, settings, now)


def tell_whole_story(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    _tell(begin, chat, me, number_on(action.get("value")), channel=body["channel"]["id"])


def open_amend(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        decision = decisions.changeable(db, number_on(action.get("value")), by=me)
        people = [row.person for row in stored_decisions.people_of(db, [decision.id])[decision.id]]
    memo = AboutDecision(number=decision.number, version=decision.version).packed
    chat.ask(body["trigger_id"], forms.amend(decision, people=people, memo=memo))


def amend(ack: Ack, view: Payload, begin: Begin, me: Member, now: datetime, deliver: Deliver) -> None:
    filled = filled_in(DecisionForm, view["state"])
    about = read_back(AboutDecision, view["private_metadata"])
    with begin() as db:
        decisions.amend(db, about.number, filled.wording, version=about.version, by=me, at=now)
    ack()
    deliver()


def open_supersede(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        decision = decisions.changeable(db, number_on(action.get("value")), by=me)
    chat.ask(body["trigger_id"], forms.supersede(decision, memo=AboutDecision(number=decision.number).packed))


def supersede(ack: Ack, view: Payload, begin: Begin, me: Member, now: datetime, deliver: Deliver) -> None:
    filled = filled_in(DecisionForm, view["state"])
    about = read_back(AboutDecision, view["private_metadata"])
    with begin() as db:
        decisions.supersede(db, about.number, filled.wording, by=me, at=now)
    ack()
    deliver()


def open_withdraw(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        decision = decisions.changeable(db, number_on(action.get("value")), by=me)
    chat.ask(body["trigger_id"], forms.withdraw(decision, memo=AboutDecision(number=decision.number).packed))


def withdraw(ack: Ack, view: Payload, begin: Begin, me: Member, now: datetime, deliver: Deliver) -> None:
    filled = filled_in(DecisionForm, view["state"])
    about = read_back(AboutDecision, view["private_metadata"])
    with begin() as db:
        decisions.withdraw(db, about.number, filled.reason, by=me, at=now)
    ack()
    deliver()


def open_reason(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        decision = decisions.without_reason(db, number_on(action.get("value")), by=me)
    about = AboutDecision(number=decision.number, channel=body["channel"]["id"], asked=body["message"]["ts"])
    chat.ask(body["trigger_id"], forms.reason(decision, memo=about.packed))


def add_reason(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver) -> None:
    filled = filled_in(DecisionForm, view["state"])
    about = read_back(AboutDecision, view["private_metadata"])
    with begin() as db:
        decision = decisions.add_reason(db, about.number, filled.reason, by=me, at=now)
    ack()
    deliver()
    chat.amend(about.channel, about.asked, messages.done(decision, "has its reason now. Thank you"))


def _one_owner(begin: Begin, chat: Chat, people: Sequence[str], now: datetime) -> Member | None:
    """Who is to look after it; nobody named: whoever decided."""
    if len(people) > 1:
        raise Refusal("One person looks after a decision. You can ask another one later.", field="owner")
    return directory.person(begin, chat, people[0], now=now) if people else None


def _log_at_once(
    wording: Wording, command: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver
) -> None:
    channel, came_from = command["channel_id"], CameFrom(by=me.person)
    held = duplicate_check.ask(begin, chat, wording, channel=channel, came_from=came_from, me=me, now=now)
    if held is not None:
        return duplicate_check.tell(chat, held, channel=channel, me=me)
    with begin() as db:
        can = decisions.can_log_in(db, channel, by=me)
        if can:
            origin = Origin(by=me.person, at=now)
            decision = decisions.log(db, wording, origin=origin, channel=channel, by=me, at=now)
    if not can:  # in private, or where I am not: nothing typed is lost, only the channel is still to be chosen
        return _ask(begin, chat, me, command["trigger_id"], wording=wording)
    deliver()
    chat.whisper(decision.channel, me.person, messages.logged_privately(decision))


def _show_where_it_came_from(
    begin: Begin, chat: Chat, me: Member, came_from: CameFrom, number: int, settings: Settings, now: datetime
) -> None:
    """The draft that was saved says so; the Home tab that opened the form has the decision on it."""
    if came_from.reply:
        with begin(reading=True) as db:
            decision = stored_decisions.of_number(db, number)
        if decision is not None:
            chat.amend(came_from.channel, came_from.reply, messages.saved(decision))
    if came_from.home:
        home.show(begin, chat, me, settings, now)


def _ask(
    begin: Begin,
    chat: Chat,
    me: Member,
    trigger: str,
    *,
    channel: str = "",
    wording: Wording | None = None,
    came_from: CameFrom | None = None,
) -> None:
    with begin(reading=True) as db:
        rooms = channels.shared_with(db, me.person)
    form = forms.new(rooms, channel=channel, wording=wording or Wording(""), memo=(came_from or CameFrom()).packed)
    chat.ask(trigger, form)


def _tell(begin: Begin, chat: Chat, me: Member, number: int, *, channel: str) -> None:
    with begin(reading=True) as db:
        decision = decisions.shown(db, number, to=me)
        record, versions = records.of_one(db, decision), stored_decisions.versions_of(db, decision.id)
        again, zone = reopenings.of(db, decision.id), partnerships.own(db).zone
    chat.whisper(channel, me.person, messages.whole(record, versions, zone, again))


def _typed(command: Payload, begin: Begin) -> str:
    text = command.get("text") or ""
    if not mentioned(text):
        return plain(text, {}).strip()
    with begin(reading=True) as db:
        return plain(text, members.names(db, mentioned(text))).strip()
