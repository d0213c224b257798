"""Agreements: what all agree to, in wordings that never change once shown, and who said yes to which one when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, UniqueConstraint, case, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db import policy
from storage.db.base import Base, Bound, Key
from storage.members import BOT, Member
from storage.partnerships import Partner

EVERYBODY, REPRESENTATIVES = "everybody", "representatives"
ACCEPTED, WITHDRAWN = "accepted", "withdrawn"


class Agreement(Bound, Base):
    """One agreement; its words stand in its versions. Retired: nobody is asked any more, the record stays."""

    __tablename__ = "agreements"
    __told__ = policy.Told(380, "Agreements that you wrote or retired")
    __carried__ = policy.Carried(("made_at", "made_by"), where=lambda: _is_shown(), visible=lambda _person: _is_shown())

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    made_by: Mapped[str] = policy.person()
    made_at: Mapped[datetime]
    retired_by: Mapped[str | None] = policy.person(default=None)
    retired_at: Mapped[datetime | None] = mapped_column(default=None)


class AgreementVersion(Bound, Base):
    """One wording. Without a number it is a draft that only its writer sees; with one it is never altered."""

    __tablename__ = "agreement_versions"
    __table_args__ = (UniqueConstraint("agreement_id", "number"),)
    __told__ = policy.Told(390, "Wordings of agreements, from you")
    __carried__ = policy.Carried(
        ("agreement_id", "number", "written_at"),
        where=lambda: AgreementVersion.number.is_not(None),  # a draft is its writer's
        visible=lambda _person: AgreementVersion.number.is_not(None),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    title: Mapped[str] = policy.words()
    text: Mapped[str] = policy.words()
    link: Mapped[str] = policy.link()
    whom: Mapped[str] = policy.code()
    written_by: Mapped[str] = policy.person()
    written_at: Mapped[datetime]
    news: Mapped[str] = policy.words(default="")  # what is new, in its writer's words
    is_small: Mapped[bool] = mapped_column(default=False)  # a correction that needs no new yes
    follows: Mapped[int] = mapped_column(default=0)  # the number that its writer had before them
    number: Mapped[int | None] = mapped_column(default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)


class AgreementWord(Bound, Base):
    """A yes, or its withdrawal. Only ever added to. `partner_id`: they spoke for it."""

    __tablename__ = "agreement_words"
    __table_args__ = (Index(None, "partnership_id", "person"), Index(None, "agreement_id"))
    __told__ = policy.Told(400, "What you agreed to")
    __carried__ = policy.Carried(
        ("agreement_id", "version_id", "person", "at"),
        refs={"partner_id": "partners"},
        visible=lambda person: AgreementWord.person == person.person,
        of_partner=lambda partner: AgreementWord.partner_id == partner,
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("agreement_versions.id"))
    number: Mapped[int]
    person: Mapped[str] = policy.person()
    said: Mapped[str] = policy.code()
    at: Mapped[datetime]
    partner_id: Mapped[int | None] = mapped_column(Key, default=None)


class AgreementQuestion(Bound, Base):
    """What somebody wants to know before they say yes, and what a convener answered."""

    __tablename__ = "agreement_questions"
    __table_args__ = (Index(None, "agreement_id"),)
    __told__ = policy.Told(410, "What you asked about agreements, and what you answered")
    __carried__ = policy.Carried(
        ("agreement_id", "person", "asked_at"), visible=lambda person: AgreementQuestion.person == person.person
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, init=False)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"))
    person: Mapped[str] = policy.person()
    text: Mapped[str] = policy.words(by="person")
    asked_at: Mapped[datetime]
    answer: Mapped[str] = policy.words(by="answered_by", default="")
    answered_by: Mapped[str | None] = policy.person(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)


def _is_shown() -> ColumnElement[bool]:
    """What is only a draft is its writer's."""
    return Agreement.id.in_(select(AgreementVersion.agreement_id).where(AgreementVersion.number.is_not(None)))


@dataclass(frozen=True)
class CurrentAgreement:
    """An agreement as it stands: its wording, and the number from which on a yes counts for it."""

    agreement: Agreement
    version: AgreementVersion
    counts_from: int

    @property
    def id(self) -> int:
        return self.agreement.id

    @property
    def number(self) -> int:
        return self.version.number or 0

    def holds(self, word: AgreementWord | None) -> bool:
        """Whether this word is a yes to what stands now, small corrections aside."""
        return word is not None and word.said == ACCEPTED and word.number >= self.counts_from


def standing(db: Session, *, retired: bool = False) -> list[CurrentAgreement]:
    """Every agreement with its newest wording, in the order in which they were made. Drafts are none."""
    is_over = Agreement.retired_at.is_not(None) if retired else Agreement.retired_at.is_(None)
    return _standing(db, is_over)


def one(db: Session, id: int) -> CurrentAgreement | None:
    """One agreement, retired or not; None when it is unknown or only a draft."""
    return next(iter(_standing(db, Agreement.id == id)), None)


def _standing(db: Session, which: Any) -> list[CurrentAgreement]:
    query = select(Agreement, AgreementVersion).join(AgreementVersion, AgreementVersion.agreement_id == Agreement.id)
    query = query.where(which, AgreementVersion.number.is_not(None))
    found: dict[int, CurrentAgreement] = {}
    for agreement, version in db.execute(query.order_by(Agreement.id, AgreementVersion.number)):
        found[agreement.id] = _next(found.get(agreement.id), agreement, version)
    return list(found.values())


def versions(db: Session, agreement_id: int) -> Sequence[AgreementVersion]:
    """The wordings that were shown, newest first."""
    query = select(AgreementVersion).filter_by(agreement_id=agreement_id)
    return db.scalars(query.where(AgreementVersion.number.is_not(None)).order_by(AgreementVersion.number.desc())).all()


def version(db: Session, id: int) -> AgreementVersion | None:
    return db.get(AgreementVersion, id)


def drafts_of(db: Session, person: str) -> Sequence[AgreementVersion]:
    """What somebody has written and not shown yet; what is retired needs no next wording."""
    query = select(AgreementVersion).join(Agreement, Agreement.id == AgreementVersion.agreement_id)
    theirs = (AgreementVersion.written_by == person) & AgreementVersion.number.is_(None)
    return db.scalars(query.where(theirs, Agreement.retired_at.is_(None)).order_by(AgreementVersion.id)).all()


def hold(db: Session, agreement_id: int) -> Agreement | None:
    """Whoever calls this too, for the same agreement, waits until the transaction ends."""
    query = select(Agreement).filter_by(id=agreement_id).with_for_update()
    return db.scalars(query.execution_options(populate_existing=True)).first()


def hold_person(db: Session, person: str) -> None:
    """Two clicks of one person come one after the other."""
    db.execute(select(Member.id).where(Member.person == person).with_for_update())


def last_words(db: Session, ids: Iterable[str], partners: Iterable[int]) -> dict[tuple[int, int], AgreementWord]:
    """The last word on each agreement: a person's own at (agreement, 0), those said for partners at their number.

    `ids` are the chat's of this one person.
    """
    theirs = AgreementWord.person.in_(list(ids)) & AgreementWord.partner_id.is_(None)
    query = select(AgreementWord).where(theirs | AgreementWord.partner_id.in_(list(partners)))
    return {(word.agreement_id, word.partner_id or 0): word for word in db.scalars(query.order_by(AgreementWord.id))}


def concerning(db: Session, ids: Iterable[str]) -> list[tuple[CurrentAgreement, Partner | None, AgreementWord | None]]:
    """What stands and concerns a person, for each partner that they speak for, with the last word on it: in one query.

    `ids` are the chat's of this one person.
    """
    ids = list(ids)
    of_all, speaks = AgreementVersion.whom == EVERYBODY, Partner.representative.in_(ids) | Partner.deputy.in_(ids)
    own_word = of_all & AgreementWord.partner_id.is_(None) & AgreementWord.person.in_(ids)
    theirs = (AgreementWord.agreement_id == Agreement.id) & (own_word | (AgreementWord.partner_id == Partner.id))
    query = select(Agreement, AgreementVersion, Partner, AgreementWord)
    query = query.join(AgreementVersion, AgreementVersion.agreement_id == Agreement.id)
    query = query.outerjoin(Partner, ~of_all & speaks).outerjoin(AgreementWord, theirs)
    query = query.where(Agreement.retired_at.is_(None), AgreementVersion.number.is_not(None))
    found: dict[int, dict[int, tuple[CurrentAgreement, Partner | None, AgreementWord | None]]] = {}
    in_order = query.order_by(Agreement.id, AgreementVersion.number, Partner.id, AgreementWord.id)
    for agreement, version, partner, word in db.execute(in_order):
        known = found.setdefault(agreement.id, {})
        before = next((standing for standing, *_ in known.values()), None)
        if before is None or before.version is not version:
            known.clear()
            before = _next(before, agreement, version)
        if version.whom == EVERYBODY or partner is not None:
            known[partner.id if partner else 0] = (before, partner, word)
        elif not known:
            known[0] = (before, None, None)  # keeps the wording for the next one; concerns nobody
    return [each for known in found.values() for each in known.values() if _concerns(*each)]


def _concerns(standing: CurrentAgreement, partner: Partner | None, _word: AgreementWord | None) -> bool:
    return partner is not None or standing.version.whom == EVERYBODY


def _next(before: CurrentAgreement | None, agreement: Agreement, version: AgreementVersion) -> CurrentAgreement:
    """The wording that follows: a small correction leaves it at the yes that counted before."""
    counts = before.counts_from if before and version.is_small else version.number or 0
    return CurrentAgreement(agreement, version, counts)


def in_numbers(db: Session) -> list[tuple[CurrentAgreement, int, dict[tuple[str, int], int]]]:
    """What stands, of how many people or partners, and how many said which last word on which wording: in one query."""
    here = (Member.kind != BOT) & Member.left_at.is_(None) & ~Member.is_second
    people = select(func.count(Member.person.distinct())).where(here).scalar_subquery()
    partners = select(func.count(Member.partner_id.distinct())).where(here).scalar_subquery()
    said = _last_words_counted(here).subquery()
    of_all = AgreementVersion.whom == EVERYBODY
    theirs = (said.c.agreement_id == Agreement.id) & (said.c.is_of_partner != of_all)
    query = select(Agreement, AgreementVersion, case((of_all, people), else_=partners), said)
    query = query.join(AgreementVersion, AgreementVersion.agreement_id == Agreement.id).outerjoin(said, theirs)
    query = query.where(Agreement.retired_at.is_(None), AgreementVersion.number.is_not(None))
    found: dict[int, tuple[CurrentAgreement, int, dict[tuple[str, int], int]]] = {}
    for agreement, version, of, _, _, word, number, count in db.execute(
        query.order_by(Agreement.id, AgreementVersion.number)
    ):
        before = found.get(agreement.id)
        if before is None or before[0].version is not version:
            found[agreement.id] = before = _next(before[0] if before else None, agreement, version), of, {}
        if word:
            before[2][word, number] = count
    return list(found.values())


def _last_words_counted(here: ColumnElement[bool]) -> Select[int, bool, str, int, int]:
    """By agreement, by whether they were said for a partner, and by wording. Only of people and partners here."""
    whose = case((AgreementWord.partner_id.is_(None), AgreementWord.person), else_="")
    last = select(func.max(AgreementWord.id)).group_by(AgreementWord.agreement_id, AgreementWord.partner_id, whose)
    of_partner = AgreementWord.partner_id.is_not(None).label("is_of_partner")
    theirs = (Member.person == AgreementWord.person) | (Member.also == AgreementWord.person)
    speaker = (of_partner & (Member.partner_id == AgreementWord.partner_id)) | (~of_partner & theirs)
    counted = func.count(case((of_partner, AgreementWord.partner_id), else_=Member.id).distinct()).label("times")
    columns = (AgreementWord.agreement_id, of_partner, AgreementWord.said, AgreementWord.number)
    query = select(*columns, counted).join(Member, speaker).where(AgreementWord.id.in_(last), here)
    return query.group_by(*columns)


def words_on(db: Session, agreement_id: int) -> Sequence[AgreementWord]:
    """Everything that was said on one agreement, in order."""
    query = select(AgreementWord).filter_by(agreement_id=agreement_id)
    return db.scalars(query.order_by(AgreementWord.id)).all()


def add_word(db: Session, word: AgreementWord) -> AgreementWord:
    db.add(word)
    db.flush()
    return word


def question(db: Session, id: int) -> AgreementQuestion | None:
    return db.get(AgreementQuestion, id)


def open_questions(db: Session) -> Sequence[AgreementQuestion]:
    """What nobody has answered yet, oldest first."""
    return db.scalars(select(AgreementQuestion).filter_by(answered_at=None).order_by(AgreementQuestion.id)).all()


def answer_once(db: Session, id: int, answer: str, *, by: str, at: datetime) -> bool:
    """False when somebody was quicker."""
    waits = (AgreementQuestion.id == id) & AgreementQuestion.answered_at.is_(None)
    change = update(AgreementQuestion).where(waits).values(answer=answer, answered_by=by, answered_at=at)
    done: Any = db.execute(change)
    return bool(done.rowcount)
