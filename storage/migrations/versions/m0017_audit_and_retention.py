"""the sealed audit trail, who was erased, and how long each kind is kept."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _table(
        "audit",
        sa.Column("n", KEY, nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        unique=(("partnership_id", "n"),),
    )
    _table(
        "audit_seals",
        sa.Column("n", KEY, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("gone", KEY, nullable=False),
        sa.Column("gone_hash", sa.String(), nullable=False),
        unique=(("partnership_id",),),
    )
    _table(
        "audit_people",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        unique=(("partnership_id", "person"), ("partnership_id", "token")),
    )
    _table(
        "erasures",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        unique=(("partnership_id", "mark"),),
    )
    _table(
        "retention",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("told_at", MOMENT, nullable=True),
        unique=(("partnership_id", "kind"),),
    )


def downgrade() -> None:
    for name in ("retention", "erasures", "audit_people", "audit_seals", "audit"):
        op.drop_table(name)


def _table(name: str, *columns: sa.Column[object], unique: tuple[tuple[str, ...], ...]) -> None:
    partnership = sa.ForeignKeyConstraint(
        ["partnership_id"], ["partnerships.id"], name=op.f(f"fk_{name}_partnership_id"), ondelete="CASCADE"
    )
    keys = [sa.UniqueConstraint(*each, name=op.f(f"uq_{name}_{'_'.join(each)}")) for each in unique]
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        *columns,
        sa.Column("partnership_id", KEY, nullable=False),
        partnership,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *keys,
    )
