"""Two versions of a review side by side: which answers changed, and what became of the figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.core.money import Money
from mortgage_collect.review.answers import Entries, month_of
from mortgage_collect.review.household import Household
from mortgage_collect.review.line import Entry, LineSpec
from mortgage_collect.review.lines import lines_of

Figure = Money | Fraction | None


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """An answer that is not the same. None in `was` or `now`: not answered in that version.

    `by` is the difference of a month, for amounts answered in both.
    """

    spec: LineSpec
    was: Entry | None
    now: Entry | None
    by: Money | None


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """One figure in both versions; a Fraction is a share. None is not known."""

    key: str
    label: str
    was: Figure
    now: Figure

    @property
    def same(self) -> bool:
        return self.was == self.now


def changed_lines(was: Entries, now: Entries) -> tuple[ChangedLine, ...]:
    """The lines whose answer, frequency or standing differs, in the order of the conversation."""
    return tuple(
        ChangedLine(spec, before, after, _by(spec.key, was, now))
        for spec in lines_of({*was, *now})
        if (before := _answer(was, spec.key)) != (after := _answer(now, spec.key))
    )


def compared_figures(was: Household, now: Household) -> tuple[ComparedFigure, ...]:
    """The figures of both, each with the payment of its own day."""
    return tuple(
        ComparedFigure(key, label, before, after)
        for (key, label, before), (_, _, after) in zip(_figures(was), _figures(now), strict=True)
    )


def _figures(home: Household) -> Iterator[tuple[str, str, Figure]]:
    yield "gross_income", "Gross income", home.gross_income
    yield "net_income", "Take-home", home.net_income
    yield "housing", "Housing costs", home.housing_expense
    yield "debts", "Debts", home.debts_payments
    yield "living", "Living costs", home.expenses_without_housing
    yield "surplus", "Surplus", home.surplus
    yield "front_end", "Housing ratio", home.front_end(home.payment).value
    yield "back_end", "Back-end ratio", home.back_end(home.payment).value
    yield "reserves", "Reserves", home.non_retirement_reserves
    yield "residual", "Residual income", home.residual_after(home.payment).value


def _answer(entries: Entries, key: str) -> Entry | None:
    entry = entries.get(key)
    return None if entry is None or entry.value in (None, "") else entry


def _by(key: str, was: Entries, now: Entries) -> Money | None:
    before, after = month_of(was, key), month_of(now, key)
    return None if before is None or after is None else after - before
