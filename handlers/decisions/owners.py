"""Who looks after a decision: asking somebody else, and their yes or no."""

from bot.chat.messages import Form
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import decisions, directory
from bot.features.decisions import review
from bot.features.decisions.review import forms, messages
from bot.features.decisions.review.payloads import AboutReview, ReviewForm
from bot.surfaces import refresh
from handlers.decisions.review import opened, show_after_click


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
    clicks={"review_hand": open_form, "review_accept": accept, "review_decline": decline},
    forms={"review_hand_form": ask_somebody},
)
