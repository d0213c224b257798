"""`/ask-why`, `@Steward why …?` and a private "why …?": an answer only the asker sees, with its records."""

from datetime import datetime

from slack_bolt import Ack, App, BoltContext

from bot.chat.port import Chat
from bot.features import answers, open_questions
from bot.features.answers import access, messages
from bot.features.answers.payloads import AnswerShown
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import answers_in, read_back
from bot.slack.payloads import Payload, addressed, is_direct, is_from_a_person, mentioned, plain
from storage import Begin, members, partnerships
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.command("/ask-why")(hear_command)
    app.event("app_mention", matchers=[asks_why])(answer_mention)
    app.event("message", matchers=[is_direct_message, asks_why])(answer_in_private)
    app.action("why_open")(open_form)
    app.view("why_form")(answer_form)
    app.action("why_more")(show_more)
    app.action("why_share")(share)
    app.action("why_was_it")(remember_what_helped)


def asks_why(event: Payload, context: BoltContext) -> bool:
    return is_from_a_person(event) and answers.is_question(addressed(event, context.bot_user_id))


def is_direct_message(body: Payload) -> bool:
    return is_direct(body)


def hear_command(ack: Ack, command: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    question = _plain(begin, command.get("text") or "")
    if question.casefold() in ("", "help", "?"):
        return chat.whisper(command["channel_id"], me.person, messages.usage())
    found, zone = access.answer(begin, chat, question, to=me, now=now)
    place = "" if is_direct(command) else command["channel_id"]
    chat.whisper(command["channel_id"], me.person, messages.answer(found, zone, place=place))


def answer_mention(event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    question = _plain(begin, addressed(event, context.bot_user_id))
    found, zone = access.answer(begin, chat, question, to=me, now=now)
    place = event["channel"]
    chat.whisper(place, me.person, messages.answer(found, zone, place=place), thread=event.get("thread_ts"))
    with begin() as db:  # once it is answered: until then Slack may tell of the question again
        open_questions.remember_question(db, question, by=me.person, place=place, at=now)


def answer_in_private(
    event: Payload, context: BoltContext, begin: Begin, chat: Chat, me: Member, now: datetime
) -> None:
    question = _plain(begin, addressed(event, context.bot_user_id))
    found, zone = access.answer(begin, chat, question, to=me, now=now)
    chat.post(event["channel"], messages.answer(found, zone), thread=event.get("thread_ts"))
    with begin() as db:
        open_questions.remember_question(db, question, by=me.person, place="", at=now)


def open_form(ack: Ack, body: Payload, chat: Chat) -> None:
    ack()
    chat.ask(body["trigger_id"], messages.form())


def answer_form(ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    found, zone = access.answer(begin, chat, answers_in(view["state"])["question"], to=me, now=now)
    ack(response_action="update", view=modal(messages.in_form(found, zone)))


def show_more(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    asked = read_back(AnswerShown, action.get("value"))
    found, zone = access.answer(begin, chat, asked.question, to=me, now=now, skip=asked.skip)
    chat.replace(messages.answer(found, zone, place=asked.place))


def share(ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    asked = read_back(AnswerShown, action.get("value"))
    channel = body["channel"]["id"]
    access.look_before_sharing(begin, chat, asked.records, channel, now=now)
    with begin() as db:
        records = answers.shareable(db, asked.records, by=me, channel=channel)
        zone = partnerships.own(db).zone
    thread = body.get("container", {}).get("thread_ts")
    today = now.astimezone(zone).date()
    chat.post(channel, messages.shared(asked.question, records, by=me.person, zone=zone, today=today), thread=thread)
    chat.replace(messages.shared_privately(len(asked.records) - len(records)))


def remember_what_helped(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    asked = read_back(AnswerShown, action.get("value"))
    with begin() as db:
        record = answers.helped_by(db, asked.question, asked.records[0], by=me, at=now)
        zone = partnerships.own(db).zone
    today = now.astimezone(zone).date()
    chat.replace(messages.thanked(asked.question, record, zone, place=asked.place, today=today))


def _plain(begin: Begin, text: str) -> str:
    with begin(reading=True) as db:
        return plain(text, members.names(db, mentioned(text))).strip()
