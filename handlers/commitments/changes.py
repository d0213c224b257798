"""What becomes of a promise: done, a new day, let go, shown, asked about, handed over; one by one, or from a list."""

from sqlalchemy.orm import Session

from bot.chat.messages import Form, Message
from bot.dispatch.interactions import Click, PersonEvent
from bot.dispatch.payloads import HOME
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import commitments, directory, members
from bot.features.commitments import forms, lists, messages, queries
from bot.features.commitments.payloads import AboutCommitment, Chosen, CommitmentForm
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


def close_from_form(about: AboutCommitment, request: Request) -> None:
    with request.begin() as db:
        commitments.mark_kept(db, about.number, by=request.me, at=request.now)
    request.deliver()
    show_after_form(request, about)


def tell_list(click: Click, request: Request) -> None:
    with request.begin(reading=True) as db:
        mine = queries.lists_of(db, request.me, now=request.now)
    if click.channel:
        request.chat.whisper(click.channel, request.me.person, lists.mine(mine))
    else:
        request.chat.dm(request.me.person, lists.mine(mine))


def open_all(click: Click, request: Request) -> Form:
    with request.begin(reading=True) as db:
        mine = queries.lists_of(db, request.me, now=request.now)
    return lists.window(mine, memo=AboutCommitment(n=0, p=HOME if click.at_home else "").packed)


def open_one(chosen: Chosen, about: AboutCommitment, request: Request) -> Form:
    """From the window with the whole list to one promise, in the same window."""
    about = about.model_copy(update={"number": chosen.number})
    return _form_for(request, about, chosen.then)


def _form_for(request: Request, about: AboutCommitment, then: str) -> Form:
    if then == "day":
        return queries.new_day_form(request, about)
    commitment = queries.changeable(request, about)
    writes = {"hand": forms.hand_over, "let_go": forms.let_go}
    return writes.get(then, forms.done)(commitment, memo=about.packed)


def open_form(about: AboutCommitment, request: Request) -> Form:
    return forms.hand_over(queries.changeable(request, about), memo=about.packed)


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
    clicks={
        "commitment_done": close,
        "commitment_day": open_new_day,
        "commitment_on_*": take_other_day,
        "commitment_let_go": open_let_go,
        "commitment_show": show_in_channel,
        "commitment_ask": ask,
        "commitment_list": tell_list,
        "commitment_all": open_all,
        "commitment_hand": open_form,
        "commitment_accept": accept,
        "commitment_decline": decline,
    },
    forms={
        "commitment_day_form": renegotiate,
        "commitment_let_go_form": let_go,
        "commitment_done_form": close_from_form,
        "commitment_all_form": open_one,
        "commitment_hand_form": ask_somebody,
    },
    events={"person_changed": find_successors},
)
