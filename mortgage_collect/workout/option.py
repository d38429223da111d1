"""What a workout option is, what it is told, and what it hands back.

An option is one file under options/ and one line on the shelf. The form is built from the fields
of its answers; screening says in sentences whether it can help this household; an offer is pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.loanmath.position import Position
from mortgage_collect.loanmath.quote import Step
from mortgage_collect.loanmath.terms import Instalment, LoanTerms
from mortgage_collect.workout.policy import PORTFOLIO, PlanPolicy

__all__ = [
    "CaseFacts",
    "Offer",
    "PlanInstalment",
    "Reason",
    "Step",
    "WorkoutOption",
    "ask",
    "ask_choice",
    "ask_date",
    "ask_money",
    "ask_yes",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding of a screening or an offer. `ok` False is a reason against, not a refusal."""

    ok: bool
    says: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What an option is told about a loan and its household on a day.

    `surplus` is what is left of a month after the regular payment (None: the review does not tell
    yet). `fees` are those agreed to go into the plan. `billed` are contractual instalments known
    to differ from the terms, such as after an escrow analysis or a rate change. `next_plan_due`
    overrides the first plan date the policy would choose.
    """

    as_of: date
    terms: LoanTerms
    position: Position
    surplus: Money | None = None
    maturity_on: date | None = None
    fees: Money = ZERO
    next_plan_due: date | None = None
    billed: tuple[Instalment, ...] = ()
    policy: PlanPolicy = PORTFOLIO

    @property
    def ends_on(self) -> date | None:
        """The day the note runs out, where it is known."""
        return self.maturity_on or self.terms.maturity_on


@dataclass(frozen=True, slots=True)
class PlanInstalment:
    """One payment of a plan: the contractual part and the share of the arrears."""

    number: int
    due_on: date
    regular: Money
    arrears: Money

    @property
    def total(self) -> Money:
        return self.regular + self.arrears


@dataclass(frozen=True, slots=True)
class Offer:
    """Terms ready to be shown, compared and printed.

    `cap_percent_used` is the largest plan payment as a percentage of the contractual payment of
    that month (150 is 150 %). `affordable` and `surplus_after` are None while the surplus is not
    known; `surplus_after` is what the household keeps in the heaviest month. `cures_on` is the day
    the loan is current when every payment is made.
    """

    kind: str
    instalments: tuple[PlanInstalment, ...]
    arrears_total: Money
    months: int
    cures_on: date
    cap_percent_used: Fraction
    surplus_after: Money | None
    affordable: bool | None
    reasons: tuple[Reason, ...]
    steps: tuple[Step, ...]
    short_term_under_reg_x: bool
    down_payment: Money = ZERO
    surplus_percent_used: Fraction | None = None


A_contra = TypeVar("A_contra", contravariant=True)


class WorkoutOption(Protocol[A_contra]):
    """The protocol every option keeps.

    `template` is the agreement's text under resources/templates/; `answers` is the dataclass the
    form is built from.
    """

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def answers(self) -> type[Any]: ...

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Say, reason by reason, whether this household is one it can help."""

    def offer(self, case: CaseFacts, answers: A_contra) -> Offer:
        """Turn the answers into terms. Pure: the same case gives the same offer.

        Raises UserError when the answers cannot make an offer at all.
        """


def ask(label: str, default: int, *, low: int, high: int, unit: str = "") -> Any:
    """A whole number asked of the specialist, with the limits the form keeps."""
    return field(
        default=default,
        metadata={"kind": "number", "label": label, "low": low, "high": high, "unit": unit},
    )


def ask_money(label: str, default: Money | None = None, *, help: str = "") -> Any:
    """An amount; a default of None may be left empty."""
    return field(default=default, metadata={"kind": "money", "label": label, "help": help})


def ask_date(label: str, *, help: str = "") -> Any:
    """A day, which may be left empty."""
    return field(default=None, metadata={"kind": "date", "label": label, "help": help})


def ask_yes(label: str, default: bool = False, *, help: str = "") -> Any:
    """A yes or no."""
    return field(default=default, metadata={"kind": "yes_no", "label": label, "help": help})


def ask_choice(label: str, default: Any, *, help: str = "") -> Any:
    """One word of the default's own list."""
    return field(
        default=default,
        metadata={"kind": "choice", "label": label, "options": type(default), "help": help},
    )
