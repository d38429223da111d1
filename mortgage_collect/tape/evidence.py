"""What the values of a column say about which field it can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import Money
from mortgage_collect.tape import values
from mortgage_collect.tape.cells import Cell, ErrorCell, Uncached, shown
from mortgage_collect.tape.dates import date_rule, read_date
from mortgage_collect.tape.fields import Field
from mortgage_collect.tape.fillers import filler_of
from mortgage_collect.tape.values import Unread, YearMonth, is_blank

FITS = 0.9  # the share of values that must read as the field's type before it is pre-selected
DISTINCT = 0.995

_DELINQUENCY = re.compile(
    r"cur(rent)?|\d{1,3}|.*dpd|.*past due.*|.*\d+ ?(days?|\+|-).*|fc|bk|reo|late|delinquent",
    re.IGNORECASE,
)
_LIFE = re.compile(
    r"a|active|open|closed|paid.*|pif|charged?.?off|transfer.*|foreclos.*|reo|bankr.*|non.?accru.*|normal|sold",
    re.IGNORECASE,
)
_ACCRUAL = re.compile(r"(non.?)?accru.*", re.IGNORECASE)


def filled(cells: Sequence[Cell]) -> list[Cell]:
    return [
        cell for cell in cells if not is_blank(cell) and not isinstance(cell, (ErrorCell, Uncached))
    ]


def fit(field: Field, cells: Sequence[Cell]) -> float:
    """The share of filled cells that read as the field's type; 1.0 for an empty column."""
    there = filled(cells)
    if not there:
        return 1.0
    reader = _reader(field, there)
    unknown = field.unknown | (frozenset({"0"}) if field.type == "date" else frozenset())
    good = 0
    filler = filler_of(field.type) or (lambda _: False)
    for cell in there:
        if filler(cell) or (unknown and values.bare(shown(cell)) in unknown):
            good += 1
        else:
            good += not isinstance(reader(cell), Unread)
    return good / len(there)


def _reader(field: Field, cells: Sequence[Cell]) -> Callable[[Cell], object]:
    match field.type:
        case "date":
            return partial(read_date, rule=date_rule(cells, future=True))
        case "money":
            return values.money
        case "rate" | "percent":
            return values.number
        case "int":
            return values.integer
        case "bool":
            return values.boolean
        case "zip":
            return values.zip_code
        case "state":
            return values.state
        case "ssn":
            return values.last_four
        case "phone":
            return _phone_like
        case "email":
            return values.email
        case "name":
            return _has_letters
        case "id" if field.name == "loan_number":
            return _loan_number_like
        case _:
            return values.plain_text


def _loan_number_like(cell: Cell) -> object:
    """Numbers a spreadsheet rounded are like it too: they are refused later, by what they are."""
    text = values.plain_text(cell)
    if isinstance(text, str) and len(text) <= 25 and any(sign.isdigit() for sign in text):
        return text
    return Unread("a loan number")


def _phone_like(cell: Cell) -> object:
    """Seven digits and bad numbers still are telephone numbers, for telling columns apart."""
    digits = sum(sign.isdigit() for sign in shown(cell))
    return "" if 7 <= digits <= 20 else Unread("a telephone number")


def _has_letters(cell: Cell) -> object:
    return "" if any(sign.isalpha() for sign in shown(cell)) else Unread("a name")


def distinct(cells: Sequence[Cell]) -> float:
    """Different values over rows; blanks count against it."""
    return len({shown(cell) for cell in cells if not is_blank(cell)}) / len(cells) if cells else 0.0


def resolve(
    candidates: Sequence[str],
    cells: Sequence[Cell],
    others: Mapping[str, Sequence[Cell]],
    as_of: date | None,
    customers: bool = False,
) -> tuple[str | None, str]:
    """Which of several fields the values speak for, and why; (None, "") when they do not tell.

    `others` are the columns already settled, by field.
    """
    there = filled(cells)
    if not there:
        return None, ""
    open_ones = [name for name in candidates if name not in others]
    for name in open_ones:
        if (why := _speaks_for(name, cells, there, others, as_of, customers)) is not None:
            return name, why
    return None, ""


def _speaks_for(
    name: str,
    cells: Sequence[Cell],
    there: Sequence[Cell],
    others: Mapping[str, Sequence[Cell]],
    as_of: date | None,
    customers: bool,
) -> str | None:
    """Why these values are this field, or None."""
    match name:
        case "loan_number" if distinct(cells) >= DISTINCT:
            return "its values do not repeat"
        case "customer_number" if distinct(cells) < DISTINCT:
            return "its values repeat"
        case "next_due_date" | "maturity_date" | "paid_to_date":
            return _due_or_maturity(name, there, as_of)
        case "delinquency_status" if _share(_DELINQUENCY, there) >= FITS:
            return "its values count days or name delinquency"
        case "accrual_status" if _share(_ACCRUAL, there) >= FITS:
            return "its values say accruing or not"
        case "loan_status" if (
            _share(_LIFE, there) >= FITS and not _share(_DELINQUENCY, there) > 0.5
        ):
            return "its values say what became of the loan"
        case "current_interest_rate" if not others.keys() & {"original_interest_rate"}:
            good = sum(not isinstance(values.number(cell), Unread) for cell in there)
            return "the only rate of the tape" if good >= FITS * len(there) else None
        case "unpaid_principal_balance" if "original_loan_amount" in others:
            return _never_above(cells, others["original_loan_amount"])
        case "total_payment" if "principal_interest_payment" in others:
            return _adds_up(
                cells, others["principal_interest_payment"], others.get("escrow_payment", ())
            )
        case "escrow_flag" if _all(values.boolean, there):
            return "yes and no"
        case "escrow_balance" if any(
            isinstance(m := values.money(cell), Money) and m.cents < 0 for cell in there
        ):
            return "some are overdrawn"
        case "borrower_name" if distinct(cells) > 0.5 and _all(_has_letters, there):
            return "nearly every loan has another"
        case "borrower_credit_score" if _all(values.integer, there):
            return "points from 300 to 850"
        case "occupancy_status" if _all(_has_letters, there):
            return "its values are words or letters"
        case "borrower_middle_name" if all(len(shown(cell)) <= 2 for cell in there):
            return "single letters"
    kind, _, _ = name.partition("_")
    if kind in ("property", "mailing") and name.endswith(("address", "_1", "city", "state", "zip")):
        return "the only address" if (kind == "mailing") == customers else None
    return None


def _due_or_maturity(name: str, there: Sequence[Cell], as_of: date | None) -> str | None:
    rule = date_rule(there, future=True)
    rule = replace(rule, turned_back=rule.half_swapped)
    read = [read_date(cell, rule) for cell in there]
    days = [d.first if isinstance(d, YearMonth) else d for d in read if not isinstance(d, Unread)]
    if not days or len(days) < FITS * len(there):
        return None
    today = as_of or max(day for day in days)
    ahead = sorted(months_between(today, day) for day in days)
    middle = ahead[len(ahead) // 2]
    if name == "maturity_date":
        return "most days are years ahead" if as_of and middle > 24 else None
    due_days = len({day.day for day in days}) <= max(6, len(days) // 100)
    if name == "paid_to_date":
        return (
            "always on the due day, before the tape's own"
            if due_days and as_of and (-24 <= middle <= 0)
            else None
        )
    near = sum(-24 <= months <= 24 for months in ahead)
    return "most days are near the tape's own" if near >= 0.7 * len(ahead) and middle >= 0 else None


def _share(pattern: re.Pattern[str], cells: Sequence[Cell]) -> float:
    return sum(bool(pattern.fullmatch(shown(cell).strip())) for cell in cells) / len(cells)


def _all(reader: Callable[[Cell], object], cells: Sequence[Cell]) -> bool:
    return all(not isinstance(reader(cell), Unread) for cell in cells)


def _cents(cell: Cell) -> int | None:
    found = None if is_blank(cell) else values.money(cell)
    return found.cents if isinstance(found, Money) else None


def _never_above(cells: Sequence[Cell], original: Sequence[Cell]) -> str | None:
    pairs = [(_cents(a), _cents(b)) for a, b in zip(cells, original, strict=False)]
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    below = sum(a <= b for a, b in known)
    return "not above the original amount" if known and below >= 0.95 * len(known) else None


def _adds_up(total: Sequence[Cell], first: Sequence[Cell], second: Sequence[Cell]) -> str | None:
    second = second or [None] * len(total)
    known = good = 0
    for a, b, c in zip(total, first, second, strict=False):
        cents, base = _cents(a), _cents(b)
        if cents is not None and base is not None:
            known += 1
            good += abs(cents - base - (_cents(c) or 0)) <= 1
    return "principal and interest plus escrow" if known and good >= FITS * known else None


def level_payment(amount: Decimal, rate_percent: Decimal, months: int) -> Decimal:
    """The level payment, near enough to tell one scale of rates from another."""
    monthly = float(rate_percent) / 1200
    if months <= 0:
        return Decimal(0)
    if monthly == 0:
        return amount / months
    return Decimal(float(amount) * monthly / (1 - (1 + monthly) ** -months))
