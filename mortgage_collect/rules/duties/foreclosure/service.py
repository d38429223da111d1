"""Nobody in military service: 50 USC 3931, 3953.

A certificate of the Department of Defense is looked up before the first filing, before judgment and
before the sale. How old it may be is not said: 30 days are our own. Where somebody serves, or
served until less than a year ago, a mortgage made before service is not foreclosed without a
court's order or their waiver (`rules/duties/scra.py`). One whose service has been over for longer
may have been called up again: a certificate is asked for as of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.coverage.servicemember_relief import last_protected_day
from mortgage_collect.rules.duties.foreclosure.check import Check, ForeclosureStep, Light
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.scra import (
    certificate_ruling,
    foreclosure_blocked,
    made_before_service,
    serves,
)
from mortgage_collect.rules.matters.servicemember import COURT_ORDER, WAIVER, ended_on

ID, TITLE = "scra.certificate", "Nobody in military service"
FRESH = timedelta(days=30)
LIGHTS = {True: Light.RED, False: Light.GREEN, None: Light.NOT_KNOWN}


def in_service(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    if _only_past(life, today):
        yield _certificate(life, today)
        return
    for ruling in foreclosure_blocked(life, today, today):
        light = LIGHTS[ruling.answer]
        free = _free_on(life, today) if light is Light.RED else None
        yield Check(ID, TITLE, light, ruling.says, ruling.cites, free)


def _certificate(life: LoanLife, today: date) -> Check:
    since = today - FRESH
    ruling = certificate_ruling(life, since, today)
    if ruling.answer is None:
        says = f"No certificate speaks of a day since {text.day(since)}. Look it up."
        return Check(ID, TITLE, Light.NOT_KNOWN, says, ruling.cites, verified=False)
    light = Light.GREEN if ruling.answer else Light.NOT_KNOWN
    return Check(ID, TITLE, light, ruling.says, ruling.cites, verified=False)


def _only_past(life: LoanLife, today: date) -> bool:
    """Nobody serves as far as told, or who served is past the year after it: whether they, or
    others, serve now is not known from that."""
    serving = [one for one in life.of(MatterKind.SERVICEMEMBER, today) if serves(one)]
    return all(
        (ended := ended_on(one)) is not None
        and today > last_protected_day(ended)
        and one.first(COURT_ORDER, WAIVER) is None
        for one in serving
    )


def _free_on(life: LoanLife, today: date) -> date | None:
    """The day after the last protected one of whoever is protected longest; None: service goes on,
    or nobody told."""
    days = [
        ended_on(matter)
        for matter in life.of(MatterKind.SERVICEMEMBER, today)
        if serves(matter) and made_before_service(life, matter) is not False
    ]
    known = [day for day in days if day is not None]
    return last_protected_day(max(known)) + DAY if len(known) == len(days) else None
