"""whys with those who ask and those who are asked, and the last question that found no answer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "last_questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_last_questions_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_last_questions")),
        sa.UniqueConstraint("partnership_id", "person", name=op.f("uq_last_questions_partnership_id_person")),
    )
    with op.batch_alter_table("last_questions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_last_questions_at"), ["at"], unique=False)

    op.create_table(
        "whys",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("follows", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.Column("told_late_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_whys_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_whys")),
        sa.UniqueConstraint("partnership_id", "number", name=op.f("uq_whys_partnership_id_number")),
    )
    with op.batch_alter_table("whys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_whys_partnership_id_state"), ["partnership_id", "state"], unique=False)

    op.create_table(
        "why_asked",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("why_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_why_asked_partnership_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["why_id"], ["whys.id"], name=op.f("fk_why_asked_why_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_why_asked")),
        sa.UniqueConstraint("why_id", "person", name=op.f("uq_why_asked_why_id_person")),
    )
    with op.batch_alter_table("why_asked", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_why_asked_partnership_id_person_state"), ["partnership_id", "person", "state"], unique=False
        )

    op.create_table(
        "why_askers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("why_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_why_askers_partnership_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["why_id"], ["whys.id"], name=op.f("fk_why_askers_why_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_why_askers")),
        sa.UniqueConstraint("why_id", "person", name=op.f("uq_why_askers_why_id_person")),
    )
    with op.batch_alter_table("why_askers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_why_askers_partnership_id_person"), ["partnership_id", "person"], unique=False
        )

    with op.batch_alter_table("partnerships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("whys_numbered", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    # dropped in place: made anew, as SQLite would otherwise have it, the table would take every row that hangs on it
    op.execute("ALTER TABLE partnerships DROP COLUMN whys_numbered")
    for table in ("why_askers", "why_asked", "whys", "last_questions"):
        op.drop_table(table)
