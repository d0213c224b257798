"""Getting to know people and channels: asks the chat what the memory does not know yet, or knows too old.

It never speaks to the chat inside a transaction: look, ask, write down.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.chat.port import Chat, ChatChannel, ChatPerson, NotInRoomError
from bot.features import members
from bot.features.members import partner_matching
from bot.features.onboarding import catch_up
from bot.features.privacy import erasure as privacy_erasure
from storage import Begin, channels, partner_identifiers, partnerships
from storage import members as stored_members
from storage.channels import Channel
from storage.members import BOT, Member
from storage.partner_identifiers import CHANNEL, TEAM, USERGROUP

PEOPLE_FRESH_FOR = timedelta(hours=1)  # events keep this up; an hour bounds what a lost event can show to whom
JUST_NOW = timedelta(minutes=1)  # how old our knowledge of a private channel may be when something of it is answered

AT_ONCE = 200  # people written down in one transaction: nobody waits long for it
PLACES_AT_ONCE = 2_000  # the same for people in channels


def with_request(begin: Begin, chat: Chat, who: str, where: str | None, *, now: datetime) -> Member:
    """Whoever acts, and the channel they act in: looked up together, asked for where unknown or too old."""
    with begin(reading=True) as db:
        known = stored_members.by_person(db, who)
        room = channels.by_id(db, where) if where else None
    if where and not _is_fresh(room, now):
        channel(begin, chat, where, now=now)
    fresh = known is not None and members.is_fresh(known, now=now)
    me = known if known is not None and fresh else remember(begin, chat, chat.who(who), now=now)
    if catch_up.needs_note(me, now=now):
        with begin() as db:
            catch_up.seen(db, me, at=now)
    return me


def person(begin: Begin, chat: Chat, who: str, *, now: datetime) -> Member:
    """The member behind a chat id, asked for when unknown or a day old."""
    with begin(reading=True) as db:
        known = stored_members.by_person(db, who)
    if known is not None and members.is_fresh(known, now=now):
        return known
    return remember(begin, chat, chat.who(who), now=now)


def remember(begin: Begin, chat: Chat, profile: ChatPerson, *, now: datetime) -> Member:
    """Write down who somebody is, and which partner they are of."""
    return _remember_all(begin, chat, [profile], now=now)[0]


def _remember_all(begin: Begin, chat: Chat, profiles: Sequence[ChatPerson], *, now: datetime) -> list[Member]:
    with begin(reading=True) as db:
        outside = {each.team for each in profiles} - {partnerships.own(db).workspace}
        unnamed = [team for team in sorted(outside) if partner_identifiers.of(db, TEAM, team) is None]
    organisations = {team: chat.organisation(team) for team in unnamed}
    with begin() as db:
        return members.meet_all(db, profiles, organisations=organisations, at=now)


def channel(begin: Begin, chat: Chat, where: str, *, now: datetime, fresh_for: timedelta = PEOPLE_FRESH_FOR) -> None:
    """Know a channel and who is in it, asked for when unknown or an hour old. A direct message is none."""
    with begin(reading=True) as db:
        known = channels.by_id(db, where)
    if _is_fresh(known, now, fresh_for):
        return
    try:
        room = chat.room(where)
    except NotInRoomError:
        return _lose(begin, known)
    if room.is_direct:
        return
    there = chat.people_in(where) if room.has_bot else ()
    _write_down(begin, chat, {room: there}, now=now)


def _write_down(begin: Begin, chat: Chat, rooms: Mapping[ChatChannel, Sequence[str]], *, now: datetime) -> None:
    """These channels, and who is in them, in as many transactions for many as for one."""
    everybody = {who for there in rooms.values() for who in there}
    erased = _erased(begin, everybody)  # without a name, but there: what is shown must be for them too
    known = _people(begin, chat, everybody - erased.keys(), now=now)
    counts = erased | {who: who for who, each in known.items() if each.kind != BOT}
    people = {room.channel: [counts[who] for who in there if who in counts] for room, there in rooms.items()}
    seen = {room.channel: now for room in rooms if room.has_bot}  # elsewhere we cannot know
    with begin() as db:
        channels.meet_all(db, list(rooms))
        channels.replace_people(db, people, at=seen)
        marked = {each.mark for each in partner_identifiers.every(db) if each.kind == CHANNEL} & set(people)
        if marked:
            partner_matching.reconsider(db, {who for each in marked for who in people[each]}, at=now)


def _people(begin: Begin, chat: Chat, who: Collection[str], *, now: datetime) -> dict[str, Member]:
    """The members behind these chat ids: those are asked for who are unknown or a day old."""
    everybody, met = sorted(set(who)), dict[str, Member]()
    for start in range(0, len(everybody), AT_ONCE):
        some = everybody[start : start + AT_ONCE]
        with begin(reading=True) as db:
            known = stored_members.of_people(db, some)
        new = [each for each in some if each not in known or not members.is_fresh(known[each], now=now)]
        found = _remember_all(begin, chat, [chat.who(each) for each in new], now=now) if new else []
        met |= known | dict(zip(new, found, strict=True))
    return met


def _erased(begin: Begin, people: Iterable[str]) -> dict[str, str]:
    with begin(reading=True) as db:
        return privacy_erasure.stand_ins(db, list(people))


def refresh(begin: Begin, chat: Chat, *, now: datetime) -> None:
    """Look again at the channels whose people we have not been told for an hour: answers depend on who is where."""
    with begin(reading=True) as db:
        unsure = channels.stale(db, known_before=now - PEOPLE_FRESH_FOR)
    for each in unsure:
        channel(begin, chat, each, now=now)


def look_again(begin: Begin, chat: Chat, rooms: Iterable[str], *, now: datetime) -> bool:
    """Ask anew who is in these channels, where we last asked over a minute ago; False when there was nothing to ask.

    A report that somebody was removed may be late or lost, and what was said there is about to be told.
    """
    with begin(reading=True) as db:
        known = channels.named(db, rooms)
    there = (each for each in sorted(known) if known[each].has_bot and not known[each].is_archived)
    unsure = [each for each in there if not _is_fresh(known[each], now, JUST_NOW)]
    for each in unsure:
        channel(begin, chat, each, now=now, fresh_for=JUST_NOW)
    return bool(unsure)


def everything(begin: Begin, chat: Chat, *, now: datetime) -> None:
    """At the start: everybody of the workspace, and every channel that the bot is in."""
    everybody = chat.everybody()
    for start in range(0, len(everybody), AT_ONCE):
        some = everybody[start : start + AT_ONCE]
        with begin(reading=True) as db:
            known = stored_members.of_people(db, [each.person for each in some])
            gone = privacy_erasure.stand_ins(db, [each.person for each in some])
        some = [each for each in some if each.person not in gone]  # unless they come back by themselves
        new = [each for each in some if each.person not in known or not members.is_fresh(known[each.person], now=now)]
        if new:
            _remember_all(begin, chat, new, now=now)
    with begin(reading=True) as db:
        has_usergroups = any(each.kind == USERGROUP and each.partner_id for each in partner_identifiers.every(db))
    if has_usergroups:
        usergroups(begin, chat, now=now)
    _rooms(begin, chat, chat.rooms(), now=now)


def _rooms(begin: Begin, chat: Chat, rooms: Sequence[ChatChannel], *, now: datetime) -> None:
    with begin(reading=True) as db:
        known = channels.named(db, [each.channel for each in rooms])
    there: dict[ChatChannel, Sequence[str]] = {}
    for each in rooms:
        if _is_fresh(known.get(each.channel), now):
            continue
        try:
            there[each] = chat.people_in(each.channel)
        except NotInRoomError:  # it was taken out just now
            _lose(begin, known.get(each.channel))
        if sum(map(len, there.values())) >= PLACES_AT_ONCE:
            _write_down(begin, chat, there, now=now)
            there = {}
    if there:
        _write_down(begin, chat, there, now=now)


def _lose(begin: Begin, known: Channel | None) -> None:
    """The bot is out of a channel that it was in, and nobody told it: from now on nobody counts as being there."""
    if known is not None:
        with begin() as db:
            channels.lose(db, known.channel)


def usergroups(begin: Begin, chat: Chat, *, now: datetime) -> None:
    """Know which user groups there are, and who is in those that are a partner's mark."""
    told = chat.usergroups()
    erased = _erased(begin, {who for each in told for who in each.people})
    with begin() as db:
        moved: set[str] = set()
        for each in told:
            mark = partner_identifiers.see(db, USERGROUP, each.usergroup, label=each.name, at=now)
            people = [who for who in each.people if who not in erased] if mark.partner_id else ()
            moved |= partner_identifiers.replace_usergroup(db, each.usergroup, people)
        if moved:
            partner_matching.reconsider(db, moved, at=now)


def _is_fresh(room: Channel | None, now: datetime, fresh_for: timedelta = PEOPLE_FRESH_FOR) -> bool:
    return room is not None and room.people_known_at is not None and now - room.people_known_at < fresh_for
