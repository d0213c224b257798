"""who is being welcomed and how far, the texts as conveners wrote them, who was last here, and what they missed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("members") as batch:
        batch.add_column(sa.Column("seen_at", MOMENT, nullable=True))
    op.create_table(
        "welcomes",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_by", sa.String(), nullable=False),
        *_bound("welcomes"),
        sa.UniqueConstraint("partnership_id", "person", name=op.f("uq_welcomes_partnership_id_person")),
    )
    op.create_index(op.f("ix_welcomes_partnership_id_state"), "welcomes", ["partnership_id", "state"])
    op.create_table(
        "welcome_touches",
        sa.Column("id", KEY, nullable=False),
        sa.Column("welcome_id", KEY, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("reminded_at", MOMENT, nullable=True),
        sa.Column("offered_end_at", MOMENT, nullable=True),
        sa.Column("wish", sa.String(), nullable=False),
        *_bound("welcome_touches"),
        sa.ForeignKeyConstraint(
            ["welcome_id"], ["welcomes.id"], name=op.f("fk_welcome_touches_welcome_id"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("welcome_id", "turn", "step", name=op.f("uq_welcome_touches_welcome_id_turn_step")),
    )
    op.create_table(
        "welcome_texts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("ask", sa.String(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        *_bound("welcome_texts"),
        sa.UniqueConstraint(
            "partnership_id", "name", "version", name=op.f("uq_welcome_texts_partnership_id_name_version")
        ),
    )
    op.create_table(
        "catch_ups",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        *_bound("catch_ups"),
        sa.UniqueConstraint("partnership_id", "person", "since", name=op.f("uq_catch_ups_partnership_id_person_since")),
    )


def downgrade() -> None:
    for table in ("catch_ups", "welcome_texts", "welcome_touches", "welcomes"):
        op.drop_table(table)
    with op.batch_alter_table("members") as batch:
        batch.drop_column("seen_at")


def _bound(table: str) -> tuple[sa.Column[int] | sa.Constraint, ...]:
    return (
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f(f"fk_{table}_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
