"""What an option is told about a loan and its household on a day. None is unknown, never zero."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mortgage_collect.core.calendar import add_months, months_between
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Hardship, HardshipTerm, Intent, Occupancy, RateType
from mortgage_collect.loanmath.counted import Counting
from mortgage_collect.loanmath.position import Position
from mortgage_collect.loanmath.terms import Installment, LoanTerms
from mortgage_collect.rules.facts import FlagFact
from mortgage_collect.workout.policy import PlanPolicy
from mortgage_collect.workout.program import Program, program
from mortgage_collect.workout.value.assumptions import Assumptions, shipped


@dataclass(frozen=True, slots=True)
class LoanBackground:
    """What the note and its history say beside the payment.

    `investor` is whose loan it is, as the bank codes it. `at_final_rate` tells of an adjustable or
    step rate that changes no more. `lifetime_cap` is its highest rate.
    """

    number: str = ""
    loan_type: str = ""
    investor: str = ""
    lien_position: int | None = None
    originated_on: date | None = None
    original_amount: Money | None = None
    original_rate: Rate | None = None
    rate_type: RateType | None = None
    at_final_rate: bool | None = None
    lifetime_cap: Rate | None = None
    credit_score: int | None = None

    @property
    def rate_is_final(self) -> bool | None:
        """True for a fixed rate and for one that changes no more; None when nobody knows."""
        if self.rate_type is RateType.FIXED:
            return True
        return self.at_final_rate if self.rate_type is not None else None


@dataclass(frozen=True, slots=True)
class Collateral:
    """The home. `value` without `value_on` is of unknown age.

    `market` is the place of the table of foreclosure times, where a state has more than one.
    """

    state: str = ""
    market: str = ""
    value: Money | None = None
    value_on: date | None = None
    value_source: str = ""
    occupancy: Occupancy = Occupancy.UNKNOWN
    listed: bool | None = None
    subordinate_liens: Money | None = None


@dataclass(frozen=True, slots=True)
class Advances:
    """Money the bank laid out, or set aside, beside the balance.

    `escrow_advance` and `servicing_advance` were paid to third parties and may be capitalized or
    deferred; `escrow_shortage` is only projected, and never is. `deferred` is a non-interest-
    bearing balance from an earlier workout. `claims_before` are partial claims already used.
    `other_fees` are those the loan system has charged and nobody has paid.
    """

    escrow_advance: Money | None = None
    servicing_advance: Money | None = None
    escrow_shortage: Money | None = None
    deferred: Money | None = None
    buydown: Money = ZERO
    claims_before: Money | None = None
    upb_at_default: Money | None = None
    other_fees: Money | None = None


@dataclass(frozen=True, slots=True)
class PastDeferral:
    effective_on: date
    months: int
    disaster: bool = False


@dataclass(frozen=True, slots=True)
class PastForbearance:
    started_on: date
    months: int


@dataclass(frozen=True, slots=True)
class PastWorkouts:
    """Earlier help on this loan. An empty list says there was none; `known` False, that nobody
    knows what there was before the loan came to this file."""

    modified_on: tuple[date, ...] = ()
    failed_trials_on: tuple[date, ...] = ()
    deferrals: tuple[PastDeferral, ...] = ()
    forbearances: tuple[PastForbearance, ...] = ()
    claims_on: tuple[date, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """What the financial review tells. Monthly amounts.

    `net_income` less `other_expenses` (everything but the housing payment) is what the household
    has for housing. `property_charges` are housing costs outside the payment: dues, and taxes and
    insurance where they are not escrowed.
    """

    as_of: date | None = None
    gross_income: Money | None = None
    net_income: Money | None = None
    other_expenses: Money | None = None
    property_charges: Money | None = None
    reserves: Money | None = None
    family_size: int | None = None
    hardship: Hardship | None = None
    hardship_term: HardshipTerm | None = None
    intent: Intent | None = None
    complete_package: bool | None = None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What an option is told about a loan and its household on a day.

    `surplus` is what is left of a month after the regular payment (None: the review does not tell
    yet). `fees` are those agreed to go into the plan. `billed` are contractual installments known
    to differ from the terms, such as after an escrow analysis or a rate change. `next_plan_due`
    overrides the first plan date the policy would choose. `assumptions` are those of the value to
    the bank. `flags` are the hard facts that stand that day on the loan or its borrowers.
    `interest_paid_to` is the day up to which the loan system has interest paid, where it says so.
    `biweekly` says the note itself is paid every two weeks.
    """

    as_of: date
    terms: LoanTerms
    position: Position
    surplus: Money | None = None
    maturity_on: date | None = None
    fees: Money = ZERO
    next_plan_due: date | None = None
    billed: tuple[Installment, ...] = ()
    program: Program = field(default_factory=lambda: program("portfolio"))
    loan: LoanBackground = LoanBackground()
    home: Collateral = Collateral()
    advances: Advances = Advances()
    past: PastWorkouts = PastWorkouts()
    household: HouseholdFacts = HouseholdFacts()
    assumptions: Assumptions = field(default_factory=shipped)
    flags: tuple[FlagFact, ...] = ()
    interest_paid_to: date | None = None
    biweekly: bool = False

    @property
    def policy(self) -> PlanPolicy:
        """The program's limits of a repayment plan."""
        return self.program.repayment_plan

    @property
    def ends_on(self) -> date | None:
        """The day the note runs out, where it is known."""
        return self.maturity_on or self.terms.maturity_on

    @property
    def months_behind(self) -> int:
        """Installments due and unpaid."""
        return len(self.position.unpaid)

    @property
    def days_behind(self) -> int:
        """Days since the oldest unpaid due date; 0 when nothing is unpaid."""
        if not self.position.unpaid:
            return 0
        return max((self.as_of - self.position.unpaid[0].due_on).days, 0)

    @property
    def remaining_months(self) -> int | None:
        """Installments from the oldest unpaid one through maturity; None when it is not known."""
        if self.ends_on is None:
            return None
        return max(months_between(self.position.next_due, self.ends_on) + 1, 0)

    def counting(self, first_due: date) -> Counting:
        """How the note counts the installments from `first_due` on. Those from the oldest unpaid
        one bear interest from the day it is paid to, where that is known."""
        terms = self.terms
        owed_from = months_between(first_due, self.position.next_due) == 0
        return Counting(
            terms.day_count,
            add_months(first_due, -1, terms.due_day),
            terms.due_day,
            self.interest_paid_to if owed_from else None,
        )

    @property
    def total_debt(self) -> Money:
        """UPB with what is known of deferred principal: the debt that secures the home."""
        return self.position.upb + (self.advances.deferred or ZERO)
