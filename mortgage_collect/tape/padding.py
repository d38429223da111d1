"""Loan numbers that lost their leading zeros on the way, held against the numbers of the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from mortgage_collect.core.text import count, listed
from mortgage_collect.tape.parsed import LoanRow
from mortgage_collect.tape.readings import AS_WRITTEN, digits_reading
from mortgage_collect.tape.recognition import Question, Recognition

FIELD: Final = "loan_number"
FEWEST: Final = 3
ONE_LENGTH: Final = 0.95  # of the book's numbers
SHOWN: Final = 3


def about_zeros(
    found: Recognition, rows: Sequence[LoanRow], book: Collection[str]
) -> Question | None:
    """Asks whether zeros are to be put back, where the book's numbers are of one length and half
    of the numbers the book does not know are in it once they are as long."""
    if FIELD in found.readings or not book:
        return None
    lengths = Counter(len(number) for number in book if number.isdecimal())
    if not lengths:
        return None
    width, times = lengths.most_common(1)[0]
    if times < ONE_LENGTH * len(book):
        return None
    known = book if isinstance(book, (set, frozenset, dict)) else set(book)
    strange = {row.loan_number for row in rows if row.loan_number not in known} - {""}
    pairs = [
        (number, filled)
        for number in sorted(strange)
        if number.isdecimal() and len(number) < width and (filled := number.zfill(width)) in known
    ]
    if len(pairs) < FEWEST or 2 * len(pairs) < len(strange):
        return None
    shown = listed([f"{written} is {filled}" for written, filled in pairs[:SHOWN]])
    text = (
        f"The book's loan numbers have {width} digits, and {count(len(pairs), 'number')} of this "
        f"file are in it once leading zeros are put back: {shown}. Put them back?"
    )
    ways = (digits_reading(width), AS_WRITTEN)
    return Question(text, None, (FIELD,), None, blocking=True, readings=ways)
