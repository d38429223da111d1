"""The lines of the working of a value: every input with its source and day, every formula.

Sums over months are inputs here ("the schedule, each month discounted"): a cell cannot hold 480
payments. All else is a formula a spreadsheet can work again, to within the cents which rounding
each line takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.workout.value.assumption import Assumption
from mortgage_collect.workout.value.assumptions import COST, REDEFAULT
from mortgage_collect.workout.value.cash_flow import CashFlows
from mortgage_collect.workout.value.discount import money
from mortgage_collect.workout.value.foreclosure_time import PREFIX
from mortgage_collect.workout.value.recovery import Recovery
from mortgage_collect.workout.working import Sheet, Value, Working

if TYPE_CHECKING:
    from mortgage_collect.workout.value.without_workout import WithoutWorkout

IN_FULL = "in full above, to the cent here"
THIS_LOAN = "this loan"


def without_working(of: WithoutWorkout) -> Working:
    """NPV_0, line by line."""
    sheet = Sheet()
    _without(sheet, of)
    return sheet.done()


def option_working(
    kind: str,
    flows: CashFlows,
    of: WithoutWorkout,
    performing: int,
    redefaulted: int | None,
    again: Recovery | None,
    worth: int | None,
    advantage: int | None,
) -> Working:
    """NPV_0, then NPV_1 and how much more it is, line by line."""
    sheet = Sheet()
    _without(sheet, of)
    _assumed(sheet, "value_redefault", of, REDEFAULT + kind)
    _assumed(sheet, "value_cost", of, COST + kind)
    sheet.given("value_kept", "If the option is kept", money(performing), _summed(flows, of))
    parts = ["{value_kept}"]
    if redefaulted is not None:
        _redefaulted(sheet, flows, of, redefaulted, again)
        parts = ["(1-{value_redefault})*{value_kept}", "+{value_failed}*{value_redefault}"]
    if sheet.has("value_cost"):
        parts.append("-{value_cost}")
    if worth is not None:
        _found(sheet, "value_option", "Worth of the option", worth, f"={''.join(parts)}")
    if advantage is not None:
        formula = "={value_option}-{value_none}"
        _found(sheet, "value_advantage", "Advantage over no workout", advantage, formula)
    return sheet.done()


def _without(sheet: Sheet, of: WithoutWorkout) -> None:
    _yield(sheet, of)
    if of.cured is not None and of.cure is not None:
        says = "If the borrower catches up without help"
        sheet.given("value_cured", says, money(of.cured), _summed(of.cure, of))
    if of.liquidation is not None:
        _house(sheet, of)
        _recovery(sheet, of, of.liquidation, "value", "")
    else:
        sheet.given("value_liquidation", "Foreclosure, worth today", None, " ".join(of.blocked))
    if of.facts.days_past_due is not None:
        sheet.given("value_days", "Days past due", of.facts.days_past_due, THIS_LOAN)
        if key := of.assumptions.cure_key(of.facts.days_past_due):
            _assumed(sheet, "value_chance", of, key)
    if of.worth is not None:
        formula = "={value_chance}*{value_cured}+(1-{value_chance})*{value_liquidation}"
        _found(sheet, "value_none", "Worth without a workout", of.worth, formula)


def _yield(sheet: Sheet, of: WithoutWorkout) -> None:
    _assumed(sheet, "value_rule", of, "discount_rule")
    if of.assumptions.word("discount_rule") == "bank":
        _assumed(sheet, "value_yield", of, "marginal_yield")
        return
    noted = of.facts.effective_rate is None
    source = "the note rate, standing for the effective rate" if noted else "the effective rate"
    sheet.given("value_yield", "Discount rate, a year", of.yearly, source)


def _house(sheet: Sheet, of: WithoutWorkout) -> None:
    """What every foreclosure of this loan starts from."""
    terms, facts = of.foreclosure, of.facts
    if terms is None:
        return
    sheet.given("value_house", "Value of the property", terms.value, facts.value_source)
    for key in (
        "house_price_change",
        "distressed_discount",
        "selling_cost",
        "foreclosure_cost",
        "reo_months",
    ):
        _assumed(sheet, f"value_{key}", of, key)
    if facts.monthly_carry is None:
        _assumed(sheet, "value_carry", of, "carry")
    else:
        says = "Taxes, insurance and upkeep a month"
        sheet.given("value_carry", says, facts.monthly_carry, THIS_LOAN)
    if facts.mortgage_insurance:
        _assumed(sheet, "value_mi_months", of, "mi_months")
    sheet.given("value_note_rate", "Note rate", terms.note_rate, THIS_LOAN)
    sheet.given("value_debt", "Total debt today", facts.total_debt, THIS_LOAN)
    sheet.given("value_upb", "Of it bearing interest", facts.upb, THIS_LOAN)


def _redefaulted(
    sheet: Sheet, flows: CashFlows, of: WithoutWorkout, redefaulted: int, again: Recovery | None
) -> None:
    _assumed(sheet, "value_payments", of, "redefault_after")
    received = redefaulted - (again.worth if again is not None else 0)
    says = "Payments before a re-default, worth today"
    sheet.given("value_first", says, money(received), "the schedule, each month discounted")
    formula = "={value_first}"
    if again is not None:
        paid = again.delay - flows.delay
        if paid > 0:
            owed = flows.owed_after(paid)
            source = "the schedule"
            sheet.given("again_debt", "Total debt at the re-default", owed, source)
            bearing = owed - flows.due_at_end
            sheet.given("again_upb", "Of it bearing interest then", bearing, source)
            sheet.given("again_delay", "Months to the re-default", again.delay, source)
            _recovery(sheet, of, again, "again", " after a re-default")
            formula += "+{again_liquidation}"
        else:
            formula += "+{value_liquidation}"
    _found(sheet, "value_failed", "If the borrower fails again", redefaulted, formula)


def _recovery(sheet: Sheet, of: WithoutWorkout, made: Recovery, part: str, when: str) -> None:
    _time(sheet, of, made, part, when)
    wait = "{again_delay}" if part == "again" else "0"
    until = f"({wait}+{{{part}_months}}+{{value_reo_months}})"
    formula = f"={{value_house}}*(1+{{value_house_price_change}})^({until}/12)"
    _found(sheet, f"{part}_price", f"House price when it is sold{when}", made.price, formula)
    formula = (
        f"={{{part}_price}}*(1-{{value_distressed_discount}})*(1-{{value_selling_cost}})"
        "-{value_foreclosure_cost}"
    )
    _found(sheet, f"{part}_net", f"Left after discount and costs{when}", made.net, formula)
    formula = (
        f"={{{part}_debt}}+({{{part}_upb}}*{{value_note_rate}}/12+{{value_carry}})"
        f"*{{{part}_months}}"
    )
    says = f"Debt at the sale, with interest and advances{when}"
    _found(sheet, f"{part}_owed", says, made.debt, formula)
    says = f"Recovered{when}" + (": no more than is owed" if made.capped else "")
    formula = f"=MIN({{{part}_net}},{{{part}_owed}})"
    _found(sheet, f"{part}_recovered", says, made.recovered, formula)
    held = f"({{{part}_months}}+{{value_reo_months}})"
    says = f"Taxes, insurance and upkeep{when}, {text.count(made.months, 'month')} discounted"
    formula = f"=PV({{value_yield}}/12,{held},-{{value_carry}})"
    _found(sheet, f"{part}_carried", says, made.carried, formula)
    formula = f"=({{{part}_recovered}}/(1+{{value_yield}}/12)^{held}-{{{part}_carried}}"
    if sheet.has("value_mi_months"):
        says = f"Mortgage insurer pays{when}, no more than is left open"
        sheet.given(f"{part}_insured", says, money(made.insured), "the claim expected")
        paid = f"({{{part}_months}}+{{value_reo_months}}+{{value_mi_months}})"
        formula += f"+{{{part}_insured}}/(1+{{value_yield}}/12)^{paid}"
    formula += f")/(1+{{value_yield}}/12)^{wait}"
    says = f"Foreclosure, worth today{when}"
    _found(sheet, f"{part}_liquidation", says, made.worth, formula)


def _time(sheet: Sheet, of: WithoutWorkout, made: Recovery, part: str, when: str) -> None:
    """Months to the sale: this loan's own, or the days of the state."""
    if of.foreclosure is None:
        return
    months = made.months - of.foreclosure.reo_months
    says = f"Months to the foreclosure sale{when}"
    days = of.assumptions.get(PREFIX + (of.facts.state or "").strip().upper())
    own = of.facts.months_to_sale is not None and part == "value"
    if own or days is None or days.value is None:
        sheet.given(f"{part}_months", says, months, THIS_LOAN)
        return
    source = f"{days.shown}; {days.says}; {_checked(days)}"
    sheet.given(f"{part}_months", says, months, source, days.as_of)


def _summed(flows: CashFlows, of: WithoutWorkout) -> str:
    """What a present value of a schedule is the sum of."""
    if not flows.payments:
        return f"{flows.at_start} received today"
    first = Money(flows.payments[0] // flows.parts)
    parts = [f"{text.count(len(flows.payments), 'payment')}, the first {first}"]
    if flows.at_start:
        parts.append(f"{flows.at_start} today")
    if flows.due_at_end:
        parts.append(f"{flows.due_at_end} due at the end")
    said = f"{', '.join(parts)}; each month discounted"
    early = of.assumptions.get("prepayment")
    if flows.prepays and early is not None:
        said += f", {early.shown} paid off early ({_checked(early)})"
    return said


def _assumed(sheet: Sheet, key: str, of: WithoutWorkout, assumption: str) -> None:
    found = of.assumptions.get(assumption)
    if found is not None:
        sheet.given(key, found.label, found.value, _checked(found), found.as_of)


def _checked(found: Assumption) -> str:
    return found.source if found.verified else f"{found.source}; unverified"


def _found(sheet: Sheet, key: str, says: str, worth: int, formula: str) -> Value:
    return sheet.found(key, says, money(worth), formula, IN_FULL)
