"""What a debt collector owes at the start, and on a dispute: 12 CFR 1006.34 and 1006.38.

The validation information goes out in the first communication with the consumer, or within five
days of the calendar after it; not where the debt was paid by then. A notice that came back was not
sent (1006.42(a)(1)): it is sent again, and the time to dispute is counted anew (comment
34(b)(5)-2). How soon again the text does not say: that is the bank's own figure, five days unless
it chose another.

A dispute, or the question who the first creditor was, in writing within the time: collection of
what is in dispute stops until the answer is sent. No day runs for the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.matters.validation import (
    ANSWERED,
    CLOSED,
    CREDITOR_ASKED,
    DISPUTED,
    FIRST_COMMUNICATION,
    PROVIDED,
    RETURNED,
)
from mortgage_collect.rules.texts import REG_F_TEXT
from mortgage_collect.rules.validation_period import validation_period_ends

SINCE = date(2021, 11, 30)
SECTION = "fdcpa"


def validations(life: LoanLife, today: date) -> Iterator[Matter]:
    """Nothing of this binds where we are no debt collector; who did not settle it is one."""
    if life.fdcpa is not False:
        yield from life.of(MatterKind.VALIDATION, today, SINCE)


@duty(
    id="reg_f.validation_notice",
    title="Validation notice",
    cites=("12 CFR 1006.34(a)(1)", "12 CFR 1006.42(a)(1)"),
    since=SINCE,
    section=SECTION,
    text=REG_F_TEXT,
    matter=MatterKind.VALIDATION,
)
def validation_notice(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in validations(life, today):
        provided = tuple(step.on for step in matter.all(PROVIDED))
        first = matter.first(FIRST_COMMUNICATION)
        if first is not None:
            yield _sent_within(life, matter, first, provided, "first communication")
        for back in matter.all(RETURNED):
            yield _sent_within(life, matter, back, provided, "came back")


def _sent_within(
    life: LoanLife, matter: Matter, start: Step, provided: tuple[date, ...], what: str
) -> Occasion:
    again = start.key == RETURNED
    days = life.figure("own.returned_notice" if again else "reg_f.notice_days", start.on)
    ends = filter(None, (matter.on(CLOSED), _paid_off(life)))
    return Occasion(
        name=f"{what} {text.day(start.on)}",
        says="Send the validation notice again, to an address that reaches them."
        if again
        else "Give the validation information.",
        due=start.on + timedelta(days=days),
        opened=start.on if again else min((start.on, *provided)),
        counted=f"{days} days after {text.day(start.on)}, by the calendar"
        + (
            "; the text names no day for the second sending, the bank's own is taken"
            if again
            else ""
        ),
        done=provided,
        ended=min(ends, default=None),
        about=matter.id,
        act=Act(ActKind.STEP, PROVIDED),
        unverified=again,
    )


def _paid_off(life: LoanLife) -> date | None:
    return life.status_on if life.status is LoanStatus.PAID_OFF else None


@duty(
    id="reg_f.validation_period",
    title="Time to dispute the debt",
    cites=("12 CFR 1006.34(b)(5)", "12 CFR 1006.38(b)(1)"),
    since=SINCE,
    section=SECTION,
    text=REG_F_TEXT,
    matter=MatterKind.VALIDATION,
)
def validation_period(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in validations(life, today):
        for sent in matter.all(PROVIDED):
            last = last_day_to_dispute(sent)
            came_back = next((step.on for step in matter.all(RETURNED) if step.on >= sent.on), None)
            yield Occasion(
                name=f"provided {text.day(sent.on)}",
                says=f"They may dispute the debt through {text.day(last)}: say and do nothing that"
                " overshadows it.",
                due=None,
                opened=sent.on,
                counted="30 days from the day they are taken to have it",
                not_before=last + DAY,
                ended=min(filter(None, (last + DAY, came_back, matter.on(CLOSED)))),
                held=True,
                about=matter.id,
            )


def last_day_to_dispute(sent: Step) -> date:
    """The later of what the notice names and what the law gives, in doubt a day more."""
    counted = validation_period_ends(sent.on, careful=True)
    return max(filter(None, (counted, sent.day("ends_on"))))


@duty(
    id="reg_f.dispute_answer",
    title="Answer the dispute",
    cites=("12 CFR 1006.38(c)", "12 CFR 1006.38(d)(2)"),
    since=SINCE,
    section=SECTION,
    text=REG_F_TEXT,
    matter=MatterKind.VALIDATION,
)
def dispute_answer(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in validations(life, today):
        for came in matter.all(DISPUTED, CREDITOR_ASKED):
            if came.yes("written") is False or not in_time(matter, came.on):
                continue
            yield Occasion(
                name=f"{'disputed' if came.key == DISPUTED else 'asked'} {text.day(came.on)}",
                says="Collect nothing of what is disputed until verification, or a copy of the"
                " judgment, is sent."
                if came.key == DISPUTED
                else "Collect nothing until the name and address of the original creditor is sent.",
                due=None,
                opened=came.on,
                counted="no day runs; collection has stopped",
                done=(step.on for step in matter.all(ANSWERED)),
                ended=matter.on(CLOSED),
                held=True,
                about=matter.id,
                act=Act(ActKind.STEP, ANSWERED),
                cites=("12 CFR 1006.38(d)(2)" if came.key == DISPUTED else "12 CFR 1006.38(c)",),
            )


def in_time(matter: Matter, day: date) -> bool:
    """Within the time to dispute; while no notice has reached them it has not begun to end."""
    reached = [
        sent
        for sent in matter.all(PROVIDED)
        if not any(back.on >= sent.on for back in matter.all(RETURNED))
    ]
    return not reached or day <= max(map(last_day_to_dispute, reached))
