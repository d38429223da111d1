"""The payoff statement: 12 CFR 1026.36(c)(3).

Within a reasonable time, at most seven business days after a written request; for this a business
day is one on which the office is open for substantially all of its business (1026.2(a)(6)), so an
open Saturday counts. While the loan is in bankruptcy or foreclosure, or after a natural disaster,
only the reasonable time is left, and no date can be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY, is_bank_day
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.coverage.ruling import Known
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.payoff_request import RECEIVED, SENT, WITHDRAWN
from mortgage_collect.rules.numbers import number
from mortgage_collect.rules.texts import REG_Z_TEXT

SATURDAY = 5
SINCE = date(2014, 1, 10)


@duty(
    id="reg_z.payoff_statement",
    title="Payoff statement",
    cites=("12 CFR 1026.36(c)(3)",),
    since=SINCE,
    section="1026.36c3",
    text=REG_Z_TEXT,
    matter=MatterKind.PAYOFF_REQUEST,
)
def payoff_statement(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in life.of(MatterKind.PAYOFF_REQUEST, today, SINCE):
        asked = matter.first(RECEIVED)
        if asked is None or asked.yes("written") is False:
            continue
        days = number("reg_z.payoff_days", on=asked.on)
        due = add_open_days(asked.on, days, life.open_saturdays)
        yield Occasion(
            name=f"asked {text.day(asked.on)}",
            says=f"Send the payoff statement asked for on {text.day(asked.on)}.",
            due=due,
            opened=asked.on,
            counted=f"{days} days on which the office is open, after {text.day(asked.on)}",
            done=(step.on for step in matter.all(SENT)),
            ended=matter.on(WITHDRAWN),
            about=matter.id,
            act=Act(ActKind.STEP, SENT),
        )


def add_open_days(start: date, days: int, open_saturdays: Known) -> date:
    """`days` business days of 12 CFR 1026.2(a)(6) after `start`, which is not counted.

    An unknown Saturday is counted: the nearer day is the safe one for whoever owes something.
    """
    day = start
    for _ in range(days):
        day += DAY
        while not (is_bank_day(day) or (day.weekday() == SATURDAY and open_saturdays is not False)):
            day += DAY
    return day
