"""An income worked out from papers: a pay stub's year to date, tax returns, a run of months.

What the papers say replaces what was told; both stay in the working. Half a paper (a year to date
without its last day) works nothing out, and the told amount stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.step import Step
from mortgage_collect.review.answers import Entries, beside, day_of, money_of, number_of
from mortgage_collect.review.income import Period, YearToDate, averaged, overtime, ytd_monthly
from mortgage_collect.review.income_rules import IncomeRules
from mortgage_collect.review.keys import read_key


@dataclass(frozen=True, slots=True)
class FromPapers:
    """A month's income as the papers have it, and how."""

    monthly: Money
    steps: tuple[Step, ...]


def from_papers(key: str, entries: Entries, rules: IncomeRules) -> FromPapers | None:
    """What the papers beside an income line come to; None when there are none, or too few."""
    base = read_key(key).base
    for ending, work in _WAYS.items():
        if base.endswith(ending):
            return work(key, entries, rules)
    return None


def _wages(key: str, entries: Entries, rules: IncomeRules) -> FromPapers | None:
    earned = money_of(entries, beside(key, "ytd"))
    told = _year_to_date(key, earned, entries, rules, began=True)
    if told is None or earned is None:
        return None
    found, says = told
    return FromPapers(found, (Step(f"pay stub: {earned} {says}", found),))


def _overtime(key: str, entries: Entries, rules: IncomeRules) -> FromPapers | None:
    earned = money_of(entries, beside(key, "earned"))
    months = number_of(entries, beside(key, "months"))
    if earned is None or not months:
        return None
    found = overtime(earned, months)
    steps = [Step(f"{earned} over {text.count(months, 'month')}", found)]
    if months < rules.usual_months:
        steps.append(Step(f"{rules.usual_months} months are usual; fewer only if it goes on"))
    return FromPapers(found, tuple(steps))


def _business(key: str, entries: Entries, rules: IncomeRules) -> FromPapers | None:
    """Whole years and the year so far, averaged over their months; the latest when it is lower."""
    periods = list[Period]()
    for ending, says in (("earlier", "year before"), ("recent", "last full year")):
        profit = money_of(entries, beside(key, ending))
        if profit is not None:
            added = money_of(entries, beside(key, f"{ending}_added")) or ZERO
            periods.append(Period(says, Fraction(12), total((profit, added))))
    earned = money_of(entries, beside(key, "ytd"))
    through = day_of(entries, beside(key, "ytd_through"))
    if earned is not None and through is not None:
        span = ytd_monthly(earned, through)
        periods.append(Period(f"this year through {text.day(through)}", span.months, earned))
    if not periods:
        return None
    found = averaged(periods)
    steps = [
        Step(f"{each.says}: {each.earned} over {_months(each.months)}", each.monthly)
        for each in periods
    ]
    steps.append(Step(f"average over {_months(found.months)}", found.average))
    if found.declining:
        steps.append(Step("the latest is lower than the one before: only it counts", found.recent))
    if found.months < rules.usual_months:
        steps.append(Step(f"{rules.usual_months} months of papers are usual"))
    return FromPapers(found.usable, tuple(steps))


def _year_to_date(
    key: str, earned: Money | None, entries: Entries, rules: IncomeRules, *, began: bool
) -> tuple[Money, str] | None:
    through = day_of(entries, beside(key, "ytd_through"))
    if earned is None or through is None:
        return None
    since = day_of(entries, beside(key, "began")) if began else None
    if since is not None and since.year != through.year:
        since = None  # the job is older than the year: the whole of it counts
    try:
        span: YearToDate = ytd_monthly(earned, through, since)
    except UserError:
        return None  # the job begins after the stub ends: doubts.py says so beside the line
    if rules.ytd_by_days:
        return span.by_days, f"from the year's start through {text.day(through)}, by days"
    return span.by_half_months, f"through {text.day(through)}: {_months(span.months)}"


def _months(months: Fraction) -> str:
    words = f"{months.numerator // months.denominator}"
    if months.denominator == 2:
        words += ".5"
    return f"{words} month" if months == 1 else f"{words} months"


_Way = Callable[[str, Entries, IncomeRules], FromPapers | None]

_WAYS: dict[str, _Way] = {
    "_wages": _wages,
    "_overtime": _overtime,
    "_self_employment": _business,
}
