"""The fields of a case file, one line each: the reader, the JSON Schema and the manual share them.

A case file lets another system ask what a loan's options are. Amounts are dollars and cents as
text, percentages are percentages as text ("6.5"), days are written 2026-11-02. What is left out or
null is unknown, which is not the same as zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from mortgage_collect.core.rate import DayCount
from mortgage_collect.core.words import (
    Hardship,
    HardshipTerm,
    Intent,
    Occupancy,
    RateType,
    Word,
)

FORMAT: Final = "mortgage-collect-case/1"
NO_WORDS: Final[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class CaseField:
    """`kind` is amount, percent, points, day, count, yes_no, text or word (one of `words`)."""

    section: str
    name: str
    kind: str
    says: str
    required: bool = False
    words: tuple[str, ...] = NO_WORDS
    low: int | None = None
    high: int | None = None

    @property
    def place(self) -> str:
        return f"{self.section}.{self.name}" if self.section else self.name


def _words(kind: type[Word]) -> tuple[str, ...]:
    return tuple(each.value for each in kind)


def _f(section: str, name: str, kind: str, says: str, **more: Any) -> CaseField:
    return CaseField(section, name, kind, says, **more)


CASE_FIELDS: Final[tuple[CaseField, ...]] = (
    _f("", "as_of", "day", "the day the case stands for", required=True),
    _f("", "program", "text", "the parameter set; portfolio when left out"),
    _f("", "pay", "amount", "what the borrower can pay each month in all"),
    _f("loan", "number", "text", "the loan number, for the answer only"),
    _f("loan", "upb", "amount", "principal balance that bears interest", required=True),
    _f(
        "loan",
        "principal_interest",
        "amount",
        "monthly principal and interest of the note",
        required=True,
    ),
    _f("loan", "escrow", "amount", "monthly escrow payment", required=True),
    _f("loan", "next_due_on", "day", "due date of the oldest unpaid installment", required=True),
    _f("loan", "rate_percent", "percent", "yearly rate of the note now"),
    _f("loan", "due_day", "count", "day of the month the note names", low=1, high=31),
    _f("loan", "maturity_on", "day", "day the last installment falls due"),
    _f(
        "loan",
        "day_count",
        "word",
        "how interest is counted; 30/360 when left out",
        words=tuple(each.value for each in DayCount),
    ),
    _f(
        "loan",
        "payment_frequency",
        "word",
        "how often the note itself is paid; monthly when left out",
        words=("monthly", "biweekly"),
    ),
    _f("loan", "interest_paid_to", "day", "where days are counted: to which day interest is paid"),
    _f("loan", "suspense", "amount", "money held that is not applied yet"),
    _f("loan", "late_charges", "amount", "late charges assessed and unpaid"),
    _f("loan", "fees", "amount", "other fees agreed to be repaid in a plan"),
    _f("loan", "other_fees", "amount", "fees charged and not paid, in a plan or not"),
    _f("loan", "escrow_advance", "amount", "taxes and insurance the bank paid out"),
    _f("loan", "servicing_advance", "amount", "other sums paid out to third parties"),
    _f("loan", "escrow_shortage", "amount", "projected shortage of the last escrow analysis"),
    _f("loan", "deferred", "amount", "earlier deferred or forborne principal, bearing no interest"),
    _f("loan", "buydown", "amount", "buydown funds on hand"),
    _f("loan", "claims_before", "amount", "partial claims already used"),
    _f("loan", "upb_at_default", "amount", "balance on the day of default"),
    _f("loan", "loan_type", "text", "conventional, FHA, VA, USDA"),
    _f("loan", "investor", "text", "whose loan it is"),
    _f("loan", "lien_position", "count", "1 for a first lien", low=1, high=9),
    _f("loan", "originated_on", "day", "day of the note"),
    _f("loan", "original_amount", "amount", "amount of the note"),
    _f("loan", "original_rate_percent", "percent", "first rate of the note"),
    _f("loan", "rate_type", "word", "how the rate changes", words=_words(RateType)),
    _f("loan", "at_final_rate", "yes_no", "an adjustable or step rate that changes no more"),
    _f("loan", "lifetime_cap_percent", "percent", "highest rate of an adjustable note"),
    _f("loan", "credit_score", "count", "newest credit score", low=250, high=900),
    _f("home", "state", "text", "two letters"),
    _f("home", "value", "amount", "value of the home"),
    _f("home", "value_on", "day", "day of that value"),
    _f("home", "value_source", "text", "who valued it"),
    _f("home", "occupancy", "word", "who lives there", words=_words(Occupancy)),
    _f("home", "listed", "yes_no", "listed for sale"),
    _f("home", "subordinate_liens", "amount", "other liens in all"),
    _f("household", "as_of", "day", "day of the financial review"),
    _f("household", "gross_income", "amount", "gross monthly income in all"),
    _f("household", "net_income", "amount", "net monthly income in all"),
    _f("household", "other_expenses", "amount", "monthly expenses without the housing payment"),
    _f("household", "property_charges", "amount", "monthly housing costs outside the payment"),
    _f("household", "reserves", "amount", "cash and other non-retirement reserves"),
    _f("household", "family_size", "count", "people in the household", low=1, high=30),
    _f("household", "hardship", "word", "what happened", words=_words(Hardship)),
    _f("household", "hardship_term", "word", "how long it lasts", words=_words(HardshipTerm)),
    _f("household", "intent", "word", "what they want with the home", words=_words(Intent)),
    _f("household", "complete_package", "yes_no", "a complete application is on file"),
    _f("past", "known", "yes_no", "earlier workouts are known; yes when left out"),
)

LISTS: Final[dict[str, tuple[CaseField, ...]]] = {
    "past.modified_on": (),
    "past.failed_trials_on": (),
    "past.claims_on": (),
    "past.deferrals": (
        _f("", "effective_on", "day", "first day in force", required=True),
        _f("", "months", "count", "installments deferred", required=True, low=1, high=480),
        _f("", "disaster", "yes_no", "for a disaster"),
    ),
    "past.forbearances": (
        _f("", "started_on", "day", "first suspended due date", required=True),
        _f("", "months", "count", "months suspended or reduced", required=True, low=1, high=60),
    ),
}
"""Lists of days (no fields) and lists of small tables, by their place."""

MAY_BE_NEGATIVE: Final = ("loan.suspense", "household.net_income")
"""Amounts that may be below zero; no other may."""
