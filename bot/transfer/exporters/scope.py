"""What an export holds: everything, for whoever runs the database; or what one partner took part in and may see."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.transfer.importers.found import batches
from storage import commitments, decisions, partnerships, visibility, whys
from storage.agreements import Agreement, AgreementVersion
from storage.buddies import Buddyship
from storage.channels import Channel, ChannelPerson
from storage.commitments import ALL, Commitment, CommitmentVersion
from storage.decisions import Decision
from storage.members import FULL, Member
from storage.onboarding import Onboarding, OnboardingTouch
from storage.partnerships import Partner, Partnership
from storage.surveys import Invitation, Survey, SurveyAnswer
from storage.whys import OpenQuestion

AT_ONCE = 500  # decisions in memory at a time


@dataclass(frozen=True)
class ExportScope:
    """Everything; or one partner's part; or, with `person`, as far as they may see it, of one channel or of all."""

    own: Partnership
    partner: Partner | None = None
    person: Member | None = None
    channel: str | None = None

    @property
    def is_everything(self) -> bool:
        return self.partner is None and self.person is None

    @property
    def decisions(self) -> Select[int]:
        theirs = decisions.kept() if self.partner is None else decisions.of_partner(self.partner.id)
        if self.person is not None:
            theirs = theirs.where(Decision.id.in_(decisions.visible_to(self.person)))
        return theirs if self.channel is None else theirs.where(Decision.channel == self.channel)

    @property
    def scope(self) -> str:
        """In a word or two, for the head of the file."""
        whose = self.partner.name if self.partner else "everything"
        whose = f"channel {self.channel}" if self.channel else whose
        return f"{whose}, as far as {self.person.name} may see it" if self.person else whose


def chosen(db: Session, partner: str | None) -> ExportScope:
    """Raises Refusal when there is no partner of this name, or more than one."""
    own = partnerships.own(db)
    if partner is None:
        return ExportScope(own)
    every = db.scalars(select(Partner).order_by(Partner.name, Partner.known_by)).all()
    called_so = [each for each in every if partner.casefold() in (each.name.casefold(), each.known_by.casefold())]
    if len(called_so) != 1:
        names = ", ".join(f"“{each.name}” ({each.known_by})" for each in every) or "none yet"
        raise Refusal(f"Which partner? I know {names}. What stands in brackets is never mistaken.")
    return ExportScope(own, called_so[0])


def asked(db: Session, scope: str, person: Member) -> ExportScope:
    """What somebody asked for in the chat, as far as they may see it: "whole", "partner:3", "channel:C0TIDES"."""
    own, (kind, _, which) = partnerships.own(db), scope.partition(":")
    if kind in ("partner", "farewell"):
        return ExportScope(own, partnerships.partners(db)[int(which)], person)
    return ExportScope(own, person=person, channel=which or None)


def count(db: Session, contents: ExportScope) -> int:
    """How many decisions it holds."""
    which = select(func.count(Decision.id)).where(Decision.id.in_(contents.decisions).is_(True))
    return db.scalar(which) or 0


def pages(db: Session, contents: ExportScope) -> Iterator[list[Decision]]:
    """The decisions in the order of their numbers, some at a time; those before are forgotten by the session."""
    numbers = db.scalars(select(Decision.number).where(Decision.id.in_(contents.decisions).is_(True))).all()
    for page in batches(sorted(numbers), AT_ONCE):
        yield sorted(decisions.of_numbers(db, page), key=lambda row: row.number)
        db.expunge_all()


def names(db: Session) -> dict[str, str]:
    """What every member is called, by chat id."""
    return dict(db.execute(select(Member.person, Member.name).order_by(Member.id)).all())


def theirs(person: Member) -> ColumnElement[bool]:
    return Commitment.id.in_(commitments.visible_to(person))


def of_partner(partner_id: int) -> ColumnElement[bool]:
    """What was promised to it, and what its people let be seen. What somebody keeps for themselves stays theirs."""
    people = select(Member.person).where(Member.partner_id == partner_id)
    open_to_all = Commitment.is_shown | (Commitment.made_to == ALL)
    here = select(ChannelPerson.channel).where(ChannelPerson.person.in_(people))
    seen = or_(Commitment.channel.is_(None), Commitment.channel.in_(here))
    return or_(Commitment.to_partner_id == partner_id, Commitment.owner.in_(people) & open_to_all & seen)


def versions(among: ColumnElement[bool]) -> ColumnElement[bool]:
    return CommitmentVersion.commitment_id.in_(select(Commitment.id).where(among))


def seen_survey(person: Member) -> ColumnElement[bool]:
    """Closed, its results shown in a channel of theirs. The answers themselves are in nobody's file."""
    theirs = Survey.channel.in_(select(ChannelPerson.channel).filter_by(person=person.person))
    public = Survey.channel.in_(select(Channel.channel).where(~Channel.is_private))
    return Survey.closed_at.is_not(None) & (or_(theirs, public) if person.kind == FULL else theirs)


def of_closed(row: type[Invitation] | type[SurveyAnswer]) -> ColumnElement[bool]:
    """While a round is open, two exports one after the other could tell who said what."""
    return row.survey_id.in_(select(Survey.id).where(Survey.closed_at.is_not(None)))


def questions_of(person: Member) -> ColumnElement[bool]:
    """Answers that they may see, and open questions from places they may look into. Never who asked."""
    is_open = and_(OpenQuestion.state == whys.OPEN, visibility.of_person(OpenQuestion.place, person))
    return or_(OpenQuestion.id.in_(whys.visible_to(person)), is_open)


def questions_of_partner(partner_id: int) -> ColumnElement[bool]:
    """What its people have explained, where they can still see it."""
    people = select(Member.person).where(Member.partner_id == partner_id)
    here = select(ChannelPerson.channel).where(ChannelPerson.person.in_(people))
    seen = or_(OpenQuestion.channel == visibility.EVERYBODY, OpenQuestion.channel.in_(here))
    return and_(OpenQuestion.state == whys.ANSWERED, OpenQuestion.id.in_(whys.of_those((), (partner_id,))), seen)


def shown_wordings() -> ColumnElement[bool]:
    """Of agreements; what is only a draft is its writer's."""
    return AgreementVersion.number.is_not(None)


def shown_agreements() -> ColumnElement[bool]:
    return Agreement.id.in_(select(AgreementVersion.agreement_id).where(shown_wordings()))


def buddies_of(person: Member) -> ColumnElement[bool]:
    """Whose buddy they were, and who was theirs."""
    return or_(Buddyship.newcomer == person.person, Buddyship.buddy == person.person)


def their_onboarding(person: Member) -> ColumnElement[bool]:
    """What somebody was sent when they were new, and what they said they would like."""
    return OnboardingTouch.onboarding_id.in_(select(Onboarding.id).where(Onboarding.person.in_(person.ids)))
