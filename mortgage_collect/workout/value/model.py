"""The value of a workout against the value of none: the open two-path model.

    NPV_0     = p_cure PV_cure + (1 - p_cure) PV_liq
    PV_perf   = sum of S_{k-1} [PMT_k + smm (B_k + N)] v^k + S_n N v^n
    PV_redef  = sum over k = 1..m of PMT_k v^k + PV_liq delayed by m months
    NPV_1     = (1 - p_re) PV_perf + p_re PV_redef - cost
    advantage = NPV_1 - NPV_0
    p_re*     = (PV_perf - cost - NPV_0) / (PV_perf - PV_redef)

S_k = (1 - smm)^k is who has not paid off early, B_k the balance, N what is due at the end without
interest. An estimate for a decision, never an amount that is posted: worked in whole SCALEths of
a cent and rounded once, at the end. `without_workout.py` has NPV_0,
`recovery.py` PV_liq, `lines.py` the working.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Final

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.step import Step
from mortgage_collect.workout.value.assumptions import COST, REDEFAULT
from mortgage_collect.workout.value.cash_flow import CashFlows
from mortgage_collect.workout.value.discount import discount, money, scaled, weighed
from mortgage_collect.workout.value.lines import option_working, without_working
from mortgage_collect.workout.value.recovery import Recovery, recover
from mortgage_collect.workout.value.without_workout import WithoutWorkout
from mortgage_collect.workout.working import Working

FORECLOSURE: Final = "foreclosure"
ENDS: Final = frozenset({"short_sale", "deed_in_lieu", "cash_for_keys", FORECLOSURE})
"""Options after which there is no loan, so nobody can re-default."""


@dataclass(frozen=True, slots=True)
class ValueResult:
    """What an option is worth to the bank today, and how much more than no workout.

    Money is rounded to the cent each for itself, so an advantage may be a cent off the difference
    of the two figures beside it. `break_even` is the chance of a re-default at which the option is
    worth no more than none; it may lie outside 0 to 1, and is None when a re-default costs nothing
    or cannot happen. `missing` names what is not known and which figure it blocks.
    """

    kind: str
    npv: Money | None
    npv_without: Money | None
    advantage: Money | None
    break_even: Fraction | None
    performing: Money | None
    redefaulted: Money | None
    redefault: Rate | None
    cost: Money | None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    work: Callable[[], Working] = field(default=Working, repr=False, compare=False)

    @property
    def working(self) -> Working:
        """Every input with its source and every formula, made when somebody asks for it."""
        return self.work()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The amounts of the working, one below the other."""
        lines = self.working
        return tuple(Step(line.says, line.value) for line in lines if isinstance(line.value, Money))


def value_of(kind: str, flows: CashFlows | None, without: WithoutWorkout) -> ValueResult:
    """NPV_1 of an option and its advantage over none.

    `kind` picks the re-default and the cost from the assumptions; `flows` are what the option
    brings in when it is kept. Foreclosure is the one kind without flows: it is the recovery.
    """
    if kind == FORECLOSURE:
        return _foreclosed(without)
    if flows is None:
        return _nothing(kind, without, ("The payments of this option are not known.",))
    if without.yearly is None or without.prepaid is None:
        return _nothing(kind, without, ())
    missing = list[str]()
    performing = flows.worth(discount(without.yearly, flows.months, without.prepaid))
    ends = kind in ENDS
    chance = Rate(0) if ends else without.assumptions.rate(REDEFAULT + kind)
    cost = ZERO if ends else without.assumptions.money(COST + kind)
    called = kind.replace("_", " ")
    if chance is None:
        missing.append(f"The bank has set no chance of a re-default after a {called}.")
    if cost is None:
        missing.append(f"The bank has not set what making a {called} costs it.")
    after = None if ends else without.assumptions.number("redefault_after")
    again: Recovery | None = None
    redefaulted: int | None = None
    if not ends:
        if after is None:
            missing.append("The bank has not set how many payments come before a re-default.")
        elif without.foreclosure is not None:
            redefaulted, again = _redefaulted(flows, after, without)
    needs_again = chance is None or chance.millionths > 0
    worth: int | None = None
    if chance is not None and cost is not None:
        if not needs_again:
            worth = performing - scaled(cost)
        elif redefaulted is not None:
            worth = weighed(chance, redefaulted, performing) - scaled(cost)
    blocked = [f"{each} The worth of a re-default cannot be told." for each in without.blocked]
    advantage = None if worth is None or without.worth is None else worth - without.worth
    even: Fraction | None = None
    if (
        redefaulted is not None
        and without.worth is not None
        and cost is not None
        and performing > redefaulted
    ):
        even = Fraction(performing - scaled(cost) - without.worth, performing - redefaulted)
    return ValueResult(
        kind=kind,
        npv=_told(worth),
        npv_without=without.npv,
        advantage=_told(advantage),
        break_even=even,
        performing=money(performing),
        redefaulted=_told(redefaulted),
        redefault=chance,
        cost=cost,
        missing=(*missing, *(blocked if needs_again and not ends else ()), *without.missing),
        notes=without.notes,
        work=partial(
            option_working, kind, flows, without, performing, redefaulted, again, worth, advantage
        ),
    )


def _redefaulted(
    flows: CashFlows, after: int, without: WithoutWorkout
) -> tuple[int, Recovery | None]:
    """PV_redef: `after` payments, then the foreclosure of what is still owed."""
    assert without.yearly is not None
    assert without.foreclosure is not None
    paid = min(after, len(flows.payments))
    month = paid + flows.delay if paid else 0
    received = flows.worth_of_first(paid, discount(without.yearly, month))
    owed = flows.owed_after(paid) if paid else without.facts.total_debt or ZERO
    if not owed:
        return received, None
    bearing = owed - flows.due_at_end if paid else without.facts.upb or ZERO
    later = month if paid else None
    again = recover(without.foreclosure, without.yearly, owed, bearing, later)
    return received + again.worth, again


def _foreclosed(without: WithoutWorkout) -> ValueResult:
    worth = without.liquidation.worth if without.liquidation is not None else None
    both = worth is not None and without.worth is not None
    advantage = worth - without.worth if both else None  # type: ignore[operator]
    return ValueResult(
        kind=FORECLOSURE,
        npv=_told(worth),
        npv_without=without.npv,
        advantage=_told(advantage),
        break_even=None,
        performing=None,
        redefaulted=None,
        redefault=None,
        cost=None,
        missing=without.missing,
        notes=without.notes,
        work=partial(without_working, without),
    )


def _nothing(kind: str, without: WithoutWorkout, missing: tuple[str, ...]) -> ValueResult:
    return ValueResult(
        kind=kind,
        npv=None,
        npv_without=without.npv,
        advantage=None,
        break_even=None,
        performing=None,
        redefaulted=None,
        redefault=without.assumptions.rate(REDEFAULT + kind),
        cost=without.assumptions.money(COST + kind),
        missing=(*missing, *without.missing),
        notes=without.notes,
        work=partial(without_working, without),
    )


def _told(worth: int | None) -> Money | None:
    return None if worth is None else money(worth)
