"""A note to be run forward, the ways to look at it, and the rows it makes. None is unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import RateType, Word
from mortgage_collect.loanmath.arm_forecast import ArmAnswers, ArmChange
from mortgage_collect.loanmath.step_rate import RateStep


class Way(Word):
    """How a note is looked at: as it is written, or as another kind of note would run."""

    AS_WRITTEN = "as_the_note_says"
    ADJUSTABLE = "adjustable_rate"
    INTEREST_ONLY = "interest_only"
    MINIMUM = "minimum_payment"
    STEPS = "step_rate"
    BALLOON = "balloon"
    BIWEEKLY_NOTE = "biweekly_note"
    HALVES_HELD = "halves_held"
    HALVES_CREDITED = "halves_credited"

    @property
    def is_biweekly(self) -> bool:
        """Paid every fourteen days, so that a row is a fortnight."""
        return self in (Way.BIWEEKLY_NOTE, Way.HALVES_CREDITED)


How = Literal["given", "level", "capped", "interest"]


@dataclass(frozen=True, slots=True)
class Note:
    """The note with what is owed now; its next row is the oldest unpaid installment.

    `payment` is a month of principal and interest. `due_day` is the day the note names, kept
    through short months. Interest runs from one month before `first_due`, or from `from_day`.
    """

    balance: Money | None
    rate: Rate | None
    payment: Money | None
    first_due: date | None
    matures_on: date | None
    day_count: DayCount = DayCount.THIRTY_360
    due_day: int | None = None
    rate_type: RateType | None = None
    from_day: date | None = None

    @property
    def months(self) -> int | None:
        """Installments from the first row through maturity; below one when it has matured."""
        if self.first_due is None or self.matures_on is None:
            return None
        return months_between(self.first_due, self.matures_on) + 1


@dataclass(frozen=True, slots=True)
class Look:
    """What is asked beside the note; which fields count depends on the way.

    `months` of interest only, or of the `minimum` payment. `beside` says whether unpaid interest is
    kept beside the balance (True) or joins it (False). `steps` are rates by payment number. A
    balloon pays as if over `over` months and falls due with payment number `due_with`.
    `extra_to_principal` says what becomes of a thirteenth installment of halves that are held.
    """

    way: Way = Way.AS_WRITTEN
    months: int | None = None
    minimum: Money | None = None
    beside: bool | None = None
    steps: tuple[RateStep, ...] = ()
    over: int | None = None
    due_with: int | None = None
    extra_to_principal: bool | None = None
    arm: ArmAnswers = field(default_factory=ArmAnswers)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One installment. `share` is the part of a year its interest is counted for.

    `regular` is the payment in force, None where the interest alone is paid. `beside` is unpaid
    interest that is owed and bears none.
    """

    number: int
    due_on: date
    rate: Rate
    interest: Money
    principal: Money
    payment: Money
    balance: Money
    share: Fraction
    days: int
    regular: Money | None
    beside: Money = ZERO


@dataclass(frozen=True, slots=True)
class PaymentFrom:
    """From row number `first`, `payment` is paid on `balance`; `how` says where it comes from.

    Given by the note or by whoever asks, level, capped below the level one, or the interest of each
    row (`payment` is then the first row's). `level_over` are the months or fortnights a level
    payment clears the balance in; None for the others. `cap` is how much it may rise by.
    """

    first: int
    rate: Rate
    payment: Money
    balance: Money
    how: How
    level_over: int | None = None
    cap: Rate | None = None


@dataclass(frozen=True, slots=True)
class NoteSchedule:
    """Every row until nothing is owed, and what is to be known about it.

    `day_count` is how its interest is counted, which a biweekly arrangement may narrow down;
    `findings` are sentences for a person; `changes` are those of an adjustable rate.
    """

    way: Way
    balance: Money
    from_day: date
    day_count: DayCount
    rows: tuple[NoteRow, ...]
    payments: tuple[PaymentFrom, ...]
    findings: tuple[str, ...] = ()
    changes: tuple[ArmChange, ...] = ()

    @property
    def payment(self) -> Money:
        """The first regular payment."""
        return self.rows[0].payment

    @property
    def final(self) -> NoteRow:
        return self.rows[-1]

    @property
    def total_interest(self) -> Money:
        return total(row.interest for row in self.rows)

    @property
    def total_paid(self) -> Money:
        return total(row.payment for row in self.rows)

    @property
    def highest_balance(self) -> Money:
        """The most that is ever owed, unpaid interest beside the balance included."""
        return max(self.balance, *(row.balance + row.beside for row in self.rows))
