"""Columns in another unit than their field: terms in years, amounts in cents, letters read in the
wrong encoding. What the values prove is read so and told; the rest is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final

from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import Money
from mortgage_collect.core.text import listed
from mortgage_collect.tape import values
from mortgage_collect.tape.cells import Cell, Row
from mortgage_collect.tape.dates import date_rule, read_date
from mortgage_collect.tape.values import YearMonth, is_blank

TERMS: Final = frozenset({"original_term_months", "remaining_term_months"})
LONGEST_YEARS: Final = 40
TRIED: Final = 200
SHARE: Final = 0.6
MOST_DOLLARS: Final = Money.of(5_000_000)  # half of a bank's home loans are not above it
FEWEST: Final = 5
_STARTS: Final = ("first_payment_date", "origination_date")


def term_in_years(cells: Sequence[Cell], rows: Sequence[Row], others: Mapping[str, int]) -> bool:
    """True where no term is above 40 and start and maturity say that they are years."""
    known = [found for cell in cells if isinstance(found := values.integer(cell), int)]
    start = next((others[name] for name in _STARTS if name in others), None)
    end = others.get("maturity_date")
    if not known or max(known) > LONGEST_YEARS or start is None or end is None:
        return False
    pairs = list(islice(zip(rows, cells, strict=True), TRIED))
    begun, matures = (_days([row.at(at) for row, _ in pairs]) for at in (start, end))
    tried = good = 0
    for (_, cell), first, last in zip(pairs, begun, matures, strict=True):
        term = values.integer(cell)
        if isinstance(term, int) and first is not None and last is not None:
            tried += 1
            good += abs(months_between(first, last) - 12 * term) <= 6
    return tried >= FEWEST and good >= SHARE * tried


def _days(cells: Sequence[Cell]) -> list[date | None]:
    rule = date_rule(cells, future=True)
    read = [None if is_blank(cell) else read_date(cell, rule) for cell in cells]
    return [
        each.first if isinstance(each, YearMonth) else each if isinstance(each, date) else None
        for each in read
    ]


def cents_fields(columns: Mapping[str, Sequence[Cell]]) -> tuple[str, ...]:
    """The money fields that may be cents: whole numbers only, and a middle balance no home has.

    `columns` are the cells of money columns by field; () where there is no cause to ask.
    """
    balances = columns.get("unpaid_principal_balance") or columns.get("original_loan_amount") or ()
    read = [
        m for cell in balances if not is_blank(cell) and isinstance(m := values.money(cell), Money)
    ]
    if len(read) < FEWEST or sorted(read)[len(read) // 2] <= MOST_DOLLARS:
        return ()
    return tuple(name for name, cells in columns.items() if _whole(cells))


def _whole(cells: Sequence[Cell]) -> bool:
    there = [cell for cell in cells if not is_blank(cell)]
    return bool(there) and all(
        isinstance(cell, str) and cell.strip().removeprefix("-").removesuffix(".0").isdecimal()
        for cell in there
    )


def repaired(text: str) -> str:
    """The text as it was before UTF-8 was read as Windows text; itself where it never was."""
    if text.isascii():
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def garbled(cells: Sequence[Cell]) -> str:
    """ "GarcÃ­a is García", of a column in which every text beyond ASCII can be so repaired."""
    beyond = {cell for cell in cells if isinstance(cell, str) and not cell.isascii()}
    pairs = [(text, repaired(text)) for text in sorted(beyond)]
    if not pairs or any(text == whole for text, whole in pairs):
        return ""
    return listed([f"{text} is {whole}" for text, whole in pairs[:2]])
