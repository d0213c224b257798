"""What people say of their promises, to the bot: "I'll …", "done with …", "my promises", "what is open between …"."""

import re
from datetime import datetime

from slack_bolt import App, BoltContext

from bot.chat.port import Chat, Message
from bot.dispatch.requests import Deliver
from bot.features import commitments
from bot.features.commitments import CommitmentSource, lists, queries
from bot.features.commitments.parsing import named_in, read
from bot.settings import Settings
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person, mentioned, moment, plain
from storage import Begin, commitment_lists, members
from storage.members import Member

MINE = re.compile(
    r"\s*(?:show|list)?\s*(?:me\s+)?"
    r"(?:(?:all\s+)?my\s+(?:open\s+)?(?:promises|commitments)|what (?:have i|did i) promised?)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*what(?:\s+is|['’]s)\s+(?:still\s+)?open\s+between\b", re.IGNORECASE)  # noqa: RUF001


def register(app: App, settings: Settings) -> None:
    for said, answer in ((asks_for_mine, tell_mine), (asks_between, tell_between), (says_done, close)):
        app.event("app_mention", matchers=[said])(answer)
        app.event("message", matchers=[is_direct_message, said])(answer)
    app.event("app_mention", matchers=[says_a_commitment])(offer_draft)
    app.event("message", matchers=[is_direct_message, says_a_commitment])(offer_draft)


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def says_a_commitment(event: Payload, context: BoltContext) -> bool:
    return _is_said_now(event) and commitments.promised(addressed(event, context.bot_user_id)) is not None


def says_done(event: Payload, context: BoltContext) -> bool:
    return _is_said_now(event) and commitments.done_with(addressed(event, context.bot_user_id)) is not None


def asks_for_mine(event: Payload, context: BoltContext) -> bool:
    return _is_said_now(event) and MINE.match(addressed(event, context.bot_user_id)) is not None


def asks_between(event: Payload, context: BoltContext) -> bool:
    return _is_said_now(event) and BETWEEN.match(addressed(event, context.bot_user_id)) is not None


def offer_draft(event: Payload, body: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member) -> None:
    """Their words back to them, privately, with a Save button."""
    channel, ts = event["channel"], event["ts"]
    words = commitments.promised(addressed(event, context.bot_user_id)) or ""
    link = chat.link(channel, ts) or None
    said = CommitmentSource(moment(ts), None if is_direct(body) else channel, f"{channel}:{ts}", link)
    with begin() as db:
        reading = read(db, words, by=me, said=said)
        draft = queries.draft_of(db, reading.offered, others=reading.others)
    _answer(event, body, chat, me, draft)


def close(
    event: Payload,
    body: Payload,
    context: BoltContext,
    begin: Begin,
    chat: Chat,
    me: Member,
    now: datetime,
    deliver: Deliver,
) -> None:
    """Close the one that is meant; ask when that is not clear."""
    said = commitments.done_with(addressed(event, context.bot_user_id)) or ""
    with begin() as db:
        what = plain(said, members.names(db, mentioned(said)))
        meant = commitments.meant(commitment_lists.own(db, *me.ids), what)
        if meant.one is not None:
            commitments.mark_kept(db, meant.one.number, by=me, at=now)
        answer = queries.record_of(db, meant.one.number, to=me) if meant.one else lists.which(meant.perhaps, what)
    deliver()
    _answer(event, body, chat, me, answer)


def tell_mine(event: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    with begin() as db:
        mine = queries.lists_of(db, me, now=now)
    _answer(event, body, chat, me, lists.mine(mine))


def tell_between(
    event: Payload, body: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime
) -> None:
    """For an agenda: only what the asker may see, and only to them."""
    words, where = addressed(event, context.bot_user_id), None if is_direct(body) else event["channel"]
    with begin() as db:
        named = named_in(db, words, by=me, channel=where)
        people = named if len(named) > 1 else list(dict.fromkeys((*named, me.person)))
        found = commitment_lists.between(db, people, asked_by=me)
        answer = lists.between(found, people, commitment_lists.partner_names(db, found))
    _answer(event, body, chat, me, answer)


def _answer(event: Payload, body: Payload, chat: Chat, me: Member, message: Message) -> None:
    """Only they see it, in a channel or in private."""
    if is_direct(body):
        chat.post(event["channel"], message, thread=event.get("thread_ts"))
    else:
        chat.whisper(event["channel"], me.person, message, thread=event.get("thread_ts"))


def _is_said_now(event: Payload) -> bool:
    return is_from_a_person(event) and "edited" not in event
