"""Letters: what is due for a person goes out in one message, in their hours, within their budget, and once.

A letter is begun in one transaction, said, and ticked off in another. If the machine dies in between, whoever takes
it over first looks whether it is there.
"""

import logging
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import letters as writing
from bot.chat import Chat, Place, TooFastError
from bot.domain.attention import Attention, own
from bot.views import letters as views
from schedules import begun, sending, waiting
from schedules.begun import Held
from schedules.sending import LEASE, Clock
from storage import Begin, deliveries, letters
from storage.deliveries import DEAD, SENT, Delivery
from storage.letters import ARRIVED, LOST

AT_ONCE = 50  # people in one sweep; the next sweep of the same tick takes the next ones

log = logging.getLogger(__name__)


def send_due(begin: Begin, chat: Chat, clock: Clock, hands: int = 1) -> None:
    """Write to everybody for whom something is due and who may be written to now.

    `hands`: how many letters are written at the same moment, so that a slow chat does not slow down the pace.
    """
    while True:
        now = clock()
        with begin(reading=True) as db:
            people = letters.people_waiting(db, now=now, limit=AT_ONCE)
            attentions = own.of(db, people) if people else {}
        if not people:
            return
        with begin() as db:
            ready = waiting.ready(db, people, attentions, now)
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
            held = begun.begin(db, person, mine, now)
    except Exception:
        log.exception("no letter could be begun for somebody; they are left for later")
        _set_aside(begin, person, now)
        return True
    return held is None or _send(begin, chat, held, clock, now)


def _send(begin: Begin, chat: Chat, held: Held, clock: Clock, now: datetime) -> bool:
    try:
        with begin(reading=True) as db:
            entries, needless = writing.compose(db, held.rows, now=now)
        place = _say(chat, held, entries, clock, now)
    except TooFastError as slow:
        with begin() as db:
            waiting.wait(db, held.rows, now + timedelta(seconds=slow.wait), "the chat asked to slow down")
        return False
    except Exception as error:
        _failed(begin, held, error, now)
        return True
    with begin() as db:
        if place is None and not held.still_fits:
            letters.take_apart(db, held.letter.id)
            return True
        letters.drop(db, needless, at=now, why="no longer needed")
        _arrived(db, held, place, now)
    return True


def _say(chat: Chat, held: Held, entries: Sequence[views.Entry], clock: Clock, now: datetime) -> Place | None:
    """Where the letter stands; None when there is nothing left to say, or not now. A second try looks for the first."""
    letter, identity = held.letter, f"letter:{held.letter.id}"
    if held.looks_first:
        earlier = sending.said_before(chat, letter.person, identity=identity, since=letter.at)
        if earlier is not None:
            return earlier
        if clock() - now > LEASE / 2:
            raise TooFastError(LEASE.total_seconds())  # looking took so long that somebody else may soon take over
    if not entries or not held.still_fits:
        return None
    return chat.dm(letter.person, views.letter(entries, on_top=letter.urgent), identity=identity)


def _arrived(db: Session, held: Held, place: Place | None, now: datetime) -> None:
    for row in held.rows:
        deliveries.settle(db, row, state=SENT, at=now)
    if place is None:
        letters.settle(db, held.letter.id, state=LOST)
    else:
        letters.settle(db, held.letter.id, state=ARRIVED, channel=place.channel, message=place.message)


def _failed(begin: Begin, held: Held, error: Exception, now: datetime) -> None:
    longest = max(held.rows, key=lambda row: row.attempts)
    end = sending.verdict(longest, error)
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
            _put_off(db, held.rows, sending.next_try(longest, now))
            return
        for row in held.rows:
            deliveries.settle(db, row, state=end, at=now)
        letters.settle(db, held.letter.id, state=LOST)


def _set_aside(begin: Begin, person: str, now: datetime) -> None:
    """What cannot even be begun must not hold up the others."""
    with begin() as db:
        rows = letters.claim_for(db, person, now=now, until=now + LEASE)
        for row in rows:
            if row.attempts >= sending.MOST_ATTEMPTS:
                deliveries.settle(db, row, state=DEAD, at=now)
        _put_off(db, rows, max((sending.next_try(row, now) for row in rows), default=now))


def _put_off(db: Session, rows: Sequence[Delivery], until: datetime) -> None:
    for row in rows:
        deliveries.put_off(db, row, until=until)
