"""by what partners are known, who was of which and spoke for it when, working groups, two accounts of one person."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

FLAGS = ("is_single_channel", "is_unsure", "is_second")
WORDS = ("mail_domain", "invited_by", "partner_because", "also")
ADDED = {
    "members": (*FLAGS, *WORDS, "told_at"),
    "partnerships": ("setup_step", "set_up_at"),
    "partners": ("ended_at",),
}
MADE = ("partner_marks", "usergroup_people", "memberships", "working_groups", "working_group_people", "pairings")

MARKS = """INSERT INTO partner_marks (partnership_id, partner_id, kind, mark, label, at)
SELECT p.partnership_id, p.id, CASE WHEN p.known_by LIKE 'team:%' THEN 'team' ELSE 'domain' END,
       CASE WHEN p.known_by LIKE 'team:%' THEN substr(p.known_by, 6) ELSE substr(p.known_by, 8) END,
       CASE WHEN p.known_by LIKE 'team:%' THEN p.name ELSE '' END, a.created_at
FROM partners p JOIN partnerships a ON a.id = p.partnership_id
WHERE p.known_by LIKE 'team:%' OR p.known_by LIKE 'domain:%'"""

REASONS = """UPDATE members SET partner_because = (SELECT known_by FROM partners WHERE partners.id = members.partner_id)
WHERE partner_id IS NOT NULL"""

DOMAINS = """UPDATE members SET mail_domain = substr(partner_because, 8)
WHERE partner_because LIKE 'domain:%' AND kind <> 'external'"""

MEMBERS = """INSERT INTO memberships (partnership_id, person, partner_id, role, since, because, "by")
SELECT partnership_id, person, partner_id, 'member', met_at, partner_because, '' FROM members
WHERE partner_id IS NOT NULL"""

SPEAKERS = """INSERT INTO memberships (partnership_id, person, partner_id, role, since, because, "by")
SELECT p.partnership_id, p.{role}, p.id, '{role}', COALESCE(
    (SELECT max(j.at) FROM journal j WHERE j.what = 'partner.speakers_named' AND j.subject_id = p.id
     AND j.partnership_id = p.partnership_id), a.created_at), 'said', ''
FROM partners p JOIN partnerships a ON a.id = p.partnership_id WHERE p.{role} IS NOT NULL"""


def upgrade() -> None:
    _add_columns()
    _make_marks()
    _make_memberships()
    _make_groups()
    _make_pairings()
    for statement in (MARKS, REASONS, DOMAINS, MEMBERS):
        op.execute(statement)
    for role in ("representative", "deputy"):
        op.execute(SPEAKERS.format(role=role))


def _add_columns() -> None:
    for name in FLAGS:
        op.add_column("members", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in WORDS:
        op.add_column("members", sa.Column(name, sa.String(), nullable=True))
    for table, name in (("members", "told_at"), ("partnerships", "set_up_at"), ("partners", "ended_at")):
        op.add_column(table, sa.Column(name, MOMENT, nullable=True))
    op.add_column("partnerships", sa.Column("setup_step", sa.Integer(), nullable=False, server_default="0"))


def _make(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        *columns,
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f(f"fk_{name}_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )


def _make_marks() -> None:
    _make(
        "partner_marks",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("partner_id", KEY, nullable=True),
        sa.Column("said_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_marks_partner_id")),
        sa.UniqueConstraint("partnership_id", "kind", "mark", name=op.f("uq_partner_marks_partnership_id_kind_mark")),
    )
    _make(
        "usergroup_people",
        sa.Column("usergroup", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.UniqueConstraint(
            "partnership_id", "usergroup", "person", name=op.f("uq_usergroup_people_partnership_id_usergroup_person")
        ),
    )


def _make_memberships() -> None:
    _make(
        "memberships",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("partner_id", KEY, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_memberships_partner_id")),
    )
    op.create_index(op.f("ix_memberships_partnership_id_person"), "memberships", ["partnership_id", "person"])
    op.create_index(op.f("ix_memberships_partner_id_role"), "memberships", ["partner_id", "role"])


def _make_groups() -> None:
    _make(
        "working_groups",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.UniqueConstraint("partnership_id", "name", name=op.f("uq_working_groups_partnership_id_name")),
    )
    _make(
        "working_group_people",
        sa.Column("group_id", KEY, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.UniqueConstraint(
            "partnership_id", "group_id", "person", name=op.f("uq_working_group_people_partnership_id_group_id_person")
        ),
    )


def _make_pairings() -> None:
    _make(
        "pairings",
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("second", sa.String(), nullable=True),
        sa.Column("second_agreed_at", MOMENT, nullable=True),
        sa.Column("joined_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("lent_to", sa.String(), nullable=True),
    )
    op.create_index(op.f("ix_pairings_partnership_id_code"), "pairings", ["partnership_id", "code"])
    op.create_index(op.f("ix_pairings_partnership_id_first"), "pairings", ["partnership_id", "first"])
    _make("wrong_codes", sa.Column("person", sa.String(), nullable=False), sa.Column("at", MOMENT, nullable=False))
    op.create_index(op.f("ix_wrong_codes_partnership_id_person_at"), "wrong_codes", ["partnership_id", "person", "at"])


def downgrade() -> None:
    # dropped in place: made anew, as SQLite would otherwise have it, the tables would take every row that hangs on them
    for table in ("wrong_codes", *reversed(MADE)):
        op.drop_table(table)
    for table, columns in ADDED.items():
        for name in columns:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
