"""vectors: what records mean; an index that tells who may see a decision without reading it; totals of the search."""

import sqlalchemy as sa
from alembic import op

from storage.search import tables

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEEN_BY = "ix_decisions_partnership_id_channel_undone_at"


def upgrade() -> None:
    op.create_table(
        "vectors",
        sa.Column("id", KEY, nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("numbers", sa.LargeBinary(), nullable=False),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_vectors_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vectors")),
        sa.UniqueConstraint(
            "partnership_id", "model", "kind", "record_id", name=op.f("uq_vectors_partnership_id_model_kind_record_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_vectors_partnership_id_model_id"), "vectors", ["partnership_id", "model", "id"])
    op.create_index(SEEN_BY, "decisions", ["partnership_id", "channel", "undone_at"])
    op.drop_index("ix_decisions_partnership_id_channel", "decisions")
    tables.keep_totals(op.get_bind())


def downgrade() -> None:
    tables.drop_totals(op.get_bind())
    op.create_index("ix_decisions_partnership_id_channel", "decisions", ["partnership_id", "channel"])
    op.drop_index(SEEN_BY, "decisions")
    op.drop_table("vectors")
