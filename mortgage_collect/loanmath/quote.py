"""A quote: what it costs to reinstate or to pay off, line by line, good through a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.step import Step
from mortgage_collect.loanmath.position import Position
from mortgage_collect.loanmath.terms import Snapshot

__all__ = [
    "LONGEST_DAYS",
    "Change",
    "Kind",
    "Quote",
    "QuoteLine",
    "Step",
    "component",
    "known",
    "late_charge_changes",
    "late_charge_lines",
    "less_suspense",
    "require_window",
]

LONGEST_DAYS = 60

Kind = Literal["reinstatement", "payoff"]


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """One component. An `amount` of None is not known to anybody: shown so, never as zero."""

    key: str
    label: str
    amount: Money | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """An amount that joins the quote on a day inside its window; the total holds it already."""

    on: date
    amount: Money
    why: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What must be paid by `good_through`.

    `total` sums the known lines, suspense taken off. `at_least` is True when something owed is not
    known, so that the true figure can only be higher by it; `unknown` names every unknown line.
    `per_diem` is one more day of interest (payoff only; None when no rate is known). `changes`
    are amounts that join between `as_of` and `good_through`: pay before, and they are not owed.
    """

    kind: Kind
    as_of: date
    good_through: date
    lines: tuple[QuoteLine, ...]
    total: Money
    at_least: bool
    per_diem: Money | None
    changes: tuple[Change, ...]
    steps: tuple[Step, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Labels of the lines nobody knows the amount of."""
        return tuple(line.label for line in self.lines if line.amount is None)

    def line(self, key: str) -> QuoteLine | None:
        """The line with this key, or None when the quote has none."""
        return next((line for line in self.lines if line.key == key), None)

    def total_on(self, day: date) -> Money:
        """The total for money arriving on `day` inside the window: later changes taken off.

        Interest of a payoff is not taken back here; ask for a quote through that day instead.
        """
        if not self.as_of <= day <= self.good_through:
            raise ValueError("a quote only tells about the days of its window")
        later = total(change.amount for change in self.changes if change.on > day)
        return max(self.total - later, ZERO)


def require_window(as_of: date, good_through: date, longest_days: int) -> None:
    """Raise UserError when the good-through date is past or too far ahead to be promised."""
    if good_through < as_of:
        raise UserError(
            f"Good through {text.day(good_through)} is before {text.day(as_of)}.",
            do="Choose a later day.",
        )
    if (good_through - as_of).days > longest_days:
        raise UserError(
            f"Good through {text.day(good_through)} is more than {longest_days} days ahead.",
            do="Choose a nearer day: fees and rates may change.",
        )


def late_charge_lines(snapshot: Snapshot, at_end: Position) -> list[QuoteLine]:
    """Late charges through the end; the known part stands alone when the rest is unknown."""
    since = total(amount for _, _, amount in at_end.assessed)
    if at_end.late_charges is not None:
        note = f"{since} of it since {text.day(snapshot.as_of)}" if since else ""
        return [QuoteLine("late_charges", "Late charges", at_end.late_charges, note)]
    lines = [QuoteLine("late_charges", "Late charges", None, "not in the loan system's data")]
    if since:
        label = f"Late charges since {text.day(snapshot.as_of)}"
        lines.append(QuoteLine("late_charges_since", label, since))
    return lines


def late_charge_changes(at_end: Position, as_of: date) -> list[Change]:
    """Late charges whose day falls inside the window."""
    return [
        Change(day, amount, f"late charge on the payment due {text.day(due)}")
        for due, day, amount in at_end.assessed
        if day > as_of
    ]


def component(key: str, label: str, amount: Money | None) -> QuoteLine:
    """A figure of the loan system, with a word where it gave none."""
    return QuoteLine(key, label, amount, "" if amount is not None else "not known")


def less_suspense(suspense: Money | None, owed: Money) -> QuoteLine:
    """Suspense taken off as far as there is something owed; the rest stays where it is."""
    label = "Less money in suspense"
    if suspense is None:
        return QuoteLine("suspense", label, None, "not known; any would lower the total")
    used = min(max(suspense, ZERO), max(owed, ZERO))
    rest = suspense - used
    return QuoteLine("suspense", label, -used, f"{rest} stays in suspense" if rest else "")


def known(lines: Sequence[QuoteLine]) -> Money:
    """The sum of the lines whose amount is known."""
    return total(line.amount for line in lines if line.amount is not None)
