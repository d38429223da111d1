"""Files that came in, and the loans the last tape left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import LoanStatus, TapeKind
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.tape import Tape, TapeLayout


@dataclass(frozen=True, slots=True)
class TapeRow:
    tape_id: int
    kind: TapeKind
    file_name: str
    as_of: date | None
    imported_at: datetime
    imported_by: str
    counts: tuple[tuple[str, int], ...]
    total_upb: Money | None
    undone: tuple[datetime, str] | None = None  # when and by whom it was taken back
    off: tuple[str, ...] | None = None  # control totals that did not agree; None: none was told


@dataclass(frozen=True, slots=True)
class MissingRow:
    loan_id: int
    number: str
    borrower: str
    upb: Money | None
    as_of: date | None


@dataclass(frozen=True, slots=True)
class CameIn:
    """What the import place shows before a file is chosen."""

    tapes: tuple[TapeRow, ...]
    missing: int
    last_as_of: date | None


def came_in(session: Session, *, limit: int = 40) -> CameIn:
    """The newest files, and how many loans nobody has asked about yet."""
    rows = session.scalars(select(Tape).order_by(Tape.id.desc()).limit(limit))
    missing = session.scalar(
        select(func.count()).select_from(Loan).where(Loan.status == LoanStatus.MISSING)
    )
    return CameIn(
        tuple(
            TapeRow(
                row.id,
                row.kind,
                row.file_name,
                row.as_of,
                row.imported_at,
                row.imported_by,
                tuple((str(name), int(number)) for name, number in row.counts.items()),
                row.total_upb,
                (row.undone_at, row.undone_by or "") if row.undone_at else None,
                _off(row.controls),
            )
            for row in rows
        ),
        missing or 0,
        last_day(session),
    )


def _off(controls: dict[str, Any] | None) -> tuple[str, ...] | None:
    """Names of the totals whose typed-in figure is not what was read."""
    typed = {name: told for name, told in (controls or {}).items() if "typed" in told}
    if not typed:
        return None
    return tuple(name for name, told in typed.items() if told["typed"] != told.get("read"))


def last_day(session: Session) -> date | None:
    """The day of the latest loan tape that is in the book; one that was undone is not."""
    return session.scalar(
        select(func.max(Tape.as_of)).where(Tape.kind == TapeKind.LOANS, Tape.undone_at.is_(None))
    )


def missing(session: Session) -> tuple[MissingRow, ...]:
    """Loans of the book that are not on the last tape, the largest first."""
    rows = session.execute(
        select(Loan.id, Loan.number, Loan.borrower, Loan.upb, Loan.as_of)
        .where(Loan.status == LoanStatus.MISSING)
        .order_by(Loan.upb.desc(), Loan.number)
    )
    return tuple(MissingRow(*row) for row in rows)


def layout_confirmed(session: Session, layout_key: str) -> tuple[datetime, str] | None:
    """When and by whom a layout was settled."""
    held = session.scalar(select(TapeLayout).where(TapeLayout.layout_key == layout_key))
    return (held.confirmed_at, held.confirmed_by) if held else None
