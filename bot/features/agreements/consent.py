"""Saying yes to a wording, and taking it back: by everybody for themselves, or for a partner by who speaks for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.features.catalogue import check_convener
from storage import agreements, events, members, partnerships
from storage.agreements import ACCEPTED, EVERYBODY, WITHDRAWN, AgreementWord, CurrentAgreement
from storage.members import BOT, Member
from storage.partnerships import Partner

ASKED = re.compile(r"(?:(?:show|tell me|what are) )?(?:me )?(?:(?:our|the|my) )?agreements?", re.IGNORECASE)


@dataclass(frozen=True)
class Concern:
    """An agreement as it concerns somebody. `partner_id`: they speak for it; `word`: the last that was said."""

    standing: CurrentAgreement
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


def waiting_for(db: Session, member: Member) -> list[CurrentAgreement]:
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


def _concerns(db: Session, member: Member, stand: Sequence[CurrentAgreement]) -> list[Concern]:
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
    events.note(db, f"agreement.{said}", subject_id=mine.standing.id, by=by.person, at=at)


def concerned(db: Session, standing: CurrentAgreement) -> list[str]:
    """The people to ask: everybody who is here, or for each partner its representative, else its deputy."""
    here = {each.person for each in members.present(db)}
    if standing.version.whom == EVERYBODY:
        return sorted(here)
    speakers = [
        next((one for one in (partner.representative, partner.deputy) if one in here), None)
        for partner in partnerships.partners(db).values()
    ]
    return list(dict.fromkeys(each for each in speakers if each))


@dataclass(frozen=True)
class AgreementRecord:
    """Where an agreement stands: people, or partners where only those who speak for one are asked."""

    standing: CurrentAgreement
    yes: int
    of: int
    withdrawn: int

    @property
    def is_of_partners(self) -> bool:
        return self.standing.version.whom != EVERYBODY


def counted(db: Session, *, by: Member) -> list[AgreementRecord]:
    """Every agreement in numbers. Raises Refusal when `by` is no convener."""
    check_convener(by)
    return [_record(*each) for each in agreements.in_numbers(db)]


def missing(db: Session, agreement_id: int, *, by: Member) -> tuple[CurrentAgreement, Sequence[str], Sequence[Partner]]:
    """The people, or the partners, who have not said yes to what stands now.

    Raises Refusal when `by` is no convener, or when there is no such agreement.
    """
    check_convener(by)
    one = agreements.one(db, agreement_id)
    if one is None or one.agreement.retired_at is not None:
        raise Refusal("This agreement is retired, so nobody is missing.")
    last = _last(agreements.words_on(db, one.id), one)
    if one.version.whom == EVERYBODY:
        return one, [each.person for each in members.present(db) if not one.holds(_theirs(last, each))], []
    return one, [], [each for each in _partners(db) if not one.holds(last.get(each.id))]


def reach_of(db: Session, imagined: CurrentAgreement) -> tuple[int, int]:
    """How many people a wording would be put to, and how many have said yes to the one before it."""
    yes = [_record(*each).yes for each in agreements.in_numbers(db) if each[0].id == imagined.id]
    return len(concerned(db, imagined)), sum(yes)


def _record(one: CurrentAgreement, of: int, said: Mapping[tuple[str, int], int]) -> AgreementRecord:
    counted = {word: 0 for word in (agreements.ACCEPTED, agreements.WITHDRAWN)}
    for (word, number), count in said.items():
        counted[word] += count if number >= one.counts_from else 0
    return AgreementRecord(one, counted[agreements.ACCEPTED], of, counted[agreements.WITHDRAWN])


def _theirs(last: Mapping[str | int, AgreementWord], person: Member) -> AgreementWord | None:
    """What somebody said last, under whichever of their accounts."""
    return max((last[each] for each in person.ids if each in last), key=lambda word: word.id, default=None)


def _last(words: Sequence[AgreementWord], one: CurrentAgreement) -> dict[str | int, AgreementWord]:
    """The last word of each person, or of each partner."""
    if one.version.whom == EVERYBODY:
        return {word.person: word for word in words if word.partner_id is None}
    return {word.partner_id: word for word in words if word.partner_id is not None}


def _partners(db: Session) -> list[Partner]:
    """The partners of which somebody is here, whether or not anybody speaks for them yet."""
    here = members.partners_here(db)
    return [each for each in partnerships.partners(db).values() if each.id in here]
