"""A modification as a waterfall: small steps from terms to terms, in the order the program gives.

Each step is a function from terms to terms; a step is taken only while the target payment is not
reached. Source of the steps: Fannie Mae Servicing Guide D2-3.2-06 and F-1-27 for the payment
target, the FDIC's and HAMP's programs for the housing ratio; read in secondary copies, UNVERIFIED.
Which steps, in which order and within which limits is the program's data (policy.WaterfallStep).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import ZERO, Money, Rounding, total
from mortgage_collect.core.rate import MILLION, Rate
from mortgage_collect.loanmath.annuity import level_payment, principal_for, shortest_term
from mortgage_collect.loanmath.rate_search import highest_rate, stepped_down
from mortgage_collect.workout.option import Reason
from mortgage_collect.workout.policy import ModificationPolicy, WaterfallStep
from mortgage_collect.workout.working import percent

LATE_DAYS: Final = 31
"""From so many days late on, a payment equal to the old one may be offered."""


@dataclass(frozen=True, slots=True)
class NoteTerms:
    """A note as it would be: `deferred` bears no interest and is due at the end."""

    balance: Money
    rate: Rate
    months: int
    deferred: Money = ZERO
    forgiven: Money = ZERO

    @property
    def payment(self) -> Money:
        """Principal and interest a month. Raises UserError when no month is left."""
        return level_payment(self.balance, self.rate, self.months)


@dataclass(frozen=True, slots=True)
class WaterfallFacts:
    """What a waterfall starts from. None is not known.

    `upb` bears interest; `parts` are sums that may join it by name (interest, escrow_advance,
    servicing_advance, deferred), `less` what is taken off it first (suspense, buydown). `months`
    are the payments left at the old terms. `charges` are taxes, insurance and dues a month, for
    a housing ratio. `rate_is_final` is True for a rate that changes no more.
    """

    upb: Money
    rate: Rate
    months: int
    old_payment: Money
    parts: Mapping[str, Money] = field(default_factory=dict)
    less: Money = ZERO
    value: Money | None = None
    market: Rate | None = None
    rate_is_final: bool | None = True
    lifetime_cap: Rate | None = None
    days_behind: int = LATE_DAYS
    gross_income: Money | None = None
    charges: Money | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """The terms after one step that changed them."""

    do: str
    rate: Rate
    months: int
    balance: Money
    payment: Money


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a waterfall ends.

    `gross` is the balance after capitalizing, `caps` the three limits of the last forbearance
    looked at: to reach the target, to the loan to value, by share (None: no such limit). `met` is
    None where there is no target to be told. `offered` is the program's own decision.
    """

    terms: NoteTerms
    gross: Money
    ltv: Fraction | None
    target: Money | None
    met: bool | None
    offered: bool
    trace: tuple[Trace, ...]
    caps: tuple[Money | None, Money | None, Money | None] | None
    reasons: tuple[Reason, ...]

    @property
    def payment(self) -> Money:
        return self.terms.payment


@dataclass(slots=True)
class _Run:
    """One waterfall under way."""

    facts: WaterfallFacts
    policy: ModificationPolicy
    target: Money | None
    gross: Money
    reasons: list[Reason]
    caps: tuple[Money | None, Money | None, Money | None] | None = None

    @property
    def ltv(self) -> Fraction | None:
        value = self.facts.value
        return None if value is None or value <= ZERO else Fraction(self.gross.cents, value.cents)

    def doubt(self, says: str) -> None:
        if all(each.says != says for each in self.reasons):
            self.reasons.append(Reason(None, says, self.policy.source))


def run(facts: WaterfallFacts, policy: ModificationPolicy) -> Outcome:
    """Take the steps in order until the target is met, then decide.

    Raises UserError when no month is left to spread the balance over and no step gives any.
    """
    reasons = list[Reason]()
    at = _Run(facts, policy, target_payment(facts, policy, reasons), facts.upb, reasons)
    terms = NoteTerms(facts.upb, facts.rate, max(facts.months, 1))
    trace = list[Trace]()
    for step in policy.steps:
        if step.do not in STEPS:
            raise Bug(f"a waterfall has no step {step.do!r}")
        reached = at.target is not None and terms.payment <= at.target
        if reached and step.do not in FIRST:
            continue
        changed = STEPS[step.do](at, step, terms)
        if step.do == "capitalize":
            at.gross = changed.balance
        if changed != terms or step.do == "fix_rate":
            trace.append(_traced(step.do, changed))
        terms = changed
    return _decided(at, terms, tuple(trace))


def target_payment(
    facts: WaterfallFacts, policy: ModificationPolicy, reasons: list[Reason]
) -> Money | None:
    """The principal and interest aimed at; None, with a reason, where it cannot be told.

    A cut that must be exceeded is the largest cent strictly below it: 80 % of 1,500.00 is 1,199.99.
    """
    match policy.target:
        case "payment":
            if facts.old_payment <= ZERO:
                says = "The old payment is not known, so no cut of it can be aimed at"
                reasons.append(Reason(None, says, policy.source))
                return None
            kept = facts.old_payment.cents * (MILLION - policy.target_percent.millionths)
            if policy.must_exceed:
                return Money(-(-kept // MILLION) - 1)
            return Money(kept // MILLION)
        case "housing_ratio":
            income, charges = facts.gross_income, facts.charges
            if income is None or charges is None:
                says = "The gross income and the charges are not known: no target can be told"
                reasons.append(Reason(None, says, policy.source))
                return None
            return max(income.times(policy.target_percent.exact) - charges, Money(1))
    raise Bug(f"a waterfall has no target {policy.target!r}")


def trial_payment(principal_interest: Money, escrow: Money, shortage_share: Money) -> Money:
    """The new payment, escrow, and the month's share of the shortage."""
    return principal_interest + escrow + shortage_share


# -- the steps --------------------------------------------------------------------------------


def _capitalize(at: _Run, step: WaterfallStep, terms: NoteTerms) -> NoteTerms:
    joined = total(at.facts.parts.get(name, ZERO) for name in step.include)
    return replace(terms, balance=terms.balance + joined - at.facts.less)


def _fix_rate(at: _Run, step: WaterfallStep, terms: NoteTerms) -> NoteTerms:
    """A fixed rate stays, even below the market's; another becomes the greater of the two."""
    if at.facts.rate_is_final:
        return terms
    if at.facts.rate_is_final is None:
        at.doubt("Whether the rate still changes is not known: it is taken as it is now")
        return terms
    if at.facts.market is None:
        at.doubt("No rate for modifications is posted, so the changing rate cannot be fixed")
        return terms
    rate = max(terms.rate, at.facts.market)
    if at.facts.lifetime_cap is not None:
        rate = min(rate, max(at.facts.lifetime_cap, terms.rate))
    return replace(terms, rate=rate)


def _reduce_rate(at: _Run, step: WaterfallStep, terms: NoteTerms) -> NoteTerms:
    if step.if_ltv_at_least is not None:
        if at.ltv is None:
            at.doubt("The value of the home is not known: the rate is not lowered")
            return terms
        if at.ltv < step.if_ltv_at_least.exact:
            return terms
    floor = at.facts.market if step.floor == "market" else Rate.percent(step.floor or "0")
    if floor is None:
        at.doubt("No rate for modifications is posted: the rate is not lowered")
        return terms
    if at.target is None or terms.rate <= floor:
        return terms
    if step.by is None:
        found = highest_rate(terms.balance, terms.months, at.target, terms.rate)
        return replace(terms, rate=max(found or floor, floor))
    rate = stepped_down(terms.balance, terms.months, at.target, terms.rate, floor, step.by)
    return replace(terms, rate=rate)


def _extend(at: _Run, step: WaterfallStep, terms: NoteTerms) -> NoteTerms:
    longest = step.most_months or terms.months
    if at.target is None or longest <= terms.months:
        return terms
    found = shortest_term(terms.balance, terms.rate, at.target, longest)
    return replace(terms, months=max(found or longest, terms.months))


def _forbear(at: _Run, step: WaterfallStep, terms: NoteTerms) -> NoteTerms:
    aside = _aside(at, step, terms)
    return replace(terms, balance=terms.balance - aside, deferred=terms.deferred + aside)


def _forgive(at: _Run, step: WaterfallStep, terms: NoteTerms) -> NoteTerms:
    aside = _aside(at, step, terms)
    return replace(terms, balance=terms.balance - aside, forgiven=terms.forgiven + aside)


def _aside(at: _Run, step: WaterfallStep, terms: NoteTerms) -> Money:
    """The least of what reaches the target, what keeps the loan to value, and the share."""
    if step.if_ltv_above is not None:
        if at.ltv is None:
            at.doubt("The value of the home is not known: no principal is set aside")
            return ZERO
        if at.ltv <= step.if_ltv_above.exact:
            return ZERO
    if at.target is None:
        return ZERO
    carried = principal_for(at.target, terms.rate, terms.months, Rounding.DOWN)
    reach: Money = max(terms.balance - carried, ZERO)
    room: Money | None = None
    if step.to_ltv is not None:
        if at.facts.value is None:
            at.doubt("The value of the home is not known: no principal is set aside")
            return ZERO
        room = max(at.gross - at.facts.value.times(step.to_ltv.exact), ZERO)
    share = None if step.most_percent is None else at.gross.times(step.most_percent.exact)
    at.caps = (reach, room, share)
    return min(each for each in at.caps if each is not None)


Step = Callable[[_Run, WaterfallStep, NoteTerms], NoteTerms]

STEPS: Final[dict[str, Step]] = {
    "capitalize": _capitalize,
    "fix_rate": _fix_rate,
    "reduce_rate": _reduce_rate,
    "extend": _extend,
    "forbear": _forbear,
    "forgive": _forgive,
}
FIRST: Final = frozenset({"capitalize", "fix_rate"})
"""Steps that are taken whether or not the target is met already."""


def _traced(do: str, terms: NoteTerms) -> Trace:
    return Trace(do, terms.rate, terms.months, terms.balance, terms.payment)


def _decided(at: _Run, terms: NoteTerms, trace: tuple[Trace, ...]) -> Outcome:
    policy, old, new = at.policy, at.facts.old_payment, terms.payment
    met = None if at.target is None else new <= at.target
    if met is not None:
        cut = Fraction(old.cents - new.cents, max(old.cents, 1))
        says = f"Principal and interest of {new} against a target of {at.target}"
        says += f", {percent(abs(cut))}% {'more' if cut < 0 else 'less'} than {old}"
        at.reasons.append(Reason(met, says, policy.source))
    late = at.facts.days_behind >= LATE_DAYS
    fits = new <= old if late else new < old
    offered = bool(met) or fits
    if not met:
        rule = "not above" if late else "below"
        says = f"The new payment has to be {rule} the old one of {old}"
        at.reasons.append(Reason(fits, says, policy.source))
    return Outcome(
        terms=terms,
        gross=at.gross,
        ltv=at.ltv,
        target=at.target,
        met=met,
        offered=offered,
        trace=trace,
        caps=at.caps,
        reasons=tuple(at.reasons),
    )
