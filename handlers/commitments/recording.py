"""`/commit`, its form, and the message shortcut; and drafts, which nobody but whoever said them saves or forgets."""

from bot.chat.marks import readable
from bot.chat.messages import Form
from bot.dispatch.interactions import MessageAction, Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import commitments, directory
from bot.features.commitments import CommitmentSource, CommitmentText, forms, lists, messages, queries
from bot.features.commitments.parsing import read
from bot.features.commitments.payloads import AboutDraft, CommitmentForm
from storage import channels
from storage.members import BOT, Member


def hear_command(said: Said, request: Request) -> Form | None:
    with request.begin(reading=True) as db:
        text = readable(db, said.text).strip()
    number = commitments.number_in(text)
    if not text:
        draft = AboutDraft(t="", o=request.me.person, c=_place(request, said))
        return queries.form(request.begin, CommitmentText(""), draft)
    if number is not None:
        _tell(request, said, number)
    elif text.casefold() in ("list", "my promises"):
        _list(request, said)
    elif len(text.split()) < 2 and len(text) < 20:
        said.reply(request, forms.usage(unclear="" if text.casefold() in ("help", "?") else text))
    else:
        _record_at_once(request, said)
    return None


def take_over_message(action: MessageAction, request: Request) -> Form | None:
    """One's own message opens the form; somebody else's is first shown to them, privately."""
    message = action.picked
    if message.by is None:
        raise Refusal("A program wrote that, and a program cannot promise.")
    owner = directory.person(request.begin, request.chat, message.by, now=request.now)
    link = request.chat.link(action.channel, message.message) or None
    said = CommitmentSource(message.at, action.place or None, message.source, link)
    with request.begin(reading=True) as db:
        reading = read(db, message.text, by=owner, said=said)
    if owner.person == request.me.person:
        return queries.form(request.begin, reading.promise, reading.offered)
    if owner.kind == BOT or owner.left_at is not None:
        raise Refusal("Only a person who is here can promise something.")
    queries.offer_to_author(request, reading, owner=owner)
    request.chat.whisper(action.channel, request.me.person, forms.asked_owner())
    return None


def open_form(request: Request) -> Form:
    return queries.form(request.begin, CommitmentText(""), AboutDraft(t="", o=request.me.person))


def record_from_form(offered: AboutDraft, filled: CommitmentForm, request: Request) -> None:
    promise = filled.promise
    if promise.to.person is not None:
        directory.person(request.begin, request.chat, promise.to.person, now=request.now)
    with request.begin() as db:
        commitment = commitments.record(db, promise, said=offered.said(request.now), owner=request.me, at=request.now)
        queries.answer_offer(db, offered, request.me, was_right=True)
        made = messages.made(commitment, queries.partner_of(db, commitment))
    if offered.channel:
        request.chat.whisper(offered.channel, request.me.person, made)
    else:
        request.chat.dm(request.me.person, made)


def save(offered: AboutDraft, request: Request) -> None:
    _check_own(offered, request.me)
    said = offered.said(request.now)
    with request.begin() as db:
        commitment = commitments.record(db, offered.promise, said=said, owner=request.me, at=request.now)
        queries.answer_offer(db, offered, request.me, was_right=True)
        made = messages.made(commitment, queries.partner_of(db, commitment))
    request.chat.replace(made)


def edit_first(offered: AboutDraft, request: Request) -> Form:
    _check_own(offered, request.me)
    return queries.form(request.begin, offered.promise, offered)


def dismiss(offered: AboutDraft, request: Request) -> None:
    _check_own(offered, request.me)
    with request.begin() as db:
        queries.answer_offer(db, offered, request.me, was_right=False)
    request.chat.replace(forms.dismissed())


def _check_own(offered: AboutDraft, me: Member) -> None:
    if offered.owner != me.person:
        raise Refusal("Only whoever said it can make it a promise.")


def _record_at_once(request: Request, said: Said) -> None:
    source = CommitmentSource(request.now, _place(request, said))
    with request.begin() as db:
        reading = read(db, said.text, by=request.me, said=source)
        commitment = commitments.record(db, reading.promise, said=source, owner=request.me, at=request.now)
        partner = queries.partner_of(db, commitment)
    said.reply(request, messages.made(commitment, partner, heard=reading.heard, others=reading.others))


def _tell(request: Request, said: Said, number: int) -> None:
    with request.begin(reading=True) as db:
        record = queries.record_of(db, number, to=request.me)
    said.reply(request, record)


def _list(request: Request, said: Said) -> None:
    with request.begin(reading=True) as db:
        mine = queries.lists_of(db, request.me, now=request.now)
    said.reply(request, lists.mine(mine))


def _place(request: Request, said: Said) -> str | None:
    """The channel, where we are in it too; a promise made anywhere else is made in private."""
    if said.is_private:
        return None
    with request.begin(reading=True) as db:
        known, is_there = channels.seen_by(db, said.channel, request.me.person)
    return said.channel if known is not None and known.has_bot and is_there else None


ROUTES = Routes(
    commands={"commit": hear_command},
    clicks={
        "commitment_open": open_form,
        "commitment_save*": save,
        "commitment_edit": edit_first,
        "commitment_dismiss": dismiss,
    },
    forms={"commitment_form": record_from_form},
    messages={"remember_as_promise": take_over_message},
)
