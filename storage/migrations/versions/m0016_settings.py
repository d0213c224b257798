"""the room of their own page that somebody has chosen, and what a partner brings and hopes for."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("preferences") as batch:
        batch.add_column(sa.Column("room", sa.String(), nullable=True))
        batch.add_column(sa.Column("room_at", MOMENT, nullable=True))
        batch.add_column(sa.Column("room_channel", sa.String(), nullable=True))
        batch.add_column(sa.Column("room_message", sa.String(), nullable=True))
    with op.batch_alter_table("partners") as batch:
        batch.add_column(sa.Column("brings", sa.String(), nullable=False, server_default=""))
        batch.add_column(sa.Column("hopes", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("partners") as batch:
        batch.drop_column("hopes")
        batch.drop_column("brings")
    with op.batch_alter_table("preferences") as batch:
        for name in ("room_message", "room_channel", "room_at", "room"):
            batch.drop_column(name)
