"""The whole list of somebody's promises: as a private message, and as a window in which one is chosen."""

from datetime import datetime

from slack_bolt import Ack, App

from bot.chat.port import Chat, Form
from bot.dispatch.requests import Deliver
from bot.features import commitments
from bot.features.commitments import forms, lists, messages, queries
from bot.features.commitments.payloads import AboutCommitment, Chosen
from bot.settings import Settings
from bot.slack.blocks import modal
from bot.slack.forms import filled_in, read_back
from bot.slack.payloads import Payload
from bot.surfaces import refresh_commitments
from storage import Begin
from storage.members import Member


def register(app: App, settings: Settings) -> None:
    app.view("commitment_done_form")(close_from_form)
    app.action("commitment_list")(tell_list)
    app.action("commitment_all")(open_all)
    app.view("commitment_all_form")(open_one)


def close_from_form(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, deliver: Deliver, settings: Settings
) -> None:
    about = read_back(AboutCommitment, view["private_metadata"])
    with begin() as db:
        commitments.mark_kept(db, about.number, by=me, at=now)
    ack()
    deliver()
    refresh_commitments.show_after_form(begin, chat, me, about, settings, now=now)


def tell_list(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    with begin(reading=True) as db:
        mine = queries.lists_of(db, me, now=now)
    where = (body.get("channel") or {}).get("id")
    if where:
        chat.whisper(where, me.person, lists.mine(mine))
    else:
        chat.dm(me.person, lists.mine(mine))


def open_all(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    with begin(reading=True) as db:
        mine = queries.lists_of(db, me, now=now)
    at_home = (body.get("view") or {}).get("type") == "home"
    chat.ask(
        body["trigger_id"], lists.window(mine, memo=AboutCommitment(n=0, p=messages.HOME if at_home else "").packed)
    )


def open_one(ack: Ack, view: Payload, begin: Begin, me: Member) -> None:
    """From the window with the whole list to one promise, in the same window."""
    chosen = filled_in(Chosen, view["state"])
    about = read_back(AboutCommitment, view["private_metadata"]).model_copy(update={"number": chosen.number})
    ack(response_action="update", view=modal(_form_for(begin, about, me, chosen.then)))


def _form_for(begin: Begin, about: AboutCommitment, me: Member, then: str) -> Form:
    if then == "day":
        return queries.new_day_form(begin, about, me)
    commitment = queries.changeable(begin, about, me)
    writes = {"hand": forms.hand_over, "let_go": forms.let_go}
    return writes.get(then, forms.done)(commitment, memo=about.packed)
