"""A request for information that needs an answer: 12 CFR 1024.36(c) to (f), for every servicer.

Acknowledged within five days, answered within thirty, leaving out legal public holidays, Saturdays
and Sundays; fifteen more where the borrower is told in writing why, before the thirty are over. Who
owns the loan is told within ten, without extension. What nobody entered is counted as that. The
servicing file can be put together within five days of the calendar (1024.38(c)(2)); where it is
what they ask for, that is counted too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_counted_days
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.error_notice import EXCLUDING, SINCE, extended
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.information_request import (
    ACKNOWLEDGED,
    ANSWERED,
    COMPILED,
    FILE,
    NOT_APPLICABLE,
    NOTICE_OF_THAT,
    OWNER,
    RECEIVED,
    WITHDRAWN,
)
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.numbers import number
from mortgage_collect.rules.texts import REG_X_TEXT


def requests(life: LoanLife, today: date) -> Iterator[tuple[Matter, Step]]:
    """The requests that came in writing, or of which nobody said that they did not."""
    for matter in life.of(MatterKind.INFORMATION_REQUEST, today, SINCE):
        received = matter.first(RECEIVED)
        if received is not None and received.yes("written") is not False:
            yield matter, received


@duty(
    id="reg_x.information_acknowledgment",
    title="Acknowledge the request for information",
    cites=("12 CFR 1024.36(c)", "12 CFR 1024.36(e)"),
    since=SINCE,
    section="36",
    text=REG_X_TEXT,
    matter=MatterKind.INFORMATION_REQUEST,
)
def information_acknowledgment(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, received in requests(life, today):
        days = number("reg_x.information_acknowledged", on=received.on)
        yield Occasion(
            name=f"request of {text.day(received.on)}",
            says=f"Acknowledge the request for information of {text.day(received.on)} in writing.",
            due=add_counted_days(received.on, days),
            opened=received.on,
            counted=f"{days} days after {text.day(received.on)}, {EXCLUDING}",
            done=(step.on for step in matter.all(ACKNOWLEDGED)),
            # What they asked for, sent within the five days, stands for it (e).
            ended=matter.on(ANSWERED, NOT_APPLICABLE, WITHDRAWN),
            about=matter.id,
            act=Act(ActKind.STEP, ACKNOWLEDGED),
        )


@duty(
    id="reg_x.information_answer",
    title="Answer the request for information",
    cites=("12 CFR 1024.36(d)(1)", "12 CFR 1024.36(d)(2)"),
    since=SINCE,
    section="36",
    text=REG_X_TEXT,
    matter=MatterKind.INFORMATION_REQUEST,
)
def information_answer(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, received in requests(life, today):
        due, counted, cite = _answer_due(matter, received)
        yield Occasion(
            name=f"request of {text.day(received.on)}",
            says=f"Answer the request for information of {text.day(received.on)}: send it, or say"
            " in writing why it is not to be had.",
            due=due,
            opened=received.on,
            counted=counted,
            done=(step.on for step in matter.all(ANSWERED)),
            ended=matter.on(NOT_APPLICABLE, WITHDRAWN),
            about=matter.id,
            act=Act(ActKind.STEP, ANSWERED),
            cites=(cite,),
        )


def _answer_due(matter: Matter, received: Step) -> tuple[date, str, str]:
    """The last day, how it was reached, and the paragraph."""
    on, asks = received.on, received.text("asks")
    after = f"after {text.day(on)}, {EXCLUDING}"
    if asks in (OWNER, ""):
        days = number("reg_x.information_owner", on=on)
        why = "" if asks else "; what they ask for nobody entered, so the shortest time"
        return add_counted_days(on, days), f"{days} days {after}{why}", "12 CFR 1024.36(d)(2)(i)(A)"
    days = number("reg_x.information_answered", on=on)
    due = add_counted_days(on, days)
    if extended(matter, due):
        more = number("reg_x.information_extended", on=on)
        told = f"{days} and {more} days {after}"
        return add_counted_days(due, more), told, "12 CFR 1024.36(d)(2)(ii)"
    return due, f"{days} days {after}", "12 CFR 1024.36(d)(2)(i)(B)"


@duty(
    id="reg_x.information_no_answer",
    title="Word that a request gets no answer",
    cites=("12 CFR 1024.36(f)(2)",),
    since=SINCE,
    section="36",
    text=REG_X_TEXT,
    matter=MatterKind.INFORMATION_REQUEST,
)
def information_no_answer(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, _ in requests(life, today):
        found = matter.first(NOT_APPLICABLE)
        if found is None:
            continue
        days = number("reg_x.information_no_answer", on=found.on)
        yield Occasion(
            name=f"found {text.day(found.on)}",
            says=f"Tell the borrower that their request gets no answer, as found on"
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
    id="reg_x.servicing_file",
    title="Put the servicing file together",
    cites=("12 CFR 1024.38(c)(2)",),
    since=SINCE,
    section="38",
    text=REG_X_TEXT,
    matter=MatterKind.INFORMATION_REQUEST,
)
def servicing_file(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, received in requests(life, today):
        if received.text("asks") != FILE:
            continue
        days = number("reg_x.servicing_file_days", on=received.on)
        yield Occasion(
            name=f"request of {text.day(received.on)}",
            says="Put the servicing file together: payments with escrow and suspense, security"
            " instrument, notes of talks, data fields, and what the borrower sent.",
            due=received.on + timedelta(days=days),
            opened=received.on,
            counted=f"{days} days after {text.day(received.on)}, by the calendar",
            done=(step.on for step in matter.all(COMPILED, ANSWERED)),
            ended=matter.on(NOT_APPLICABLE, WITHDRAWN),
            about=matter.id,
            act=Act(ActKind.STEP, COMPILED),
        )
