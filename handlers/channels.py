"""Who is in which channel, kept up from what Slack reports: answers depend on it."""

from bot.dispatch.interactions import ChannelEvent, PersonEvent
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.features import directory, members, onboarding
from bot.features.privacy import erasure as privacy_erasure
from storage import channels
from storage.onboarding import CAME, JOINED


def joined(event: ChannelEvent, request: Request) -> None:
    """We ask who is there now rather than add somebody: a report that comes late may be about one who left again."""
    with request.begin() as db:
        channels.doubt(db, event.channel)
        onboarding.greet(db, event.person, because=JOINED, at=request.now)
    directory.channel(request.begin, request.chat, event.channel, now=request.now)
    if event.invited_by:
        with request.begin() as db:
            members.note_inviter(db, event.person, event.invited_by, at=request.now)


def left(event: ChannelEvent, request: Request) -> None:
    with request.begin() as db:
        if event.is_us:
            channels.lose(db, event.channel)
        else:
            channels.remove_person(db, event.channel, event.person)


def look_again(event: ChannelEvent, request: Request) -> None:
    """Something about the channel changed: forget when we last asked, and ask."""
    with request.begin() as db:
        before = channels.people_in(db, event.channel)
        channels.doubt(db, event.channel)
    directory.channel(request.begin, request.chat, event.channel, now=request.now)
    with request.begin() as db:
        members.leave_if_nowhere(db, sorted(before - channels.people_in(db, event.channel)), at=request.now)


def follow_id(event: ChannelEvent, request: Request) -> None:
    with request.begin() as db:
        channels.rename_id(db, event.channel, event.moved_to)


def meet(event: PersonEvent, request: Request) -> None:
    """A late report does not undo a newer one: `members` looks at when the profile changed."""
    known = event.known
    with request.begin(reading=True) as db:
        is_erased = bool(privacy_erasure.stand_ins(db, [known.person]))
    if known.is_bot or is_erased:
        return
    directory.remember(request.begin, request.chat, known, now=request.now)
    if event.is_new:
        with request.begin() as db:
            onboarding.greet(db, known.person, because=CAME, at=request.now)


def look_at_usergroups(request: Request) -> None:
    """We ask who is in them now: reports may come late and in any order."""
    directory.usergroups(request.begin, request.chat, now=request.now)


ROUTES = Routes(
    events={
        "joined": joined,
        "left": left,
        "channel_changed": look_again,
        "channel_moved": follow_id,
        "person_changed": meet,
        "groups_changed": look_at_usergroups,
    }
)
