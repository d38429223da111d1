"""The same figures for every option, so that columns can be compared line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mortgage_collect.core import text
from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.workout.beside import known_charges
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.note import rest_of_note
from mortgage_collect.workout.option import Offer
from mortgage_collect.workout.working import Sheet, Working


@dataclass(frozen=True, slots=True)
class Figures:
    """What a column shows. None is not known, or does not apply to a liquidation.

    `cash_by` is the later day on which the last of `cash_now` comes; None: it is paid at once.
    `change` is the first payment less today's regular one (negative: it falls). `surplus_after`
    is what the household keeps in the heaviest month. `housing_ratio` is that month's payment and
    the charges outside it over gross income. `extra_cost` is what the option costs over the note
    kept as written, arrears included. `ltv` counts deferred principal. `working` is the offer's
    own, with a line for each figure here.
    """

    cash_now: Money
    cash_by: date | None
    payment_now: Money | None
    payment_later: Money | None
    later_from: date | None
    first_due: date | None
    change: Money | None
    surplus_after: Money | None
    housing_ratio: Fraction | None
    months_to_cure: int | None
    maturity_on: date | None
    total_cost: Money | None
    extra_cost: Money | None
    deferred: Money
    forgiven: Money
    ltv: Fraction | None
    working: Working

    @property
    def affordable(self) -> bool | None:
        """Whether something is left in the heaviest month; None while the review does not tell."""
        return None if self.surplus_after is None else self.surplus_after >= ZERO


def figures(case: CaseFacts, offer: Offer) -> Figures:
    """The column of one offer."""
    sheet = Sheet(offer.working.lines)
    now, later = offer.payment_now, offer.payment_later
    cost = cost_of_note(case)
    by = offer.cash_by
    cash_by = by if by is not None and by > case.as_of else None
    _days(offer, sheet)
    _put_off(offer, cash_by, sheet)
    return Figures(
        cash_now=offer.cash_now,
        cash_by=cash_by,
        payment_now=now,
        payment_later=later,
        later_from=offer.stretches[-1].first_due if later is not None else None,
        first_due=offer.first_due,
        change=_change(case, now, sheet),
        surplus_after=_surplus_after(case, offer, sheet),
        housing_ratio=_housing_ratio(case, offer, sheet),
        months_to_cure=_months_to_cure(case, offer, sheet),
        maturity_on=offer.maturity_on,
        total_cost=offer.total_cost,
        extra_cost=_extra_cost(offer, cost, sheet),
        deferred=offer.deferred,
        forgiven=offer.forgiven,
        ltv=_ltv(case, offer, sheet),
        working=sheet.done(),
    )


def cost_of_note(case: CaseFacts) -> Money | None:
    """Everything due and still to come, without escrow; None where it is not known."""
    rest = rest_of_note(case)
    if rest is None:
        return None
    due = total(each.principal_interest for each in case.position.unpaid)
    return rest.total + due + known_charges(case) + (case.advances.deferred or ZERO)


def _change(case: CaseFacts, now: Money | None, sheet: Sheet) -> Money | None:
    if now is None:
        return None
    _regular(case, sheet)
    first = _told(sheet, "payment", "figure_payment", "First payment", now)
    found = now - case.terms.full_payment
    formula = f"={{{first}}}-{{figure_regular}}"
    return sheet.found("figure_change", "Change from today", found, formula)


def _surplus_after(case: CaseFacts, offer: Offer, sheet: Sheet) -> Money | None:
    if case.surplus is None or not offer.stretches:
        return None
    _regular(case, sheet)
    heaviest = _heaviest(offer, sheet)
    says = "Surplus after today's payment"
    sheet.given("figure_surplus", says, case.surplus, "the review", case.household.as_of)
    found = case.surplus + case.terms.full_payment - offer.heaviest
    formula = f"={{figure_surplus}}+{{figure_regular}}-{{{heaviest}}}"
    return sheet.found("figure_surplus_after", "Surplus in the heaviest month", found, formula)


def _housing_ratio(case: CaseFacts, offer: Offer, sheet: Sheet) -> Fraction | None:
    income = case.household.gross_income
    outside = case.household.property_charges
    if income is None or income <= ZERO or outside is None or not offer.stretches:
        return None
    heaviest = _heaviest(offer, sheet)
    as_of = case.household.as_of
    sheet.given("figure_income", "Gross monthly income", income, "the review", as_of)
    says = "Housing costs outside the payment"
    sheet.given("figure_outside", says, outside, "the review", as_of)
    found = Fraction((offer.heaviest + outside).cents, income.cents)
    formula = f"=({{{heaviest}}}+{{figure_outside}})/{{figure_income}}"
    return sheet.found("figure_ratio", "Housing ratio", found, formula)


def _months_to_cure(case: CaseFacts, offer: Offer, sheet: Sheet) -> int | None:
    if offer.cures_on is None:
        return None
    sheet.given("figure_today", "Day of the comparison", case.as_of, "the bank's business day")
    sheet.given("figure_cures", "Current again on", offer.cures_on, "the terms above")
    months = (
        "(YEAR({figure_cures})-YEAR({figure_today}))*12+MONTH({figure_cures})-MONTH({figure_today})"
    )
    found = max(months_between(case.as_of, offer.cures_on), 0)
    return sheet.found("figure_cure", "Months to cure", found, f"=MAX(0,{months})")


def _extra_cost(offer: Offer, note: Money | None, sheet: Sheet) -> Money | None:
    if offer.total_cost is None or note is None or offer.liquidation is not None:
        return None
    says = "All that is paid to the bank to the end"
    source = "the schedule of the terms above"
    cost = _told(sheet, "total_cost", "figure_cost", says, offer.total_cost, source)
    says = "The same for the note as written"
    sheet.given("figure_note", says, note, "the schedule of the note")
    formula = f"={{{cost}}}-{{figure_note}}"
    found = offer.total_cost - note
    return sheet.found("figure_extra", "Costs more than the note as written", found, formula)


def _ltv(case: CaseFacts, offer: Offer, sheet: Sheet) -> Fraction | None:
    value = case.home.value
    if value is None or value <= ZERO or offer.balance is None:
        return None
    debt = offer.balance + offer.deferred
    source = case.home.value_source or "the file"
    sheet.given("figure_value", "Value of the home", value, source, case.home.value_on)
    sheet.given("figure_balance", "Balance bearing interest", offer.balance, "the terms above")
    formula = "=({figure_balance}+{figure_deferred})/{figure_value}"
    return sheet.found("figure_ltv", "Loan to value", Fraction(debt.cents, value.cents), formula)


def _days(offer: Offer, sheet: Sheet) -> None:
    if offer.first_due is not None:
        sheet.given("figure_first", "First payment due", offer.first_due, "the terms above")
    if offer.payment_later is not None:
        says = f"Payment from {text.day(offer.stretches[-1].first_due)}"
        sheet.given("figure_later", says, offer.payment_later, "the terms above")
    if offer.maturity_on is not None:
        sheet.given("figure_maturity", "Maturity", offer.maturity_on, "the terms above")


def _put_off(offer: Offer, cash_by: date | None, sheet: Sheet) -> None:
    says = "Paid at once" if cash_by is None else f"Paid by {text.day(cash_by)}"
    sheet.given("figure_at_once", says, offer.cash_now, "the terms above")
    sheet.given("figure_deferred", "Deferred, bearing none", offer.deferred, "the terms above")
    sheet.given("figure_forgiven", "Given up by the bank", offer.forgiven, "the terms above")
    found = offer.deferred + offer.forgiven
    formula = "={figure_deferred}+{figure_forgiven}"
    sheet.found("figure_put_off", "Deferred and forgiven", found, formula)


def _regular(case: CaseFacts, sheet: Sheet) -> None:
    if not sheet.has("figure_regular"):
        says = "Today's regular payment"
        sheet.given("figure_regular", says, case.terms.full_payment, "the note", case.as_of)


def _heaviest(offer: Offer, sheet: Sheet) -> str:
    """The key of the heaviest payment: the offer's own line where it is that payment."""
    says = "Heaviest payment"
    return _told(sheet, "payment", "figure_heaviest", says, offer.heaviest)


def _told(
    sheet: Sheet, own: str, key: str, says: str, value: Money, source: str = "the terms above"
) -> str:
    """The key of an amount: the offer's own line where that has it, so that its steps go on."""
    if sheet.value(own) == value:
        return own
    if not sheet.has(key):
        sheet.given(key, says, value, source)
    return key
