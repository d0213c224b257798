"""the first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from storage.search import tables as search_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TYPES = {
    "text": sa.String(),
    "moment": sa.DateTime(timezone=True),
    "day": sa.Date(),
    "hour": sa.Time(),
    "flag": sa.Boolean(),
    "count": sa.Integer(),
    "key": KEY,
    "blob": sa.LargeBinary(),
}
ENDS = {"ref": None, "part": "CASCADE", "kept": "SET NULL"}
TABLES = """
oauth_states: alone; text digest; moment expires_at; unique digest.
partnerships: alone; text workspace name zone_name language country?; moment created_at uninstalled_at? set_up_at?;
    count decisions_numbered commitments_numbered questions_numbered messages_a_day messages_a_week setup_step; unique
    workspace.
account_links: text first code second? ended_by? lent_to?; moment asked_at second_agreed_at? joined_at? ended_at?;
    index partnership_id code; index partnership_id first.
agreements: text made_by retired_by?; moment made_at retired_at?.
audit: text who act hash; moment at; key n subject_id; unique partnership_id n.
audit_people: text person token; unique partnership_id person; unique partnership_id token.
audit_seals: text hash gone_hash; key n gone; unique partnership_id.
buddy_wishes: text person asked_by?; moment said_at? quiet_until?; flag is_willing?; unique partnership_id person.
buddyships: text newcomer state buddy?; moment offered_at searching_since? since? ended_at?; flag from_own; index
    partnership_id buddy; index partnership_id newcomer; index state.
catch_ups: text person; moment since until; unique partnership_id person since.
channel_people: text channel person; unique partnership_id channel person; index partnership_id person.
channels: text channel name formerly; moment people_known_at?; flag is_private is_archived has_bot is_noticing; unique
    partnership_id channel.
days_off: text name; day on; key partner_id?; index partnership_id on.
decision_drafts: text text reason by source channel? link?; moment said_at made_at; unique partnership_id source;
    index made_at.
decision_logs: text channel asked_by post shows; moment asked_at; flag is_kept; unique partnership_id channel.
decisions: text text reason options channel decided_by logged_by source? source_link? post? post_link? withdrawn_by?
    withdrawn_because imported_from? owner? offered_to? expected last_confirmed_by?; moment decided_at logged_at
    withdrawn_at? undone_at? last_confirmed_at?; day review_on?; flag by_reaction; count number version superseded_by?
    supersedes?; unique partnership_id number; unique partnership_id source; index partnership_id channel undone_at;
    index partnership_id review_on.
deliveries: text kind key state to why; moment not_before leased_until? settled_at?; day on?; hour hour?; count
    attempts fence; key about_id digest_id?; unique partnership_id key; index digest_id; index partnership_id to
    state; index state not_before.
digests: text person kinds state channel message; moment at; flag urgent; key partner_id?; index partnership_id person
    at.
embeddings: counted; text model kind; key record_id; blob numbers; unique partnership_id model kind record_id; index
    partnership_id model id.
erasures: text mark salt pseudonym; moment at; flag withdrawn; unique partnership_id mark.
events: text what by; moment at; key subject_id; index partnership_id what subject_id.
exports: text person form scope; moment asked_at given_at?; count decisions; index partnership_id person.
imports: text kind source source_key; moment started_at completed_at? undone_at?.
installations: text team enterprise bot_token bot_user bot_id scopes installed_by refresh_token?; moment installed_at
    changed_at expires_at? refreshing_until?; unique enterprise team; unique partnership_id.
onboarding_texts: text name text ask written_by; moment written_at; count version; unique partnership_id name version.
onboardings: text person because state by ended_by; moment began_at ended_at?; count turn; unique partnership_id
    person; index partnership_id state.
open_questions: text question place state answer reason source channel ended_by? ended_because; moment asked_at
    ended_at? told_late_at?; day settled_on?; count number follows?; unique partnership_id number; index
    partnership_id state.
partners: text name known_by zone_name? country? language? representative? deputy? brings hopes; moment ended_at?;
    unique partnership_id known_by.
preferences: text person work_days? zone_name? country? room? room_channel? room_message?; moment room_at?; day
    away_until? snoozed_until?; hour since? until?; unique partnership_id person.
processed_events: text key; moment at; unique partnership_id key; index at.
purpose_forms: text kind text written_by; moment written_at dropped_at?; day shown_on?; count shown; key partner_id?.
purposes: text kind text written_by reason; moment written_at; index partnership_id kind.
recent_questions: text person question place; moment at; unique partnership_id person; index at.
recurrences: text noun weekdays channel set_by settings; moment set_at paused_at?; day starts_on? last_on? skip_on?;
    hour hour; count every_weeks came; unique partnership_id noun.
retention: text kind set_by; moment told_at?; count days?; unique partnership_id kind.
search_feedback: text word question kind person; moment at; count size; key record_id; unique partnership_id question
    kind record_id person word; index partnership_id kind record_id; index partnership_id word.
spotlights: text channel person representative state text post why; moment asked_at person_agreed_at?
    partner_agreed_at?; day due_on posted_on?; flag is_from_memory; key partner_id; unique partnership_id partner_id
    due_on.
stops: text person kind; moment at; unique partnership_id person kind.
suggestions: text channel person kind rules; moment at; flag was_right?; index partnership_id channel kind; index
    partnership_id person at.
surveys: text key title set_key questions privacy audience channel opened_by secret results post follow_up
    follow_up_by; moment made_at opened_at? closes_at? closed_at? cancelled_at?; day opens_on closes_on; hour hour;
    count fewest reminded counted; unique partnership_id key; index partnership_id closed_at.
usergroup_people: text usergroup person; unique partnership_id usergroup person.
working_group_people: text person; key group_id; unique partnership_id group_id person.
working_groups: text name channel?; moment begun_at ended_at?; unique partnership_id name.
wrong_codes: text person; moment at; index partnership_id person at.
agreement_questions: text person text answer answered_by?; moment asked_at answered_at?; ref agreement_id agreements;
    index agreement_id.
agreement_versions: text title text link whom written_by news; moment written_at published_at?; flag is_small; count
    follows number?; ref agreement_id agreements; unique agreement_id number.
answers: text token question reply person; key partner_id?; part survey_id surveys; unique partnership_id survey_id
    token question.
buddy_asks: text person said; moment asked_at expires_at said_at?; ref buddyship_id buddyships; unique buddyship_id
    person; index partnership_id person.
commitments: text text owner changed_by made_to to_person? channel? source? source_link? post? post_link? state
    ended_because offered_to? asked_by?; moment made_at recorded_at changed_at ended_at? offered_at? asked_at?; day
    due_on? nudged_on?; flag by_reaction is_shown; count number decision? version; ref to_partner_id? partners; unique
    partnership_id number; unique partnership_id source; index partnership_id owner state; index partnership_id
    to_person state.
decision_people: text person; part decision_id decisions; ref partner_id? partners; unique decision_id person.
decision_versions: text text reason options replaced_by expected; moment replaced_at; day review_on?; count version;
    part decision_id decisions; unique decision_id version.
import_marks: text fingerprint record_kind; key as_of record_id; part import_id imports; unique partnership_id
    fingerprint; index import_id.
invitations: text person state; key partner_id?; part survey_id surveys; unique partnership_id survey_id person.
members: text team person name kind zone_name? language? country? mail_digest? mail_domain? invited_by?
    partner_because? also?; moment met_at refreshed_at left_at? told_at? seen_at?; flag is_convener is_single_channel
    is_unsure is_second; ref partner_id? partners; unique partnership_id team person; index partnership_id person.
memberships: text person role because by; moment since until?; ref partner_id partners; index partner_id role; index
    partnership_id person.
onboarding_touches: text step how wish; moment made_at sent_at? done_at? reminded_at? offered_end_at?; count turn;
    part onboarding_id onboardings; unique onboarding_id turn step.
partner_identifiers: text kind mark label said_by?; moment at; ref partner_id? partners; unique partnership_id kind
    mark.
pending_decisions: text person text reason options people channel came_from source?; moment made_at; day review_on?;
    part decision_id decisions; index decision_id; index made_at; index partnership_id person.
question_askers: text person wording; moment asked_at withdrawn_at?; flag is_named helped?; part question_id
    open_questions; unique question_id person; index partnership_id person.
question_experts: text person because record state draft; moment asked_at drafted_at?; part question_id
    open_questions; unique question_id person; index partnership_id person state.
reopenings: text by what_changed instead people post? settled_how? settled_by?; moment at settled_at?; part
    decision_id decisions; index decision_id.
reviews: text asked by? outcome happened lesson; moment asked_at? done_at?; day due_on? asked_on? reminded_on?
    next_on?; part decision_id decisions; unique decision_id due_on; index partnership_id asked asked_on.
told_apart: text words by; moment at; part decision_id decisions; unique decision_id words.
agreement_words: text person said; moment at; count number; key partner_id?; ref agreement_id agreements; ref
    version_id agreement_versions; index agreement_id; index partnership_id person.
commitment_versions: text what text owner replaced_by; moment replaced_at; day due_on?; count version; part
    commitment_id commitments; unique commitment_id version.
import_candidates: text kind text reason options context people channel source imported_from source_link? state
    settled_by?; moment said_at settled_at?; day due_on?; kept import_id? imports; kept decision_id? decisions; kept
    commitment_id? commitments; unique partnership_id source; index commitment_id; index decision_id; index import_id;
    index partnership_id state channel.
"""
"""A table's columns by their type, "?" where one may be empty; then the rows that it names: it is `part` of one and
goes with it, or it is `kept` and names none any more. All but those `alone` are a partnership's; `counted` ones give no
number twice.
"""


def upgrade() -> None:
    _tables().create_all(op.get_bind(), checkfirst=False)
    search_tables.create_index(op.get_bind())


def downgrade() -> None:
    search_tables.drop_index(op.get_bind())
    _tables().drop_all(op.get_bind(), checkfirst=False)


def _tables() -> sa.MetaData:
    found = sa.MetaData(naming_convention=NAMES)
    for line in " ".join(TABLES.split()).rstrip(".").split(". "):
        name, _, told = line.partition(": ")
        parts = [part.split() for part in told.split("; ")]
        bound = [] if ["alone"] in parts else [["part", "partnership_id", "partnerships"]]
        made = [each for kind, *words in bound + parts for each in _made(kind, words)]
        key = sa.Column("id", KEY, primary_key=True)
        sa.Table(name, found, key, *made, sqlite_autoincrement=["counted"] in parts)
    return found


def _made(kind: str, words: list[str]) -> list[SchemaItem]:
    if kind in TYPES:
        return [_column(word, TYPES[kind]) for word in words]
    if kind in ENDS:
        return [_column(words[0], KEY, sa.ForeignKey(f"{words[1]}.id", ondelete=ENDS[kind]))]
    if kind == "unique":
        return [sa.UniqueConstraint(*words)]
    return [sa.Index(None, *words)] if kind == "index" else []


def _column(word: str, kind: Any, *refs: sa.ForeignKey) -> sa.Column[Any]:
    return sa.Column(word.rstrip("?"), kind, *refs, nullable=word.endswith("?"))
