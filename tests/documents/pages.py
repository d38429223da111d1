"""Options as their pages are told of them: from a case on the shelf, and invented by hand.

Options that are not on the shelf are pages already, so terms of every shape are written here.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.documents.explain import ExplainFacts
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.evaluate import Result, Verdict
from mortgage_collect.workout.figures import figures
from mortgage_collect.workout.option import (
    CaseFacts,
    Liquidation,
    Offer,
    PlanInstallment,
    Stretch,
    Trial,
)
from mortgage_collect.workout.options.repayment_plan import Answers as PlanAnswers
from mortgage_collect.workout.options.repayment_plan import Pace, repayment_plan

ROOT = Path(__file__).resolve().parents[2]
CASE = read_case((ROOT / "docs/examples/case.json").read_text("utf-8")).case
UNKNOWN = replace(CASE, surplus=None, maturity_on=None, terms=replace(CASE.terms, rate=None))
"""The same household before anybody knows its income, its rate or the end of its loan."""

FIRST, LATER = date(2027, 1, 1), date(2027, 7, 1)


def rich(key: str) -> Offer:
    """Terms in which everything a page can speak of is there."""
    return Offer(
        kind=key,
        reasons=(),
        stretches=(
            Stretch(FIRST, 6, Money.of("1,400.10"), Money.of("520"), rate=Rate.percent(4)),
            Stretch(
                LATER, 300, Money.of("1,500.20"), Money.of("520"),
                last=Money.of("1,499.87"), rate=Rate.percent(5),
            ),
        ),
        cash_now=Money.of("750.25"),
        cures_on=LATER,
        rate=Rate.percent(5),
        balance=Money.of("240,000.11"),
        deferred=Money.of("9,000.22"),
        forgiven=Money.of("1,000.33"),
        late_charges_waived=Money.of("252.44"),
        due_at_end=Money.of("9,100.55"),
        maturity_on=date(2055, 6, 1),
        total_cost=Money.of("500,000.66"),
        watched=(PlanInstallment(1, date(2026, 12, 1), Money.of("2,100.17"), Money.of("900.77")),),
        trial=Trial(3, Money.of("1,920.10"), FIRST, date(2027, 4, 1)),
    )  # fmt: skip


def bare(key: str) -> Offer:
    """Terms of which hardly anything is known."""
    return Offer(kind=key, reasons=())


def paused(key: str) -> Offer:
    """Nothing is paid for three months, then the regular payment."""
    return Offer(
        kind=key,
        reasons=(),
        stretches=(
            Stretch(FIRST, 3, ZERO, ZERO),
            Stretch(date(2027, 4, 1), 300, Money.of("1,580.17"), Money.of("520")),
        ),
    )


def left(key: str, *, waived: bool, shortfall: str = "22,222.88") -> Offer:
    """The home is given up."""
    return Offer(
        kind=key,
        reasons=(),
        forgiven=Money.of(shortfall) if waived else ZERO,
        liquidation=Liquidation(
            closes_on=date(2027, 1, 23),
            months=2,
            gross=Money.of("250,000.11"),
            costs=Money.of("20,000.22"),
            net_proceeds=Money.of("229,999.89"),
            shortfall=Money.of(shortfall),
            waived=waived,
            relocation=Money.of("7,500.33"),
            contribution=Money.of("1,000.44"),
        ),
    )


def nowhere(key: str) -> Offer:
    """The home is given up, nobody knows when, and nothing is left to owe."""
    return Offer(
        kind=key,
        reasons=(),
        liquidation=Liquidation(None, 0, ZERO, ZERO, ZERO, ZERO, waived=True),
    )


def result(offer: Offer, case: CaseFacts = CASE) -> Result:
    shown = figures(case, offer)
    return Result(offer.kind, offer.kind, True, Verdict.FITS, (), offer=offer, figures=shown)


def facts_of(offer: Offer, case: CaseFacts = CASE, **other: Any) -> ExplainFacts:
    return ExplainFacts(result=result(offer, case), case=case, made_on=case.as_of, **other)


def shapes(key: str) -> list[Offer]:
    """Terms of every shape under one key."""
    return [
        rich(key),
        bare(key),
        paused(key),
        left(key, waived=True),
        left(key, waived=False),
        nowhere(key),
        fortnightly(key),
    ]


def fortnightly(key: str) -> Offer:
    """A plan of eight months paid on their own paydays."""
    made = repayment_plan.offer(CASE, PlanAnswers(months=8, pace=Pace.BIWEEKLY))
    return replace(made, kind=key)
