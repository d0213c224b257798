"""Answering a why: by button and form, by a reply in the thread of its message, or by saying that one does not know."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import answers, directory, open_questions
from bot.features.open_questions import forms, news, queries
from bot.features.open_questions.payloads import AboutOpenQuestion, OpenQuestionForm
from bot.text.reasons import is_sentence
from handlers.open_questions.lists import show_after_click, show_after_form
from storage import digests
from storage import open_questions as stored_open_questions
from storage.visibility import EVERYBODY


def replies_to_a_question(said: Said, request: Request) -> bool:
    """Whether somebody writes in the thread of a digest of ours that asked them something still open."""
    if not said.is_private or not said.thread or answers.is_question(said.text):
        return False
    with request.begin(reading=True) as db:
        digest = digests.standing_at(db, said.channel, said.thread)
        kinds = digest.kinds.split() if digest else ()
        return open_questions.ASK in kinds and bool(stored_open_questions.awaited_from(db, request.me.person))


def open_form(about: AboutOpenQuestion, request: Request) -> Form:
    directory.refresh(request.begin, request.chat, now=request.now)
    return _form(request, about)


def keep(about: AboutOpenQuestion, filled: OpenQuestionForm, request: Request) -> Form | None:
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        why = open_questions.answer(db, about.number, filled.reply, by=request.me, at=request.now)
    show_after_form(request, about)
    return queries.closing(about, news.thanks(why))


def pass_on(about: AboutOpenQuestion, request: Request) -> None:
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        open_questions.pass_on(db, about.number, by=request.me, at=request.now)
    show_after_click(request, about)


def offer_draft(said: Said, request: Request) -> None:
    """Their reply, back to them as a draft; when the digest held several questions, we ask which one is meant."""
    with request.begin() as db:
        digest = digests.standing_at(db, said.channel, said.thread or "")
        rows = digests.of_digest(db, digest.id if digest else 0)
        about = {row.about_id for row in rows if row.kind == open_questions.ASK}
        meant = [why for why in stored_open_questions.awaited_from(db, request.me.person) if why.id in about]
        message = queries.draft(db, meant[0], said.text, request.me, request.now) if len(meant) == 1 else news.several()
    said.reply(request, message)


def may_be_an_answer(said: Said, request: Request) -> bool:
    """A sentence that nothing else has understood, from somebody for whom exactly one question waits."""
    if not said.is_private or not is_sentence(said.text):
        return False
    with request.begin(reading=True) as db:
        return len(stored_open_questions.awaited_from(db, request.me.person)) == 1


def offer_draft_of_the_one(said: Said, request: Request) -> None:
    """It may be their answer, so we ask."""
    with request.begin() as db:
        [why] = stored_open_questions.awaited_from(db, request.me.person)
        draft = queries.draft(db, why, said.text, request.me, request.now)
    said.reply(request, draft)


def send_draft(about: AboutOpenQuestion, request: Request) -> None:
    """For everybody of the partnership, or for the private channel where it was asked."""
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        why, text = open_questions.drafted(db, about.number, by=request.me)
        channel = EVERYBODY if open_questions.is_everybodys(db, why) else why.place
        reply = open_questions.QuestionReply(text, channel=channel)
        why = open_questions.answer(db, about.number, reply, by=request.me, at=request.now)
    request.chat.replace(news.sent(why))


def edit_draft(about: AboutOpenQuestion, request: Request) -> Form:
    return _form(request, about)


def dismiss_draft(about: AboutOpenQuestion, request: Request) -> None:
    with request.begin() as db:
        why = open_questions.draft(db, about.number, "", by=request.me, at=request.now)
    request.chat.replace(news.dismissed(why))


def _form(request: Request, about: AboutOpenQuestion) -> Form:
    with request.begin(reading=True) as db:
        why, text = open_questions.drafted(db, about.number, by=request.me)
        rooms = open_questions.audience(db, why, by=request.me)
        everybody = open_questions.is_everybodys(db, why)
    return forms.answer(why, rooms, everybody=everybody, memo=about.packed, text=text)


ROUTES = Routes(
    said=((replies_to_a_question, offer_draft),),
    otherwise=((may_be_an_answer, offer_draft_of_the_one),),
    clicks={
        "why_reply": open_form,
        "why_pass": pass_on,
        "why_draft_send": send_draft,
        "why_draft_edit": edit_draft,
        "why_draft_dismiss": dismiss_draft,
    },
    forms={"why_reply_form": keep},
)
