"""A notice of error that needs an answer: 12 CFR 1024.35(d) to (i), for every servicer.

Acknowledged within five days, answered within thirty, leaving out legal public holidays, Saturdays
and Sundays; fifteen more where the borrower is told in writing why, before the thirty are over. An
error about a payoff balance is answered within seven. One about a foreclosure (b)(9), (b)(10) is
answered within thirty, and in any case before the sale; neither can be extended. Where such a
notice comes seven days or fewer before the sale, an attempt in good faith is owed, in writing or
spoken, and no date of its own runs (f)(2). A kind of error nobody entered is counted as the one
that leaves the least time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY, add_counted_days
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.sale import sale_known
from mortgage_collect.rules.matters.error_notice import (
    ACKNOWLEDGED,
    ANSWERED,
    EXTENDED,
    FORECLOSURE_ERRORS,
    NOT_APPLICABLE,
    PAYOFF_ERROR,
    RECEIVED,
    WITHDRAWN,
)
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.numbers import number
from mortgage_collect.rules.texts import REG_X_TEXT

SINCE = date(2014, 1, 10)
EXCLUDING = "leaving out holidays, Saturdays and Sundays"


def notices(life: LoanLife, today: date) -> Iterator[tuple[Matter, Step]]:
    """The notices that came in writing, or of which nobody said that they did not."""
    for matter in life.of(MatterKind.ERROR_NOTICE, today, SINCE):
        received = matter.first(RECEIVED)
        if received is not None and received.yes("written") is not False:
            yield matter, received


def near_sale(life: LoanLife, received: Step, day: date) -> bool:
    """An error about a foreclosure came so near the sale, as known on a day, that (f)(2) holds."""
    sale = sale_known(life, day)
    days = timedelta(days=number("reg_x.error_near_sale", on=received.on))
    foreclosure = received.text("category") in FORECLOSURE_ERRORS
    return foreclosure and sale is not None and timedelta(0) <= sale - received.on <= days


@duty(
    id="reg_x.error_acknowledgment",
    title="Acknowledge the notice of error",
    cites=("12 CFR 1024.35(d)", "12 CFR 1024.35(f)(1)"),
    since=SINCE,
    section="35",
    text=REG_X_TEXT,
    matter=MatterKind.ERROR_NOTICE,
)
def error_acknowledgment(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, received in notices(life, today):
        if near_sale(life, received, received.on):
            continue
        days = number("reg_x.error_acknowledged", on=received.on)
        yield Occasion(
            name=f"notice of {text.day(received.on)}",
            says=f"Acknowledge the notice of error of {text.day(received.on)} in writing.",
            due=add_counted_days(received.on, days),
            opened=received.on,
            counted=f"{days} days after {text.day(received.on)}, {EXCLUDING}",
            done=(step.on for step in matter.all(ACKNOWLEDGED)),
            # An answer within the five days stands for it (f)(1).
            ended=matter.on(ANSWERED, NOT_APPLICABLE, WITHDRAWN),
            about=matter.id,
            act=Act(ActKind.STEP, ACKNOWLEDGED),
        )


@duty(
    id="reg_x.error_answer",
    title="Answer the notice of error",
    cites=("12 CFR 1024.35(e)(1)", "12 CFR 1024.35(e)(3)"),
    since=SINCE,
    section="35",
    text=REG_X_TEXT,
    matter=MatterKind.ERROR_NOTICE,
)
def error_answer(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, received in notices(life, today):
        due, counted, cite = _answer_due(life, today, matter, received)
        yield Occasion(
            name=f"notice of {text.day(received.on)}",
            says=f"Answer the notice of error of {text.day(received.on)}: correct it, or say in"
            " writing why it is no error and that they may ask for the papers.",
            due=due,
            opened=received.on,
            counted=counted,
            done=(step.on for step in matter.all(ANSWERED)),
            ended=matter.on(NOT_APPLICABLE, WITHDRAWN),
            about=matter.id,
            act=Act(ActKind.STEP, ANSWERED),
            cites=(cite,),
        )


def _answer_due(
    life: LoanLife, today: date, matter: Matter, received: Step
) -> tuple[date, str, str]:
    """The last day, how it was reached, and the paragraph."""
    on, category = received.on, received.text("category")
    after = f"after {text.day(on)}, {EXCLUDING}"
    if category in (PAYOFF_ERROR, ""):
        days = number("reg_x.error_payoff_answered", on=on)
        due, counted = add_counted_days(on, days), f"{days} days {after}"
        cite = "12 CFR 1024.35(e)(3)(i)(A)"
        if category:
            return due, counted, cite
        counted += "; nobody entered what kind of error it is, so the shortest time"
        return _before_sale(life, today, received, (due, counted, cite))
    days = number("reg_x.error_answered", on=on)
    due, counted = add_counted_days(on, days), f"{days} days {after}"
    if category in FORECLOSURE_ERRORS:
        own = due, counted, "12 CFR 1024.35(e)(3)(i)(B)"
        return _before_sale(life, today, received, own)
    if extended(matter, due):
        more = number("reg_x.error_extended", on=on)
        told = f"{days} and {more} days {after}"
        return add_counted_days(due, more), told, "12 CFR 1024.35(e)(3)(ii)"
    return due, counted, "12 CFR 1024.35(e)(3)(i)(C)"


def _before_sale(
    life: LoanLife, today: date, received: Step, own: tuple[date, str, str]
) -> tuple[date, str, str]:
    """The same, or the day before the sale where that comes first; one that had passed when the
    notice came hurries nobody."""
    sale = sale_known(life, today)
    if sale is None or sale < received.on or own[0] < sale:
        return own
    due = max(received.on, sale - DAY)
    if near_sale(life, received, today):
        told = f"in good faith, before the sale on {text.day(sale)}: the law names no day"
        return due, told, "12 CFR 1024.35(f)(2)"
    return due, f"before the sale on {text.day(sale)}", "12 CFR 1024.35(e)(3)(i)(B)"


def extended(matter: Matter, due: date) -> bool:
    """More time was taken in writing, with reasons, before the time was over."""
    return any(step.on <= due and step.text("reasons") for step in matter.all(EXTENDED))
