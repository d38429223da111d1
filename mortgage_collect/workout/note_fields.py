"""The fields of a note file and of an escrow file, one line each: readers and manual share them.

Written as a case file is (`case_fields.py`): what is left out or null is unknown, not zero.
"""

from __future__ import annotations

from typing import Any, Final

from mortgage_collect.core.rate import DayCount
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.arm import ToGrid
from mortgage_collect.loanmath.escrow_account import Payee
from mortgage_collect.loanmath.note import Way
from mortgage_collect.workout.case_fields import CaseField
from mortgage_collect.workout.file_reader import FileFormat

JOINS, BESIDE = "joins_the_balance", "beside_the_balance"
PRINCIPAL, WAITS = "pays_principal", "waits"


def _f(section: str, name: str, kind: str, says: str, **more: Any) -> CaseField:
    return CaseField(section, name, kind, says, **more)


def _words(kind: Any) -> tuple[str, ...]:
    return tuple(each.value for each in kind)


NOTE_FIELDS: Final[tuple[CaseField, ...]] = (
    _f("", "loan", "text", "the loan number, for the answer only"),
    _f("", "way", "word", "how it is looked at; as_the_note_says when left out", words=_words(Way)),
    _f("", "finance_charges", "amount", "paid at the outset; without it no APR is told"),
    _f("note", "balance", "amount", "principal that bears interest", required=True),
    _f("note", "rate_percent", "percent", "yearly rate now", required=True),
    _f("note", "first_due_on", "day", "due date of the first row", required=True),
    _f("note", "principal_interest", "amount", "monthly payment; level when left out"),
    _f("note", "maturity_on", "day", "day the last installment falls due"),
    _f("note", "interest_from", "day", "interest runs from; a month before the first row"),
    _f("note", "due_day", "count", "day of the month the note names", low=1, high=31),
    _f(
        "note",
        "day_count",
        "word",
        "how interest is counted; 30/360 when left out",
        words=_words(DayCount),
    ),
    _f("note", "rate_type", "word", "how the rate changes", words=_words(RateType)),
    _f("look", "months", "count", "of interest only, or of the minimum payment", low=1, high=600),
    _f("look", "minimum", "amount", "the minimum payment"),
    _f(
        "look",
        "unpaid_interest",
        "word",
        "what becomes of unpaid interest",
        words=(JOINS, BESIDE),
    ),
    _f("look", "amortized_over", "count", "months a balloon pays as if over", low=2, high=600),
    _f("look", "balloon_with", "count", "number of the payment it is due with", low=2, high=600),
    _f(
        "look",
        "thirteenth",
        "word",
        "what becomes of a 13th installment of held halves",
        words=(PRINCIPAL, WAITS),
    ),
    _f("arm", "index_percent", "points", "the index; may be below zero"),
    _f("arm", "index_on", "day", "day the index was published"),
    _f("arm", "margin_percent", "points", "added to the index"),
    _f("arm", "change_on", "day", "next change date, a due date"),
    _f("arm", "every_months", "count", "months between changes", low=1, high=360),
    _f("arm", "first", "yes_no", "the next change is the first of all"),
    _f("arm", "look_back_days", "count", "days the index is older", low=0, high=400),
    _f("arm", "grid_percent", "points", "index and margin are rounded to; 0 leaves them"),
    _f("arm", "to_grid", "word", "how they are rounded", words=_words(ToGrid)),
    _f("arm", "original_percent", "points", "the note's first rate, for the lifetime cap"),
    _f("arm", "first_cap_points", "points", "most the first change may move"),
    _f("arm", "periodic_cap_points", "points", "most a later change may move"),
    _f("arm", "lifetime_cap_points", "points", "most above the first rate"),
    _f("arm", "floor_percent", "points", "lowest rate"),
    _f("arm", "no_other_limits", "yes_no", "caps and floor left out are not in the note"),
    _f("arm", "recast", "yes_no", "a change of the rate changes the payment"),
    _f("arm", "payment_cap_percent", "points", "most a recast raises the payment by"),
)

STEP_FIELDS: Final = (
    _f("", "payment", "count", "number of the first payment", required=True, low=1, high=600),
    _f("", "rate_percent", "percent", "yearly rate from then on", required=True),
)

NOTE_FILE: Final = FileFormat(
    name="mortgage-collect-note/1",
    what="note file",
    manual="docs/note-file.md",
    fields=NOTE_FIELDS,
    lists={"look.steps": STEP_FIELDS},
    signed=frozenset({"arm.index_percent"}),
)

ESCROW_FIELDS: Final[tuple[CaseField, ...]] = (
    _f("", "loan", "text", "the loan number, for the answer only"),
    _f("", "first_month", "day", "first day of the year that is analyzed", required=True),
    _f("", "projected", "amount", "balance just before it; may be below zero"),
    _f("", "cushion_months", "count", "months of escrow held beyond", required=True, low=0, high=2),
    _f("", "current", "yes_no", "the payment came within 30 days of its due date"),
    _f("", "payment_now", "amount", "escrow part of the payment so far"),
    _f("", "principal_interest", "amount", "for the whole payment"),
    _f("", "shortage_months", "count", "it is spread over; 12 when left out", low=1, high=120),
    _f("", "deficiency_months", "count", "it is spread over; 12 when left out", low=1, high=120),
    _f("", "credit_surplus", "yes_no", "it is credited where that is allowed; no when left out"),
)

BILL_FIELDS: Final = (
    _f("", "payee", "word", "what it is for", required=True, words=_words(Payee)),
    _f("", "months", "text", 'months it is paid in, as "1, 7" or "monthly"', required=True),
    _f("", "amount", "amount", "paid each time; unknown when left out"),
    _f("", "every_years", "count", "1 when left out", low=1, high=10),
    _f("", "next_year", "count", "a year it is paid in", low=1970, high=2120),
)

ESCROW_FILE: Final = FileFormat(
    name="mortgage-collect-escrow/1",
    what="escrow file",
    manual="docs/note-file.md",
    fields=ESCROW_FIELDS,
    lists={"bills": BILL_FIELDS},
    signed=frozenset({"projected"}),
)
