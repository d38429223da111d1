"""What else a notice of error brings: 12 CFR 1024.35(e)(4), (g)(2) and (i)(1).

Copies of what the answer leans on within fifteen days of being asked for; word that no answer
follows within five days of finding so; both leave out legal public holidays, Saturdays and Sundays.
For sixty days after the notice nothing adverse about the payment it concerns goes to a credit
bureau, whatever was answered meanwhile; the day of receipt is not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY, add_counted_days
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.error_notice import EXCLUDING, SINCE, notices
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.error_notice import (
    COPIES_ASKED,
    COPIES_SENT,
    NOT_APPLICABLE,
    NOTICE_OF_THAT,
    WITHDRAWN,
)
from mortgage_collect.rules.numbers import number
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.error_copies",
    title="Copies of what an answer leans on",
    cites=("12 CFR 1024.35(e)(4)",),
    since=SINCE,
    section="35",
    text=REG_X_TEXT,
    matter=MatterKind.ERROR_NOTICE,
)
def error_copies(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, _ in notices(life, today):
        for asked in matter.all(COPIES_ASKED):
            days = number("reg_x.error_copies", on=asked.on)
            yield Occasion(
                name=f"copies asked {text.day(asked.on)}",
                says=f"Send the copies asked for on {text.day(asked.on)}, free of charge, or say"
                " why they are not sent.",
                due=add_counted_days(asked.on, days),
                opened=asked.on,
                counted=f"{days} days after {text.day(asked.on)}, {EXCLUDING}",
                done=(step.on for step in matter.all(COPIES_SENT)),
                ended=matter.on(WITHDRAWN),
                about=matter.id,
                act=Act(ActKind.STEP, COPIES_SENT),
            )


@duty(
    id="reg_x.error_no_answer",
    title="Word that a notice of error gets no answer",
    cites=("12 CFR 1024.35(g)(2)",),
    since=SINCE,
    section="35",
    text=REG_X_TEXT,
    matter=MatterKind.ERROR_NOTICE,
)
def error_no_answer(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, _ in notices(life, today):
        found = matter.first(NOT_APPLICABLE)
        if found is None:
            continue
        days = number("reg_x.error_no_answer", on=found.on)
        yield Occasion(
            name=f"found {text.day(found.on)}",
            says=f"Tell the borrower that their notice gets no answer, as found on"
            f" {text.day(found.on)}, and why.",
            due=add_counted_days(found.on, days),
            opened=found.on,
            counted=f"{days} days after {text.day(found.on)}, {EXCLUDING}",
            done=(step.on for step in matter.all(NOTICE_OF_THAT)),
            ended=matter.on(WITHDRAWN),
            about=matter.id,
            act=Act(ActKind.STEP, NOTICE_OF_THAT),
        )


@duty(
    id="reg_x.credit_freeze",
    title="Nothing adverse to a credit bureau",
    cites=("12 CFR 1024.35(i)(1)",),
    since=SINCE,
    section="35",
    text=REG_X_TEXT,
    matter=MatterKind.ERROR_NOTICE,
)
def credit_freeze(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, received in notices(life, today):
        if received.yes("about_payment") is False:
            continue
        days = number("reg_x.error_no_reporting", on=received.on)
        last = received.on + timedelta(days=days)
        free = min(filter(None, (last + DAY, matter.on(NOT_APPLICABLE))))
        yield Occasion(
            name=f"notice of {text.day(received.on)}",
            says="Tell no credit bureau anything adverse about the payment in the notice of error,"
            f" through {text.day(last)}.",
            due=None,
            opened=received.on,
            counted=f"{days} days after {text.day(received.on)}, that day not counted",
            not_before=last + DAY,
            ended=free,
            held=True,
            about=matter.id,
        )
