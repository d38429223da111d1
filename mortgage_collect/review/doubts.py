"""Answers that do not add up: one sentence beside the line, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.answers import (
    Entries,
    day_of,
    money_of,
    month_of,
    number_of,
    word_of,
    yes_of,
)
from mortgage_collect.review.income_papers import from_papers
from mortgage_collect.review.income_rules import RULES
from mortgage_collect.review.line import LineSpec
from mortgage_collect.review.lines import lines_of
from mortgage_collect.review.papers import FRESH_DAYS

TOO_MUCH: Final = Money.of(40_000)
"""A month's amount from which on a shorter period was likely meant to be a year."""
TOO_LITTLE: Final = Money.of(6_000)
"""A year's wages below which a month was likely meant."""
LONG_WEEK: Final = 80
APART: Final = Fraction(1, 4)
"""How far a pay stub may be from what was told before somebody should ask."""


def doubts(entries: Entries, today: date) -> dict[str, str]:
    """By the key of the line, what is odd about its answer."""
    found = dict[str, str]()
    for spec in lines_of(entries):
        if spec.key in entries and (said := next(_of_line(spec, entries, today), "")):
            found[spec.key] = said
    return found


def _of_line(spec: LineSpec, entries: Entries, today: date) -> Iterator[str]:
    if spec.kind == "money":
        yield from _of_amount(spec, entries)
    if spec.counts_as == "gross_income":
        yield from _of_papers(spec, entries)
    ask = _ASKED.get(spec.key)
    if ask is not None:
        yield from ask(entries, today)
    if spec.key.partition("@")[0] == "contributor_lives_here" and not yes_of(entries, spec.key):
        yield "The income of somebody who lives elsewhere is left out of the ratios."
    if spec.kind == "date" and "_ytd_through" in spec.key:
        yield from _of_stub(spec, entries, today)
    if "_gross_up" in spec.key and (number_of(entries, spec.key) or 0) > 50:
        yield "More than half is added: is this their tax rate?"


def _of_amount(spec: LineSpec, entries: Entries) -> Iterator[str]:
    amount, month = money_of(entries, spec.key), month_of(entries, spec.key)
    if amount is None or month is None:
        return
    entry = entries[spec.key]
    if ZERO < amount < Money.of(1):
        yield f"{amount} is less than a dollar: was a percentage meant?"
    if not spec.frequencies:
        return
    if entry.hours is not None and entry.hours > LONG_WEEK:
        yield f"{entry.hours} hours a week: is that right?"
    often = entry.frequency is not PayFrequency.ANNUAL
    if often and month >= TOO_MUCH:
        yield f"That is {month} a month: was {amount} a year meant?"
    if spec.income_type == "wages" and not often and ZERO < amount < TOO_LITTLE:
        yield f"That is {month} a month: was {amount} a month meant?"
    if spec.gross_or_net == "net":
        yield from _of_take_home(spec, month, entries)


def _of_take_home(spec: LineSpec, month: Money, entries: Entries) -> Iterator[str]:
    gross = next((each for each in lines_of(entries) if each.take_home == spec.key), None)
    if gross is None:
        return
    papers = from_papers(gross.key, entries, RULES)
    before = papers.monthly if papers is not None else month_of(entries, gross.key)
    if before is not None and month > before:
        yield f"{month} a month in hand is more than the {before} before taxes."


def _of_papers(spec: LineSpec, entries: Entries) -> Iterator[str]:
    told, papers = month_of(entries, spec.key), from_papers(spec.key, entries, RULES)
    if told is None or papers is None or not told:
        return
    if abs(papers.monthly - told) > told.times(APART):
        yield f"Told were {told} a month; the papers come to {papers.monthly}."


def _of_stub(spec: LineSpec, entries: Entries, today: date) -> Iterator[str]:
    through = day_of(entries, spec.key)
    if through is None:
        return
    began = day_of(entries, spec.key.replace("_ytd_through", "_began"))
    if began is not None and began > through:
        yield f"The job began on {text.day(began)}, after this day: the told amount is counted."
    if today - through > timedelta(days=FRESH_DAYS):
        yield f"Older than {FRESH_DAYS} days: ask for a newer one."


def _of_hardship(entries: Entries, today: date) -> Iterator[str]:
    began, term = day_of(entries, "hardship_began"), word_of(entries, "hardship_term")
    if began is not None and term == "short" and add_months(began, 6) < today:
        yield f"It began on {text.day(began)}, more than six months ago: is it long-term?"


def _of_end(entries: Entries, today: date) -> Iterator[str]:
    began, ended = day_of(entries, "hardship_began"), day_of(entries, "hardship_resolved_on")
    if began is not None and ended is not None and ended < began:
        yield f"That is before it began, on {text.day(began)}."


def _of_size(entries: Entries, today: date) -> Iterator[str]:
    if number_of(entries, "household_size") == 0:
        yield "A household has at least one person."


def _of_score(entries: Entries, today: date) -> Iterator[str]:
    score = number_of(entries, "credit_score")
    if score is not None and not 300 <= score <= 850:
        yield f"{score} is no credit score: they run from 300 to 850."


_ASKED = {
    "hardship_term": _of_hardship,
    "hardship_resolved_on": _of_end,
    "household_size": _of_size,
    "credit_score": _of_score,
}
