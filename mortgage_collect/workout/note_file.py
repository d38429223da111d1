"""A note file into the note and what is asked of it; all that is wrong with it is told at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.arm import ToGrid
from mortgage_collect.loanmath.arm_forecast import ArmAnswers
from mortgage_collect.loanmath.note import Look, Note, Way
from mortgage_collect.loanmath.step_rate import RateStep
from mortgage_collect.workout.file_reader import CaseFinding, read_file
from mortgage_collect.workout.note_fields import BESIDE, NOTE_FILE, PRINCIPAL


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note, what is asked of it, its finance charges, and findings that did not stop it.

    `said` are sentences of whoever told of the note.
    """

    number: str
    note: Note
    look: Look
    charges: Money | None
    findings: tuple[CaseFinding, ...] = ()
    said: tuple[str, ...] = ()


def read_note(written: str) -> ReadNote:
    """The note of a JSON document. Raises UserError with every finding when it is none."""
    reader = read_file(written, NOTE_FILE)
    reader.refuse()
    v = reader.values
    first_due = v["note.first_due_on"]
    note = Note(
        balance=v["note.balance"],
        rate=v["note.rate_percent"],
        payment=v["note.principal_interest"],
        first_due=first_due,
        matures_on=v["note.maturity_on"],
        day_count=DayCount(v["note.day_count"] or DayCount.THIRTY_360.value),
        due_day=v["note.due_day"] or first_due.day,
        rate_type=RateType(v["note.rate_type"]) if v["note.rate_type"] else None,
        from_day=v["note.interest_from"],
    )
    number = v["loan"] or ""
    return ReadNote(number, note, _look(v), v["finance_charges"], tuple(reader.findings))


def _look(v: Mapping[str, Any]) -> Look:
    unpaid, thirteenth = v["look.unpaid_interest"], v["look.thirteenth"]
    return Look(
        way=Way(v["way"] or Way.AS_WRITTEN.value),
        months=v["look.months"],
        minimum=v["look.minimum"],
        beside=None if unpaid is None else unpaid == BESIDE,
        steps=tuple(RateStep(each["payment"], each["rate_percent"]) for each in v["look.steps"]),
        over=v["look.amortized_over"],
        due_with=v["look.balloon_with"],
        extra_to_principal=None if thirteenth is None else thirteenth == PRINCIPAL,
        arm=_arm(v),
    )


def _arm(v: Mapping[str, Any]) -> ArmAnswers:
    grid = v["arm.grid_percent"]
    return ArmAnswers(
        index=v["arm.index_percent"],
        index_on=v["arm.index_on"],
        margin=v["arm.margin_percent"],
        change_on=v["arm.change_on"],
        every_months=v["arm.every_months"],
        first=v["arm.first"],
        look_back_days=v["arm.look_back_days"],
        grid=grid or None,
        grid_known=grid is not None,
        to_grid=ToGrid(v["arm.to_grid"]) if v["arm.to_grid"] else None,
        original=v["arm.original_percent"],
        first_cap=v["arm.first_cap_points"],
        periodic_cap=v["arm.periodic_cap_points"],
        lifetime_cap=v["arm.lifetime_cap_points"],
        floor=v["arm.floor_percent"],
        no_other_limits=bool(v["arm.no_other_limits"]),
        recast=v["arm.recast"],
        payment_cap=v["arm.payment_cap_percent"],
    )
