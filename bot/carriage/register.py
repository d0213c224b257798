"""The register of what travels: a line for each table that an export writes row by row, parents before children.

To carry another table, add its line. All columns travel but those left out; numbers that point to other rows are
named in `refs`, and are translated when the rows arrive in another memory.
"""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, inspect, or_, select, true
from sqlalchemy.orm import Session

from bot.carriage import fitting as fit
from storage import commitments
from storage.attention import DayOff, Preference, Stop
from storage.base import Bound
from storage.channels import Channel, ChannelPerson
from storage.commitments import ALL, Commitment, CommitmentVersion
from storage.decision_logs import DecisionLog
from storage.exports import Export
from storage.journal import Entry
from storage.members import FULL, Member
from storage.offers import Offer
from storage.purposes import Purpose, PurposeForm
from storage.rhythms import Rhythm
from storage.rounds import Answer, Invitation, Round
from storage.spotlights import POSTED, Spotlight

Values = MutableMapping[str, Any]
Numbers = Mapping[str, Mapping[int, int]]
"""By table, the number that a row had in the export, and the one it has here."""


@dataclass(frozen=True)
class Carried:
    """`same`: the columns that tell that a row is here already. Without `visible` it is in nobody's own file."""

    row: type[Bound]
    same: tuple[str, ...]
    refs: Mapping[str, str] = field(default_factory=dict)  # column → table
    leave: tuple[str, ...] = ()  # secrets, and what has no meaning elsewhere
    where: Callable[[], ColumnElement[bool]] = true  # of everything
    visible: Callable[[Member], ColumnElement[bool]] | None = None  # of what one person may see
    of_partner: Callable[[int], ColumnElement[bool]] | None = None  # of what concerns one partner, and it may see
    order: tuple[str, ...] = ("id",)
    leaves: Callable[[Values, datetime], None] = fit.as_it_is  # as it is written down
    arrives: Callable[[Session, Values, Numbers], None] = fit.at_home  # before it is kept elsewhere

    @property
    def name(self) -> str:
        table: Any = inspect(self.row).local_table
        return str(table.name)


def _anybody(_person: Member) -> ColumnElement[bool]:
    return true()


def _theirs(person: Member) -> ColumnElement[bool]:
    return Commitment.id.in_(commitments.visible_to(person))


def _of_partner(partner_id: int) -> ColumnElement[bool]:
    """What was promised to it, and what its people let be seen. What somebody keeps for themselves stays theirs."""
    people = select(Member.person).where(Member.partner_id == partner_id)
    open_to_all = Commitment.is_shown | (Commitment.made_to == ALL)
    here = select(ChannelPerson.channel).where(ChannelPerson.person.in_(people))
    seen = or_(Commitment.channel.is_(None), Commitment.channel.in_(here))
    return or_(Commitment.to_partner_id == partner_id, Commitment.owner.in_(people) & open_to_all & seen)


def _versions(among: ColumnElement[bool]) -> ColumnElement[bool]:
    return CommitmentVersion.commitment_id.in_(select(Commitment.id).where(among))


def _seen_round(person: Member) -> ColumnElement[bool]:
    """Closed, its results shown in a channel of theirs. The answers themselves are in nobody's file."""
    theirs = Round.channel.in_(select(ChannelPerson.channel).filter_by(person=person.person))
    public = Round.channel.in_(select(Channel.channel).where(~Channel.is_private))
    return Round.closed_at.is_not(None) & (or_(theirs, public) if person.kind == FULL else theirs)


def _of_closed(row: type[Invitation] | type[Answer]) -> ColumnElement[bool]:
    """While a round is open, two exports one after the other could tell who said what."""
    return row.round_id.in_(select(Round.id).where(Round.closed_at.is_not(None)))


REGISTER: tuple[Carried, ...] = (
    Carried(Purpose, ("kind", "written_at", "written_by"), visible=_anybody),
    Carried(
        PurposeForm,
        ("kind", "text", "written_at", "written_by"),
        refs={"partner_id": "partners"},
        visible=lambda _: PurposeForm.dropped_at.is_(None),
        of_partner=lambda partner: PurposeForm.partner_id == partner,
    ),
    Carried(
        DayOff,
        ("on", "name", "partner_id"),
        refs={"partner_id": "partners"},
        visible=_anybody,
        of_partner=lambda partner: DayOff.partner_id == partner,
    ),
    Carried(Preference, ("person",)),
    Carried(Stop, ("person", "kind")),
    Carried(Rhythm, ("noun",)),
    Carried(Round, ("key",), leave=("secret",), visible=_seen_round, leaves=fit.called_off, arrives=fit.round_at_home),
    Carried(
        Invitation,
        ("round_id", "person"),
        refs={"round_id": "rounds", "partner_id": "partners"},
        where=lambda: _of_closed(Invitation),
        order=("round_id", "person"),  # the order in which they were written says nothing, and shall not
    ),
    Carried(
        Answer,
        ("round_id", "token", "question"),
        refs={"round_id": "rounds", "partner_id": "partners"},
        where=lambda: _of_closed(Answer),
        order=("round_id", "token", "question"),  # tokens are drawn by lot when a round closes
    ),
    Carried(
        Spotlight,
        ("partner_id", "due_on"),
        refs={"partner_id": "partners"},
        visible=lambda _: Spotlight.state == POSTED,
        of_partner=lambda partner: Spotlight.partner_id == partner,
    ),
    Carried(
        Commitment,
        ("made_at", "recorded_at", "source"),  # which no later change touches
        refs={"to_partner_id": "partners"},
        visible=_theirs,
        of_partner=_of_partner,
        arrives=fit.promise_at_home,
    ),
    Carried(
        CommitmentVersion,
        ("commitment_id", "version"),
        refs={"commitment_id": "commitments"},
        visible=lambda person: _versions(_theirs(person)),
        of_partner=lambda partner: _versions(_of_partner(partner)),
    ),
    Carried(Offer, ("channel", "person", "kind", "at")),
    Carried(DecisionLog, ("channel",)),
    Carried(Export, ("person", "form", "scope", "asked_at")),
    Carried(
        Entry,
        ("what", "subject_id", "by", "at"),
        where=lambda: ~Entry.what.startswith("decision."),  # those stand beside their decisions
        arrives=fit.line_at_home,
    ),
)

BY_NAME: Mapping[str, Carried] = {each.name: each for each in REGISTER}
