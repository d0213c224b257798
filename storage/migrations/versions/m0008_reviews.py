"""reviews: who looks after a decision, what was expected of it, and each time it was looked at again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("owner", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("offered_to", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("expected", sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("last_confirmed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("last_confirmed_by", sa.String(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_decisions_partnership_id_review_on"), ["partnership_id", "review_on"], unique=False
        )
    op.execute("UPDATE decisions SET owner = decided_by")

    with op.batch_alter_table("decision_versions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("expected", sa.String(), nullable=False, server_default=""))

    op.create_table(
        "reviews",
        sa.Column("id", KEY, nullable=False),
        sa.Column("decision_id", KEY, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("happened", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_reviews_decision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_reviews_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("decision_id", "due_on", name=op.f("uq_reviews_decision_id_due_on")),
    )
    with op.batch_alter_table("reviews", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reviews_partnership_id_asked_asked_on"),
            ["partnership_id", "asked", "asked_on"],
            unique=False,
        )


def downgrade() -> None:
    op.drop_table("reviews")
    # dropped in place: made anew, as SQLite would otherwise have it, the tables would take every row that hangs on them
    op.drop_index("ix_decisions_partnership_id_review_on", table_name="decisions")
    op.execute("ALTER TABLE decision_versions DROP COLUMN expected")
    for column in ("last_confirmed_by", "last_confirmed_at", "expected", "offered_to", "owner"):
        op.execute(f"ALTER TABLE decisions DROP COLUMN {column}")
