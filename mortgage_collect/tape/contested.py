"""Where a tape says again what staff corrected: theirs stays, the tape's is told once.

A tape that says something new is news, and taken: only the very value that staff replaced
contradicts them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core.words import Severity
from mortgage_collect.events.event import shown
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.plan import FieldChange, LoanChange
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.tape.values import Value, YearMonth

OTHERWISE: Final = "staff wrote otherwise"
SAYS: Final = f"Loan {{0}}: {OTHERWISE}, and theirs stays."
_DO: Final = "Have it corrected in the core, or take the file's on the card."


@dataclass(frozen=True, slots=True)
class Correction:
    """What staff replaced and what they wrote, as history has it; None is nothing on file."""

    was: str | None
    now: str | None


Corrections = Mapping[str, Mapping[str, Correction]]  # by loan number, by field of a tape


def parted(
    fields: Sequence[FieldChange], corrections: Mapping[str, Correction]
) -> tuple[tuple[FieldChange, ...], tuple[FieldChange, ...]]:
    """What the tape changes, and what it only says again."""
    contested = tuple(
        each
        for each in fields
        if (ours := corrections.get(each.field)) is not None
        and written(each.now) == (ours.was or None)
        and written(each.was) == (ours.now or None)
    )
    return tuple(each for each in fields if each not in contested), contested


def written(value: Value) -> str | None:
    """A value as history has it; a text of nothing is nothing."""
    return (str(value) if isinstance(value, YearMonth) else shown(value)) or None


def contested_findings(
    changes: Sequence[LoanChange], recognition: Recognition
) -> list[TapeFinding]:
    """Both values side by side, to be kept with the tape: that is how it is told only once."""
    mapped = recognition.mapped
    return [
        TapeFinding(
            recognition.sheet,
            change.row.row_number,
            f"{mapped[each.field].letter}: {mapped[each.field].header}",
            each.field,
            written(each.now) or "",
            written(each.was) or "",
            Severity.WARNING,
            SAYS.format(change.row.loan_number),
            _DO,
            change.row.loan_number,
        )
        for change in changes
        for each in change.kept
    ]
