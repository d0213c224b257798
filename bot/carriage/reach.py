"""Whom the rows of an export may reach: what one person may see of a table, and what concerns one partner."""

from sqlalchemy import ColumnElement, and_, or_, select

from storage import commitments, sight, whys
from storage.agreements import Agreement, AgreementVersion
from storage.buddies import Buddyship
from storage.channels import Channel, ChannelPerson
from storage.commitments import ALL, Commitment, CommitmentVersion
from storage.members import FULL, Member
from storage.rounds import Answer, Invitation, Round
from storage.welcomes import Welcome, WelcomeTouch
from storage.whys import Why


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


def seen_round(person: Member) -> ColumnElement[bool]:
    """Closed, its results shown in a channel of theirs. The answers themselves are in nobody's file."""
    theirs = Round.channel.in_(select(ChannelPerson.channel).filter_by(person=person.person))
    public = Round.channel.in_(select(Channel.channel).where(~Channel.is_private))
    return Round.closed_at.is_not(None) & (or_(theirs, public) if person.kind == FULL else theirs)


def of_closed(row: type[Invitation] | type[Answer]) -> ColumnElement[bool]:
    """While a round is open, two exports one after the other could tell who said what."""
    return row.round_id.in_(select(Round.id).where(Round.closed_at.is_not(None)))


def whys_of(person: Member) -> ColumnElement[bool]:
    """Answers that they may see, and open questions from places they may look into. Never who asked."""
    is_open = and_(Why.state == whys.OPEN, sight.of_person(Why.place, person))
    return or_(Why.id.in_(whys.visible_to(person)), is_open)


def whys_of_partner(partner_id: int) -> ColumnElement[bool]:
    """What its people have explained, where they can still see it."""
    people = select(Member.person).where(Member.partner_id == partner_id)
    here = select(ChannelPerson.channel).where(ChannelPerson.person.in_(people))
    seen = or_(Why.channel == sight.EVERYBODY, Why.channel.in_(here))
    return and_(Why.state == whys.ANSWERED, Why.id.in_(whys.of_those((), (partner_id,))), seen)


def shown_wordings() -> ColumnElement[bool]:
    """Of agreements; what is only a draft is its writer's."""
    return AgreementVersion.number.is_not(None)


def shown_agreements() -> ColumnElement[bool]:
    return Agreement.id.in_(select(AgreementVersion.agreement_id).where(shown_wordings()))


def buddies_of(person: Member) -> ColumnElement[bool]:
    """Whose buddy they were, and who was theirs."""
    return or_(Buddyship.newcomer == person.person, Buddyship.buddy == person.person)


def their_welcome(person: Member) -> ColumnElement[bool]:
    """What somebody was sent when they were new, and what they said they would like."""
    return WelcomeTouch.welcome_id.in_(select(Welcome.id).where(Welcome.person.in_(person.ids)))
