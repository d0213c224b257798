"""agreements in versions with who said yes to which, questions about them; buddies, who would be one, who was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "agreements",
    "buddy_wishes",
    "buddyships",
    "agreement_questions",
    "agreement_versions",
    "buddy_asks",
    "agreement_words",
)


def upgrade() -> None:
    op.create_table(
        "agreements",
        sa.Column("id", KEY, nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("retired_by", sa.String(), nullable=True),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_agreements_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    op.create_table(
        "buddy_wishes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("is_willing", sa.Boolean(), nullable=True),
        sa.Column("said_at", MOMENT, nullable=True),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("quiet_until", MOMENT, nullable=True),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_buddy_wishes_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buddy_wishes")),
        sa.UniqueConstraint("partnership_id", "person", name=op.f("uq_buddy_wishes_partnership_id_person")),
    )
    op.create_table(
        "buddyships",
        sa.Column("id", KEY, nullable=False),
        sa.Column("newcomer", sa.String(), nullable=False),
        sa.Column("offered_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("from_own", sa.Boolean(), nullable=False),
        sa.Column("searching_since", MOMENT, nullable=True),
        sa.Column("buddy", sa.String(), nullable=True),
        sa.Column("since", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_buddyships_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buddyships")),
    )
    op.create_index(op.f("ix_buddyships_partnership_id_buddy"), "buddyships", ["partnership_id", "buddy"])
    op.create_index(op.f("ix_buddyships_partnership_id_newcomer"), "buddyships", ["partnership_id", "newcomer"])
    op.create_index(op.f("ix_buddyships_state"), "buddyships", ["state"])
    op.create_table(
        "agreement_questions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agreement_id", KEY, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_agreement_questions_agreement_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_agreement_questions_partnership_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_questions")),
    )
    op.create_index(op.f("ix_agreement_questions_agreement_id"), "agreement_questions", ["agreement_id"])
    op.create_table(
        "agreement_versions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agreement_id", KEY, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("whom", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("news", sa.String(), nullable=False),
        sa.Column("is_small", sa.Boolean(), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_agreement_versions_agreement_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_agreement_versions_partnership_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_versions")),
        sa.UniqueConstraint("agreement_id", "number", name=op.f("uq_agreement_versions_agreement_id_number")),
    )
    op.create_table(
        "buddy_asks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("buddyship_id", KEY, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=True),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["buddyship_id"], ["buddyships.id"], name=op.f("fk_buddy_asks_buddyship_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_buddy_asks_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buddy_asks")),
        sa.UniqueConstraint("buddyship_id", "person", name=op.f("uq_buddy_asks_buddyship_id_person")),
    )
    op.create_index(op.f("ix_buddy_asks_partnership_id_person"), "buddy_asks", ["partnership_id", "person"])
    op.create_table(
        "agreement_words",
        sa.Column("id", KEY, nullable=False),
        sa.Column("agreement_id", KEY, nullable=False),
        sa.Column("version_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("partner_id", KEY, nullable=True),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_agreement_words_agreement_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_agreement_words_partnership_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["version_id"], ["agreement_versions.id"], name=op.f("fk_agreement_words_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_words")),
    )
    op.create_index(op.f("ix_agreement_words_agreement_id"), "agreement_words", ["agreement_id"])
    op.create_index(op.f("ix_agreement_words_partnership_id_person"), "agreement_words", ["partnership_id", "person"])


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
