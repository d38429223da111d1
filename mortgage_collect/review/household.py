"""What a review tells about a household, strictly: a figure with a hole in it is unknown.

The running strip of the form shows sums of what is answered so far (ratios.py); whoever decides
about help reads this instead. Every figure is a month's, unless its name says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.step import Step
from mortgage_collect.core.words import Hardship, HardshipTerm, Intent, Standing
from mortgage_collect.review.answers import (
    Entries,
    day_of,
    money_of,
    month_of,
    number_of,
    word_of,
    yes_of,
)
from mortgage_collect.review.holes import FIGURES, Figure, grade_of, holes, says_holes
from mortgage_collect.review.income_lines import IncomeLine, income_lines
from mortgage_collect.review.income_rules import RULES, IncomeRules
from mortgage_collect.review.papers import Paper, missing_papers
from mortgage_collect.review.ratios import ratio_text, ratios, summed
from mortgage_collect.review.va_residual import Region, region_of, required_residual, upkeep


@dataclass(frozen=True, slots=True)
class Told:
    """A figure worked out from what is known: None while something it needs is not, and how."""

    value: Money | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A ratio, or None while something it needs is not known or income is zero, and how."""

    value: Fraction | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Household:
    """One review as a workout reads it. None is not known; `unknowns` says why, in words.

    `housing_charges` are costs of the home outside the loan's payment (dues, and taxes and
    insurance that are not escrowed); `housing_expense` is these and the present payment. `debts`
    hold a second mortgage, support paid and a rented home's shortfall. `surplus` is net income
    less housing, debts and living. `reserves` leave retirement accounts out. `loan_amount` is the
    note's, for the residual table. `grades` tells for every known figure how far its weakest line
    is proven, `verified_share` how much of gross income is verified. `papers_missing` are those the
    hardship and the incomes call for and that are not here, or too old.
    """

    as_of: date
    payment: Money | None
    gross_income: Money | None
    net_income: Money | None
    expenses_without_housing: Money | None
    housing_charges: Money | None
    debts_payments: Money | None
    non_retirement_reserves: Money | None
    retirement_assets: Money | None
    unemployment_income: Money | None
    family_size: int | None
    region: Region | None
    loan_amount: Money | None
    hardship: Hardship | None
    hardship_duration: HardshipTerm | None
    hardship_began_on: date | None
    hardship_resolved_on: date | None
    property_use: str | None
    occupancy: str | None
    intent: Intent | None
    listed_for_sale: bool | None
    military: bool | None
    property_value: Money | None
    square_feet: int | None
    utilities: Money | None
    job_costs: Money | None
    incomes: tuple[IncomeLine, ...]
    grades: Mapping[Figure, Standing]
    verified_share: Fraction | None
    papers_missing: tuple[Paper, ...]
    unknowns: tuple[str, ...]

    @property
    def housing_expense(self) -> Money | None:
        """The present payment and the charges beside it."""
        return self.housing_with(self.payment)

    @property
    def surplus(self) -> Money | None:
        return self.surplus_after(self.payment).value

    def housing_with(self, payment: Money | None) -> Money | None:
        """Housing costs if the loan's full payment were this one."""
        if payment is None or self.housing_charges is None:
            return None
        return payment + self.housing_charges

    def front_end(self, payment: Money | None) -> Share:
        """Housing over gross income, with `payment` as the loan's full payment."""
        housing = self.housing_with(payment)
        return _share(
            "housing ratio",
            housing,
            self.gross_income,
            (
                Step("payment on this loan", payment),
                Step("other costs of the home", self.housing_charges),
            ),
        )

    def back_end(self, payment: Money | None) -> Share:
        """Housing and debts over gross income."""
        housing = self.housing_with(payment)
        owed = _sum((housing, self.debts_payments))
        return _share(
            "back-end ratio",
            owed,
            self.gross_income,
            (Step("housing", housing), Step("debts", self.debts_payments)),
        )

    def surplus_after(self, payment: Money | None) -> Told:
        """What is left of net income after housing with `payment`, debts and living."""
        housing = self.housing_with(payment)
        return _left(
            ("net income", self.net_income),
            ("housing", housing),
            ("debts", self.debts_payments),
            ("living", self.expenses_without_housing),
        )

    def months_of_reserves(self, payment: Money | None) -> Fraction | None:
        """How many of these payments the reserves hold."""
        reserves = self.non_retirement_reserves
        if reserves is None or payment is None or payment <= ZERO:
            return None
        return reserves.over(payment)

    def residual_after(self, payment: Money | None) -> Told:
        """Residual income as the VA counts it: after taxes, housing, upkeep, debts and job costs.

        Taxes are what the take-home leaves out of gross. Upkeep is by the square foot where the
        size of the home is told, else the utilities as told, which leaves maintenance out.
        """
        kept: tuple[str, Money | None]
        if self.square_feet is not None:
            kept = (f"upkeep of {self.square_feet:,} square feet", upkeep(self.square_feet))
        else:
            kept = ("utilities as told, the size of the home not being known", self.utilities)
        return _left(
            ("net income", self.net_income),
            ("housing", self.housing_with(payment)),
            kept,
            ("debts", self.debts_payments),
            ("child care and costs of the job", self.job_costs),
        )

    @property
    def residual_required(self) -> Money | None:
        """What the VA's table asks for this family, region and loan; unverified figures."""
        if self.loan_amount is None or self.region is None or not self.family_size:
            return None
        return required_residual(self.loan_amount, self.region, self.family_size)


def household(
    entries: Entries,
    *,
    as_of: date,
    payment: Money | None,
    state: str = "",
    loan_amount: Money | None = None,
    property_value: Money | None = None,
    rules: IncomeRules = RULES,
    today: date | None = None,
) -> Household:
    """A review's answers as a household.

    `payment` is the full monthly payment on that day, `state` the two letters of where the home
    is; "" and None are not known. `today` is the day papers must not be too old on; without it
    that of the review.
    """
    found = ratios(entries, payment or ZERO, rules)
    missing = holes(entries)
    incomes = income_lines(entries, rules)

    def whole(figure: Figure, value: Money | None) -> Money | None:
        return None if missing[figure] else value

    region = _region(state)
    size = number_of(entries, "household_size")
    return Household(
        as_of=as_of,
        payment=payment,
        gross_income=whole("gross_income", found.gross_income),
        net_income=whole("net_income", found.net_income),
        expenses_without_housing=whole("living", found.living),
        housing_charges=whole("housing", summed(entries, "housing") or ZERO),
        debts_payments=whole("debts", found.debts),
        non_retirement_reserves=whole("reserves", found.reserves),
        retirement_assets=money_of(entries, "retirement_assets"),
        unemployment_income=None
        if missing["gross_income"]
        else total(each.counted for each in incomes if each.spec.income_type == "unemployment"),
        family_size=size or None,
        region=region,
        loan_amount=loan_amount,
        hardship=Hardship(word) if (word := word_of(entries, "hardship")) else None,
        hardship_duration=HardshipTerm(term)
        if (term := word_of(entries, "hardship_term"))
        else None,
        hardship_began_on=day_of(entries, "hardship_began"),
        hardship_resolved_on=day_of(entries, "hardship_resolved_on"),
        property_use=word_of(entries, "property_use"),
        occupancy=word_of(entries, "occupancy"),
        intent=Intent(word) if (word := word_of(entries, "intent")) else None,
        listed_for_sale=yes_of(entries, "listed_for_sale"),
        military=yes_of(entries, "military"),
        property_value=property_value,
        square_feet=number_of(entries, "square_feet"),
        utilities=month_of(entries, "utilities"),
        job_costs=month_of(entries, "child_care"),
        incomes=incomes,
        grades={
            figure: grade
            for figure in FIGURES
            if not missing[figure] and (grade := grade_of(entries, figure)) is not None
        },
        verified_share=_verified(incomes) if not missing["gross_income"] else None,
        papers_missing=missing_papers(entries, as_of=today or as_of),
        unknowns=(*says_holes(missing), *_facts(entries, payment, region, state, size)),
    )


def _share(name: str, part: Money | None, gross: Money | None, steps: tuple[Step, ...]) -> Share:
    steps = (*steps, Step("gross income", gross))
    if part is None or gross is None:
        return Share(None, steps)
    if gross <= ZERO:
        return Share(None, (*steps, Step(f"no {name} over an income of nothing")))
    ratio = part.over(gross)
    return Share(ratio, (*steps, Step(f"{name}: {part} / {gross} = {ratio_text(ratio)}")))


def _left(start: tuple[str, Money | None], *less: tuple[str, Money | None]) -> Told:
    """The first amount less the others; None while one of them is not known."""
    left: Money | None
    says, left = start
    steps = [Step(says, left)]
    for name, amount in less:
        steps.append(Step(f"less {name}", amount))
        left = None if left is None or amount is None else left - amount
    return Told(left, (*steps, Step("left", left)))


def _sum(amounts: Iterable[Money | None]) -> Money | None:
    known = list[Money]()
    for each in amounts:
        if each is None:
            return None
        known.append(each)
    return total(known)


def _region(state: str) -> Region | None:
    try:
        return region_of(state) if state else None
    except UserError:
        return None


def _verified(incomes: tuple[IncomeLine, ...]) -> Fraction | None:
    """The share of gross income whose line is verified; None with no income to prove."""
    counted = total(each.counted for each in incomes)
    proven = total(each.counted for each in incomes if each.standing is Standing.VERIFIED)
    return proven.over(counted) if counted else None


def _facts(
    entries: Entries, payment: Money | None, region: Region | None, state: str, size: int | None
) -> Iterable[str]:
    """What is not known beside the amounts, and what waits for it."""
    if payment is None:
        yield "The loan's payment is not on file: housing costs, both ratios, surplus not known."
    if not size:
        yield "People in the household is not told: required residual income not known."
    if region is None:
        where = f"The state {state!r} is in no region" if state else "The state is not on file"
        yield f"{where}: required residual income not known."
    for key, label in (
        ("hardship", "What happened"),
        ("hardship_began", "When the hardship began"),
        ("hardship_term", "How long the hardship lasts"),
        ("intent", "What they want with the home"),
    ):
        entry = entries.get(key)
        if entry is None or not entry.value:
            yield f"{label} is not told."
