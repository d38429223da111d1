"""Six percent for a servicemember, and the certificates a foreclosure needs: 50 USC 3937, 3931.

A written notice with the orders, at the latest 180 days after service ended, makes the bank lower
the rate to six percent, from the day service began and, for a mortgage, through one year after it
ended; what is above it is forgiven ((a)(2), (b)(1), (2)). The Act names no day by which that is
done, so none is told here; it is owed at once. A loan made in service is not reached.

Before a default judgment the court wants to know whether the borrower serves (3931(b)), and a sale
of somebody who serves or served within a year is not valid without a court (3953). So a certificate
is looked up after the referral and before the first filing, after the filing and before judgment,
and after a sale is set and before it is held. How often beside that is the bank's policy.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.coverage.servicemember_relief import notice_until
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.scra import (
    certificates,
    made_before_service,
    six_percent_through,
)
from mortgage_collect.rules.matters.foreclosure import (
    DISMISSED,
    FIRST_FILING,
    JUDGMENT_MOVED,
    REFERRED,
    SALE_CANCELLED,
    SALE_MOVED,
    SALE_SCHEDULED,
    SOLD,
)
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.servicemember import (
    ORDERS,
    RATE_LOWERED,
    began_on,
    ended_on,
)
from mortgage_collect.rules.texts import US_CODE_TEXT

# The Servicemembers Civil Relief Act of 2003; the day is from general knowledge: UNVERIFIED.
SINCE = date(2003, 12, 19)


@duty(
    id="statute.scra_rate",
    title="Six percent in military service",
    cites=("50 USC 3937(a)", "50 USC 3937(b)"),
    since=SINCE,
    section="scra",
    text=US_CODE_TEXT,
)
def six_percent(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in life.of(MatterKind.SERVICEMEMBER, today):
        asked, ended = matter.on(ORDERS), ended_on(matter)
        if asked is None or made_before_service(life, matter) is False:
            continue
        if ended is not None and asked > notice_until(ended):
            continue  # asked for too late
        began, through = began_on(matter), six_percent_through(matter)
        since = text.day(began) if began else "the first day of service"
        until = f" through {text.day(through)}" if through else ""
        yield Occasion(
            name=f"asked {text.day(asked)}",
            says=(
                f"Lower the rate to six percent from {since} on{until}; what is above it is"
                " forgiven, and each payment falls by it."
            ),
            due=None,
            opened=asked,
            done=(step.on for step in matter.all(RATE_LOWERED)),
            about=matter.id,
            act=Act(ActKind.STEP, RATE_LOWERED),
        )


@duty(
    id="statute.scra_certificate",
    title="Certificate of military service",
    cites=("50 USC 3931(b)", "50 USC 3953(c)"),
    since=SINCE,
    section="scra",
    text=US_CODE_TEXT,
)
def service_certificate(life: LoanLife, today: date) -> Iterator[Occasion]:
    looked_up = tuple(certificates(life, today))
    for matter in life.of(MatterKind.FORECLOSURE, today):
        over = matter.on(DISMISSED)
        for before, opened, due, ended in _stages(matter):
            if over is not None and over < opened:
                continue
            fell_away = min((day for day in (ended, over) if day), default=None)
            yield Occasion(
                name=f"before {before}",
                says=f"Look up before {before} whether a borrower is in military service.",
                due=due,
                opened=opened,
                counted=f"by the day of {before}" if due else "",
                done=(on for on, as_of, _ in looked_up if as_of >= opened),
                ended=fell_away,
                about=matter.id,
                act=Act(ActKind.OPEN, MatterKind.SERVICEMEMBER.value),
            )


def _stages(matter: Matter) -> Iterator[tuple[str, date, date | None, date | None]]:
    """What a certificate comes before: its name, since when it is to be looked up, its day, and
    when it fell away."""
    referred, filed = matter.on(REFERRED), matter.on(FIRST_FILING)
    judgment, sold = matter.on(JUDGMENT_MOVED), matter.on(SOLD)
    if referred is not None:
        yield "the first filing", referred, filed, None
    if filed is not None and (sold is None or judgment is not None):
        yield "the judgment", filed, judgment, None
    scheduled = matter.last(SALE_SCHEDULED, SALE_MOVED)
    if scheduled is not None:
        cancelled = matter.last(SALE_CANCELLED)
        gone = cancelled.on if cancelled and cancelled.on >= scheduled.on else None
        yield "the sale", scheduled.on, sold or scheduled.day("sale_on"), gone
