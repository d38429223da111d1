"""What a workout option is, what it is told, and what it hands back.

An option is one file under options/ and one line on the shelf. The form is built from the fields
of its answers; screening says in sentences whether it can help this household; an offer is pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final, Protocol, TypeVar

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.step import Step
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.working import Working

__all__ = [
    "CaseFacts",
    "Liquidation",
    "Offer",
    "PlanInstallment",
    "PlanOffer",
    "Reason",
    "Step",
    "Stretch",
    "Trial",
    "WorkoutOption",
    "ask",
    "ask_choice",
    "ask_date",
    "ask_money",
    "ask_rate",
    "ask_yes",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding of a screening or an offer.

    `ok` False is a reason against, which a person may overrule with a reason of their own; None is
    that nobody knows, and says what is missing. `bars` marks the reason no person can overrule.
    """

    ok: bool | None
    says: str
    source: str = ""
    bars: bool = False


@dataclass(frozen=True, slots=True)
class PlanInstallment:
    """One payment of a plan: the contractual part and the share of the arrears."""

    number: int
    due_on: date
    regular: Money
    arrears: Money

    @property
    def total(self) -> Money:
        return self.regular + self.arrears


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of equal monthly payments from `first_due` on.

    `arrears` is what is paid on top of the contractual payment. `last` replaces the principal and
    interest of the last payment where the note's own last payment differs. `rate` is this run's own
    where it is not the offer's, as along a step rate.
    """

    first_due: date
    months: int
    principal_interest: Money
    escrow: Money
    arrears: Money = ZERO
    last: Money | None = None
    rate: Rate | None = None

    @property
    def payment(self) -> Money:
        """One month's payment, escrow and arrears share included."""
        return self.principal_interest + self.escrow + self.arrears

    @property
    def ends_on(self) -> date:
        """The day the last payment of the run falls due."""
        return add_months(self.first_due, self.months - 1)

    @property
    def to_the_bank(self) -> Money:
        """Principal, interest and arrears over the whole run; escrow is the tax office's."""
        each = self.principal_interest + self.arrears
        odd = ZERO if self.last is None else self.last - self.principal_interest
        return each * self.months + odd


@dataclass(frozen=True, slots=True)
class Trial:
    """The trial before a permanent change: `months` payments from `first_due`.

    `due_day` is the note's; 0 where it is the day of `first_due`.
    """

    months: int
    payment: Money
    first_due: date
    effective_on: date
    due_day: int = 0

    @property
    def due_dates(self) -> tuple[date, ...]:
        """The day of each payment: the note's own due day, or the last of a shorter month."""
        anchor = self.due_day or self.first_due.day
        return tuple(add_months(self.first_due, at, anchor) for at in range(self.months))


@dataclass(frozen=True, slots=True)
class Liquidation:
    """What the home brings the bank, and when. `net_proceeds` after every cost of the sale.

    `shortfall` is the debt the proceeds do not pay; `waived` whether the bank gives it up.
    """

    closes_on: date | None
    months: int
    gross: Money
    costs: Money
    net_proceeds: Money
    shortfall: Money
    waived: bool
    relocation: Money = ZERO
    contribution: Money = ZERO


NO_WORKING: Final = Working()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Terms ready to be shown, compared, valued and printed. Every option hands back one.

    `stretches` are all monthly payments from now to the end of the loan, in order (empty for a
    liquidation). `cash_now` is paid at the start. `balance` is the interest-bearing principal once
    it is in force, `deferred` bears none and is due at the end, `forgiven` is given up, and
    `due_at_end` falls due with the last payment beside it (deferred principal, a balloon).
    `watched` are payments whose keeping decides whether the workout holds, where neither a plan's
    installments nor a trial says so already. `months_deferred` counts those put off for good.
    `stays_owed` are charges, fees and advances known today that these terms leave to be paid.
    `cures_on` is the day the loan is current when all is kept; None for a liquidation.
    `total_cost` is everything paid to the bank from now to the end, charges that stay owed beside
    the terms included, monthly escrow left out; None where the note's rate or end is not known.
    """

    kind: str
    reasons: tuple[Reason, ...]
    working: Working = NO_WORKING
    stretches: tuple[Stretch, ...] = ()
    cash_now: Money = ZERO
    cures_on: date | None = None
    rate: Rate | None = None
    balance: Money | None = None
    deferred: Money = ZERO
    forgiven: Money = ZERO
    late_charges_waived: Money = ZERO
    stays_owed: Money = ZERO
    due_at_end: Money = ZERO
    maturity_on: date | None = None
    total_cost: Money | None = None
    watched: tuple[PlanInstallment, ...] = ()
    trial: Trial | None = None
    months_deferred: int = 0
    liquidation: Liquidation | None = None

    @property
    def first_due(self) -> date | None:
        """The day of the first payment."""
        return self.stretches[0].first_due if self.stretches else None

    @property
    def payment_now(self) -> Money | None:
        """The first monthly payment."""
        return self.stretches[0].payment if self.stretches else None

    @property
    def payment_later(self) -> Money | None:
        """The payment once every change has been made; None when it never changes."""
        return self.stretches[-1].payment if len(self.stretches) > 1 else None

    @property
    def cash_by(self) -> date | None:
        """The day by which `cash_now` has come, where its payments are dated; None: at once."""
        dated = bool(self.watched) and total(each.total for each in self.watched) == self.cash_now
        return self.watched[-1].due_on if dated else None

    @property
    def heaviest(self) -> Money:
        """The largest monthly payment."""
        return max((each.payment for each in self.stretches), default=ZERO)

    @property
    def against(self) -> tuple[Reason, ...]:
        """Reasons against and reasons unknown: going on needs a person's own reason."""
        return tuple(each for each in self.reasons if not each.ok)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOffer(Offer):
    """A repayment plan, payment by payment.

    `cap_percent_used` is the largest plan payment as a percentage of the contractual payment of
    that month (150 is 150 %). `affordable` and `surplus_after` are None while the surplus is not
    known; `surplus_after` is what the household keeps in the heaviest month. `biweekly` tells that
    the installments fall every 14 days; `months` and the stretches are still counted in months.
    """

    installments: tuple[PlanInstallment, ...]
    arrears_total: Money
    months: int
    cures_on: date
    cap_percent_used: Fraction
    surplus_after: Money | None
    affordable: bool | None
    short_term_under_reg_x: bool
    down_payment: Money = ZERO
    surplus_percent_used: Fraction | None = None
    biweekly: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """The amounts of the working, one below the other."""
        return tuple(
            Step(line.says, line.value) for line in self.working if isinstance(line.value, Money)
        )


A = TypeVar("A")


class WorkoutOption(Protocol[A]):
    """The protocol every option keeps.

    `template` is the agreement's text under resources/templates/ ("" while there is none);
    `answers` is the dataclass the form is built from; `keeps_home` is False for a liquidation.
    """

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def answers(self) -> type[Any]: ...
    @property
    def keeps_home(self) -> bool: ...

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Say, reason by reason, whether this household is one it can help."""

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> A:
        """The answers the program would choose; with `pay`, those that fit what they can pay a
        month in all. Raises UserError when nothing fits, saying what would."""

    def offer(self, case: CaseFacts, answers: A) -> Offer:
        """Turn the answers into terms. Pure: the same case gives the same offer.

        Raises UserError when the answers cannot make an offer at all.
        """


def ask(label: str, default: int | None, *, low: int, high: int, unit: str = "") -> Any:
    """A whole number asked of the specialist, with the limits the form keeps."""
    return field(
        default=default,
        metadata={"kind": "number", "label": label, "low": low, "high": high, "unit": unit},
    )


def ask_money(label: str, default: Money | None = None, *, help: str = "") -> Any:
    """An amount; a default of None may be left empty."""
    return field(default=default, metadata={"kind": "money", "label": label, "help": help})


def ask_rate(label: str, default: Rate | None = None, *, help: str = "") -> Any:
    """A yearly rate or another percentage, which may be left empty."""
    return field(default=default, metadata={"kind": "rate", "label": label, "help": help})


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
