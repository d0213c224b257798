"""The whole list of somebody's promises: as a private message, and as a window in which one is chosen."""

from bot.chat.messages import Form
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import HOME
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import commitments
from bot.features.commitments import forms, lists, queries
from bot.features.commitments.payloads import AboutCommitment, Chosen
from handlers.commitments.changes import show_after_form


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


ROUTES = Routes(
    clicks={"commitment_list": tell_list, "commitment_all": open_all},
    forms={"commitment_done_form": close_from_form, "commitment_all_form": open_one},
)
