"""More than 120 days: 12 CFR 1024.41(f)(1).

No first notice or filing unless the loan is more than 120 days delinquent, so that the first day is
the 121st after the due date of the oldest unpaid payment. Two grounds need no days: a due-on-sale
clause that was broken, and joining the action of a superior or subordinate lienholder. It holds for
small servicers too ((j)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.foreclosure.check import Check, ForeclosureStep, Light, check
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.foreclosure import DUE_ON_SALE, JOINS, REFERRED
from mortgage_collect.rules.numbers import number

ID, TITLE = "reg_x.more_than_120_days", "More than 120 days delinquent"
CITE = "12 CFR 1024.41(f)(1)"
GROUNDS = {
    DUE_ON_SALE: ("It rests on a due-on-sale clause that was broken.", f"{CITE}(ii)"),
    JOINS: ("We join the action of another lienholder.", f"{CITE}(iii)"),
}


def delinquent_days(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    if step is not ForeclosureStep.FIRST_FILING:
        return
    ruling = life.coverage.get("41f1")
    if ruling is not None and ruling.answer is False:
        yield Check(ID, TITLE, Light.GREEN, f"Not needed. {ruling.says}", ruling.cites)
        return
    for told in _grounds(life, today):
        says, cite = GROUNDS[told]
        yield check(ID, TITLE, Light.GREEN, f"No days are needed. {says}", cite)
        return
    since = life.delinquent_since(today)
    if since is None:
        yield check(ID, TITLE, Light.RED, "Nothing is due and unpaid.", f"{CITE}(i)")
        return
    first = first_filing_day(since, today)
    gone = text.count((today - since).days, "day")
    says = f"Delinquent since {text.day(since)}, {gone}"
    if today >= first:
        yield check(ID, TITLE, Light.GREEN, f"{says}.", f"{CITE}(i)")
    else:
        says = f"{says}; from {text.day(first)} on, if nothing is paid."
        yield check(ID, TITLE, Light.RED, says, f"{CITE}(i)", first_day=first)


def first_filing_day(since: date, today: date) -> date:
    """The first day that is more than 120 days after the due date of the oldest unpaid installment,
    which is day 0; the figure is that of today."""
    return since + timedelta(days=number("reg_x.filing_days", on=today)) + DAY


def _grounds(life: LoanLife, today: date) -> Iterator[str]:
    for matter in life.of(MatterKind.FORECLOSURE, today):
        last = matter.last(REFERRED)
        if last is not None and last.text("ground") in GROUNDS:
            yield last.text("ground")
