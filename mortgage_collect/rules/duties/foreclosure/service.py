"""Nobody in military service: 50 USC 3931, 3953.

A certificate of the Department of Defense is looked up before the first filing, before judgment and
before the sale. How old it may be is not said: 30 days are our own. Where somebody serves, or
served until less than a year ago, a mortgage made before service is not foreclosed without a
court's order or their waiver (`rules/duties/scra.py`).
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
from mortgage_collect.rules.duties.scra import certificate_ruling, foreclosure_blocked
from mortgage_collect.rules.matters.servicemember import ended_on

ID, TITLE = "scra.certificate", "Nobody in military service"
FRESH = timedelta(days=30)
LIGHTS = {True: Light.RED, False: Light.GREEN, None: Light.NOT_KNOWN}


def in_service(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    served = foreclosure_blocked(life, today, today)
    for ruling in served:
        light = LIGHTS[ruling.answer]
        free = _free_on(life, today) if light is Light.RED else None
        yield Check(ID, TITLE, light, ruling.says, ruling.cites, free)
    if not served:
        since = today - FRESH
        ruling = certificate_ruling(life, since, today)
        old = f"No certificate speaks of a day since {text.day(since)}. Look it up."
        light, says = (Light.GREEN, ruling.says) if ruling.answer else (Light.NOT_KNOWN, old)
        yield Check(ID, TITLE, light, says, ruling.cites, verified=False)


def _free_on(life: LoanLife, today: date) -> date | None:
    """The day after the last protected one of whoever is protected longest; None: service goes on,
    or nobody told."""
    days = [ended_on(matter) for matter in life.of(MatterKind.SERVICEMEMBER, today)]
    known = [day for day in days if day is not None]
    return last_protected_day(max(known)) + DAY if len(known) == len(days) else None
