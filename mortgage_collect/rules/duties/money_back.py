"""Money that must reach its place: 12 CFR 1024.34(b) and 1026.36(c)(1)(iii).

What is left in escrow goes back within twenty days of payment in full, leaving out legal public
holidays, Saturdays and Sundays. A payment that did not keep to our written requirements, and that
we took, is credited within five days of the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_counted_days
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.error_notice import EXCLUDING
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.notices import ESCROW_REFUND
from mortgage_collect.rules.numbers import number
from mortgage_collect.rules.texts import REG_X_TEXT, REG_Z_TEXT

SINCE = date(2014, 1, 10)


@duty(
    id="reg_x.escrow_refund",
    title="Return the escrow balance",
    cites=("12 CFR 1024.34(b)(1)",),
    since=SINCE,
    section="34",
    text=REG_X_TEXT,
)
def escrow_refund(life: LoanLife, today: date) -> Iterator[Occasion]:
    paid_on = life.status_on
    if life.status is not LoanStatus.PAID_OFF or life.escrowed is False:
        return
    if paid_on is None or paid_on < SINCE:
        return
    days = number("reg_x.escrow_refund_days", on=paid_on)
    yield Occasion(
        name=f"paid off {text.day(paid_on)}",
        says="Return what is left in the escrow account."
        + ("" if life.escrowed else " Whether there is one is not known."),
        due=add_counted_days(paid_on, days),
        opened=paid_on,
        counted=f"{days} days after {text.day(paid_on)}, {EXCLUDING}",
        done=life.sent(ESCROW_REFUND),
        act=Act(ActKind.NOTICE, ESCROW_REFUND),
    )


@duty(
    id="reg_z.payment_credited",
    title="Credit the payment",
    cites=("12 CFR 1026.36(c)(1)(iii)",),
    since=SINCE,
    section="1026.36c1",
    text=REG_Z_TEXT,
)
def payment_credited(life: LoanLife, today: date) -> Iterator[Occasion]:
    for payment in life.nonconforming:
        if payment.received_on < SINCE:
            continue
        days = number("reg_z.credit_days", on=payment.received_on)
        yield Occasion(
            name=f"payment of {text.day(payment.received_on)}",
            says=f"Credit the payment taken on {text.day(payment.received_on)}, though it did not"
            " keep to our written requirements.",
            due=payment.received_on + timedelta(days=days),
            opened=payment.received_on,
            counted=f"{days} days after {text.day(payment.received_on)}",
            done=filter(None, (payment.credited_on,)),
            ended=payment.returned_on,
        )
