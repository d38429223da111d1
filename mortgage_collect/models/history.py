"""The history: every event, each with the digest of the one before. Append only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Index, String, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.models.base import Base
from mortgage_collect.models.types import Id


class HistoryEntry(Base):
    __tablename__ = "history"
    __table_args__ = (Index("ix_history_about", "about", "seq"),)

    seq: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(60))
    event: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(String(60))
    body: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)


# The database itself refuses to change or remove an entry, whoever asks.
REFUSALS: tuple[tuple[str, str], ...] = (
    (
        "sqlite",
        (
            "CREATE TRIGGER history_no_update BEFORE UPDATE ON history "
            "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
        ),
    ),
    (
        "sqlite",
        (
            "CREATE TRIGGER history_no_delete BEFORE DELETE ON history "
            "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
        ),
    ),
    (
        "postgresql",
        (
            "CREATE FUNCTION history_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'history is append-only'; END $$"
        ),
    ),
    (
        "postgresql",
        (
            "CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON history "
            "FOR EACH STATEMENT EXECUTE FUNCTION history_refuse()"
        ),
    ),
)


def _refuse_changes(_table: object, connection: Connection, **_: object) -> None:
    for dialect, statement in REFUSALS:
        if connection.dialect.name == dialect:
            connection.exec_driver_sql(statement)


event.listen(HistoryEntry.__table__, "after_create", _refuse_changes)
