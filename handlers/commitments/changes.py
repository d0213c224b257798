"""The buttons under a promise: done, a new day, let go, shown in its channel, asked about."""

from sqlalchemy.orm import Session

from bot.chat.messages import Form, Message
from bot.dispatch.interactions import Click
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import commitments
from bot.features.commitments import forms, messages, queries
from bot.features.commitments.payloads import AboutCommitment, CommitmentForm
from bot.surfaces import refresh


def close(about: AboutCommitment, request: Request) -> None:
    with request.begin() as db:
        commitments.mark_kept(db, about.number, by=request.me, at=request.now)
    request.deliver()
    show_after_click(request, about)


def open_new_day(about: AboutCommitment, request: Request) -> Form:
    return queries.new_day_form(request, about)


def renegotiate(about: AboutCommitment, filled: CommitmentForm, request: Request) -> None:
    with request.begin() as db:
        number, version = about.number, about.version
        commitments.renegotiate(db, number, filled.text, filled.due_on, version=version, by=request.me, at=request.now)
    request.deliver()
    show_after_form(request, about)


def take_other_day(about: AboutCommitment, request: Request) -> None:
    """The day was understood wrongly: that is a correction, and no renegotiation."""
    with request.begin() as db:
        commitments.correct_day(db, about.number, about.day, version=about.version, by=request.me, at=request.now)
    request.deliver()
    show_after_click(request, about)


def open_let_go(about: AboutCommitment, request: Request) -> Form:
    return forms.let_go(queries.changeable(request, about), memo=about.packed)


def let_go(about: AboutCommitment, filled: CommitmentForm, request: Request) -> None:
    with request.begin() as db:
        commitments.let_go(db, about.number, filled.reason, by=request.me, at=request.now)
    request.deliver()
    show_after_form(request, about)


def show_in_channel(about: AboutCommitment, request: Request) -> None:
    with request.begin() as db:
        commitments.show(db, about.number, by=request.me, at=request.now)
    request.deliver()
    show_after_click(request, about)


def ask(click: Click, about: AboutCommitment, request: Request) -> None:
    with request.begin() as db:
        commitment = commitments.ask(db, about.number, by=request.me, at=request.now)
    request.chat.whisper(click.channel, request.me.person, messages.asked(commitment))


def show_after_click(request: Request, about: AboutCommitment) -> None:
    """How it stands now, in the place of what was clicked."""
    refresh.after_click(request, about, lambda db: queries.standing(db, about, request.me, now=request.now))


def show_after_form(request: Request, about: AboutCommitment) -> None:
    """The same after a form; what only they saw is told anew."""

    def now(db: Session) -> Message:
        return queries.standing(db, about, request.me, now=request.now)

    if not refresh.after_form(request, about, now):
        with request.begin(reading=True) as db:
            message = now(db)
        refresh.tell(request, about, message)


ROUTES = Routes(
    clicks={
        "commitment_done": close,
        "commitment_day": open_new_day,
        "commitment_on_*": take_other_day,
        "commitment_let_go": open_let_go,
        "commitment_show": show_in_channel,
        "commitment_ask": ask,
    },
    forms={"commitment_day_form": renegotiate, "commitment_let_go_form": let_go},
)
