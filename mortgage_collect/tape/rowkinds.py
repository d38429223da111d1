"""Tells loans from what else stands below a header: totals, footers, repeated headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from mortgage_collect.tape.cells import Cell, Number, Uncached, shown
from mortgage_collect.tape.headers import is_repeat
from mortgage_collect.tape.values import is_blank

_TOTAL = re.compile(
    r"\b(grand total|sub[ -]?totals?|totals?|averages?|avg|sum|count|report|records?)\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"(?<![\d/.-])(\d{1,3}(?:,\d{3})+|\d+) (?:\w+ )?loans\b", re.IGNORECASE)
_CLAIM_AFTER = re.compile(
    r"\b(?:total|count|number of) (?:\w+ )?(?:loans|records)\b[ :=#]*(\d{1,3}(?:,\d{3})+|\d+)",
    re.IGNORECASE,
)


class RowKind(Enum):
    LOAN = auto()
    HEADER = auto()
    TOTAL = auto()
    FOOTER = auto()
    KEYLESS = auto()


def row_kind(
    cells: Sequence[Cell], key_at: int, headers: Sequence[str], person_at: Sequence[int]
) -> RowKind:
    """What a row below the header is. `person_at` are the columns that name people or dates."""
    key = cells[key_at] if key_at < len(cells) else None
    if not is_blank(key):
        text = shown(key)
        plain = text.isalnum() or isinstance(key, Number)
        if plain and not text.isalpha() and any(sign.isdigit() for sign in text):
            return RowKind.LOAN
        if is_repeat(cells, headers):
            return RowKind.HEADER
        named = any(not is_blank(cells[at]) for at in person_at if at < len(cells))
        if _TOTAL.search(text) and not named:
            return RowKind.TOTAL
        alone = sum(not is_blank(cell) for cell in cells) == 1
        if alone and (" " in text.strip() or not any(s.isdigit() for s in text)):
            return RowKind.FOOTER
        return RowKind.LOAN
    filled = [cell for cell in cells if not is_blank(cell)]
    words = [cell for cell in filled if isinstance(cell, str) and any(map(str.isalpha, cell))]
    if any(_TOTAL.search(word) for word in words) and len(words) <= 2:
        return RowKind.TOTAL
    amounts = len(filled) - len(words)
    dated = any(isinstance(cell, date) for cell in filled)
    if not words and amounts and not dated:
        return RowKind.TOTAL
    if (len(filled) == 1 or (len(filled) == 2 and not amounts)) and not dated:
        return RowKind.FOOTER
    if filled and all(isinstance(cell, Uncached) for cell in filled):
        return RowKind.TOTAL
    return RowKind.KEYLESS


def like_data(cells: Sequence[Cell], headers: Sequence[str]) -> bool:
    """False for totals, footers and repeated headers, before it is known which column is which."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if len(filled) < 2 or is_repeat(cells, headers):
        return False
    return not (isinstance(filled[0], str) and _TOTAL.search(filled[0]))


def claimed_loans(texts: Sequence[str]) -> int | None:
    """How many loans a title or a totals row says there are."""
    for text in texts:
        if found := _CLAIM.search(text) or _CLAIM_AFTER.search(text):
            return int(found[1].replace(",", ""))
    return None
