"""Opening somebody's own page: in the room that they chose last, on the Home tab and where it stands as a message."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.chat.messages import Message, Page, Part
from bot.chat.port import Chat, GoneError, MessageRef, TooFastError
from bot.dispatch.requests import Request
from bot.features.catalogue import FEW_IN_MESSAGE, HomeContext
from bot.surfaces.home import frame, tabs
from bot.surfaces.home.tabs import HomeTab
from storage import home, partnerships
from storage.home import Owner
from storage.members import Member
from storage.notification_settings import Preference

KEPT_FOR = timedelta(hours=12)  # a room stays chosen; who comes another day begins with what is theirs


def show(request: Request, *, note: str = "") -> None:
    """Show somebody their page as it is now; `note` says what has just been saved."""
    with request.begin(reading=True) as db:
        owner = _owner(db, request.me)
        page = _page(HomeContext(db, owner, request.settings, request.now), note)
        stands = _stands(owner.wish, request.now)
        again = _message(request, db, owner, note) if stands else None
    if stands and again:
        _amend(request.chat, stands, again)
    request.chat.home(request.me.person, page)


def message(request: Request) -> Message:
    """The page as a message, for whoever has no Home tab."""
    with request.begin(reading=True) as db:
        return _message(request, db, _owner(db, request.me))


def enter(request: Request, name: str, *, since: int = 0, stands: MessageRef | None = None) -> None:
    """Go to a room, and remember it; `since` is the section at which a message begins.

    `stands`: the message that shows the page too. Raises Refusal when the room is not open to them.
    """
    me = request.me
    with request.begin() as db:
        room = tabs.entered(name, _owner(db, me).me)
        home.choose_room(db, me.person, f"{room.name}:{since}" if since else room.name, at=request.now)
        if stands:
            db.flush()
            home.stands_at(db, me.person, stands.channel, stands.message)


def sections_of(room: HomeTab, glance: HomeContext) -> list[tuple[Part, ...]]:
    """What there is to show in a room."""
    return [shown for part in room.parts if part.whom(glance.me) and (shown := part.show(glance))]


def _page(glance: HomeContext, note: str) -> Page:
    room, _ = _chosen(glance)
    return frame.page(room.name, _doors(glance.me), sections_of(room, glance), note)


def _message(request: Request, db: Session, owner: Owner, note: str = "") -> Message:
    glance = HomeContext(db, owner, request.settings, request.now, FEW_IN_MESSAGE)
    room, since = _chosen(glance)
    found = sections_of(room, glance)
    since = since if since < len(found) else 0
    return frame.message(room.name, _doors(glance.me), found, request.chat.fits, since=since, note=note)


def _chosen(glance: HomeContext) -> tuple[HomeTab, int]:
    wish = glance.owner.wish
    is_fresh = wish.room_at is not None and glance.now - wish.room_at < KEPT_FOR
    name, _, since = (wish.room or "").partition(":") if is_fresh else ("", "", "")
    return tabs.last(name, glance.me), int(since or 0)


def _doors(me: Member) -> Sequence[tuple[str, str]]:
    return [(room.name, room.label) for room in tabs.open_to(me)]


def _owner(db: Session, me: Member) -> Owner:
    known = home.owner(db, me.person)
    return known or Owner(me, partnerships.own(db), None, Preference(person=me.person))


def _stands(wish: Preference, now: datetime) -> MessageRef | None:
    """Where the page stands as a message that they have used today."""
    is_fresh = wish.room_at is not None and now - wish.room_at < KEPT_FOR
    return (
        MessageRef(wish.room_channel, wish.room_message)
        if is_fresh and wish.room_channel and wish.room_message
        else None
    )


def _amend(chat: Chat, stands: MessageRef, changed: Message) -> None:
    try:
        chat.amend(stands.channel, stands.message, changed)
    except (GoneError, TooFastError):
        return  # they have put it away, or the Home tab alone has to do
