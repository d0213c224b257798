"""reopened decisions, decisions that wait for their author's word, and pairs told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "reopenings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("what_changed", sa.String(), nullable=False),
        sa.Column("instead", sa.String(), nullable=False),
        sa.Column("people", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=True),
        sa.Column("settled_how", sa.String(), nullable=True),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        *_belonging("reopenings"),
    )
    op.create_index(op.f("ix_reopenings_decision_id"), "reopenings", ["decision_id"])
    op.create_table(
        "holdings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("options", sa.String(), nullable=False),
        sa.Column("people", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("came_from", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        *_belonging("holdings"),
    )
    op.create_index(op.f("ix_holdings_partnership_id_person"), "holdings", ["partnership_id", "person"])
    op.create_index(op.f("ix_holdings_decision_id"), "holdings", ["decision_id"])
    op.create_index(op.f("ix_holdings_made_at"), "holdings", ["made_at"])
    op.create_table(
        "told_apart",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        *_belonging("told_apart"),
        sa.UniqueConstraint("decision_id", "words", name=op.f("uq_told_apart_decision_id_words")),
    )


def downgrade() -> None:
    op.drop_table("told_apart")
    op.drop_table("holdings")
    op.drop_table("reopenings")


def _belonging(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """What each belongs to: a decision of a partnership."""
    decision = sa.ForeignKeyConstraint(
        ["decision_id"], ["decisions.id"], name=op.f(f"fk_{table}_decision_id"), ondelete="CASCADE"
    )
    partnership = sa.ForeignKeyConstraint(
        ["partnership_id"], ["partnerships.id"], name=op.f(f"fk_{table}_partnership_id"), ondelete="CASCADE"
    )
    number = sa.Column("partnership_id", KEY, nullable=False)
    return number, decision, partnership, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
