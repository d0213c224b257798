"""Letters: what is due for a person goes out in one message, in their hours, within their budget, and once.

A letter is begun in one transaction, said, and ticked off in another. If the machine dies in between, whoever takes
it over first looks whether it is there.
"""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import notifications as bot_notifications
from bot.chat.port import Chat, MessageRef, TooFastError
from bot.notifications import Attention, preferences
from bot.surfaces import digest, digest_messages
from schedules.outbox import attempts, due
from schedules.outbox.attempts import LEASE, Clock
from storage import Begin, deliveries, digests
from storage.deliveries import DEAD, SENT, Delivery
from storage.digests import ARRIVED, BEGUN, LOST, Digest


@dataclass(frozen=True)
class ClaimedDigest:
    """A letter and what is in it, under our lease. `still_fits`: it may be said now, as far as its person goes."""

    letter: Digest
    rows: Sequence[Delivery]
    still_fits: bool = True

    @property
    def looks_first(self) -> bool:
        return any(row.attempts > 1 for row in self.rows)


def claim(db: Session, person: str, mine: Attention | None, now: datetime) -> ClaimedDigest | None:
    """Claim what is due, put off what must wait, and begin a letter with the rest; or take over one that was begun."""
    claimed = digests.claim_for(db, person, now=now, until=now + LEASE)
    earlier = next((row.digest_id for row in claimed if row.digest_id is not None), None)
    if earlier is not None:
        letter = db.get_one(Digest, earlier)
        _leave_out(db, [row for row in claimed if row.digest_id != earlier], now)
        rows = [row for row in claimed if row.digest_id == earlier]
        return ClaimedDigest(letter, rows, mine is not None and _still_fits(mine, letter, now))
    if mine is None:
        digests.drop(db, claimed, at=now, why="not here any more")
        return None
    had = [letter.at for letter in digests.since(db, [person], now - bot_notifications.WEEK).get(person, [])]
    going = due.sort(db, claimed, mine, had, now)
    if not going:
        return None
    return ClaimedDigest(
        digests.begin(db, person, going, at=now, urgent=not bot_notifications.fits_budget(mine, now, had)), going
    )


def _still_fits(mine: Attention, letter: Digest, now: datetime) -> bool:
    """Whether a letter begun earlier may be said now: on the day for which it counts, when they may be written to."""
    same_day = letter.at.astimezone(mine.zone).date() == now.astimezone(mine.zone).date()
    return same_day and letter.state == BEGUN and bot_notifications.judge(mine, "", now=now, had=(), urgent=True).now


def _leave_out(db: Session, rows: Sequence[Delivery], now: datetime) -> None:
    """What came due while an earlier letter is still under way goes with the next one."""
    due.wait(db, rows, now + LEASE, "an earlier message is under way")


AT_ONCE = 50  # people in one sweep; the next sweep of the same tick takes the next ones

log = logging.getLogger(__name__)


def send_due(begin: Begin, chat: Chat, clock: Clock, hands: int = 1) -> None:
    """Write to everybody for whom something is due and who may be written to now.

    `hands`: how many letters are written at the same moment, so that a slow chat does not slow down the pace.
    """
    while True:
        now = clock()
        with begin(reading=True) as db:
            people = digests.people_waiting(db, now=now, limit=AT_ONCE)
            attentions = preferences.of(db, people) if people else {}
        if not people:
            return
        with begin() as db:
            ready = due.ready(db, people, attentions, now)
        if not _write_to_all(begin, chat, {person: attentions.get(person) for person in ready}, clock, hands):
            return
        if len(people) < AT_ONCE:
            return


def _write_to_all(begin: Begin, chat: Chat, ready: Mapping[str, Attention | None], clock: Clock, hands: int) -> bool:
    """False when the chat asks us to slow down."""
    if hands == 1:
        return all(_write_to(begin, chat, person, mine, clock) for person, mine in ready.items())
    with ThreadPoolExecutor(hands, thread_name_prefix="letters") as several:
        going = [several.submit(_write_to, begin, chat, person, mine, clock) for person, mine in ready.items()]
        return all([each.result() for each in going])


def _write_to(begin: Begin, chat: Chat, person: str, mine: Attention | None, clock: Clock) -> bool:
    """One person's letter; False when the chat asks us to slow down."""
    now = clock()
    try:
        with begin() as db:
            held = claim(db, person, mine, now)
    except Exception:
        log.exception("no letter could be begun for somebody; they are left for later")
        _set_aside(begin, person, now)
        return True
    return held is None or _send(begin, chat, held, clock, now)


def _send(begin: Begin, chat: Chat, held: ClaimedDigest, clock: Clock, now: datetime) -> bool:
    try:
        with begin(reading=True) as db:
            entries, needless = digest.compose(db, held.rows, now=now)
        place = _say(chat, held, entries, clock, now)
    except TooFastError as slow:
        with begin() as db:
            due.wait(db, held.rows, now + timedelta(seconds=slow.wait), "the chat asked to slow down")
        return False
    except Exception as error:
        _failed(begin, held, error, now)
        return True
    with begin() as db:
        if place is None and not held.still_fits:
            digests.take_apart(db, held.letter.id)
            return True
        digests.drop(db, needless, at=now, why="no longer needed")
        _arrived(db, held, place, now)
    return True


def _say(
    chat: Chat, held: ClaimedDigest, entries: Sequence[digest_messages.DigestEntry], clock: Clock, now: datetime
) -> MessageRef | None:
    """Where the letter stands; None when there is nothing left to say, or not now. A second try looks for the first."""
    letter, identity = held.letter, f"letter:{held.letter.id}"
    if held.looks_first:
        earlier = attempts.said_before(chat, letter.person, identity=identity, since=letter.at)
        if earlier is not None:
            return earlier
        if clock() - now > LEASE / 2:
            raise TooFastError(LEASE.total_seconds())  # looking took so long that somebody else may soon take over
    if not entries or not held.still_fits:
        return None
    return chat.dm(letter.person, digest_messages.letter(entries, on_top=letter.urgent), identity=identity)


def _arrived(db: Session, held: ClaimedDigest, place: MessageRef | None, now: datetime) -> None:
    for row in held.rows:
        deliveries.settle(db, row, state=SENT, at=now)
    if place is None:
        digests.settle(db, held.letter.id, state=LOST)
    else:
        digests.settle(db, held.letter.id, state=ARRIVED, channel=place.channel, message=place.message)


def _failed(begin: Begin, held: ClaimedDigest, error: Exception, now: datetime) -> None:
    longest = max(held.rows, key=lambda row: row.attempts)
    end = attempts.verdict(longest, error)
    log.warning(
        "not written, %s: letter %d (%s), attempt %d: %s",
        f"given up as {end}" if end else "will try again",
        held.letter.id,
        held.letter.kinds,
        longest.attempts,
        error,
    )
    with begin() as db:
        if end is None:
            _put_off(db, held.rows, attempts.next_try(longest, now))
            return
        for row in held.rows:
            deliveries.settle(db, row, state=end, at=now)
        digests.settle(db, held.letter.id, state=LOST)


def _set_aside(begin: Begin, person: str, now: datetime) -> None:
    """What cannot even be begun must not hold up the others."""
    with begin() as db:
        rows = digests.claim_for(db, person, now=now, until=now + LEASE)
        for row in rows:
            if row.attempts >= attempts.MOST_ATTEMPTS:
                deliveries.settle(db, row, state=DEAD, at=now)
        _put_off(db, rows, max((attempts.next_try(row, now) for row in rows), default=now))


def _put_off(db: Session, rows: Sequence[Delivery], until: datetime) -> None:
    for row in rows:
        deliveries.put_off(db, row, until=until)
