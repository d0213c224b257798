"""what became of proposed promises, what was carried away by whom, and decision logs that channels keep."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("proposals") as batch:
        batch.add_column(sa.Column("commitment_id", KEY, nullable=True))
        batch.create_foreign_key(
            op.f("fk_proposals_commitment_id"), "commitments", ["commitment_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_index(op.f("ix_proposals_commitment_id"), ["commitment_id"])
    op.create_table(
        "exports",
        sa.Column("id", KEY, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("given_at", MOMENT, nullable=True),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_exports_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    op.create_index(op.f("ix_exports_partnership_id_person"), "exports", ["partnership_id", "person"])
    op.create_table(
        "decision_logs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("shows", sa.String(), nullable=False),
        sa.Column("is_kept", sa.Boolean(), nullable=False),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_decision_logs_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_logs")),
        sa.UniqueConstraint("partnership_id", "channel", name=op.f("uq_decision_logs_partnership_id_channel")),
    )


def downgrade() -> None:
    op.drop_table("decision_logs")
    op.drop_table("exports")
    with op.batch_alter_table("proposals") as batch:
        batch.drop_index(op.f("ix_proposals_commitment_id"))
        batch.drop_constraint(op.f("fk_proposals_commitment_id"), type_="foreignkey")
        batch.drop_column("commitment_id")
