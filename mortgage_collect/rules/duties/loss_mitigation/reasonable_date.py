"""By which day to ask for what is missing: 12 CFR 1024.41(b)(2)(ii).

Thirty days after the notice are generally fine (comment -1), but no later than the nearest that is
still ahead of: the day a paper grows stale, the 120th day of delinquency, 90 days before the sale,
38 days before it (comment -2); and never less than seven days after the notice (comment -3, which
overrides the others). That only milestones still ahead count is read from the rule's preambles and
comment 41(k)(2)(ii)-3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.falling import first_of, passed
from mortgage_collect.rules.duties.loss_mitigation.naming import called
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding, bound
from mortgage_collect.rules.duties.sale import sale_known
from mortgage_collect.rules.matters.application_words import ITEM_RECEIVED
from mortgage_collect.rules.numbers import X_2014, number
from mortgage_collect.rules.texts import REG_X_TEXT

BEFORE_SALE = (90, 38)


@dataclass(frozen=True, slots=True)
class Milestone:
    on: date
    says: str


@dataclass(frozen=True, slots=True)
class ReasonableDay:
    """`earliest`: the first day that may be named. `suggested`: thirty days, or the nearest
    milestone, never before `earliest`. `latest`: the last one that may be named; None: no milestone
    is ahead."""

    earliest: date
    suggested: date
    nearest: Milestone | None

    @property
    def latest(self) -> date | None:
        return max(self.nearest.on, self.earliest) if self.nearest else None


def reasonable_day(life: LoanLife, one: ApplicationStanding, notice_on: date) -> ReasonableDay:
    """For a notice given on a day; the papers are those received by then."""
    least = notice_on + timedelta(days=number("reg_x.reasonable_least_days", on=notice_on))
    fine = notice_on + timedelta(days=number("reg_x.reasonable_days", on=notice_on))
    ahead = [each for each in _milestones(life, one, notice_on) if each.on >= notice_on]
    nearest = min(ahead, key=lambda each: each.on, default=None)
    wanted = min(fine, nearest.on) if nearest else fine
    return ReasonableDay(least, max(wanted, least), nearest)


def _milestones(life: LoanLife, one: ApplicationStanding, day: date) -> Iterator[Milestone]:
    for step in one.all(ITEM_RECEIVED):
        stale = step.day("stale_on")
        if stale is not None and step.on <= day:
            papers = text.listed(step.several("item")) or "a paper"
            yield Milestone(stale, f"{papers}: too old from that day")
    since = life.delinquent_since(day)
    if since is not None:
        days = number("reg_x.filing_days", on=day)
        yield Milestone(since + timedelta(days=days), f"day {days} of the delinquency")
    sale = sale_known(life, day)
    if sale is not None:
        for days in BEFORE_SALE:
            yield Milestone(sale - timedelta(days=days), f"{days} days before the sale")


@duty(
    id="reg_x.reasonable_date",
    title="Their papers for the application",
    cites=("12 CFR 1024.41(b)(2)(ii)",),
    since=X_2014,
    section="41b2",
    text=REG_X_TEXT,
    matter=MatterKind.APPLICATION,
)
def reasonable_date(life: LoanLife, today: date) -> Iterator[Occasion]:
    """The borrower's day: it falls away when it has passed, and nothing of ours is late."""
    for one in bound(life, today):
        notice = one.acknowledged
        if notice is None or not notice.several("missing"):
            continue
        found = reasonable_day(life, one, notice.on)
        due = one.told_date or found.suggested
        why = f", {found.nearest.says}" if found.nearest and found.nearest.on == due else ""
        missing = text.listed(one.missing(today))
        yield Occasion(
            name=called(one, "asked", notice.on),
            says=f"They were asked for {missing or 'papers'} by {text.day(due)}.",
            due=due,
            opened=notice.on,
            counted=f"named in the notice of {text.day(notice.on)}{why}",
            done=(day for day in one.course.completions if day >= notice.on),
            ended=first_of(passed(due, today), one.over),
            not_before=found.earliest,
            about=one.id,
            act=Act(ActKind.STEP, ITEM_RECEIVED),
        )
