"""Open questions: shown to who says so, taken back by askers, looked after by conveners; and answers judged."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Said
from bot.dispatch.payloads import LIST
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import directory, open_questions
from bot.features.open_questions import forms, queries
from bot.features.open_questions.payloads import AboutOpenQuestion, OpenQuestionForm
from bot.surfaces import refresh


def tell(said: Said, request: Request) -> None:
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        message = queries.listed(db, request.me)
    said.reply(request, message)


def tell_in_private(request: Request) -> None:
    """The same from a button on somebody's own page."""
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin(reading=True) as db:
        message = queries.listed(db, request.me)
    request.chat.dm(request.me.person, message)


def withdraw(about: AboutOpenQuestion, request: Request) -> None:
    with request.begin() as db:
        open_questions.withdraw(db, about.number, by=request.me, at=request.now)
    show_after_click(request, about)


def ask_whom(about: AboutOpenQuestion, request: Request) -> Form:
    with request.begin(reading=True) as db:
        why = open_questions.closable(db, about.number, by=request.me)
    return forms.ask_also(why, memo=about.packed)


def ask_also(about: AboutOpenQuestion, filled: OpenQuestionForm, request: Request) -> Form | None:
    if len(filled.people) != 1:
        raise Refusal("One person at a time. If they do not know, you can name the next.", field="people")
    person = directory.person(request.begin, request.chat, filled.people[0], now=request.now)
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        why = open_questions.ask_also(db, about.number, person=person, by=request.me, at=request.now)
    show_after_form(request, about)
    return queries.closing(about, f"I ask them. W-{why.number} stays on the list until then.")


def ask_reason(about: AboutOpenQuestion, request: Request) -> Form:
    with request.begin(reading=True) as db:
        why = open_questions.closable(db, about.number, by=request.me)
    return forms.close(why, memo=about.packed)


def close(about: AboutOpenQuestion, filled: OpenQuestionForm, request: Request) -> Form | None:
    with request.begin() as db:
        why = open_questions.close(db, about.number, filled.reason, by=request.me, at=request.now)
    show_after_form(request, about)
    return queries.closing(about, f"W-{why.number} is closed, and whoever asked is told.")


def helped(about: AboutOpenQuestion, request: Request) -> None:
    with request.begin() as db:
        open_questions.helped(db, about.number, by=request.me, at=request.now)
    show_after_form(request, about)


def ask_meant(about: AboutOpenQuestion, request: Request) -> Form:
    with request.begin(reading=True) as db:
        why, mine = open_questions.meant(db, about.number, by=request.me)
        wording = mine.wording
    return forms.again(why, wording, memo=about.packed)


def ask_again(about: AboutOpenQuestion, filled: OpenQuestionForm, request: Request) -> Form | None:
    directory.refresh(request.begin, request.chat, now=request.now)
    with request.begin() as db:
        why = open_questions.ask_again(db, about.number, filled.question, by=request.me, at=request.now)
    show_after_form(request, about)
    return queries.closing(about, f"I ask once more, as W-{why.number}.")


def show_after_click(request: Request, about: AboutOpenQuestion) -> None:
    """How it stands now, in the place of what was clicked: the list, a digest, or their page."""
    refresh.after_click(request, about, _list_of(request, about))


def show_after_form(request: Request, about: AboutOpenQuestion) -> None:
    refresh.after_form(request, about, _list_of(request, about))


def _list_of(request: Request, about: AboutOpenQuestion) -> refresh.Written | None:
    return (lambda db: queries.listed(db, request.me)) if about.place == LIST else None


ROUTES = Routes(
    said=((open_questions.asks_for_list, tell),),
    clicks={
        "why_list_open": tell_in_private,
        "why_withdraw": withdraw,
        "why_put": ask_whom,
        "why_close": ask_reason,
        "why_helped": helped,
        "why_again": ask_meant,
    },
    forms={"why_put_form": ask_also, "why_close_form": close, "why_again_form": ask_again},
)
