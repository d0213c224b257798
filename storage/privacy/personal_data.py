"""The register of what is somebody's: for every table, which columns name people, hold their words, or neither.

Whoever adds a table adds its line: a test finds every column of text that is not accounted for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.account_links import AccountLink, WrongCode
from storage.agreements import Agreement, AgreementQuestion, AgreementVersion, AgreementWord
from storage.answers import RecentQuestion
from storage.buddies import BuddyAsk, Buddyship, BuddyWish
from storage.catch_ups import CatchUp
from storage.channels import Channel, ChannelPerson
from storage.commitments import Commitment, CommitmentVersion
from storage.db.base import Bound
from storage.decision_drafts import DecisionDraft
from storage.decision_logs import DecisionLog
from storage.decisions import Decision, DecisionPerson, DecisionVersion
from storage.deliveries import Delivery
from storage.digests import Digest
from storage.duplicates import PendingDecision, ToldApart
from storage.events import Event
from storage.exports import Export
from storage.groups import Group, GroupPerson
from storage.imports import Import, ImportMark
from storage.installations import Installation
from storage.members import Member
from storage.memberships import Membership
from storage.notification_settings import DayOff, Preference, Stop
from storage.onboarding import Onboarding, OnboardingText, OnboardingTouch
from storage.open_questions import QuestionAsker, QuestionExpert
from storage.partner_identifiers import PartnerIdentifier, UsergroupPerson
from storage.partnerships import Partner
from storage.privacy.audit import AuditLine, AuditToken, Seal
from storage.privacy.erased_people import Erasure
from storage.privacy.retention import Retention
from storage.processed_events import ProcessedEvent
from storage.proposals import Proposal
from storage.purpose import Purpose, PurposeForm
from storage.recurrences import Recurrence
from storage.reopenings import Reopening
from storage.reviews import Review
from storage.search.feedback import SearchFeedback
from storage.search.index import IndexEntry as Found
from storage.search.vectors import Vector
from storage.spotlights import Spotlight
from storage.suggestions import Suggestion
from storage.surveys import Invitation, Survey, SurveyAnswer
from storage.whys import OpenQuestion


@dataclass(frozen=True)
class Personal:
    """`theirs`: by which person a row goes with them; `clear`: where nobody takes their place.

    `wording`: by who, the texts that they may have withdrawn; `untold`: what of a row is another's private matter.
    """

    row: type[Bound]
    title: str = ""  # what it is, to the person whom it is about
    who: tuple[str, ...] = ()  # one chat id, or a said name
    many: tuple[str, ...] = ()  # several, a line each, or packed by a door
    words: tuple[str, ...] = ()  # what people wrote, and keys that may hold an id
    other: tuple[str, ...] = ()  # neither: states, channels, digests
    theirs: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    wording: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows_on_request: str = ""  # by which person a row goes when they take their words back
    untold: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()  # words as the search keeps them


KNOWN_BY = ("mail_digest", "mail_domain", "partner_because")
DECIDED = ("text", "reason", "options", "withdrawn_because", "expected", "source", "source_link", "imported_from")
KEPT_BY = ("decided_by", "logged_by", "withdrawn_by", "owner", "offered_to", "last_confirmed_by")
PROMISED = ("owner", "changed_by", "to_person", "offered_to", "asked_by")

REGISTER: tuple[Personal, ...] = (
    Personal(
        Member,
        "Who you are to me",
        who=("person", "also", "invited_by"),
        theirs=("person",),
        other=(
            "team",
            "name",
            "kind",
            "zone_name",
            "language",
            "country",
            "mail_digest",
            "mail_domain",
            "partner_because",
        ),
    ),
    Personal(
        Preference,
        "What you have set",
        who=("person",),
        theirs=("person",),
        other=("work_days", "zone_name", "country", "room", "room_channel", "room_message"),
    ),
    Personal(Stop, "What you have stopped", who=("person",), theirs=("person",), other=("kind",)),
    Personal(DayOff, words=("name",)),
    Personal(Channel, other=("channel", "name")),
    Personal(ChannelPerson, "Channels that we share", who=("person",), other=("channel",)),
    Personal(
        Partner,
        "Partners for whom you speak",
        who=("representative", "deputy"),
        clear=("representative", "deputy"),
        words=("brings", "hopes"),
        other=("name", "known_by", "zone_name", "country", "language"),
    ),
    Personal(Membership, "Of which partner you were", who=("person", "by"), other=("role", "because")),
    Personal(
        PartnerIdentifier,
        "By what you said that people of a partner are known",
        who=("said_by",),
        words=("label",),
        other=("kind", "mark"),
    ),
    Personal(UsergroupPerson, "User groups you are in", who=("person",), theirs=("person",), other=("usergroup",)),
    Personal(Group, words=("name",), other=("channel",)),
    Personal(GroupPerson, "Working groups you are in", who=("person",), theirs=("person",)),
    Personal(
        AccountLink,
        "Your two accounts",
        who=("first", "second", "ended_by", "lent_to"),
        theirs=("first", "second"),
        other=("code",),
        untold=("code",),
    ),
    Personal(WrongCode, "Codes that you brought and that were nobody's", who=("person",), theirs=("person",)),
    Personal(
        Installation,
        "That you let me in",
        who=("installed_by",),
        other=("team", "enterprise", "bot_token", "bot_user", "bot_id", "scopes", "refresh_token"),
        untold=("bot_token", "refresh_token"),
    ),
    Personal(Decision, "Decisions", who=KEPT_BY, words=DECIDED, other=("channel", "post", "post_link")),
    Personal(DecisionPerson, "Decisions that you took part in", who=("person",)),
    Personal(
        DecisionVersion,
        "Wordings that you replaced",
        who=("replaced_by",),
        words=("text", "reason", "options", "expected"),
    ),
    Personal(
        Reopening,
        "Decisions reopened",
        who=("by", "settled_by"),
        many=("people",),
        words=("what_changed", "instead"),
        other=("post", "settled_how"),
        wording={"by": ("what_changed", "instead")},
    ),
    Personal(
        Review,
        "Decisions looked at again",
        who=("asked", "by"),
        words=("happened", "lesson"),
        other=("outcome",),
        wording={"by": ("happened", "lesson")},
    ),
    Personal(
        PendingDecision,
        "Decisions that wait for your word",
        who=("person",),
        theirs=("person",),
        many=("people", "came_from"),
        words=("text", "reason", "options", "source"),
        other=("channel",),
    ),
    Personal(ToldApart, "Decisions that you told apart", who=("by",), stems=("words",)),
    Personal(DecisionLog, "Decision logs that you asked for", who=("asked_by",), other=("channel", "post", "shows")),
    Personal(
        DecisionDraft,
        "Drafts",
        who=("by",),
        theirs=("by",),
        words=("text", "reason", "source", "link"),
        other=("channel",),
    ),
    Personal(
        Commitment,
        "Promises",
        who=PROMISED,
        words=("text", "ended_because", "source", "source_link"),
        other=("made_to", "channel", "post", "post_link", "state"),
        wording={"owner": ("text", "ended_because")},
    ),
    Personal(
        CommitmentVersion,
        "Earlier wordings of promises",
        who=("owner", "replaced_by"),
        words=("text",),
        other=("what",),
        wording={"owner": ("text",)},
    ),
    Personal(
        OpenQuestion,
        "Questions that you answered or ended",
        who=("ended_by",),
        words=("question", "answer", "reason", "source", "ended_because"),
        other=("place", "channel", "state"),
        wording={"ended_by": ("answer", "reason", "source", "ended_because")},
    ),
    Personal(
        QuestionAsker,
        "What you asked",
        who=("person",),
        words=("wording",),
        wording={"person": ("wording",)},
    ),
    Personal(
        QuestionExpert,
        "What you were asked",
        who=("person",),
        words=("because", "draft"),
        other=("record", "state"),
        wording={"person": ("draft",)},
    ),
    Personal(
        RecentQuestion,
        "The last thing you asked me",
        who=("person",),
        theirs=("person",),
        words=("question",),
        other=("place",),
    ),
    Personal(SearchFeedback, "Answers that helped you", who=("person",), stems=("word",), other=("question", "kind")),
    Personal(
        Suggestion,
        "What I offered to keep for you",
        who=("person",),
        theirs=("person",),
        other=("channel", "kind", "rules"),
    ),
    Personal(
        Proposal,
        "What an import found",
        who=("settled_by",),
        many=("people",),
        words=("text", "reason", "options", "context", "source", "imported_from", "source_link"),
        other=("kind", "channel", "state"),
        untold=("context", "people"),
    ),
    Personal(Purpose, "Why we exist, as you wrote it", who=("written_by",), words=("text", "reason"), other=("kind",)),
    Personal(PurposeForm, "Ways to say it, from you", who=("written_by",), words=("text",), other=("kind",)),
    Personal(
        Recurrence,
        "Rhythms that you set",
        who=("set_by",),
        words=("settings",),
        other=("noun", "weekdays", "channel"),
    ),
    Personal(
        Survey,
        "Rounds that you opened or followed up",
        who=("opened_by", "follow_up_by"),
        words=("title", "questions", "results", "follow_up"),
        other=("key", "set_key", "privacy", "audience", "channel", "secret", "post"),
        untold=("secret", "results"),
    ),
    Personal(Invitation, "Rounds that you were asked in", who=("person",), other=("state",)),
    Personal(
        SurveyAnswer,
        "What you answered with your name",
        who=("person",),
        words=("reply",),
        other=("token", "question"),
        rows_on_request="person",
        untold=("token",),
    ),
    Personal(
        Spotlight,
        "Spotlights",
        who=("person", "representative"),
        words=("text", "why"),
        other=("channel", "state", "post"),
        wording={"person": ("text",)},
    ),
    Personal(Agreement, "Agreements that you wrote or retired", who=("made_by", "retired_by")),
    Personal(
        AgreementVersion,
        "Wordings of agreements, from you",
        who=("written_by",),
        words=("title", "text", "link", "news"),
        other=("whom",),
    ),
    Personal(AgreementWord, "What you agreed to", who=("person",), other=("said",)),
    Personal(
        AgreementQuestion,
        "What you asked about agreements, and what you answered",
        who=("person", "answered_by"),
        words=("text", "answer"),
        wording={"person": ("text",), "answered_by": ("answer",)},
    ),
    Personal(BuddyWish, "Whether you would be a buddy", who=("person", "asked_by"), theirs=("person",)),
    Personal(Buddyship, "Buddies", who=("newcomer", "buddy"), other=("state",)),
    Personal(BuddyAsk, "Whose buddy you were asked to be", who=("person",), other=("said",)),
    Personal(Onboarding, "How you were welcomed", who=("person", "by", "ended_by"), other=("because", "state")),
    Personal(OnboardingTouch, words=("wish",), other=("step", "how")),
    Personal(
        OnboardingText,
        "Texts for newcomers, from you",
        who=("written_by",),
        words=("text", "ask"),
        other=("name",),
    ),
    Personal(CatchUp, "When you were told what you had missed", who=("person",), theirs=("person",)),
    Personal(
        Delivery,
        "What I sent you unasked, or will",
        who=("to",),
        theirs=("to",),
        words=("key", "why"),
        other=("kind", "state"),
    ),
    Personal(
        Digest,
        "Letters to you",
        who=("person",),
        theirs=("person",),
        other=("kinds", "state", "channel", "message"),
    ),
    Personal(Export, "Files that you took away", who=("person",), theirs=("person",), other=("form", "scope")),
    Personal(Event, "What you did, in the journal", who=("by",), other=("what",)),
    Personal(AuditToken, "How you stand in the audit trail", who=("person",), other=("token",)),
    Personal(AuditLine, other=("who", "act", "hash")),
    Personal(Seal, other=("hash", "gone_hash")),
    Personal(Erasure, other=("mark", "salt", "pseudonym")),
    Personal(Retention, "How long things are kept, as you set it", who=("set_by",), other=("kind",)),
    Personal(Import, words=("source",), other=("kind", "source_key")),
    Personal(ImportMark, other=("fingerprint", "record_kind")),
    Personal(ProcessedEvent, words=("key",)),
    Personal(Found, other=("kind", "words", "title", "body")),  # made anew of the records
    Personal(Vector, other=("model", "kind")),  # likewise
)

ELSEWHERE: Mapping[str, str] = {
    "partnerships": "about the whole, never about a person",
    "oauth_states": "a digest of a number drawn by lot, for some minutes",
}
"""Tables that are no partnership's own, and why nobody is named there."""
