"""What each income line comes to by the month, with the arithmetic told.

The amount is what was told, by its frequency, or what the papers beside it come to. Source of the
allowances: income_rules.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.step import Step
from mortgage_collect.core.words import Standing
from mortgage_collect.review.answers import (
    Entries,
    beside,
    month_of,
    number_of,
    told_as,
    yes_of,
)
from mortgage_collect.review.income import RentalNet, gross_up, rental_net
from mortgage_collect.review.income_papers import from_papers
from mortgage_collect.review.income_rules import RULES, IncomeRules
from mortgage_collect.review.keys import read_key
from mortgage_collect.review.line import LineSpec
from mortgage_collect.review.lines import lines_of


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """One income by the month.

    `told` is before any allowance; `counted` is what the ratios count of it, and of that
    `grossed_up` was added for bearing no tax. `net` is what reaches the household; None while the
    take-home is not told. `debt` is what a rented home costs beyond its rent. A line `left_out`
    counts for nothing, and `counted`, `net` and `debt` are zero.
    """

    spec: LineSpec
    told: Money
    counted: Money
    net: Money | None
    grossed_up: Money
    debt: Money
    standing: Standing
    left_out: bool
    steps: tuple[Step, ...]


def income_lines(entries: Entries, rules: IncomeRules = RULES) -> tuple[IncomeLine, ...]:
    """Every income that has an answer, in the order of the conversation."""
    return tuple(
        found
        for spec in lines_of(entries)
        if spec.counts_as == "gross_income"
        and (found := income_line(spec, entries, rules)) is not None
    )


def income_line(spec: LineSpec, entries: Entries, rules: IncomeRules = RULES) -> IncomeLine | None:
    """One income line; None while it has neither an answer nor papers."""
    steps = list[Step]()
    told = month_of(entries, spec.key)
    if told is not None:
        steps.append(Step(f"told: {told_as(entries[spec.key])}", told))
    papers = from_papers(spec.key, entries, rules)
    if papers is not None:
        told = papers.monthly
        steps += papers.steps
    if told is None:
        return None
    if _elsewhere(spec, entries, rules, steps):
        return _line(spec, entries, steps, told, left_out=True)
    if spec.income_type == "rental":
        rent = _rent(spec, told, entries, rules, steps)
        return _line(spec, entries, steps, told, rent.income, rent.income, debt=rent.debt)
    counted = _grossed_up(spec, told, entries, rules, steps)
    return _line(spec, entries, steps, told, counted, _net(spec, told, entries, steps))


def _line(
    spec: LineSpec,
    entries: Entries,
    steps: list[Step],
    told: Money,
    counted: Money = ZERO,
    net: Money | None = ZERO,
    *,
    debt: Money = ZERO,
    left_out: bool = False,
) -> IncomeLine:
    entry = entries.get(spec.key)
    return IncomeLine(
        spec,
        told,
        counted,
        net,
        counted - told if spec.taxable is False and not left_out else ZERO,
        debt,
        entry.standing if entry is not None else Standing.STATED,
        left_out,
        tuple(steps),
    )


def _elsewhere(spec: LineSpec, entries: Entries, rules: IncomeRules, steps: list[Step]) -> bool:
    """Whether the income is a contributor's who is not known to live in the home."""
    if spec.person != "contributor" or rules.from_elsewhere:
        return False
    lives = yes_of(entries, read_key(spec.key).beside("contributor_lives_here", repeats=False))
    if lives:
        return False
    why = "lives elsewhere" if lives is False else "not told whether they live in the home"
    steps.append(Step(f"left out: the contributor {why}" if lives is False else f"left out: {why}"))
    return True


def _grossed_up(
    spec: LineSpec, told: Money, entries: Entries, rules: IncomeRules, steps: list[Step]
) -> Money:
    if spec.taxable is not False or not told:
        return told
    own = number_of(entries, beside(spec.key, "gross_up"))
    percent = rules.gross_up_percent if own is None else own
    counted = gross_up(told, percent)
    steps.append(Step(f"bears no tax: {percent}% added", counted))
    return counted


def _net(spec: LineSpec, told: Money, entries: Entries, steps: list[Step]) -> Money | None:
    """Take-home as told; income that bears no tax, or an unknown one, as it is."""
    if not spec.take_home or not told:
        return told
    net = month_of(entries, spec.take_home)
    if net is not None:
        steps.append(Step(f"take-home: {told_as(entries[spec.take_home])}", net))
    return net


def _rent(
    spec: LineSpec, told: Money, entries: Entries, rules: IncomeRules, steps: list[Step]
) -> RentalNet:
    mortgage = month_of(entries, spec.mortgage) or ZERO
    costs = month_of(entries, beside(spec.key, "costs"))
    if costs is None:
        found = rental_net(told, mortgage, rules.rental_percent)
        steps.append(Step(f"{rules.rental_percent}% of the rent", found.net + mortgage))
    else:
        found = RentalNet(told - costs - mortgage)
        steps.append(Step(f"rent less its costs of {costs}", told - costs))
    steps.append(Step(f"less the mortgage on that property, {mortgage}", found.net))
    if found.debt:
        steps.append(Step("below zero: counted as a debt", found.debt))
    return found
