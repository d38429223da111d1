"""What a sale of the home brings, worked on the sheet: shared by the ways to give it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.rate import Rate
from mortgage_collect.review.short_sale_contribution import ContributionRule
from mortgage_collect.review.short_sale_contribution import contribution as asked_of_seller
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import Reason
from mortgage_collect.workout.policy import SalePolicy
from mortgage_collect.workout.unpaid_interest import interest_lines
from mortgage_collect.workout.working import Sheet


@dataclass(frozen=True, slots=True)
class Proceeds:
    """`gross` is the price after any discount; `costs` everything paid out of it; `net` the rest.

    `debt` is all that is owed on the day; `shortfall` what the net proceeds leave of it.
    """

    gross: Money
    costs: Money
    net: Money
    debt: Money
    shortfall: Money


def proceeds(
    case: CaseFacts,
    sheet: Sheet,
    price: Money,
    price_source: str,
    *,
    discount: Rate = Rate(0),
    selling: Rate = Rate(0),
    costs: Sequence[tuple[str, str, Money]] = (),
    carry: Money = ZERO,
    months: int = 0,
) -> Proceeds:
    """Price, less discount, cost of selling, the named costs (key, words, amount) and the carry."""
    sheet.given("price", "Price of the home", price, price_source, case.home.value_on)
    gross, price_key = price, "price"
    if discount:
        sheet.given("discount", "Discount of a distressed sale", discount, "assumption")
        gross = price - price.times(discount.exact)
        formula = "={price}-ROUND({price}*{discount},2)"
        sheet.found("sold_for", "Sold for", gross, formula, "half up to the cent")
        price_key = "sold_for"
    sheet.given("selling", "Cost of selling", selling, "the terms")
    fee = gross.times(selling.exact)
    formula = f"=ROUND({{{price_key}}}*{{selling}},2)"
    sheet.found("selling_cost", "Commission", fee, formula, "half up to the cent")
    parts = ["{selling_cost}"]
    for key, says, amount in costs:
        if amount:
            sheet.given(key, says, amount, "the terms")
            parts.append(f"{{{key}}}")
    carried = carry * months
    if carried:
        sheet.given("carry", "Taxes, insurance and upkeep, a month", carry, "assumption")
        sheet.given("sale_months", "Months until the money comes", months, "the terms")
        sheet.found("carried", "Carried until then", carried, "={carry}*{sale_months}")
        parts.append("{carried}")
    paid = fee + total(amount for _, _, amount in costs) + carried
    sheet.found("sale_costs", "All costs of the sale", paid, f"={'+'.join(parts)}")
    net = gross - paid
    sheet.found("net", "Net proceeds", net, f"={{{price_key}}}-{{sale_costs}}")
    debt = debt_of(case, sheet)
    short = max(debt - net, ZERO)
    sheet.found("shortfall", "Debt the proceeds do not pay", short, "=MAX({debt}-{net},0)")
    return Proceeds(gross, paid, net, debt, short)


def debt_of(case: CaseFacts, sheet: Sheet) -> Money:
    """Everything owed today: UPB, unpaid interest, advances, late charges, deferred, less suspense.

    What nobody knows is left out and marked so; the shortfall is then at least what is shown.
    """
    position, advances = case.position, case.advances
    rate, behind = case.terms.rate, case.months_behind
    interest = ZERO
    as_of = case.as_of
    sheet.given("upb", "UPB", position.upb, "the loan system", as_of)
    parts = ["{upb}"]
    if rate is not None:
        sheet.given("rate", "Rate", rate, "the note")
        sheet.given("months_behind", "Months of unpaid interest", behind, "the installments", as_of)
        interest = interest_lines(case, rate, position.next_due, behind, sheet, "months_behind")
        parts.append("{interest_due}")
    known = (
        ("escrow_advance", "Escrow advances paid", advances.escrow_advance),
        ("servicing_advance", "Other advances paid", advances.servicing_advance),
        ("late_charges", "Late charges", position.late_charges),
        ("deferred", "Deferred principal", advances.deferred),
    )
    debt = position.upb + interest
    for key, says, amount in known:
        sheet.given(key, says, amount, "the loan system", as_of)
        if amount:
            parts.append(f"{{{key}}}")
            debt += amount
    formula = f"={'+'.join(parts)}"
    if position.suspense:
        sheet.given("suspense", "Money in suspense", position.suspense, "the loan system", as_of)
        formula += "-{suspense}"
        debt -= position.suspense
    return sheet.found("debt", "Debt in all", debt, formula)


def contribution(
    case: CaseFacts, policy: SalePolicy, shortfall: Money, sheet: Sheet
) -> tuple[Money, Reason]:
    """The cash asked of the seller, and why (see review/short_sale_contribution.py)."""
    if not shortfall:
        return ZERO, Reason(True, "No contribution: the proceeds pay the whole debt", policy.source)
    reserves, income = case.household.reserves, case.household.gross_income
    charges = case.household.property_charges
    if reserves is None:
        says = "Whether a contribution is asked is not known: the review tells no reserves"
        return ZERO, Reason(None, says, policy.source)
    payment = case.terms.full_payment
    ratio = None
    if income is not None and income > ZERO and charges is not None:
        ratio = Fraction((payment + charges).cents, income.cents)
    rule = ContributionRule(
        reserves_above=policy.reserves_over,
        housing_ratio_up_to=policy.ratio_at_most.exact,
        share_of_reserves=policy.reserves_percent.exact,
        payments=policy.payments,
        rounded_to=policy.round_to,
        waived_below=policy.waive_below,
        effective_from=case.program.effective_from,
        source=policy.source,
        verified=case.program.verified,
    )
    found = asked_of_seller(reserves, payment, shortfall, ratio, rule)
    if not found.required:
        return ZERO, Reason(True, "No contribution is asked of the seller", policy.source)
    sheet.given("reserves", "Reserves outside retirement", reserves, "the review")
    sheet.given("piti", "Monthly payment", payment, "the note")
    sheet.given("reserves_share", "Share of the reserves", policy.reserves_percent, policy.source)
    sheet.given("payments_asked", "Monthly payments", policy.payments, policy.source)
    sheet.given("round_to", "Rounded to", policy.round_to, policy.source)
    sheet.given("waive_below", "Waived below", policy.waive_below, policy.source)
    greater = "MAX(ROUND({reserves}*{reserves_share},2),{piti}*{payments_asked})"
    formula = f"=MIN(ROUND({greater}/{{round_to}},0)*{{round_to}},{{shortfall}})"
    says = "The greater of both, rounded, not above the shortfall"
    sheet.found("contribution_capped", says, found.capped, formula)
    formula = "=IF({contribution_capped}<{waive_below},0,{contribution_capped})"
    says = "Contribution asked of the seller"
    sheet.found("contribution", says, found.request, formula)
    if found.waived:
        return ZERO, Reason(True, f"{found.capped} is too small to ask for", policy.source)
    says = f"A contribution of {found.request} is asked: {found.because}"
    return found.request, Reason(True, says, policy.source)
