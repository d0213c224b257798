"""How many have said yes: numbers for conveners, and for them alone the names of those who have not yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.domain.agreements.consenting import concerned
from bot.domain.rhythms import check_convener
from bot.errors import Refusal
from storage import agreements, members, partnerships
from storage.agreements import EVERYBODY, AgreementWord, Standing
from storage.members import Member
from storage.partnerships import Partner


@dataclass(frozen=True)
class Record:
    """Where an agreement stands: people, or partners where only those who speak for one are asked."""

    standing: Standing
    yes: int
    of: int
    withdrawn: int

    @property
    def is_of_partners(self) -> bool:
        return self.standing.version.whom != EVERYBODY


def counted(db: Session, *, by: Member) -> list[Record]:
    """Every agreement in numbers. Raises Refusal when `by` is no convener."""
    check_convener(by)
    return [_record(*each) for each in agreements.in_numbers(db)]


def missing(db: Session, agreement_id: int, *, by: Member) -> tuple[Standing, Sequence[str], Sequence[Partner]]:
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


def reach_of(db: Session, imagined: Standing) -> tuple[int, int]:
    """How many people a wording would be put to, and how many have said yes to the one before it."""
    yes = [_record(*each).yes for each in agreements.in_numbers(db) if each[0].id == imagined.id]
    return len(concerned(db, imagined)), sum(yes)


def _record(one: Standing, of: int, said: Mapping[tuple[str, int], int]) -> Record:
    counted = {word: 0 for word in (agreements.ACCEPTED, agreements.WITHDRAWN)}
    for (word, number), count in said.items():
        counted[word] += count if number >= one.counts_from else 0
    return Record(one, counted[agreements.ACCEPTED], of, counted[agreements.WITHDRAWN])


def _theirs(last: Mapping[str | int, AgreementWord], person: Member) -> AgreementWord | None:
    """What somebody said last, under whichever of their accounts."""
    return max((last[each] for each in person.ids if each in last), key=lambda word: word.id, default=None)


def _last(words: Sequence[AgreementWord], one: Standing) -> dict[str | int, AgreementWord]:
    """The last word of each person, or of each partner."""
    if one.version.whom == EVERYBODY:
        return {word.person: word for word in words if word.partner_id is None}
    return {word.partner_id: word for word in words if word.partner_id is not None}


def _partners(db: Session) -> list[Partner]:
    """The partners of which somebody is here, whether or not anybody speaks for them yet."""
    here = members.partners_here(db)
    return [each for each in partnerships.partners(db).values() if each.id in here]
