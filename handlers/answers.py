"""`/ask-why`, `@Steward why …?` and a private "why …?": an answer only the asker sees, with its records."""

from bot.chat.marks import readable
from bot.chat.messages import Form
from bot.dispatch.interactions import Click, Said
from bot.dispatch.payloads import Answers
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import answers, open_questions
from bot.features.answers import access, messages
from bot.features.answers.messages import AnswerShown
from storage import partnerships


def answer(said: Said, request: Request) -> None:
    with request.begin(reading=True) as db:
        question = readable(db, said.text).strip()
    if said.is_command and question.casefold() in ("", "help", "?"):
        said.reply(request, messages.usage())
        return
    found, zone = access.answer(request, question)
    said.reply(request, messages.answer(found, zone, place=said.place))
    if not said.is_command:
        with request.begin() as db:  # once it is answered: until then the chat may tell of the question again
            open_questions.remember_question(db, question, by=request.me.person, place=said.place, at=request.now)


def open_form() -> Form:
    return messages.form()


def answer_form(filled: Answers, request: Request) -> Form:
    found, zone = access.answer(request, filled["question"])
    return messages.in_form(found, zone)


def show_more(asked: AnswerShown, request: Request) -> None:
    found, zone = access.answer(request, asked.question, skip=asked.skip)
    request.chat.replace(messages.answer(found, zone, place=asked.place))


def share(click: Click, asked: AnswerShown, request: Request) -> None:
    access.look_before_sharing(request, asked.records, click.channel)
    with request.begin() as db:
        records = answers.shareable(db, asked.records, by=request.me, channel=click.channel)
        zone = partnerships.own(db).zone
    today = request.now.astimezone(zone).date()
    message = messages.shared(asked.question, records, by=request.me.person, zone=zone, today=today)
    request.chat.post(click.channel, message, thread=click.thread)
    request.chat.replace(messages.shared_privately(len(asked.records) - len(records)))


def remember_what_helped(asked: AnswerShown, request: Request) -> None:
    with request.begin() as db:
        record = answers.helped_by(db, asked.question, asked.records[0], by=request.me, at=request.now)
        zone = partnerships.own(db).zone
    today = request.now.astimezone(zone).date()
    request.chat.replace(messages.thanked(asked.question, record, zone, place=asked.place, today=today))


ROUTES = Routes(
    said=((answers.is_question, answer),),
    commands={"ask-why": answer},
    clicks={"why_open": open_form, "why_more": show_more, "why_share": share, "why_was_it": remember_what_helped},
    forms={"why_form": answer_form},
)
