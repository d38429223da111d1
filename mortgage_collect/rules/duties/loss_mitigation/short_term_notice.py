"""The terms of a short-term plan in writing: 12 CFR 1024.41(c)(2)(iii).

A short-term forbearance or repayment plan may be offered on an incomplete application. Promptly
after the offer a written notice gives its terms and days, says that it rests on an incomplete
application, that other options may exist and that a complete application may be sent all the same.
Within five days of the offer, legal public holidays, Saturdays and Sundays left out, is prompt
(comment 41(c)(2)(iii)-6).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_counted_days
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.naming import COUNTED, called
from mortgage_collect.rules.duties.loss_mitigation.standing import bound
from mortgage_collect.rules.matters.application_words import SHORT_TERM_NOTICE, SHORT_TERM_OFFERED
from mortgage_collect.rules.numbers import X_2017, number
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.short_term_notice",
    title="Terms of the short-term plan",
    cites=("12 CFR 1024.41(c)(2)(iii)",),
    since=X_2017,
    section="41b2",
    text=REG_X_TEXT,
    matter=MatterKind.APPLICATION,
)
def short_term_notice(life: LoanLife, today: date) -> Iterator[Occasion]:
    for one in bound(life, today):
        for day in sorted({day for day in one.days(SHORT_TERM_OFFERED) if day >= X_2017}):
            days = number("reg_x.short_term_notice_days", on=day)
            yield Occasion(
                name=called(one, "offered", day),
                says=f"Send the terms of the plan offered on {text.day(day)} in writing.",
                due=add_counted_days(day, days),
                opened=day,
                counted=f"{days} days after {text.day(day)}, {COUNTED}",
                done=one.days(SHORT_TERM_NOTICE),
                ended=one.over,
                about=one.id,
                act=Act(ActKind.STEP, SHORT_TERM_NOTICE),
            )
