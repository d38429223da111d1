"""The limits of each way out of trouble: the sections of a program's parameter set.

A section is plain data. Its values come from `resources/workout/programs/*.toml` and the bank's
own dated changes (see program.py); the defaults here are the portfolio's. A bank that owns its
loans sets its own limits; a program's bind the loans serviced for it, and make good templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate


@dataclass(frozen=True, slots=True)
class PlanPolicy:
    """What a repayment plan may ask of a household.

    `cap_percent` holds a plan payment to that percentage of the contractual payment then in force
    (exactly the cap passes; None is no cap). `longest` is in months. `min_days_to_first` is the
    notice before the first plan payment. `buffer_percent` of the surplus is left to the household.
    `cure_days` after its due date a plan payment still counts as kept; with `by_month_end` it is
    the last day of its month instead. A payment short by at most `tolerance` counts as paid.
    `forgiven_misses` may be forgiven with a documented reason. Plans of more months than
    `package_over` need a complete application.
    """

    cap_percent: int | None = 150
    longest: int = 12
    min_days_to_first: int = 10
    buffer_percent: int = 0
    cure_days: int = 15
    by_month_end: bool = False
    tolerance: Money = ZERO
    forgiven_misses: int = 1
    package_over: int | None = None
    source: str = "the bank's own policy"

    def cap_on(self, regular: Money) -> Money | None:
        """The largest plan payment beside this contractual one; a broken cent is not allowed."""
        if self.cap_percent is None:
            return None
        return Money(regular.cents * self.cap_percent // 100)

    def spendable(self, surplus: Money) -> Money:
        """What a plan may take of a surplus; a broken cent is left, and a minus gives nothing."""
        return Money(max(surplus.cents, 0) * (100 - self.buffer_percent) // 100)


@dataclass(frozen=True, slots=True)
class PromisePolicy:
    """A promise brings the loan current in at most `most_payments` within `most_days`."""

    most_days: int = 30
    most_payments: int = 3
    source: str = "the bank's own policy"


@dataclass(frozen=True, slots=True)
class ForbearancePolicy:
    """Payments suspended or reduced for a while.

    Granted in steps of at most `increment_months`, `cumulative_months` in all, and never so long
    that the loan is more than `most_months_behind`. `combined_months` holds a forbearance and the
    plan after it together. None: no such limit.
    """

    increment_months: int = 3
    cumulative_months: int | None = 12
    most_months_behind: int | None = 12
    combined_months: int | None = 24
    principal_residence_only: bool = False
    late_charges_accrue: bool = False
    source: str = "the bank's own policy"


@dataclass(frozen=True, slots=True)
class DeferralPolicy:
    """Past-due installments moved to the end of the loan, bearing no interest.

    All limits in months unless said otherwise; None: no such limit. At `full_payment_at` months
    behind, or where the deferral would pass `lifetime`, a full contractual payment comes first.
    """

    least_behind: int = 2
    most_behind: int = 6
    least_age: int | None = 12
    spacing: int | None = 12
    lifetime: int | None = 12
    least_to_maturity: int | None = 36
    full_payment_at: int | None = 6
    none_after_modification: int | None = 12
    none_after_failed_trial: int | None = 12
    hardship_resolved: bool = True
    escrow_spread: int = 60
    waive_late_charges: bool = True
    source: str = "the bank's own policy"


@dataclass(frozen=True, slots=True)
class ClaimPolicy:
    """A partial claim: the insurer's or guarantor's own subordinate, interest-free lien.

    `limit_percent` of the UPB at default caps all claims together; `higher_percent` stands in its
    place for a default that began from `higher_from` to `higher_to`. `months_between` is the wait
    after the last permanent option. A payment supplement (FHA) needs `supplement_months`.
    """

    available: bool = False
    limit_percent: Rate = Rate(300_000)
    higher_percent: Rate | None = None
    higher_from: date | None = None
    higher_to: date | None = None
    months_between: int | None = 24
    trial_months: int = 3
    supplement_months: int | None = None
    supplement_percent: Rate = Rate(250_000)
    supplement_least_percent: Rate = Rate(50_000)
    supplement_least: Money = Money.of(20)
    source: str = ""


@dataclass(frozen=True, slots=True)
class DatedRate:
    """A rate somebody posted, in force from a day until the next one."""

    effective_from: date
    rate: Rate
    source: str = ""
    verified: bool = False


STEP_NAMES: Final = ("capitalize", "fix_rate", "reduce_rate", "extend", "forbear", "forgive")
"""What a step may do (`waterfall.STEPS` does it)."""


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One step of a waterfall; which fields matter depends on `do`.

    * `capitalize`: `include` names what joins the balance: interest, escrow_advance,
      servicing_advance, deferred.
    * `fix_rate`: a rate not yet final becomes the greater of contract and market rate; a fixed one
      stays.
    * `reduce_rate`: down in steps of `by` to `floor` ("market", or a percentage), only where the
      loan to value is at least `if_ltv_at_least`. With an empty `by` the rate is solved exactly.
    * `extend`: month by month to at most `most_months` from the effective date.
    * `forbear`: principal set aside, only where loan to value is above `if_ltv_above`, not below
      `to_ltv` of the value and not more than `most_percent` of the balance.
    * `forgive`: as forbear, but given up.
    """

    do: str
    include: tuple[str, ...] = ()
    by: Rate | None = None
    floor: str = ""
    most_months: int | None = None
    if_ltv_at_least: Rate | None = None
    if_ltv_above: Rate | None = None
    to_ltv: Rate | None = None
    most_percent: Rate | None = None


@dataclass(frozen=True, slots=True)
class ModificationPolicy:
    """A modification: who may have one, the payment aimed at, and the order of the steps.

    `target` is "payment" (principal and interest `target_percent` below the old one, which must be
    exceeded where `must_exceed`) or "housing_ratio" (the whole housing payment at most
    `target_percent` of gross income). The steps are taken in order until the target is met.
    `term_by` is how the payments left are told: by the note's "maturity", or by the "payment" that
    amortizes the balance. Below `package_below_days` late, a complete application is needed.
    Months unless said otherwise; None: no such limit.
    """

    target: str = "payment"
    target_percent: Rate = Rate(200_000)
    must_exceed: bool = True
    steps: tuple[WaterfallStep, ...] = ()
    market_rates: tuple[DatedRate, ...] = ()
    least_age: int | None = 12
    least_days_behind: int | None = 60
    most_before: int | None = 2
    term_by: str = "maturity"
    package_below_days: int | None = 90
    none_after_failed_trial: int | None = 12
    value_days: int | None = 90
    conventional_only: bool = False
    first_lien_only: bool = False
    trial_months: int = 3
    trial_months_if_current: int = 4
    notice_day: int = 15
    escrow_spread: int = 60
    rate_step_years: int | None = None
    rate_step: Rate | None = None
    waive_late_charges: bool = True
    source: str = "the bank's own policy"

    def market_rate(self, on: date) -> DatedRate | None:
        """The posted rate in force on a day; None before the first, or when none was entered."""
        known = [each for each in self.market_rates if each.effective_from <= on]
        return max(known, key=lambda each: each.effective_from, default=None)


@dataclass(frozen=True, slots=True)
class ReliefPolicy:
    """The single changes a bank may make to its own note without a waterfall.

    `available` is False where the investor changes a note only by its own waterfall.
    `longest_months` is a term counted from the effective date; `rate_floor` the lowest rate;
    `forbear_percent` the most principal that may be set aside; `to_ltv` the loan to value below
    which none is.
    """

    available: bool = True
    longest_months: int = 480
    rate_by: Rate = Rate(1_250)
    rate_floor: Rate | None = None
    forbear_percent: Rate = Rate(300_000)
    to_ltv: Rate | None = Rate(500_000)
    source: str = "the bank's own policy"


@dataclass(frozen=True, slots=True)
class SalePolicy:
    """Short sale and deed in lieu: cost limits, help with moving, and what is asked of the seller.

    A contribution is asked where non-retirement reserves are above `reserves_over` or the housing
    ratio is at most `ratio_at_most`: the greater of `reserves_percent` of the reserves and
    `payments` monthly payments, rounded to `round_to`, capped at the deficiency and waived below
    `waive_below`.
    """

    most_commission: Rate = Rate(60_000)
    most_subordinate: Money | None = Money.of(6_000)
    relocation: Money = Money.of(7_500)
    close_days: int = 60
    reserves_over: Money = Money.of(10_000)
    ratio_at_most: Rate = Rate(400_000)
    reserves_percent: Rate = Rate(200_000)
    payments: int = 4
    round_to: Money = Money.of(100)
    waive_below: Money = Money.of(500)
    waive_deficiency: bool = True
    source: str = "the bank's own policy"


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """Above these limits a second person approves; None: no such limit, zero: always."""

    deferred_over: Money | None = Money.of(10_000)
    forgiven_over: Money | None = ZERO
    months_over: int | None = 12
    against_policy: bool = True
    liquidation: bool = True
    source: str = "the bank's own policy"
