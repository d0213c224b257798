"""Spotlights: a partner writes, agrees, changes or declines; conveners begin them."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import Answers, number_on
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import conveners, spotlights
from bot.features.spotlights import SpotlightText, approval, forms, messages
from bot.features.spotlights.payloads import AboutSpotlight
from bot.surfaces import digest, home, refresh


def open_form(click: Click, number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        row = approval.open_one(db, number, by=request.me)
    return forms.write(row, memo=click.placed(AboutSpotlight(spotlight=row.id)).packed)


def write(memo: AboutSpotlight, filled: Answers, request: Request) -> None:
    if len(filled["named"]) > 1:
        raise Refusal("Name one person: each would have to agree.", field="named")
    words = SpotlightText(filled["proud"], filled["thanks"], filled["needs"])
    with request.begin() as db:
        approval.write(db, memo.spotlight, words, named=next(iter(filled["named"]), ""), by=request.me, at=request.now)
    refresh.after_answer(request, memo, spotlights.ASK, memo.spotlight)


def agree(click: Click, request: Request) -> None:
    id, _, mark = click.payload.partition(":")
    with request.begin() as db:
        are_the_same = approval.agree(db, number_on(id), mark, by=request.me, at=request.now)
    digest.show(request, click)
    if not are_the_same:
        request.chat.post(click.channel, messages.words_changed())


def decline(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        approval.decline(db, number, by=request.me, at=request.now)
    refresh.after_answer(request, click, spotlights.ASK, number)


def ask_for_recurrence(request: Request) -> Form:
    with request.begin(reading=True) as db:
        return forms.recurrence(conveners.rooms(db, request.me))


def begin_recurrence(filled: Answers, request: Request) -> None:
    with request.begin() as db:
        spotlights.begin_recurrence(
            db,
            weekday=filled.number("weekday"),
            hour=filled.hour("hour"),
            channel=filled["channel"],
            every_weeks=filled.number("every_weeks"),
            by=request.me,
            at=request.now,
        )
    home.show(request)


ROUTES = Routes(
    clicks={
        "spotlight_write": open_form,
        "spotlight_agree": agree,
        "spotlight_decline": decline,
        "spotlight_plan": ask_for_recurrence,
    },
    forms={"spotlight_form": write, "spotlight_plan_form": begin_recurrence},
)
