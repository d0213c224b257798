"""Saying yes to a wording, and taking it back: by everybody for themselves, or for a partner by who speaks for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from storage import agreements, journal, members, partnerships
from storage.agreements import ACCEPTED, EVERYBODY, WITHDRAWN, AgreementWord, Standing
from storage.members import BOT, Member

ASKED = re.compile(r"(?:(?:show|tell me|what are) )?(?:me )?(?:(?:our|the|my) )?agreements?", re.IGNORECASE)


@dataclass(frozen=True)
class Concern:
    """An agreement as it concerns somebody. `partner_id`: they speak for it; `word`: the last that was said."""

    standing: Standing
    partner_id: int | None
    word: AgreementWord | None
    partner_name: str = ""

    @property
    def has_yes(self) -> bool:
        return self.standing.holds(self.word)


def is_asked(text: str) -> bool:
    """Whether somebody asks for the agreements: "agreements", "show me our agreements"."""
    words = " ".join(text[:60].split()).rstrip(" ?!.")
    return len(text) <= 60 and ASKED.fullmatch(words) is not None


def waiting_for(db: Session, member: Member) -> list[Standing]:
    """The agreements that wait for this person's yes, oldest first."""
    return [each.standing for each in of_person(db, member) if not each.has_yes]


def of_person(db: Session, member: Member) -> list[Concern]:
    """Every agreement that concerns somebody, with their last word on it; whoever speaks for a partner, for each."""
    if member.kind == BOT or member.left_at is not None:
        return []
    found = agreements.concerning(db, member.ids)
    return [Concern(stand, of.id if of else None, word, of.name if of else "") for stand, of, word in found]


def concern(db: Session, agreement_id: int, member: Member) -> Concern | None:
    """One agreement as it concerns them; None when it does not, or is retired. What still waits comes first."""
    one = agreements.one(db, agreement_id)
    if one is None or one.agreement.retired_at is not None:
        return None
    found = sorted(_concerns(db, member, [one]), key=lambda each: each.has_yes)
    return next(iter(found), None)


def accept(db: Session, agreement_id: int, version_id: int, *, by: Member, at: datetime) -> bool:
    """Say yes to the wording that they have seen; False when it has changed since so that another yes is needed.

    Said twice, it is kept once. Raises Refusal when it is retired, or does not wait for them.
    """
    agreements.hold(db, agreement_id)
    agreements.hold_person(db, by.person)
    mine = _mine(db, agreement_id, by)
    version = agreements.version(db, version_id)
    if version is None or version.agreement_id != agreement_id or version.number is None:
        raise Refusal("I do not know this wording. Say `agreements` to me, and you see what stands now.")
    if version.number < mine.standing.counts_from:
        return False
    if not mine.has_yes:
        _say(db, mine, ACCEPTED, version_id, version.number, by=by, at=at)
    return True


def withdraw(db: Session, agreement_id: int, *, by: Member, at: datetime) -> bool:
    """Take their yes back; False when there is none. What they had said stays in the record.

    Raises Refusal as `accept` does.
    """
    agreements.hold(db, agreement_id)
    agreements.hold_person(db, by.person)
    mine = next((each for each in _all_mine(db, agreement_id, by) if each.has_yes), None)
    if mine is None or mine.word is None:
        return False
    _say(db, mine, WITHDRAWN, mine.word.version_id, mine.word.number, by=by, at=at)
    return True


def _concerns(db: Session, member: Member, stand: Sequence[Standing]) -> list[Concern]:
    everyone = partnerships.partners(db).items()
    speaks = [id for id, each in everyone if {each.representative, each.deputy} & {*member.ids}]
    words = agreements.last_words(db, member.ids, speaks) if stand else {}
    found = []
    for each in stand:
        for partner in (None,) if each.version.whom == EVERYBODY else speaks:
            found.append(Concern(each, partner, words.get((each.id, partner or 0))))
    return found


def _mine(db: Session, agreement_id: int, by: Member) -> Concern:
    return min(_all_mine(db, agreement_id, by), key=lambda each: each.has_yes)


def _all_mine(db: Session, agreement_id: int, by: Member) -> list[Concern]:
    one = agreements.one(db, agreement_id)
    if one is None:
        raise Refusal("I do not know this agreement. Say `agreements` to me, and you see those there are.")
    if one.agreement.retired_at is not None:
        raise Refusal(f"“{one.version.title}” is retired: nobody needs to say anything to it any more.")
    mine = _concerns(db, by, [one])
    if not mine:
        raise Refusal("This one is for those who speak for a partner. Only representatives and deputies can say yes.")
    return mine


def _say(db: Session, mine: Concern, said: str, version_id: int, number: int, *, by: Member, at: datetime) -> None:
    word = AgreementWord(
        agreement_id=mine.standing.id,
        version_id=version_id,
        number=number,
        person=by.also if by.is_second and by.also else by.person,  # one human, one line in the numbers
        said=said,
        at=at,
        partner_id=mine.partner_id,
    )
    agreements.add_word(db, word)
    journal.note(db, f"agreement.{said}", subject_id=mine.standing.id, by=by.person, at=at)


def concerned(db: Session, standing: Standing) -> list[str]:
    """The people to ask: everybody who is here, or for each partner its representative, else its deputy."""
    here = {each.person for each in members.present(db)}
    if standing.version.whom == EVERYBODY:
        return sorted(here)
    speakers = [
        next((one for one in (partner.representative, partner.deputy) if one in here), None)
        for partner in partnerships.partners(db).values()
    ]
    return list(dict.fromkeys(each for each in speakers if each))
