"""Handing a promise over: asking somebody, their yes or no, and what becomes of the promises of those who leave."""

from bot.chat.messages import Form
from bot.dispatch.interactions import PersonEvent
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import commitments, directory, members
from bot.features.commitments import forms
from bot.features.commitments.payloads import AboutCommitment, CommitmentForm
from handlers.commitments.changes import show_after_click, show_after_form


def open_form(about: AboutCommitment, request: Request) -> Form:
    with request.begin(reading=True) as db:
        commitment = commitments.changeable(db, about.number, by=request.me, for_change=False)
    return forms.hand_over(commitment, memo=about.packed)


def ask_somebody(about: AboutCommitment, filled: CommitmentForm, request: Request) -> None:
    if len(filled.people) != 1:
        raise Refusal("Ask one person. If they say no, you can ask the next.", field="people")
    other = directory.person(request.begin, request.chat, filled.people[0], now=request.now)
    with request.begin() as db:
        commitments.offer(db, about.number, to=other, by=request.me, at=request.now)
    request.deliver()
    show_after_form(request, about)


def accept(about: AboutCommitment, request: Request) -> None:
    with request.begin() as db:
        commitments.accept(db, about.number, by=request.me, at=request.now)
    show_after_click(request, about)


def decline(about: AboutCommitment, request: Request) -> None:
    with request.begin() as db:
        commitments.decline(db, about.number, by=request.me, at=request.now)
    show_after_click(request, about)


def find_successors(event: PersonEvent, request: Request) -> None:
    """Nothing is moved: what they had promised is offered to a colleague. A report that comes late changes nothing."""
    if not event.known.has_left:
        return
    with request.begin() as db:
        if members.meet(db, event.known, organisation="", at=request.now).left_at is not None:
            commitments.leave(db, event.known.person, at=request.now)
    request.deliver()


ROUTES = Routes(
    clicks={"commitment_hand": open_form, "commitment_accept": accept, "commitment_decline": decline},
    forms={"commitment_hand_form": ask_somebody},
    events={"person_changed": find_successors},
)
