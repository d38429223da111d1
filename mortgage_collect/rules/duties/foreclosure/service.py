"""Nobody in military service: 50 USC 3931, 3953.

A certificate of the Department of Defense is looked up before the first filing, before judgment and
before the sale. How old it may be is not said: 30 days are our own. Where somebody serves, or
served until less than a year ago, a mortgage made before service is not foreclosed without a
court's order or their waiver (`rules/coverage/servicemember_relief.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.coverage.servicemember_relief import last_protected_day, sale_blocked
from mortgage_collect.rules.duties.foreclosure.check import Check, ForeclosureStep, Light, check
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.servicemember import (
    BEGAN,
    CERTIFICATE,
    COURT_ORDER,
    ENDED,
    ORDERS,
    WAIVER,
    ended_on,
)

ID, TITLE = "scra.certificate", "Nobody in military service"
CITES = ("50 USC 3931(b)(1)", "50 USC 3953")
FRESH = timedelta(days=30)


def in_service(life: LoanLife, today: date, step: ForeclosureStep) -> Iterator[Check]:
    matters = list(life.of(MatterKind.SERVICEMEMBER, today))
    if not matters:
        says = "No certificate of the Department of Defense is noted."
        yield _check(Light.NOT_KNOWN, says)
    for matter in matters:
        yield _protected(matter, today) if _serves(matter) else _certificate(matter, today)


def _serves(matter: Matter) -> bool:
    last = matter.last(CERTIFICATE)
    return matter.first(BEGAN, ORDERS) is not None or bool(last and last.yes("active"))


def _certificate(matter: Matter, today: date) -> Check:
    last = matter.last(CERTIFICATE)
    as_of = (last.day("as_of") or last.on) if last else None
    if last is None or as_of is None or last.yes("active") is None:
        return _check(Light.NOT_KNOWN, "What the certificate says is not noted.")
    if as_of < today - FRESH:
        says = f"The last certificate is as of {text.day(as_of)}. Look it up again."
        return _check(Light.NOT_KNOWN, says)
    return _check(Light.GREEN, f"Not in service as of {text.day(as_of)}.")


def _protected(matter: Matter, today: date) -> Check:
    ended = ended_on(matter) if matter.first(ENDED) else None
    ruling = sale_blocked(
        today,
        pre_service=None,
        service_ended=ended,
        court_order=matter.first(COURT_ORDER) is not None or None,
        waiver=matter.first(WAIVER) is not None or None,
    )
    if ruling.answer is False:
        return Check(ID, TITLE, Light.GREEN, ruling.says, ruling.cites)
    free = last_protected_day(ended) + DAY if ended else None
    return Check(ID, TITLE, Light.RED, ruling.says, ruling.cites, free)


def _check(light: Light, says: str) -> Check:
    return check(ID, TITLE, light, says, *CITES, verified=False)
