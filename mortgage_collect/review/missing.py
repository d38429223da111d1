"""Which lines still matter: unanswered, asked of this household, and able to change a figure."""

from __future__ import annotations

from collections.abc import Mapping

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.line import Entry, LineSpec
from mortgage_collect.review.lines import LINES


def answered(entries: Mapping[str, Entry], key: str) -> bool:
    """True when the line has an answer that can be used; hourly pay needs its hours."""
    entry = entries.get(key)
    if entry is None or entry.value is None or entry.value == "":
        return False
    return entry.frequency is not PayFrequency.HOURLY or entry.hours is not None


def is_asked(line: LineSpec, entries: Mapping[str, Entry]) -> bool:
    """True unless the line waits for an answer to another that was not given so."""
    if line.asked_when is None:
        return True
    key, wanted = line.asked_when
    entry = entries.get(key)
    return entry is not None and _word(entry) == wanted


def missing_lines(entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Keys of the lines that matter and are unanswered, in the order of the conversation.

    One income line answered is enough for income to be told; each taxable income then wants its
    take-home, and rent wants the mortgage on the rented property.
    """
    has_income = any(
        line.counts_as == "gross_income" and answered(entries, line.key) for line in LINES
    )
    wanted = set[str]()
    for line in LINES:
        told = answered(entries, line.key)
        if line.counts_as == "gross_income":
            if told and _positive(entries[line.key]):
                wanted.add("rental_mortgage" if line.key == "rental_income" else line.take_home)
            started = line.key in entries and not told
            if started or (line.matters and not has_income):
                wanted.add(line.key)
        elif line.matters and is_asked(line, entries):
            wanted.add(line.key)
    return tuple(
        line.key for line in LINES if line.key in wanted and not answered(entries, line.key)
    )


def _positive(entry: Entry) -> bool:
    return isinstance(entry.value, Money) and entry.value.cents > 0


def _word(entry: Entry) -> str:
    if isinstance(entry.value, bool):
        return "yes" if entry.value else "no"
    return str(entry.value)
