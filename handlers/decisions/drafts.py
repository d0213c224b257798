"""`@Steward we decided …`, in a channel or in private: the words come back as a draft with a Save button."""

from collections.abc import Sequence

from bot.chat.marks import readable
from bot.chat.messages import Form, Message
from bot.dispatch.interactions import Click, Said
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import decisions
from bot.features.decisions import drafts, forms, messages
from bot.features.decisions.payloads import CameFrom
from bot.features.duplicates import check as duplicate_check
from bot.text.reasons import Wording, decided, split
from storage import channels
from storage import decisions as stored_decisions
from storage.channels import Channel
from storage.decision_drafts import DecisionDraft


def says_a_decision(text: str) -> bool:
    return decided(text) is not None


def offer_draft(said: Said, request: Request) -> None:
    link, where = request.chat.link(said.channel, said.message), said.place or None
    with request.begin() as db:
        wording = split(readable(db, decided(said.text) or ""))
        draft = drafts.write(
            db,
            wording,
            by=request.me.person,
            said_at=said.at,
            source=said.source,
            channel=where,
            link=link,
            at=request.now,
        )
        rooms = channels.shared_with(db, request.me.person) if where is None else ()
    if draft is None:
        return
    if where is None and not rooms:
        request.chat.dm(request.me.person, Message(forms.NO_ROOMS))
        return
    thread = None if where is None else said.thread or said.message
    request.chat.post(said.channel, forms.draft(draft, rooms=rooms), thread=thread)


def choose_channel() -> None:
    """It counts when Save is pressed."""


def save(click: Click, number: int, request: Request) -> None:
    with request.begin(reading=True) as db:
        draft = drafts.waiting(db, number)
        channel = draft.channel or click.answers.get("draft_channel")
        if not channel:
            raise Refusal("Which channel shall see it? Choose one above Save.")
        channel = channels.now_known_as(db, channel)
    wording, came_from = Wording(draft.text, draft.reason), _came_from(draft, click)
    held = duplicate_check.ask(request, wording, channel=channel, came_from=came_from)
    if held is not None:
        private = click.is_private
        duplicate_check.tell(request, held, channel=click.channel, thread=click.thread, private=private)
        return
    with request.begin() as db:
        drafts.dismiss(db, draft.id)
        origin = came_from.origin(me=request.me.person, now=request.now)
        decision = decisions.log(db, wording, origin=origin, channel=channel, by=request.me, at=request.now)
    request.deliver()
    with request.begin(reading=True) as db:
        posted = stored_decisions.of_number(db, decision.number) or decision
    request.chat.amend(click.channel, click.message, messages.saved(posted))


def edit_first(click: Click, number: int, request: Request) -> Form:
    with request.begin(reading=True) as db:
        draft = drafts.waiting(db, number)
        rooms = channels.shared_with(db, request.me.person)
    memo = _came_from(draft, click)
    wording = Wording(draft.text, draft.reason)
    return forms.new(rooms, channel=_proposed(draft, rooms), wording=wording, memo=memo.packed)


def dismiss(click: Click, number: int, request: Request) -> None:
    with request.begin() as db:
        drafts.dismiss(db, number)
    request.chat.amend(click.channel, click.message, messages.dismissed())


def _came_from(draft: DecisionDraft, click: Click) -> CameFrom:
    return CameFrom(
        by=draft.by,
        at=draft.said_at.timestamp(),
        source=draft.source,
        link=draft.link,
        draft=draft.id,
        channel=click.channel,
        reply=click.message,
        drafted_in=draft.channel or "",
    )


def _proposed(draft: DecisionDraft, rooms: Sequence[Channel]) -> str:
    return draft.channel or (rooms[0].channel if len(rooms) == 1 else "")


ROUTES = Routes(
    said=((says_a_decision, offer_draft),),
    clicks={"draft_save": save, "draft_edit": edit_first, "draft_dismiss": dismiss, "draft_channel": choose_channel},
)
