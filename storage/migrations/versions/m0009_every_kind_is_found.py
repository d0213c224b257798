"""what helped; and promises, wordings of the purpose, results of rounds and spotlights are found like decisions."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.search.tokens import words

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = ("commitment", "purpose", "round", "spotlight")
Found = tuple[int, str, int, str, str]  # partnership, kind, row, title, body
INSERT = {
    "sqlite": """
        INSERT INTO search (partnership_id, kind, record_id, length, words, title, body)
        VALUES (:own, :kind, :id, :length, :words, :title, :body)
    """,
    "postgresql": """
        INSERT INTO search (partnership_id, kind, record_id, length, words, title, body)
        VALUES (:own, :kind, :id, :length, CAST(:words AS tsvector), :title, :body)
    """,
}


def upgrade() -> None:
    op.create_table(
        "helped",
        sa.Column("id", KEY, nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("partnership_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_helped_partnership_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helped")),
        sa.UniqueConstraint(
            "partnership_id",
            "question",
            "kind",
            "record_id",
            "person",
            "word",
            name=op.f("uq_helped_partnership_id_question_kind_record_id_person_word"),
        ),
    )
    with op.batch_alter_table("helped", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_helped_partnership_id_word"), ["partnership_id", "word"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_helped_partnership_id_kind_record_id"),
            ["partnership_id", "kind", "record_id"],
            unique=False,
        )
    _fill(op.get_bind())


def downgrade() -> None:
    kinds = sa.text("DELETE FROM search WHERE kind IN :kinds").bindparams(sa.bindparam("kinds", expanding=True))
    op.get_bind().execute(kinds, {"kinds": KINDS})
    op.drop_table("helped")


def _fill(connection: sa.Connection) -> None:
    """Index what was there before, with the words of each as its own rules would write them from now on."""
    insert = sa.text(INSERT[connection.dialect.name])
    for each in (_commitments, _purposes, _rounds, _spotlights):
        batch = [_row(*found) for found in each(connection)]
        if batch:
            connection.execute(insert, batch)


def _row(own: int, kind: str, id_: int, title: str, body: str) -> dict[str, Any]:
    heading, rest = words(title), words(body)
    return {
        "own": own,
        "kind": kind,
        "id": id_,
        "length": len(heading) + len(rest),
        "words": " ".join(f"{own}_{word}" for word in sorted({*heading, *rest})),
        "title": " ".join(heading),
        "body": " ".join(rest),
    }


def _commitments(connection: sa.Connection) -> Iterator[Found]:
    query = "SELECT partnership_id, id, text, ended_because FROM commitments WHERE state <> 'undone'"
    for own, id_, text, because in connection.execute(sa.text(query)):
        yield own, "commitment", id_, text, f"{because}\nPromised."


def _purposes(connection: sa.Connection) -> Iterator[Found]:
    for own, id_, kind, text, reason in connection.execute(
        sa.text("SELECT partnership_id, id, kind, text, reason FROM purposes")
    ):
        yield own, "purpose", id_, f"Our {kind}", f"{text}\n{reason}"


def _rounds(connection: sa.Connection) -> Iterator[Found]:
    query = """
        SELECT partnership_id, id, title, questions, follow_up FROM rounds
        WHERE closed_at IS NOT NULL AND cancelled_at IS NULL
    """
    for own, id_, title, questions, follow_up in connection.execute(sa.text(query)):
        asked = [line for each in _read(questions, []) for line in (each["text"], *each.get("choices", ()))]
        yield own, "round", id_, title, "\n".join((*asked, follow_up, "Results of a round."))


def _spotlights(connection: sa.Connection) -> Iterator[Found]:
    query = """
        SELECT spotlights.partnership_id, spotlights.id, partners.name, spotlights.text FROM spotlights
        JOIN partners ON partners.id = spotlights.partner_id
        WHERE spotlights.state = 'posted' AND spotlights.post <> ''
    """
    for own, id_, name, text in connection.execute(sa.text(query)):
        yield own, "spotlight", id_, f"Spotlight on {name}", "\n".join(_read(text, {}).values())


def _read(text: str, otherwise: Any) -> Any:
    """What a row keeps as JSON; a row that somebody wrote by hand stops no upgrade."""
    try:
        return json.loads(text)
    except ValueError:
        return otherwise
