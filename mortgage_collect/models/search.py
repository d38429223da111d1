"""Words by which a loan is found: one row a loan, and an index of the words kept by the database.

The index is the engine's own: FTS5 on SQLite, which `queries/search.py` keeps up (a trigger would
have it write every row to disk by itself, four times slower), and a GIN index on PostgreSQL. Table
and index can be built anew from the other tables at any time.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, ForeignKey, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.models.base import Base
from mortgage_collect.models.types import Id


class SearchWords(Base):
    """Words as `folded` leaves them, by what they are; one blank between, each once, sorted."""

    __tablename__ = "search_words"

    loan_id: Mapped[int] = mapped_column(
        Id, ForeignKey("loan.id"), primary_key=True, autoincrement=False
    )
    names: Mapped[str] = mapped_column(Text)
    numbers: Mapped[str] = mapped_column(Text)
    phones: Mapped[str] = mapped_column(Text)
    places: Mapped[str] = mapped_column(Text)
    emails: Mapped[str] = mapped_column(Text)


# On both engines; the tables in which SQLite keeps it begin with this name.
INDEX: Final = "search_index"

# The words of a row as PostgreSQL compares them. Cut at blanks only: its parsers of text would
# take numbers and addresses apart in ways of their own.
VECTOR: Final = (
    "array_to_tsvector(array_remove(string_to_array("
    "names || ' ' || numbers || ' ' || phones || ' ' || places || ' ' || emails, ' '), ''))"
)

INDEXES: Final[tuple[tuple[str, str], ...]] = (
    # Every sign beyond ASCII belongs to a word, so that a word of ours is one word there.
    (
        "sqlite",
        (
            "CREATE VIRTUAL TABLE search_index USING fts5(names, numbers, phones, places, emails, "
            "content='search_words', content_rowid='loan_id', detail='none', prefix='1 2 3', "
            "tokenize='ascii')"
        ),
    ),
    ("postgresql", f"CREATE INDEX search_index ON search_words USING gin (({VECTOR}))"),
)


def _index(_table: object, connection: Connection, **_: object) -> None:
    for dialect, statement in INDEXES:
        if connection.dialect.name == dialect:
            connection.exec_driver_sql(statement)


event.listen(SearchWords.__table__, "after_create", _index)
