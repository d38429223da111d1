"""The working of a value in words: formula, inputs with where they come from, subtotal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.quote import Step
from mortgage_collect.workout.value.assumptions import COST, REDEFAULT, Assumptions
from mortgage_collect.workout.value.cash_flow import CashFlows
from mortgage_collect.workout.value.discount import money
from mortgage_collect.workout.value.foreclosure_time import PREFIX
from mortgage_collect.workout.value.recovery import Recovery

if TYPE_CHECKING:
    from mortgage_collect.workout.value.without_workout import WithoutWorkout


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that went in: what it is, how much, and who says so."""

    label: str
    shown: str
    origin: str


@dataclass(frozen=True, slots=True)
class Working:
    """One line. `subtotal` is None when something is missing; `shown` replaces an amount."""

    says: str
    formula: str
    inputs: tuple[Input, ...]
    subtotal: Money | None = None
    shown: str = ""

    @property
    def step(self) -> Step:
        """The line as every other working of the program is shown."""
        return Step(f"{self.says}{f': {self.shown}' if self.shown else ''}", self.subtotal)


Steps = Callable[[], tuple[Working, ...]]


def without_steps(of: WithoutWorkout) -> tuple[Working, ...]:
    """NPV_0, line by line."""
    return tuple(_without(of))


def option_steps(
    kind: str,
    flows: CashFlows,
    of: WithoutWorkout,
    performing: int,
    redefaulted: int | None,
    again: Recovery | None,
    worth: int | None,
    advantage: int | None,
) -> tuple[Working, ...]:
    """NPV_0, then NPV_1 and what it is more, line by line."""
    return (
        *_without(of),
        *_option(kind, flows, of, performing, redefaulted, again, worth, advantage),
    )


def _without(of: WithoutWorkout) -> Iterator[Working]:
    yield _yield_line(of)
    payments = [] if of.cure is None else [_flows_input(of.cure)]
    yield Working(
        "If the borrower catches up without help",
        "PV_cure = sum of S_{k-1} [PMT_k + smm B_k] v^k + arrears received today",
        (*payments, _of(of.assumptions, "prepayment")),
        None if of.cured is None else money(of.cured),
    )
    yield from _recovery(of, of.liquidation, "")
    key = of.assumptions.cure_key(of.facts.days_past_due or 0)
    chance = (_of(of.assumptions, key),) if key and of.facts.days_past_due is not None else ()
    yield Working(
        "Worth without a workout",
        "NPV_0 = p_cure PV_cure + (1 - p_cure) PV_liq",
        (*chance, *_days_late(of)),
        of.npv,
    )


def _option(
    kind: str,
    flows: CashFlows,
    of: WithoutWorkout,
    performing: int,
    redefaulted: int | None,
    again: Recovery | None,
    worth: int | None,
    advantage: int | None,
) -> Iterator[Working]:
    early = (_of(of.assumptions, "prepayment"),) if flows.prepays else ()
    yield Working(
        "If the option is kept",
        "PV_perf = sum of S_{k-1} [PMT_k + smm (B_k + N)] v^k + S_n N v^n",
        (_flows_input(flows), *early),
        money(performing),
    )
    if again is not None:
        yield from _recovery(of, again, " after a re-default")
    if redefaulted is not None:
        yield Working(
            "If the borrower fails again",
            "PV_redef = sum of the first m payments x v^k + PV_liq, m months later",
            (_of(of.assumptions, "redefault_after"),),
            money(redefaulted),
        )
    chances = [key + kind for key in (REDEFAULT, COST) if of.assumptions.get(key + kind)]
    yield Working(
        "Worth of the option",
        "NPV_1 = (1 - p_re) PV_perf + p_re PV_redef - cost",
        tuple(_of(of.assumptions, key) for key in chances),
        None if worth is None else money(worth),
    )
    yield Working(
        "Advantage over no workout",
        "NPV_1 - NPV_0",
        (),
        None if advantage is None else money(advantage),
    )


def _recovery(of: WithoutWorkout, made: Recovery | None, when: str) -> Iterator[Working]:
    terms, facts, assumed = of.foreclosure, of.facts, of.assumptions
    if terms is None or made is None:
        yield Working(f"Foreclosure{when}", "PV_liq", (), None, "; ".join(of.no_foreclosure))
        return
    yield Working(
        f"House price when it is sold{when}",
        "V (1+h)^((t+r)/12)",
        (
            Input("Value of the property", str(terms.value), facts.value_source),
            _of(assumed, "house_price_change"),
            _time_to_sale(of, made),
            _of(assumed, "reo_months"),
        ),
        money(made.price),
    )
    yield Working(
        f"Left after discount and costs{when}",
        "price (1 - d) (1 - s) - F",
        tuple(
            _of(assumed, key) for key in ("distressed_discount", "selling_cost", "foreclosure_cost")
        ),
        money(made.net),
    )
    yield Working(
        f"Recovered{when}" + (": no more than is owed" if made.capped else ""),
        "the least of what is left and the debt at the sale",
        (
            Input(
                "Debt at the sale", str(money(made.debt)), "debt, interest and advances until then"
            ),
        ),
        money(made.recovered),
    )
    carry = (
        _of(assumed, "carry")
        if facts.monthly_carry is None
        else Input("Taxes, insurance and upkeep a month", str(terms.carry), "this loan")
    )
    yield Working(
        f"Taxes, insurance and upkeep{when}, {text.count(made.months, 'month')}",
        "sum of A v^k",
        (carry,),
        -money(made.carried),
    )
    if made.insured:
        yield Working(
            f"Mortgage insurer pays{when}",
            "MI, no more than the debt not recovered",
            (_of(assumed, "mi_months"),),
            money(made.insured),
        )
    yield Working(
        f"Foreclosure, worth today{when}",
        "PV_liq = R v^(t+r) - sum of A v^k + MI v^(t+r+m)",
        (),
        money(made.worth),
    )


def _yield_line(of: WithoutWorkout) -> Working:
    rule = _of(of.assumptions, "discount_rule")
    if of.assumptions.word("discount_rule") == "bank":
        inputs: tuple[Input, ...] = (rule, _of(of.assumptions, "marginal_yield"))
    else:
        effective = of.facts.effective_rate
        name = (
            "Note rate, standing for the effective rate" if effective is None else "Effective rate"
        )
        inputs = (rule, Input(name, _percent(of.yearly), "this loan"))
    return Working("Discount rate", "v = 1 / (1 + y/12)", inputs, None, _percent(of.yearly))


def _time_to_sale(of: WithoutWorkout, made: Recovery) -> Input:
    assert of.foreclosure is not None
    to_sale = made.months - of.foreclosure.reo_months
    shown = text.count(to_sale, "month")
    days = of.assumptions.get(PREFIX + (of.facts.state or "").strip().upper())
    own = of.facts.months_to_sale is not None and not made.delay
    if own or days is None or days.value is None:
        return Input("Months to the foreclosure sale", shown, "this loan")
    return Input(
        "Months to the foreclosure sale", f"{shown} of {days.shown}", f"{days.says}; {days.origin}"
    )


def _days_late(of: WithoutWorkout) -> tuple[Input, ...]:
    days = of.facts.days_past_due
    return () if days is None else (Input("Days past due", str(days), "this loan"),)


def _flows_input(flows: CashFlows) -> Input:
    if not flows.payments:
        return Input("Received today", str(flows.at_start), "this option")
    first = Money(flows.payments[0] // flows.parts)
    parts = [f"{text.count(len(flows.payments), 'payment')}, the first {first}"]
    if flows.at_start:
        parts.append(f"{flows.at_start} today")
    if flows.due_at_end:
        parts.append(f"{flows.due_at_end} due at the end")
    return Input("Payments", "; ".join(parts), "the schedule")


def _of(assumptions: Assumptions, key: str) -> Input:
    found = assumptions.entries[key]
    return Input(found.label, found.shown, found.origin)


def _percent(rate: Rate | None) -> str:
    return "not known" if rate is None else f"{rate.plain} % a year"
