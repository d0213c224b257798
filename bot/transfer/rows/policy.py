"""The register of what travels: a line for each table that an export writes row by row, parents before children.

To carry another table, add its line. All columns travel but those left out; numbers that point to other rows are
named in `refs`, and are translated when the rows arrive in another memory.
"""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, inspect, true
from sqlalchemy.orm import Session

from bot.transfer.exporters import scope
from bot.transfer.rows import restore
from storage import decisions
from storage.agreements import Agreement, AgreementQuestion, AgreementVersion, AgreementWord
from storage.buddies import BuddyAsk, Buddyship, BuddyWish
from storage.catch_ups import CatchUp
from storage.commitments import Commitment, CommitmentVersion
from storage.db.base import Bound
from storage.decision_logs import DecisionLog
from storage.duplicates import ToldApart
from storage.events import Event
from storage.exports import Export
from storage.glossary import GlossaryEntry
from storage.groups import Group, GroupPerson
from storage.members import Member
from storage.memberships import Membership
from storage.notification_settings import DayOff, Preference, Stop
from storage.onboarding import Onboarding, OnboardingText, OnboardingTouch
from storage.open_questions import QuestionAsker, QuestionExpert
from storage.partner_identifiers import PartnerIdentifier
from storage.purpose import Purpose, PurposeForm
from storage.recurrences import Recurrence
from storage.reopenings import Reopening
from storage.search.feedback import SearchFeedback
from storage.spotlights import POSTED, Spotlight
from storage.suggestions import Suggestion
from storage.surveys import Invitation, Survey, SurveyAnswer
from storage.whys import OpenQuestion

Values = MutableMapping[str, Any]
Numbers = Mapping[str, Mapping[int, int]]
"""By table, the row's id in the export, and the one it has here; by "decisions.number" the numbers people know."""


@dataclass(frozen=True)
class Carried:
    """`same`: the columns that tell that a row is here already. Without `visible` it is in nobody's own file."""

    row: type[Bound]
    same: tuple[str, ...]
    refs: Mapping[str, str] = field(default_factory=dict)  # column → table
    leave: tuple[str, ...] = ()  # secrets, and what has no meaning elsewhere
    for_others: Callable[[Values], None] = restore.nothing_private  # as it stands in a file that is not of everything
    pointing: Callable[[Mapping[str, Any]], Mapping[str, str]] = restore.nowhere  # as `refs`, where the row says which
    where: Callable[[], ColumnElement[bool]] = true  # of everything
    visible: Callable[[Member], ColumnElement[bool]] | None = None  # of what one person may see
    of_partner: Callable[[int], ColumnElement[bool]] | None = None  # of what concerns one partner, and it may see
    order: tuple[str, ...] = ("id",)
    leaves: Callable[[Values, datetime], None] = restore.as_it_is  # as it is written down
    arrives: Callable[[Session, Values, Numbers], None] = restore.at_home  # before it is kept elsewhere

    @property
    def name(self) -> str:
        table: Any = inspect(self.row).local_table
        return str(table.name)


def _anybody(_person: Member) -> ColumnElement[bool]:
    return true()


def _to_all(among: Callable[[], ColumnElement[bool]]) -> Callable[[Member], ColumnElement[bool]]:
    return lambda _person: among()


REGISTER: tuple[Carried, ...] = (
    Carried(Purpose, ("kind", "written_at", "written_by"), visible=_anybody),
    Carried(GlossaryEntry, ("folded", "written_at", "written_by"), visible=_anybody),
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
    Carried(Preference, ("person",), leave=("room", "room_at", "room_channel", "room_message")),
    Carried(
        Membership,
        ("person", "partner_id", "role", "since"),
        refs={"partner_id": "partners"},
        arrives=restore.membership_at_home,
    ),
    Carried(PartnerIdentifier, ("kind", "mark"), refs={"partner_id": "partners"}),
    Carried(Group, ("name",)),
    Carried(GroupPerson, ("group_id", "person"), refs={"group_id": "working_groups"}),
    Carried(Stop, ("person", "kind")),
    Carried(Recurrence, ("noun",)),
    Carried(
        Survey,
        ("key",),
        leave=("secret",),
        visible=scope.seen_survey,
        leaves=restore.called_off,
        arrives=restore.round_at_home,
    ),
    Carried(
        Invitation,
        ("survey_id", "person"),
        refs={"survey_id": "surveys", "partner_id": "partners"},
        where=lambda: scope.of_closed(Invitation),
        order=("survey_id", "person"),  # the order in which they were written says nothing, and shall not
    ),
    Carried(
        SurveyAnswer,
        ("survey_id", "token", "question"),
        refs={"survey_id": "surveys", "partner_id": "partners"},
        where=lambda: scope.of_closed(SurveyAnswer),
        order=("survey_id", "token", "question"),  # tokens are drawn by lot when a round closes
    ),
    Carried(
        Spotlight,
        ("partner_id", "due_on"),
        refs={"partner_id": "partners"},
        visible=lambda _: Spotlight.state == POSTED,
        of_partner=lambda partner: Spotlight.partner_id == partner,
        arrives=restore.spotlight_at_home,
    ),
    Carried(
        Commitment,
        ("made_at", "recorded_at", "source"),  # which no later change touches
        refs={"to_partner_id": "partners"},
        visible=scope.theirs,
        of_partner=scope.of_partner,
        arrives=restore.promise_at_home,
    ),
    Carried(
        CommitmentVersion,
        ("commitment_id", "version"),
        refs={"commitment_id": "commitments"},
        visible=lambda person: scope.versions(scope.theirs(person)),
        of_partner=lambda partner: scope.versions(scope.of_partner(partner)),
    ),
    Carried(
        Reopening,
        ("decision_id", "at", "by"),
        refs={"decision_id": "decisions"},
        where=lambda: Reopening.decision_id.in_(decisions.kept()),
        visible=lambda person: Reopening.decision_id.in_(decisions.visible_to(person)),
        of_partner=lambda partner: Reopening.decision_id.in_(decisions.of_partner(partner)),
    ),
    Carried(
        ToldApart,
        ("decision_id", "words"),
        refs={"decision_id": "decisions"},
        where=lambda: ToldApart.decision_id.in_(decisions.kept()),
    ),
    Carried(
        OpenQuestion,
        ("asked_at", "question"),
        for_others=restore.without_its_place,
        visible=scope.questions_of,
        of_partner=scope.questions_of_partner,
        arrives=restore.why_at_home,
    ),
    Carried(QuestionAsker, ("question_id", "person"), refs={"question_id": "open_questions"}),
    Carried(
        QuestionExpert,
        ("question_id", "person"),
        refs={"question_id": "open_questions"},
        leave=("draft", "drafted_at"),
        arrives=restore.asked_at_home,
    ),
    Carried(SearchFeedback, ("question", "kind", "record_id", "person", "word"), pointing=restore.pointing),
    Carried(Suggestion, ("channel", "person", "kind", "at")),
    Carried(Agreement, ("made_at", "made_by"), where=scope.shown_agreements, visible=_to_all(scope.shown_agreements)),
    Carried(
        AgreementVersion,
        ("agreement_id", "number", "written_at"),
        refs={"agreement_id": "agreements"},
        where=scope.shown_wordings,  # a draft is its writer's
        visible=_to_all(scope.shown_wordings),
    ),
    Carried(
        AgreementWord,
        ("agreement_id", "version_id", "person", "at"),
        refs={"agreement_id": "agreements", "version_id": "agreement_versions", "partner_id": "partners"},
        visible=lambda person: AgreementWord.person == person.person,
        of_partner=lambda partner: AgreementWord.partner_id == partner,
    ),
    Carried(
        AgreementQuestion,
        ("agreement_id", "person", "asked_at"),
        refs={"agreement_id": "agreements"},
        visible=lambda person: AgreementQuestion.person == person.person,
    ),
    Carried(BuddyWish, ("person",), visible=lambda person: BuddyWish.person == person.person),
    Carried(Buddyship, ("newcomer", "offered_at"), visible=scope.buddies_of),
    Carried(
        BuddyAsk,
        ("buddyship_id", "person"),
        refs={"buddyship_id": "buddyships"},
        visible=lambda person: BuddyAsk.person == person.person,  # nobody else learns who would rather not
    ),
    Carried(DecisionLog, ("channel",)),
    Carried(Onboarding, ("person",), visible=lambda person: Onboarding.person.in_(person.ids)),
    Carried(
        OnboardingTouch,
        ("onboarding_id", "turn", "step"),
        refs={"onboarding_id": "onboardings"},
        visible=scope.their_onboarding,
    ),
    Carried(OnboardingText, ("name", "version")),
    Carried(CatchUp, ("person", "since"), visible=lambda person: CatchUp.person.in_(person.ids)),
    Carried(Export, ("person", "form", "scope", "asked_at")),
    Carried(
        Event,
        ("what", "subject_id", "by", "at"),
        where=lambda: ~Event.what.startswith("decision."),  # those stand beside their decisions
        arrives=restore.line_at_home,
    ),
)

BY_NAME: Mapping[str, Carried] = {each.name: each for each in REGISTER}
