"""Letters: what is due for a person goes out in one message, in their hours, within their budget, and once.

A letter is begun in one transaction, said, and ticked off in another. If the machine dies in between, whoever takes
it over first looks whether it is there.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import letters as writing
from bot.chat import Chat, NotInRoomError, Place, TooFastError
from bot.domain import attention
from bot.domain.attention import Attention, Verdict, own
from bot.domain.decisions import LEASE
from bot.views import letters as views
from storage import Begin, deliveries, letters
from storage.deliveries import DEAD, SENT, Delivery
from storage.letters import ARRIVED, LOST, Letter

AT_ONCE = 50  # people in one sweep; the next sweep of the same tick takes the next ones
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=30)  # doubled after every failure

log = logging.getLogger(__name__)


def send_due(begin: Begin, chat: Chat, now: datetime) -> None:
    """Write to everybody for whom something is due and who may be written to now."""
    while True:
        with begin(reading=True) as db:
            people = letters.people_waiting(db, now=now, limit=AT_ONCE)
        for person in people:
            if not _write_to(begin, chat, person, now):
                return
        if len(people) < AT_ONCE:
            return


def _write_to(begin: Begin, chat: Chat, person: str, now: datetime) -> bool:
    """One person's letter; False when the chat asks us to slow down."""
    with begin() as db:
        letter = _begin_letter(db, person, now)
    if letter is None:
        return True
    with begin(reading=True) as db:
        held = letters.of_letter(db, letter.id)
        entries, needless = writing.compose(db, held, now=now)
    try:
        place = _say(chat, letter, held, entries)
    except TooFastError as slow:
        _put_off(begin, letter, held, until=now + timedelta(seconds=slow.wait), failed=False)
        return False
    except Exception as error:
        _failed(begin, letter, held, error, now)
        return True
    with begin() as db:
        letters.drop(db, needless, at=now, why="no longer needed")
        _arrived(db, letter, held, place, now)
    return True


def _begin_letter(db: Session, person: str, now: datetime) -> Letter | None:
    """Claim what is due, put off what must wait, and begin a letter with the rest."""
    claimed = letters.claim_for(db, person, now=now, until=now + LEASE)
    begun = next((row.letter_id for row in claimed if row.letter_id is not None), None)
    if begun is not None:
        _leave_out(db, [row for row in claimed if row.letter_id != begun], now)
        return db.get_one(Letter, begun)
    mine = own.of(db, [person]).get(person)
    if mine is None:
        letters.drop(db, claimed, at=now, why="not here any more")
        return None
    going = _sort(db, claimed, mine, person, now)
    return letters.begin(db, person, going, at=now, urgent=_is_on_top(db, mine, person, now)) if going else None


def _leave_out(db: Session, rows: Sequence[Delivery], now: datetime) -> None:
    """What came due while an earlier letter is still under way goes with the next one."""
    for row in rows:
        deliveries.wait(db, row, until=now + LEASE, why="an earlier message is under way")


def _sort(db: Session, claimed: Sequence[Delivery], mine: Attention, person: str, now: datetime) -> list[Delivery]:
    """Those that go now. What waits only for the budget may travel with what goes anyway."""
    had = [letter.at for letter in letters.since(db, [person], now - attention.WEEK).get(person, [])]
    judged = [(row, _judge(db, row, mine, now, had)) for row in claimed]
    letters.drop(db, [row for row, verdict in judged if verdict.never], at=now, why="they stopped these")
    open_now = attention.next_free(mine, now) <= now
    any_goes = open_now and any(verdict.now for _, verdict in judged)
    going = []
    for row, verdict in judged:
        if verdict.now or (any_goes and verdict.why == attention.HAD_ENOUGH):
            going.append(row)
        elif verdict.wait_until is not None:
            deliveries.wait(db, row, until=verdict.wait_until, why=verdict.why)
    return going


def _judge(db: Session, row: Delivery, mine: Attention, now: datetime, had: Sequence[datetime]) -> Verdict:
    if row.on is not None and row.hour is not None:
        meant = attention.local_moment(row.on, row.hour, mine.zone)
        if meant > now:
            return Verdict(wait_until=meant, why="not their hour yet")
    urgent = writing.SECTIONS[row.kind].is_urgent(db, row, now)
    return attention.judge(mine, row.kind, now=now, had=had, urgent=urgent)


def _is_on_top(db: Session, mine: Attention, person: str, now: datetime) -> bool:
    """Whether their budget is spent: then only what waits for them goes out, and says so."""
    had = [letter.at for letter in letters.since(db, [person], now - attention.WEEK).get(person, [])]
    return not attention.fits_budget(mine, now, had)


def _say(chat: Chat, letter: Letter, held: Sequence[Delivery], entries: Sequence[views.Entry]) -> Place | None:
    """Where the letter stands; None when there is nothing left to say. A second try looks for the first."""
    identity = f"letter:{letter.id}"
    if any(row.attempts > 1 for row in held):
        earlier = chat.find_private(letter.person, identity, since=letter.at)
        if earlier is not None:
            return earlier
    return chat.dm(letter.person, views.letter(entries, on_top=letter.urgent), identity=identity) if entries else None


def _arrived(db: Session, letter: Letter, held: Sequence[Delivery], place: Place | None, now: datetime) -> None:
    for row in held:
        deliveries.settle(db, row, state=SENT, at=now)
    if place is None:
        letters.settle(db, letter.id, state=LOST)
    else:
        letters.settle(db, letter.id, state=ARRIVED, channel=place.channel, message=place.message)


def _failed(begin: Begin, letter: Letter, held: Sequence[Delivery], error: Exception, now: datetime) -> None:
    attempts = max(row.attempts for row in held)
    hopeless = isinstance(error, NotInRoomError) or attempts >= MOST_ATTEMPTS
    log.warning(
        "not written, %s: letter %d (%s), attempt %d: %s",
        "given up" if hopeless else "will try again",
        letter.id,
        letter.kinds,
        attempts,
        error,
    )
    if not hopeless:
        _put_off(begin, letter, held, until=now + FIRST_WAIT * 2 ** (attempts - 1), failed=True)
        return
    with begin() as db:
        for row in held:
            deliveries.settle(db, row, state=DEAD, at=now)
        letters.settle(db, letter.id, state=LOST)


def _put_off(begin: Begin, letter: Letter, held: Sequence[Delivery], *, until: datetime, failed: bool) -> None:
    with begin() as db:
        for row in held:
            if failed:
                deliveries.put_off(db, row, until=until)
            else:
                deliveries.wait(db, row, until=until, why="the chat asked to slow down")
