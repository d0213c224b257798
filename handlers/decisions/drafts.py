"""`@Steward we decided …`, in a channel or in private: the words come back as a draft with a Save button."""

from collections.abc import Sequence
from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat, Message
from bot.dispatch.requests import Deliver
from bot.errors import Refusal
from bot.features import decisions
from bot.features.decisions import drafts, forms, messages
from bot.features.decisions.payloads import CameFrom
from bot.features.duplicates import check as duplicate_check
from bot.settings import Settings
from bot.slack.forms import answers_in, number_on
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person, mentioned, moment, plain
from bot.text.reasons import Wording, decided, split
from storage import Begin, channels, members
from storage import decisions as stored_decisions
from storage.channels import Channel
from storage.decision_drafts import DecisionDraft
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.event("app_mention", matchers=[says_a_decision])(offer_draft)
    app.event("message", matchers=[is_direct_message, says_a_decision])(offer_draft)
    app.action("draft_save")(save)
    app.action("draft_edit")(edit_first)
    app.action("draft_dismiss")(dismiss)
    app.action("draft_channel")(choose_channel)


def says_a_decision(event: Payload, context: BoltContext) -> bool:
    return is_from_a_person(event) and decided(addressed(event, context.bot_user_id)) is not None


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def offer_draft(
    event: Payload, body: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime
) -> None:
    channel, ts = event["channel"], event["ts"]
    text = decided(addressed(event, context.bot_user_id)) or ""
    link = chat.link(channel, ts)
    with begin() as db:
        wording = split(plain(text, members.names(db, mentioned(text))))
        where = None if is_direct(body) else channel
        draft = drafts.write(
            db, wording, by=me.person, said_at=moment(ts), source=f"{channel}:{ts}", channel=where, link=link, at=now
        )
        rooms = channels.shared_with(db, me.person) if where is None else ()
    if draft is None:
        return
    if where is None and not rooms:
        chat.dm(me.person, Message(forms.NO_ROOMS))
        return
    chat.post(
        channel, messages.draft(draft, rooms=rooms), thread=None if where is None else event.get("thread_ts") or ts
    )


def choose_channel(ack: Ack) -> None:
    ack()  # it counts when Save is pressed


def save(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver
) -> None:
    ack()
    with begin(reading=True) as db:
        draft = drafts.waiting(db, number_on(action.get("value")))
        channel = draft.channel or answers_in(body.get("state") or {}).get("draft_channel")
        if not channel:
            raise Refusal("Which channel shall see it? Choose one above Save.")
        channel = channels.now_known_as(db, channel)
    wording, came_from = Wording(draft.text, draft.reason), _came_from(draft, body)
    held = duplicate_check.ask(begin, chat, wording, channel=channel, came_from=came_from, me=me, now=now)
    if held is not None:
        thread = body["container"].get("thread_ts")
        return duplicate_check.tell(
            chat, held, channel=body["channel"]["id"], me=me, thread=thread, private=is_direct(body)
        )
    with begin() as db:
        drafts.dismiss(db, draft.id)
        origin = came_from.origin(me=me.person, now=now)
        decision = decisions.log(db, wording, origin=origin, channel=channel, by=me, at=now)
    deliver()
    with begin(reading=True) as db:
        posted = stored_decisions.of_number(db, decision.number) or decision
    chat.amend(body["channel"]["id"], body["message"]["ts"], messages.saved(posted))


def edit_first(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    with begin(reading=True) as db:
        draft = drafts.waiting(db, number_on(action.get("value")))
        rooms = channels.shared_with(db, me.person)
    memo = _came_from(draft, body)
    wording = Wording(draft.text, draft.reason)
    chat.ask(body["trigger_id"], forms.new(rooms, channel=_proposed(draft, rooms), wording=wording, memo=memo.packed))


def dismiss(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat) -> None:
    ack()
    with begin() as db:
        drafts.dismiss(db, number_on(action.get("value")))
    chat.amend(body["channel"]["id"], body["message"]["ts"], messages.dismissed())


def _came_from(draft: DecisionDraft, body: Payload) -> CameFrom:
    return CameFrom(
        by=draft.by,
        at=draft.said_at.timestamp(),
        source=draft.source,
        link=draft.link,
        draft=draft.id,
        channel=body["channel"]["id"],
        reply=body["message"]["ts"],
        drafted_in=draft.channel or "",
    )


def _proposed(draft: DecisionDraft, rooms: Sequence[Channel]) -> str:
    return draft.channel or (rooms[0].channel if len(rooms) == 1 else "")
