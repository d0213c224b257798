"""Is it still right? Whoever looks after a decision says so, and what was learned; or somebody else looks after it."""

import re

from sqlalchemy.orm import Session

from bot.chat.messages import Form, Message
from bot.dispatch.interactions import Click, Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import decisions, directory
from bot.features.decisions import review
from bot.features.decisions.review import forms, messages
from bot.features.decisions.review.forms import AboutReview, ReviewForm
from bot.surfaces import refresh
from storage import partnerships, reviews
from storage.decisions import Decision
from storage.members import Member

LONGEST_READ = 80  # characters: more is a sentence about something else
NUMBER = r"#?d ?-? ?(?P<number>\d{1,9})"
KEEPS = (
    re.compile(rf"(?:please )?(?:keep|confirm) {NUMBER}[ .!]*", re.IGNORECASE),
    re.compile(rf"{NUMBER}(?: is|'s)? still (?:right|holds|valid)[ .!]*", re.IGNORECASE),
)
LOOKS = (
    re.compile(rf"(?:please )?(?:review|look (?:again )?at) {NUMBER}(?: again)?[ .!?]*", re.IGNORECASE),
    re.compile(rf"is {NUMBER} still (?:right|valid)[ .!?]*", re.IGNORECASE),
)


def says_keep(text: str) -> bool:
    return _number(text, KEEPS) is not None


def says_review(text: str) -> bool:
    return _number(text, LOOKS) is not None


def keep_at_once(said: Said, request: Request) -> None:
    """They have said it in as many words: kept until the usual day, which they can change in the answer."""
    number = _number(said.text, KEEPS) or 0
    with request.begin() as db:
        today = request.now.astimezone(partnerships.own(db).zone).date()
        next_on = review.months_later(today, review.USUAL_MONTHS)
        decision, row = review.keep(db, number, review.Learned(), next_on=next_on, by=request.me, at=request.now)
    request.deliver()
    said.reply(request, messages.done(row, decision))


def ask_again(said: Said, request: Request) -> None:
    with request.begin() as db:
        decision = review.reviewable(db, _number(said.text, LOOKS) or 0, by=request.me)
    said.reply(request, messages.asked_for(decision))


def look_again(click: Click, look: AboutReview, request: Request) -> None:
    """From an answer or a post: everything that can be said, to whoever has pressed it."""
    with request.begin(reading=True) as db:
        decision = review.reviewable(db, look.number, by=request.me)
    request.chat.whisper(click.channel, request.me.person, messages.asked_for(decision))


def open_keep(look: AboutReview, request: Request) -> Form:
    decision, memo = opened(request, look)
    return forms.keep(decision, memo=memo)


def keep(look: AboutReview, filled: ReviewForm, request: Request) -> None:
    with request.begin() as db:
        today = request.now.astimezone(partnerships.own(db).zone).date()
        next_on = review.months_later(today, filled.months) if filled.months else None
        review.keep(db, look.number, filled.learned(look), next_on=next_on, by=request.me, at=request.now)
    request.deliver()
    show_after_form(request, look)


def open_change(look: AboutReview, request: Request) -> Form:
    decision, memo = opened(request, look)
    return forms.change(decision, memo=memo)


def change(look: AboutReview, filled: ReviewForm, request: Request) -> None:
    anew, learned = filled.how == forms.ANEW, filled.learned(look)
    with request.begin() as db:
        wording = filled.wording
        review.change(db, look.number, wording, learned, anew=anew, version=look.version, by=request.me, at=request.now)
    request.deliver()
    show_after_form(request, look)


def open_withdraw(look: AboutReview, request: Request) -> Form:
    decision, memo = opened(request, look)
    return forms.withdraw(decision, memo=memo)


def withdraw(look: AboutReview, filled: ReviewForm, request: Request) -> None:
    with request.begin() as db:
        review.withdraw(db, look.number, filled.reason, filled.learned(look), by=request.me, at=request.now)
    request.deliver()
    show_after_form(request, look)


def put_off(look: AboutReview, request: Request) -> None:
    with request.begin() as db:
        review.later(db, look.number, by=request.me, at=request.now)
    request.deliver()
    show_after_click(request, look)


def opened(request: Request, look: AboutReview) -> tuple[Decision, str]:
    """The decision a form is for, and what the form carries. Raises Refusal when it is not theirs to say."""
    with request.begin(reading=True) as db:
        decision = review.reviewable(db, look.number, by=request.me)
        seen = reviews.done_count(db, decision.id)
    return decision, look.model_copy(update={"seen": seen, "version": decision.version}).packed


def show_after_click(request: Request, look: AboutReview) -> None:
    """Put what came of it in the place of what was clicked."""
    refresh.after_click(request, look, lambda db: _standing(db, look, request.me))


def show_after_form(request: Request, look: AboutReview) -> None:
    """The same after a form. A post and an answer stay as they are; their reader is told in private."""
    if not refresh.after_form(request, look):
        with request.begin(reading=True) as db:
            message = _standing(db, look, request.me)
        refresh.tell(request, look, message)


def _standing(db: Session, look: AboutReview, me: Member) -> Message:
    decision = decisions.shown(db, look.number, to=me)
    return messages.done(reviews.last_of(db, decision.id), decision)


def _number(text: str, shapes: tuple[re.Pattern[str], ...]) -> int | None:
    if len(text) > LONGEST_READ:
        return None
    words = " ".join(text.replace("’", "'").split())  # noqa: RUF001
    found = next((match for shape in shapes if (match := shape.fullmatch(words))), None)
    return int(found["number"]) if found else None


def open_form(look: AboutReview, request: Request) -> Form:
    decision, memo = opened(request, look)
    return forms.hand_over(decision, memo=memo)


def ask_somebody(look: AboutReview, filled: ReviewForm, request: Request) -> None:
    if len(filled.owner) != 1:
        raise Refusal("Ask one person. If they say no, you can ask the next.", field="owner")
    other = directory.person(request.begin, request.chat, filled.owner[0], now=request.now)
    with request.begin() as db:
        review.offer(db, look.number, to=other, by=request.me, at=request.now)
    request.deliver()
    refresh.after_form(request, look)
    with request.begin(reading=True) as db:
        decision = decisions.shown(db, look.number, to=request.me)
    refresh.tell(request, look, messages.asked_to_look_after(decision))


def accept(look: AboutReview, request: Request) -> None:
    with request.begin() as db:
        review.accept(db, look.number, by=request.me, at=request.now)
    request.deliver()
    show_after_click(request, look)


def decline(look: AboutReview, request: Request) -> None:
    with request.begin() as db:
        review.decline(db, look.number, by=request.me, at=request.now)
    show_after_click(request, look)


ROUTES = Routes(
    said=(
        (says_keep, keep_at_once),
        (says_review, ask_again),
    ),
    clicks={
        "review_look": look_again,
        "review_keep": open_keep,
        "review_change": open_change,
        "review_withdraw": open_withdraw,
        "review_later": put_off,
        "review_hand": open_form,
        "review_accept": accept,
        "review_decline": decline,
    },
    forms={
        "review_keep_form": keep,
        "review_change_form": change,
        "review_withdraw_form": withdraw,
        "review_hand_form": ask_somebody,
    },
)
