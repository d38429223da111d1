"""What undoing an import needs: rows as they stood before it, and the ids of the rows it made.

The tables of earlier rows have the columns of the table they are of, so that a hundred thousand
loans are kept, and put back, by the database itself.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.models.base import Base
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.types import Id


class TapeTrace(Base):
    """`made`: spans of ids, first to last, by table; `head`: the history before the import."""

    __tablename__ = "tape_trace"

    tape_id: Mapped[int] = mapped_column(
        Id, ForeignKey("tape.id"), primary_key=True, autoincrement=False
    )
    head: Mapped[int] = mapped_column(Id)
    made: Mapped[dict[str, Any]]


# What people write at the desk, and what no tape touches once a loan is there.
DESK: Final = frozenset(
    {
        "id", "number", "status_on", "property_id", "source", "capacity", "default_when_obtained",
        "in_collections", "day_count", "assigned_to", "assigned_on", "next_action_on",
        "next_action", "last_contact_at", "version",
    }
)  # fmt: skip


def _rows_of(table: Table, key: str, leave: frozenset[str]) -> Table:
    """A table of rows as they stood before a tape. `version` is not kept: it only moves on."""
    return Table(
        f"{table.name}_was",
        Base.metadata,
        Column("tape_id", Id, ForeignKey("tape.id"), primary_key=True, autoincrement=False),
        Column(key, Id, primary_key=True, autoincrement=False),
        *(
            Column(
                f"was_{column.name}" if column.name in ("tape_id", key) else column.name,
                column.type,
                nullable=column.nullable,
            )
            for column in table.columns
            if column.name not in leave
        ),
        sqlite_with_rowid=False,
    )


LOAN_WAS: Final = _rows_of(Loan.__table__, "loan_id", DESK)  # type: ignore[arg-type]
PROPERTY_WAS: Final = _rows_of(
    Property.__table__,  # type: ignore[arg-type]
    "property_id",
    frozenset({"id", "version"}),
)
