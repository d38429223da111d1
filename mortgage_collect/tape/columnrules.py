"""What is decided once for a whole column: scale of rates, order of dates, sign of money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from mortgage_collect.core.money import Money
from mortgage_collect.tape import values
from mortgage_collect.tape.cells import Cell, Row
from mortgage_collect.tape.dates import US_DATES, DateRule, date_rule
from mortgage_collect.tape.evidence import level_payment
from mortgage_collect.tape.fields import Field
from mortgage_collect.tape.histories import AS_WRITTEN, HistoryRule, history_rule
from mortgage_collect.tape.units import TERMS, term_in_years
from mortgage_collect.tape.values import is_blank


class Scale(StrEnum):
    """How a column writes six and a half percent."""

    PERCENT = "6.5"
    FRACTION = "0.065"
    BASIS_POINTS = "650"
    THOUSANDTHS = "6500"

    @property
    def factor(self) -> Decimal:
        """What makes percent of a written number."""
        return _FACTOR[self]


_FACTOR: Final = {
    Scale.PERCENT: Decimal(1),
    Scale.FRACTION: Decimal(100),
    Scale.BASIS_POINTS: Decimal("0.01"),
    Scale.THOUSANDTHS: Decimal("0.001"),
}

HIGHEST_FRACTION: Final = Decimal("0.4")  # 40 %, and no mortgage pays 0.4 % either
HIGHEST_PERCENT: Final = Decimal(40)
LOWEST_POINTS: Final = Decimal(50)
HIGHEST_POINTS: Final = Decimal(2500)
LIKELY: Final = (Decimal(1), Decimal(25))  # percent a year

_AHEAD: Final = frozenset(
    {
        "maturity_date",
        "balloon_date",
        "plan_end_date",
        "next_rate_change_date",
        "hazard_insurance_expiration",
    }
)


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How one column is read. `odd` counts rates in another scale than the column's."""

    date: DateRule = US_DATES
    scale: Scale = Scale.PERCENT
    sign: int = 1
    why: str = ""
    odd: int = 0
    history: HistoryRule = AS_WRITTEN
    times: int = 1  # twelve where a term is written in years
    cents: int = 100  # of one unit of the column: 1 in cents, 100 in dollars, 100 000 in thousands
    repaired: bool = False  # letters that were read in the wrong encoding
    by_hand: bool = False  # a person settled the scale: no value is in another
    width: int = 0  # digits a loan number is filled up to


def decide_rule(
    field: Field, position: int, rows: Sequence[Row], epoch_1904: bool, others: Mapping[str, int]
) -> ColumnRule:
    """The rule for one column, from all of its values."""
    whole = field.type in ("date", "rate", "percent", "paystring") or field.name in TERMS
    if not whole and field.name != "unpaid_principal_balance":
        return ColumnRule()
    cells = [row.at(position) for row in rows]
    match field.type:
        case "date":
            return ColumnRule(
                date=date_rule(set(cells), future=field.name in _AHEAD, epoch_1904=epoch_1904)
            )
        case "rate":
            return _rate_rule(field, cells, rows, others)
        case "percent":
            return _percent_rule(cells)
        case "int" if term_in_years(cells, rows, others):
            return ColumnRule(times=12, why="start and maturity lie as far apart")
        case "paystring":
            return ColumnRule(history=history_rule(cells, rows, others))
        case "money" if field.name == "unpaid_principal_balance":
            return _sign_rule(cells)
    return ColumnRule()


def scale_of(value: Decimal) -> Scale:
    """The scale a single written rate most likely has."""
    if value < HIGHEST_FRACTION:
        return Scale.FRACTION
    if value <= HIGHEST_PERCENT:
        return Scale.PERCENT
    return Scale.BASIS_POINTS if value <= HIGHEST_POINTS else Scale.THOUSANDTHS


def same_scale(cell: Cell, scale: Scale) -> bool:
    """False for a rate written in another scale than its column; zero and "6.5%" fit any."""
    if isinstance(cell, str) and "%" in cell:
        return True
    value = values.number(cell)
    if not isinstance(value, Decimal) or value <= 0:
        return True
    return scale_of(value) is scale or LIKELY[0] <= value * scale.factor <= LIKELY[1]


def _rate_rule(
    field: Field, cells: Sequence[Cell], rows: Sequence[Row], others: Mapping[str, int]
) -> ColumnRule:
    counts: Counter[Scale] = Counter()
    signed = 0
    for cell in cells:
        if not isinstance(cell, str) or is_blank(cell):
            continue
        if "%" in cell:
            signed += 1
            continue
        value = values.number(cell)
        if isinstance(value, Decimal) and value > 0:
            counts[scale_of(value)] += 1
    if not counts:
        return ColumnRule()
    # Where most say themselves that they are percent, a few bare ones decide nothing.
    if signed > sum(counts.values()):
        return ColumnRule(why="most say so", odd=sum(counts.values()) - counts[Scale.PERCENT])
    scale = counts.most_common(1)[0][0]
    why = "most values are written so"
    if field.name in ("current_interest_rate", "original_interest_rate"):
        proven = _by_payment(cells, rows, others)
        if proven is not None:
            scale, why = proven, "it explains the payments"
    return ColumnRule(scale=scale, why=why, odd=sum(counts.values()) - counts[scale])


def _by_payment(
    cells: Sequence[Cell], rows: Sequence[Row], others: Mapping[str, int]
) -> Scale | None:
    """The scale under which amount, rate and term give the payment of most loans."""
    places = [
        others.get(name)
        for name in ("original_loan_amount", "original_term_months", "principal_interest_payment")
    ]
    if None in places:
        return None
    amount_at, term_at, payment_at = (place for place in places if place is not None)
    hits: Counter[Scale] = Counter()
    tried = 0
    for row, cell in zip(rows, cells, strict=True):
        written, term = values.number(cell), values.integer(row.at(term_at))
        amount, payment = values.money(row.at(amount_at)), values.money(row.at(payment_at))
        if (
            isinstance(written, Decimal)
            and isinstance(term, int)
            and isinstance(amount, Money)
            and isinstance(payment, Money)
            and payment.cents > 0
            and written > 0
        ):
            tried += 1
            for scale in Scale:
                percent = written * scale.factor
                if percent < 100:
                    level = level_payment(amount.dollars, percent, term)
                    hits[scale] += abs(level - payment.dollars) <= payment.dollars / 50
        if tried == 200:
            break
    if tried < 5 or not hits:
        return None
    scale, times = hits.most_common(1)[0]
    return scale if times >= 0.6 * tried else None


def _percent_rule(cells: Sequence[Cell]) -> ColumnRule:
    known = sorted(
        value
        for cell in cells
        if isinstance(cell, str)
        and not is_blank(cell)
        and "%" not in cell
        and isinstance(value := values.number(cell), Decimal)
        and value > 0
    )
    if known and known[len(known) // 2] <= Decimal("1.5"):
        return ColumnRule(scale=Scale.FRACTION, why="half of the values are not above 1.5")
    return ColumnRule()


def _sign_rule(cells: Sequence[Cell]) -> ColumnRule:
    """A book whose balances are nearly all below zero is a ledger's view: turn the sign."""
    known = [
        m.cents
        for cell in cells
        if not is_blank(cell) and isinstance(m := values.money(cell), Money)
    ]
    below = sum(cents < 0 for cents in known)
    if known and below > 0.9 * len(known):
        return ColumnRule(sign=-1, why="nearly all balances are written below zero")
    return ColumnRule()
