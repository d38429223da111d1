"""What staff corrected on loans and homes, for a tape that may say otherwise."""

from __future__ import annotations

import json
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.tape import Tape, TapeFinding
from mortgage_collect.queries.book import HOME, LOAN
from mortgage_collect.tape.contested import OTHERWISE, Correction

_FIELDS: Final = {
    "LoanCorrected": {column: field for field, column in LOAN.items()},
    "PropertyCorrected": {column: field for field, column in HOME.items()},
}


def corrections(session: Session) -> dict[str, dict[str, Correction]]:
    """The last correction of each field by hand, by loan number and the field's name on a tape."""
    found: dict[int, dict[str, Correction]] = {}
    rows = session.execute(
        select(HistoryEntry.event, HistoryEntry.about, HistoryEntry.body)
        .where(HistoryEntry.event.in_(_FIELDS))
        .order_by(HistoryEntry.seq)
    )
    for event, about, body in rows:
        loan_id = int(about.partition(":")[2])
        for change in json.loads(body)["changes"]:
            field = _FIELDS[event].get(change["field"])
            if field is not None and field != "loan_number":
                one = Correction(change["was"], change["now"])
                found.setdefault(loan_id, {})[field] = one
    if not found:
        return {}
    numbers = session.execute(select(Loan.id, Loan.number).where(Loan.id.in_(found)))
    return {number: found[key] for key, number in numbers}


def told(session: Session) -> frozenset[tuple[str, str, str]]:
    """What was told before of tapes that stand: (says and what to do, field, the file's value)."""
    rows = session.execute(
        select(TapeFinding.says, TapeFinding.field, TapeFinding.found)
        .join(Tape, Tape.id == TapeFinding.tape_id)
        .where(
            Tape.undone_at.is_(None),
            TapeFinding.says.contains(OTHERWISE),
        )
    )
    return frozenset((says, field, found) for says, field, found in rows)
