"""A complaint: the days the bank sets itself.

Bank policy, of no law, and the bank may change the figures: acknowledged within five days, answered
within thirty, leaving out legal public holidays, Saturdays and Sundays; one that came through a
regulator is answered within fifteen days of the calendar, or on the day the regulator names where
that is nearer. A complaint goes by the figures of the day it was received.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_counted_days
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.error_notice import EXCLUDING
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.complaint import ACKNOWLEDGED, ANSWERED, CLOSED, RECEIVED
from mortgage_collect.rules.numbers import COMPLAINTS
from mortgage_collect.rules.rule import HOUSE_SINCE
from mortgage_collect.rules.texts import OWN_TEXT

REGULATOR = "regulator"


@duty(
    id="own.complaint_acknowledgment",
    title="Acknowledge the complaint",
    cites=(COMPLAINTS,),
    since=HOUSE_SINCE,
    section="",
    text=OWN_TEXT,
    own=True,
    matter=MatterKind.COMPLAINT,
)
def complaint_acknowledgment(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in life.of(MatterKind.COMPLAINT, today, HOUSE_SINCE):
        opened = matter.opened_on
        days = life.figure("own.complaint_acknowledged", opened)
        yield Occasion(
            name=f"complaint of {text.day(opened)}",
            says=f"Acknowledge the complaint of {text.day(opened)}.",
            due=add_counted_days(opened, days),
            opened=opened,
            counted=f"{days} days after {text.day(opened)}, {EXCLUDING}: the bank's own",
            done=(step.on for step in matter.all(ACKNOWLEDGED, ANSWERED)),
            ended=matter.on(CLOSED),
            about=matter.id,
            act=Act(ActKind.STEP, ACKNOWLEDGED),
        )


@duty(
    id="own.complaint_answer",
    title="Answer the complaint",
    cites=(COMPLAINTS,),
    since=HOUSE_SINCE,
    section="",
    text=OWN_TEXT,
    own=True,
    matter=MatterKind.COMPLAINT,
)
def complaint_answer(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in life.of(MatterKind.COMPLAINT, today, HOUSE_SINCE):
        opened, received = matter.opened_on, matter.first(RECEIVED)
        named = received.day("answer_by") if received is not None else None
        if received is not None and received.text("how") == REGULATOR:
            days = life.figure("own.complaint_regulator", opened)
            due, how = opened + timedelta(days=days), "by the calendar"
        else:
            days = life.figure("own.complaint_answered", opened)
            due, how = add_counted_days(opened, days), EXCLUDING
        counted = f"{days} days after {text.day(opened)}, {how}: the bank's own"
        if named is not None and named < due:
            due, counted = named, "the day the regulator names"
        yield Occasion(
            name=f"complaint of {text.day(opened)}",
            says=f"Answer the complaint of {text.day(opened)}.",
            due=due,
            opened=opened,
            counted=counted,
            done=(step.on for step in matter.all(ANSWERED)),
            ended=matter.on(CLOSED),
            about=matter.id,
            act=Act(ActKind.STEP, ANSWERED),
        )
