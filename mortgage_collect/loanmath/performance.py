"""How a book performs: roll rates, redefault with its denominator said, weighted averages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, total
from mortgage_collect.loanmath.call_report import PastDueColumn

FEW = 30
"""Loans below which a rate says little, and the reader is told."""


@dataclass(frozen=True, slots=True)
class Share:
    """A number out of a number, with what the second one counts. `of` zero has no share."""

    part: int
    of: int
    counts: str

    @property
    def exact(self) -> Fraction | None:
        return Fraction(self.part, self.of) if self.of else None

    @property
    def few(self) -> bool:
        return self.of < FEW

    def __str__(self) -> str:
        if not self.of:
            return f"none of {self.counts}"
        return f"{percent(Fraction(self.part, self.of))} of {self.of:,} {self.counts}"


def percent(share: Fraction) -> str:
    """A share as people print it, two decimals, halves away from zero."""
    return f"{Money.rounded(share * 100).plain}%"


@dataclass(frozen=True, slots=True)
class RollMatrix:
    """From the bucket at the month's start to the one at its end, in loans or in cents.

    `beginning` and `transitions` share their keys; every row adds up to its beginning.
    """

    beginning: Mapping[str, int]
    transitions: Mapping[str, Mapping[str, int]]

    def rate(self, start: str, *ends: str) -> Share:
        """The share of `start` that ended in any of `ends`."""
        row = self.transitions.get(start, {})
        return Share(sum(row.get(end, 0) for end in ends), self.beginning[start], f"in {start}")

    @property
    def ending(self) -> dict[str, int]:
        """How many ended in each bucket, in the order they first appear."""
        found: dict[str, int] = {}
        for row in self.transitions.values():
            for end, number in row.items():
                found[end] = found.get(end, 0) + number
        return found


def roll_matrix(
    beginning: Mapping[str, int], transitions: Mapping[str, Mapping[str, int]]
) -> RollMatrix:
    """The matrix of one month. Raises UserError when a row does not add up to its beginning."""
    for start, number in beginning.items():
        ended = sum(transitions.get(start, {}).values())
        if ended != number:
            raise UserError(
                f"{number:,} loans began the month in {start}, and {ended:,} are accounted for.",
                do="Find the loans that are missing or counted twice.",
            )
    if strangers := set(transitions) - set(beginning):
        raise UserError(f"No loan began the month in {', '.join(sorted(strangers))}.")
    return RollMatrix(beginning, transitions)


def redefault(modified: int, failed: int, paid_off: int, *, with_payoffs: bool) -> Share:
    """Modified loans that became 60 days past due, or worse, within the months asked about.

    Whether loans paid off stay in the denominator changes the answer, so the share says it. Raises
    UserError when more failed and paid off than were modified.
    """
    if min(modified, failed, paid_off) < 0 or failed + paid_off > modified:
        raise UserError(
            f"{failed} failed and {paid_off} were paid off, out of {modified} modified loans.",
            do="Check the three numbers.",
        )
    if with_payoffs:
        return Share(failed, modified, "modified loans, paid off ones among them")
    return Share(failed, modified - paid_off, "modified loans, without those paid off")


def weighted_average(rows: Iterable[tuple[Money, Fraction]]) -> Fraction | None:
    """The average of the second, weighted by the balance; None when there is no balance."""
    rows = list(rows)
    weight = sum(balance.cents for balance, _ in rows)
    if not weight:
        return None
    return sum((balance.cents * value for balance, value in rows), Fraction(0)) / weight


def past_due_columns(
    loans: Sequence[tuple[Money, PastDueColumn]],
) -> dict[PastDueColumn, Money]:
    """The balances of RC-N's columns; those not past due are not in it."""
    return {
        column: total(balance for balance, found in loans if found is column)
        for column in PastDueColumn
        if column is not PastDueColumn.NONE
    }
