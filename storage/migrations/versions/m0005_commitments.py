"""commitments, their earlier versions, and the moments at which something noticed was offered."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "offers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("was_right", sa.Boolean(), nullable=True),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_offers_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
    )
    with op.batch_alter_table("offers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_offers_partnership_id_channel_kind"), ["partnership_id", "channel", "kind"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_offers_partnership_id_person_at"), ["partnership_id", "person", "at"], unique=False
        )

    op.create_table(
        "commitments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("made_to", sa.String(), nullable=False),
        sa.Column("to_person", sa.String(), nullable=True),
        sa.Column("to_partner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("source_link", sa.String(), nullable=True),
        sa.Column("decision", sa.Integer(), nullable=True),
        sa.Column("by_reaction", sa.Boolean(), nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("post", sa.String(), nullable=True),
        sa.Column("post_link", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=False),
        sa.Column("offered_to", sa.String(), nullable=True),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudged_on", sa.Date(), nullable=True),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_commitments_partnership_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["to_partner_id"], ["partners.id"], name=op.f("fk_commitments_to_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitments")),
        sa.UniqueConstraint("partnership_id", "number", name=op.f("uq_commitments_partnership_id_number")),
        sa.UniqueConstraint("partnership_id", "source", name=op.f("uq_commitments_partnership_id_source")),
    )
    with op.batch_alter_table("commitments", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_commitments_partnership_id_owner_state"), ["partnership_id", "owner", "state"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_commitments_partnership_id_to_person_state"),
            ["partnership_id", "to_person", "state"],
            unique=False,
        )

    op.create_table(
        "commitment_versions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("commitment_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("replaced_by", sa.String(), nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("partnership_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitments.id"], name=op.f("fk_commitment_versions_commitment_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_commitment_versions_partnership_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment_versions")),
        sa.UniqueConstraint("commitment_id", "version", name=op.f("uq_commitment_versions_commitment_id_version")),
    )
    with op.batch_alter_table("channels", schema=None) as batch_op:
        batch_op.add_column(sa.Column("is_noticing", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("partnerships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("commitments_numbered", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    # dropped in place: made anew, as SQLite would otherwise have it, the tables would take every row that hangs on them
    op.execute("ALTER TABLE partnerships DROP COLUMN commitments_numbered")
    op.execute("ALTER TABLE channels DROP COLUMN is_noticing")
    for table in ("offers", "commitment_versions", "commitments"):
        op.drop_table(table)
