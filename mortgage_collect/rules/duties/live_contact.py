"""Live contact with a late borrower: 12 CFR 1024.39(a).

By the 36th day after each due date that stays unpaid we speak with the borrower, by telephone or in
person, or make an effort in good faith. A contact counts for every unpaid payment in whose window,
from the due date through its 36th day, it falls (comment 39(a)-1.i); whoever began it (-2), and
with somebody who acts for the borrower (-5). A payment made in full before the window closes ends
it (-1.iv). While help is under way nothing more is needed (-6, `ongoing_help.py`). From a petition
on, live contact is off; it begins again with the next due date after the case was dismissed or
closed or the debt reaffirmed, and never where the debt was discharged ((c)(1)(i), (c)(2)). A debt
collector who was asked in writing to stop owes none ((d)(1)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import Installment, LoanLife
from mortgage_collect.rules.duties.ongoing_help import helped
from mortgage_collect.rules.duties.spared import (
    bankrupt,
    came_to_us,
    ceased,
    first_spared,
    left_us,
    misdirected,
    performing,
)
from mortgage_collect.rules.duties.spell import spells
from mortgage_collect.rules.matters.bankruptcy import discharged_on
from mortgage_collect.rules.matters.cease import cease_spans
from mortgage_collect.rules.matters.span import Span
from mortgage_collect.rules.numbers import X_2014, number
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.live_contact",
    title="Live contact",
    cites=("12 CFR 1024.39(a)", "12 CFR 1024.39(c)", "12 CFR 1024.39(d)"),
    since=X_2014,
    section="39a",
    text=REG_X_TEXT,
)
def live_contact(life: LoanLife, today: date) -> Iterator[Occasion]:
    begins, over = came_to_us(life, today), left_us(life, today)
    spans = (*performing(life), *misdirected(life, today), *ceased(life, today))
    cases = bankrupt(life, today)
    gone = [
        day
        for matter in life.of(MatterKind.BANKRUPTCY, today)
        if (day := discharged_on(matter)) is not None
    ]
    talks = [touch.on for touch in life.touches if touch.live or touch.effort]
    for spell in spells(life, today):
        help_given = tuple(helped(life, spell, today))
        for one in spell.installments:
            from_day = one.due_on
            days = number("reg_x.days_to_live_contact", on=max(from_day, X_2014))
            due = from_day + timedelta(days=days)
            in_case = any(
                span.since <= from_day and (span.until is None or from_day <= span.until)
                for span in cases
            )
            ours = (begins is None or due >= begins) and (over is None or from_day < over)
            if in_case or not ours or any(day <= from_day for day in gone):
                continue
            spared = first_spared(spans, due, today)
            if spared is not None and spared <= from_day:
                continue
            ends = (one.paid_on, spared, over, *gone, *(span.since for span in cases))
            yield Occasion(
                name=f"due {text.day(from_day)}",
                says=_says(life, from_day, today),
                due=due,
                opened=from_day,
                counted=f"{days} days after {text.day(from_day)}",
                done=_reached(talks, help_given, one),
                ended=min((day for day in ends if day and day > from_day), default=None),
                act=Act(ActKind.CONTACT),
            )


def _says(life: LoanLife, from_day: date, today: date) -> str:
    """In the way that is open today: past an attorney, or past a request to stop, nobody calls."""
    about = f"about the payment of {text.day(from_day)}"
    if any(span.holds_on(today) for span in life.represented):
        return (
            f"Speak {about} with the attorney who acts for them: that counts as well (comment"
            " 39(a)-5)."
        )
    if any(
        span.holds_on(today)
        for matter in life.of(MatterKind.CEASE, today)
        for span in cease_spans(matter)
    ):
        return (
            f"They asked us to stop: write {about}. A letter that urges them to get in touch is an"
            " effort in good faith (comment 39(a)-3)."
        )
    return f"Speak with the borrower {about}, or make an effort in good faith."


def _reached(talks: Iterable[date], help_given: Iterable[Span], one: Installment) -> Iterator[date]:
    """The days on which the borrower was reached, or it was tried, or help was under way."""
    yield from talks
    for span in help_given:
        if span.until is None or span.until > one.due_on:
            yield max(span.since, one.due_on)
