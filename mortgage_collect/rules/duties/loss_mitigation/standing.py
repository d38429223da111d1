"""How an application stands on a day, worked out of its steps and of the loan's life.

Nothing of it is kept: a step written down late, on the day it happened, simply comes out right, and
the order in which steps were written down does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.answer import Answer, answers_to
from mortgage_collect.rules.duties.loss_mitigation.course import Course, course_of, in_order
from mortgage_collect.rules.duties.loss_mitigation.rights import (
    Rights,
    acknowledgment_owed,
    rights,
)
from mortgage_collect.rules.duties.remembered import remembered
from mortgage_collect.rules.duties.sale import days_before_sale, first_filing_on, sold_on
from mortgage_collect.rules.duties.spared import came_to_us, left_us
from mortgage_collect.rules.matters import application_words as word
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.matters.successor import confirmed_on
from mortgage_collect.rules.numbers import X_2014, X_2017


@dataclass(frozen=True, slots=True)
class ApplicationStanding:
    """One application at the end of a day.

    `received`: the day it came in. `counts_from`: the day from which it counts, later where a
    possible successor applied; None: they are not confirmed yet. `transferred`: the day on which
    the loan came to us with it. `sale_days`: from that day to the sale as known then; None: no sale
    was set. `facially`, `complete`: the two days of (c)(2)(iv); `complete` is the last one on which
    nothing was missing. `before_filing`: it was complete before the first filing. `answers`: to
    each decision; `answer`: to the one that stands. `over`: the day on which it was withdrawn or
    closed, or the loan left us.
    """

    id: int
    steps: tuple[Step, ...]
    received: date
    counts_from: date | None
    transferred: date | None
    sale_days: int | None
    acknowledged: Step | None
    acknowledgment_owed: bool
    course: Course
    facially: date | None
    complete: date | None
    facial_sale_days: int | None
    complete_sale_days: int | None
    kept_over_transfer: bool
    evaluation_owed: bool
    rights: Rights | None
    before_filing: bool
    answers: tuple[Answer, ...]
    answer: Answer | None
    duplicate: bool
    over: date | None

    def all(self, *keys: str) -> Iterator[Step]:
        return (step for step in self.steps if step.key in keys)

    def days(self, *keys: str) -> tuple[date, ...]:
        return tuple(step.on for step in self.all(*keys))

    def first(self, *keys: str) -> date | None:
        return next(iter(self.days(*keys)), None)

    @property
    def bound(self) -> bool:
        """Section 41 applies to it: it counts already, and is no duplicate."""
        return self.counts_from is not None and not self.duplicate

    @property
    def begins(self) -> date:
        """The day from which its days run."""
        return self.counts_from or self.received

    @property
    def told_date(self) -> date | None:
        """The day by which we asked for what was missing."""
        return self.acknowledged.day("reasonable_date") if self.acknowledged else None

    def missing(self, day: date) -> tuple[str, ...]:
        return tuple(item.name for item in self.course.items if item.missing(day))


@remembered
def standings(life: LoanLife, today: date) -> Iterator[ApplicationStanding]:
    """Every application of the loan since there is a rule on them, by the day it came in."""
    found: list[ApplicationStanding] = []
    known = [
        (received, matter)
        for matter in life.of(MatterKind.APPLICATION, today)
        if (received := matter.on(word.RECEIVED)) is not None and received >= X_2014
    ]
    for received, matter in sorted(known, key=lambda pair: (pair[0], pair[1].id)):
        one = _standing(life, matter, received, today, found)
        found.append(one)
        yield one


def bound(life: LoanLife, today: date) -> Iterator[ApplicationStanding]:
    """Those to which section 41 applies: they count already, and are no duplicates."""
    return (one for one in standings(life, today) if one.bound)


def standing(life: LoanLife, matter_id: int, today: date) -> ApplicationStanding | None:
    """One of them; None: it had not come in."""
    return next((one for one in standings(life, today) if one.id == matter_id), None)


def _standing(
    life: LoanLife,
    matter: Matter,
    received: date,
    today: date,
    earlier: list[ApplicationStanding],
) -> ApplicationStanding:
    steps = in_order(matter.steps)
    counts_from = _counts_from(life, matter, received, today)
    course = course_of(steps, received)
    boarded = came_to_us(life, today)
    with_the_loan = boarded is not None and received <= boarded and boarded >= X_2017
    transferred = boarded if with_the_loan else None
    facially = complete = None
    if course.completions and counts_from is not None:
        facially = max(course.completions[0], counts_from)
        complete = max(course.completions[-1], counts_from)
    acknowledged = next((step for step in steps if step.key == word.ACKNOWLEDGED), None)
    at = counts_from or received
    sale_days = days_before_sale(life, at)
    facial_days = days_before_sale(life, facially) if facially else None
    complete_days = days_before_sale(life, complete) if complete else None
    carried = rights(facial_days, facially) if facially else None
    at_last = rights(complete_days, complete) if complete else None
    kept = complete is not None and _kept_over_transfer(
        complete, received, transferred, acknowledged, sale_days
    )
    filed = first_filing_on(life, today)
    before_filing = facially is not None and (filed is None or facially <= filed)
    answers = tuple(
        answers_to(
            steps,
            facially,
            today,
            accept_days=carried.accept_days if carried else None,
            may_appeal=carried is not None and (carried.appeal_by_sale or before_filing),
        )
    )
    return ApplicationStanding(
        id=matter.id,
        steps=steps,
        received=received,
        counts_from=counts_from,
        transferred=transferred,
        sale_days=sale_days,
        acknowledged=acknowledged,
        acknowledgment_owed=acknowledgment_owed(sale_days, at),
        course=course,
        facially=facially,
        complete=complete,
        facial_sale_days=facial_days,
        complete_sale_days=complete_days,
        kept_over_transfer=kept,
        evaluation_owed=kept or any(each.evaluation for each in (carried, at_last) if each),
        rights=carried,
        before_filing=before_filing,
        answers=answers,
        answer=_latest(answers, complete),
        duplicate=_duplicate(life, counts_from, boarded, earlier),
        over=_over(life, steps, today),
    )


def _counts_from(life: LoanLife, matter: Matter, received: date, today: date) -> date | None:
    """Comment 41(b)-1: of a possible successor, we may evaluate it at once, or keep it and treat
    it as received on the day they are confirmed."""
    by_successor = any(step.text("from") == word.SUCCESSOR for step in matter.all(word.RECEIVED))
    theirs = [
        other
        for other in life.of(MatterKind.SUCCESSOR, today)
        if (matter.person_id is not None and other.person_id == matter.person_id)
        or (by_successor and matter.person_id is None)
    ]
    if not by_successor and not any(one.opened_on <= received for one in theirs):
        return received
    confirmed = min((day for one in theirs if (day := confirmed_on(one)) is not None), default=None)
    decided = matter.on(word.DECIDED)
    if decided is not None and (confirmed is None or decided < confirmed):
        return received
    return None if confirmed is None else max(received, confirmed)


def _latest(answers: tuple[Answer, ...], complete: date | None) -> Answer | None:
    """The answer to the last decision; one from before the application was complete again leaves
    it undecided."""
    last = answers[-1] if answers else None
    return last if last and (complete is None or last.decision.on >= complete) else None


def _kept_over_transfer(
    complete: date,
    received: date,
    transferred: date | None,
    acknowledged: Step | None,
    sale_days: int | None,
) -> bool:
    """12 CFR 1024.41(k)(2)(ii): acknowledged by us after the transfer, and complete by the day we
    named, it is evaluated and held for however near the sale is by then."""
    if transferred is None or acknowledged is None or acknowledged.on < transferred:
        return False
    told = acknowledged.day("reasonable_date")
    in_time = acknowledgment_owed(sale_days, received)
    return in_time and told is not None and complete <= told


def _duplicate(
    life: LoanLife,
    counts_from: date | None,
    boarded: date | None,
    earlier: list[ApplicationStanding],
) -> bool:
    """12 CFR 1024.41(i): we already complied for a complete application, and the borrower has been
    delinquent ever since. What the former servicer decided does not count (comment 41(i)-2)."""
    if counts_from is None:
        return False
    for prior in earlier:
        if prior.complete is None or prior.answer is None or not prior.evaluation_owed:
            continue
        decided = prior.answer.decision.on
        ours = boarded is None or decided >= boarded
        if ours and decided <= counts_from and _late_throughout(life, prior.complete, counts_from):
            return True
    return False


def _late_throughout(life: LoanLife, first: date, last: date) -> bool:
    """Something was due and unpaid at the end of every day, both included."""
    ends = {one.paid_on for one in life.installments if one.paid_on is not None}
    days = [first, *(day for day in ends if first < day <= last), last]
    return all(life.delinquent_since(day) is not None for day in days)


def _over(life: LoanLife, steps: tuple[Step, ...], today: date) -> date | None:
    days = [step.on for step in steps if step.key in (word.WITHDRAWN, word.CLOSED)]
    gone = (left_us(life, today), sold_on(life, today))
    return min([*days, *(day for day in gone if day is not None)], default=None)
