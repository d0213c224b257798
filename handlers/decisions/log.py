"""`/decision`, its forms, and the buttons under every logged decision."""

from collections.abc import Sequence

from bot.chat.marks import mentioned, plain, readable
from bot.chat.messages import Form
from bot.dispatch.interactions import Click, MessageAction, Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import decisions, directory
from bot.features.decisions import Origin, drafts, forms, messages, review
from bot.features.decisions.payloads import AboutDecision, CameFrom, DecisionForm
from bot.features.duplicates import check as duplicate_check
from bot.features.duplicates import messages as duplicate_messages
from bot.surfaces import home
from bot.text.reasons import Wording, fitting, is_sentence, number_in, split
from storage import channels, partnerships, reopenings
from storage import decisions as stored_decisions
from storage.members import Member
from storage.search import records


def hear_command(said: Said, request: Request) -> Form | None:
    text = said.text
    if mentioned(text):
        with request.begin(reading=True) as db:
            text = readable(db, text).strip()
    else:
        text = plain(text, {}).strip()
    number = number_in(text)
    if not text:
        return _form(request, channel=said.channel)
    if number is not None:
        _tell(request, number, channel=said.channel)
    elif is_sentence(text):
        return _log_at_once(request, said, split(text))
    else:
        unclear = "" if text.casefold() in ("help", "?") else text
        said.reply(request, forms.usage(request.settings.steward_reaction, unclear=unclear))
    return None


def take_over_message(action: MessageAction, request: Request) -> Form:
    with request.begin(reading=True) as db:
        text = readable(db, action.picked.text)
    came_from = CameFrom.of(action.picked, link=request.chat.link(action.channel, action.message))
    return _form(request, channel=action.channel, wording=split(fitting(text)), came_from=came_from)


def open_form(click: Click, request: Request) -> Form:
    return _form(request, channel=click.channel, came_from=CameFrom(home=click.at_home))


def log_from_form(came_from: CameFrom, filled: DecisionForm, request: Request) -> Form | None:
    where, owner = filled.channel, _one_owner(request, filled.owner)
    held = duplicate_check.ask(request, filled.wording, channel=where, came_from=came_from)
    if held is not None:
        return duplicate_messages.in_form(held.record, held.wording, held.zone, held.about)
    with request.begin() as db:
        if came_from.draft is not None:
            drafts.dismiss(db, came_from.draft)
        origin = came_from.origin(me=request.me.person, now=request.now)
        decision = decisions.log(db, filled.wording, origin=origin, channel=where, by=request.me, at=request.now)
        duplicate_check.tell_apart(db, filled.text, came_from.apart, request.me, request.now)
        if owner is not None and owner.person != decision.decided_by:
            review.offer(db, decision.number, to=owner, by=request.me, at=request.now)
    request.deliver()
    _show_where_it_came_from(request, came_from, decision.number)
    return None


def tell_whole_story(click: Click, number: int, request: Request) -> None:
    _tell(request, number, channel=click.channel)


def open_amend(number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        decision = decisions.changeable(db, number, by=request.me)
        people = [row.person for row in stored_decisions.people_of(db, [decision.id])[decision.id]]
    memo = AboutDecision(number=decision.number, version=decision.version).packed
    return forms.amend(decision, people=people, memo=memo)


def amend(about: AboutDecision, filled: DecisionForm, request: Request) -> None:
    with request.begin() as db:
        decisions.amend(db, about.number, filled.wording, version=about.version, by=request.me, at=request.now)
    request.deliver()


def open_supersede(number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        decision = decisions.changeable(db, number, by=request.me)
    return forms.supersede(decision, Wording(""), memo=AboutDecision(number=decision.number).packed)


def supersede(about: AboutDecision, filled: DecisionForm, request: Request) -> None:
    with request.begin() as db:
        decisions.supersede(db, about.number, filled.wording, by=request.me, at=request.now)
    request.deliver()


def open_withdraw(number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        decision = decisions.changeable(db, number, by=request.me)
    return forms.withdraw(decision, memo=AboutDecision(number=decision.number).packed)


def withdraw(about: AboutDecision, filled: DecisionForm, request: Request) -> None:
    with request.begin() as db:
        decisions.withdraw(db, about.number, filled.reason, by=request.me, at=request.now)
    request.deliver()


def open_reason(click: Click, number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        decision = decisions.without_reason(db, number, by=request.me)
    about = AboutDecision(number=decision.number, channel=click.channel, asked=click.message)
    return forms.reason(decision, memo=about.packed)


def add_reason(about: AboutDecision, filled: DecisionForm, request: Request) -> None:
    with request.begin() as db:
        decision = decisions.add_reason(db, about.number, filled.reason, by=request.me, at=request.now)
    request.deliver()
    request.chat.amend(about.channel, about.asked, messages.done(decision, "has its reason now. Thank you"))


def _one_owner(request: Request, people: Sequence[str]) -> Member | None:
    """Who is to look after it; nobody named: whoever decided."""
    if len(people) > 1:
        raise Refusal("One person looks after a decision. You can ask another one later.", field="owner")
    return directory.person(request.begin, request.chat, people[0], now=request.now) if people else None


def _log_at_once(request: Request, said: Said, wording: Wording) -> Form | None:
    channel, me = said.channel, request.me
    held = duplicate_check.ask(request, wording, channel=channel, came_from=CameFrom(by=me.person))
    if held is not None:
        duplicate_check.tell(request, held, channel=channel)
        return None
    with request.begin() as db:
        origin = Origin(by=me.person, at=request.now)
        decision = decisions.log_if_there(db, wording, origin=origin, channel=channel, by=me, at=request.now)
    if decision is None:  # in private, or where I am not: nothing typed is lost, only the channel is still to be chosen
        return _form(request, wording=wording)
    request.deliver()
    request.chat.whisper(decision.channel, me.person, messages.logged_privately(decision))
    return None


def _show_where_it_came_from(request: Request, came_from: CameFrom, number: int) -> None:
    """The draft that was saved says so; the Home tab that opened the form has the decision on it."""
    if came_from.reply:
        with request.begin(reading=True) as db:
            decision = stored_decisions.of_number(db, number)
        if decision is not None:
            request.chat.amend(came_from.channel, came_from.reply, messages.saved(decision))
    if came_from.home:
        home.show(request)


def _form(
    request: Request, *, channel: str = "", wording: Wording | None = None, came_from: CameFrom | None = None
) -> Form:
    with request.begin(reading=True) as db:
        rooms = channels.shared_with(db, request.me.person)
    return forms.new(rooms, channel=channel, wording=wording or Wording(""), memo=(came_from or CameFrom()).packed)


def _tell(request: Request, number: int, *, channel: str) -> None:
    with request.begin(reading=True) as db:
        decision = decisions.shown(db, number, to=request.me)
        record, versions = records.of_one(db, decision), stored_decisions.versions_of(db, decision.id)
        again, zone = reopenings.of(db, decision.id), partnerships.own(db).zone
    request.chat.whisper(channel, request.me.person, messages.whole(record, versions, zone, again))


ROUTES = Routes(
    commands={"decision": hear_command},
    clicks={
        "decision_open": open_form,
        "decision_why": tell_whole_story,
        "decision_amend": open_amend,
        "decision_supersede": open_supersede,
        "decision_withdraw": open_withdraw,
        "decision_reason": open_reason,
    },
    forms={
        "decision_form": log_from_form,
        "decision_amend_form": amend,
        "decision_supersede_form": supersede,
        "decision_withdraw_form": withdraw,
        "decision_reason_form": add_reason,
    },
    messages={"log_as_decision": take_over_message},
)
