"""Which lines still matter: unanswered, asked of this household, and able to change a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.keys import read_key
from mortgage_collect.review.line import Entry, LineSpec
from mortgage_collect.review.lines import lines_of

ABOUT_CONTRIBUTOR: Final = ("contributor_name", "contributor_lives_here")


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


def called_for(entries: Mapping[str, Entry]) -> frozenset[str]:
    """Lines that only these answers make needed.

    A taxable income wants its take-home, and rent the mortgage on the rented property; income of
    somebody who did not sign wants their name, and whether they live in the home.
    """
    wanted = set[str]()
    for line in lines_of(entries):
        if line.counts_as != "gross_income":
            continue
        if line.wants and answered(entries, line.key) and _positive(entries[line.key]):
            wanted.add(line.wants)
        if line.person == "contributor" and line.key in entries:
            who = read_key(line.key)
            wanted |= {who.beside(base, repeats=False) for base in ABOUT_CONTRIBUTOR}
    return frozenset(wanted)


def missing_lines(entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Keys of the lines that matter and are unanswered, in the order of the conversation.

    One income line answered is enough for income to be told.
    """
    wanted = set(called_for(entries))
    lines = lines_of({*entries, *wanted})
    has_income = any(
        line.counts_as == "gross_income" and answered(entries, line.key) for line in lines
    )
    for line in lines:
        if line.counts_as == "gross_income":
            started = line.key in entries and not answered(entries, line.key)
            if started or (line.matters and not has_income):
                wanted.add(line.key)
        elif line.matters and not line.on_demand and is_asked(line, entries):
            wanted.add(line.key)
    return tuple(
        line.key for line in lines if line.key in wanted and not answered(entries, line.key)
    )


def _positive(entry: Entry) -> bool:
    return isinstance(entry.value, Money) and entry.value.cents > 0


def _word(entry: Entry) -> str:
    if isinstance(entry.value, bool):
        return "yes" if entry.value else "no"
    return str(entry.value)
