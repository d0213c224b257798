"""Joining two accounts of one person: asked for from one, brought to the other as a code, agreed to from both.

Each account comes to see what either sees. So it takes a code that only the first account is shown, a word from the
second that knows whose code it was, and a last word from the first that knows who brought it.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.members.assignment import check
from storage import account_links, events, members, memberships
from storage.account_links import AccountLink, WrongCode
from storage.members import BOT, Member
from storage.memberships import SAID

CODE_HOLDS = timedelta(minutes=15)
MOST_WRONG, WITHIN = 5, timedelta(days=1)  # of a million codes: whoever guesses has a chance of 1 in 200,000 a day
AGREED_WITHIN = timedelta(hours=1)  # after asking; later it begins anew

GONE = "That is settled or too old by now. To begin anew, say “my other account” to me."


def ask(db: Session, code: str, *, by: Member, at: datetime) -> AccountLink:
    """The first account asks for a code. Raises Refusal when it is joined with another already."""
    if by.also is not None:
        raise Refusal("This account is joined with another one already. Part them first.")
    for waiting in account_links.waiting_of(db, by.person):
        waiting.ended_at, waiting.code = at, ""
    pairing = AccountLink(first=by.person, code=code, asked_at=at)
    db.add(pairing)
    db.flush()
    return pairing


def bring(db: Session, code: str, *, by: Member, at: datetime) -> AccountLink | None:
    """The second account brings the code; None when it is nobody's, which counts against whoever brought it.

    Raises Refusal after too many wrong ones, from the account that asked, and from one that is joined already.
    """
    if account_links.wrong_codes(db, by.person, since=at - WITHIN) >= MOST_WRONG:
        raise Refusal("That were too many codes. Try again tomorrow.")
    if by.also is not None:
        raise Refusal("This account is joined with another one already. Part them first.")
    pairing = account_links.by_code(db, code, since=at - CODE_HOLDS) if code else None
    if pairing is None:
        db.add(WrongCode(person=by.person, at=at))
        return None
    if pairing.first == by.person:
        raise Refusal("That code is for your other account: write it to me from there.")
    pairing.second, pairing.code = by.person, ""
    return pairing


def agree(db: Session, id: int, *, by: Member, at: datetime) -> AccountLink:
    """The second account knows whose code it was, and says that it is theirs. Raises Refusal for anybody else."""
    pairing = _waiting(db, id, at)
    if pairing.second != by.person:
        raise Refusal(GONE)
    pairing.second_agreed_at = at
    return pairing


def confirm(db: Session, id: int, *, by: Member, at: datetime) -> AccountLink:
    """The first account knows who brought the code, and has the last word: from now on they are one person.

    Raises Refusal for anybody else, and while the second has not agreed.
    """
    pairing = _waiting(db, id, at)
    if pairing.first != by.person or pairing.second_agreed_at is None:
        raise Refusal(GONE)
    people = members.of_people(db, [pairing.first, pairing.second or ""])
    first, second = people.get(pairing.first), people.get(pairing.second or "")
    if first is None or second is None or BOT in (first.kind, second.kind) or first.also or second.also:
        raise Refusal(GONE)
    _join(db, pairing, first, second, at)
    return pairing


def decline(db: Session, id: int, *, by: Member, at: datetime) -> None:
    """Either of them says that it is not so."""
    pairing = _waiting(db, id, at)
    if by.person not in (pairing.first, pairing.second):
        raise Refusal(GONE)
    pairing.ended_at, pairing.ended_by, pairing.code = at, by.person, ""


def part(db: Session, person: str, *, by: Member, at: datetime) -> None:
    """They are two again: each sees what it saw before. Either account can say so, and conveners."""
    if person not in by.ids:
        check(db, by)
    pairing = account_links.standing_of(db, person)
    if pairing is None:
        raise Refusal("These accounts are not joined.")
    pairing.ended_at, pairing.ended_by = at, by.person
    for row in members.of_people(db, [pairing.first, pairing.second or ""]).values():
        row.also, row.is_second = None, False
        row.is_convener = row.is_convener and row.person != pairing.lent_to
        events.note(db, "member.parted", subject_id=row.id, by=by.person, at=at)


def _waiting(db: Session, id: int, at: datetime) -> AccountLink:
    pairing = account_links.by_id(db, id)
    if pairing is None or pairing.joined_at or pairing.ended_at or at - pairing.asked_at > AGREED_WITHIN:
        raise Refusal(GONE)
    return pairing


def _join(db: Session, pairing: AccountLink, first: Member, second: Member, at: datetime) -> None:
    first.also, second.also, second.is_second = second.person, first.person, True
    if first.is_convener != second.is_convener:
        pairing.lent_to = first.person if second.is_convener else second.person
        first.is_convener = second.is_convener = True
    if first.partner_id is None and second.partner_id is not None:
        first.partner_id, first.partner_because = second.partner_id, SAID
        told = {first.person: second.partner_id}
        memberships.change(db, told, dict.fromkeys(told, SAID), by=first.person, at=at)
    pairing.joined_at = at
    for row in (first, second):
        events.note(db, "member.joined", subject_id=row.id, by=first.person, at=at)
