"""What a servicemember's dates mean for one loan: 50 USC 3937 and 3953.

The arithmetic is that of `rules/coverage/servicemember_relief.py`; here the dates come from the
matters of the loan's borrowers and from the day the loan was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.coverage.ruling import Known, Ruling, ruling
from mortgage_collect.rules.coverage.servicemember_relief import (
    NO_SALE,
    incurred_before,
    last_protected_day,
    sale_blocked,
)
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.servicemember import (
    BEGAN,
    CERTIFICATE,
    COURT_ORDER,
    ORDERS,
    WAIVER,
    began_on,
    ended_on,
)


def serves(matter: Matter) -> Known:
    """Whether they serve or served; None: only certificates, none of which says yes."""
    if matter.first(BEGAN, ORDERS) is not None:
        return True
    answers = [step.yes("active") for step in matter.all(CERTIFICATE)]
    return True if True in answers else None


def made_before_service(life: LoanLife, matter: Matter) -> Known:
    """Whether the loan is older than the service."""
    return incurred_before(life.originated_on, began_on(matter))


def foreclosure_blocked(life: LoanLife, on: date, today: date) -> tuple[Ruling, ...]:
    """Of each borrower who serves or served: whether a sale on a day needs a court first."""
    found = []
    for matter in life.of(MatterKind.SERVICEMEMBER, today):
        if not serves(matter):
            continue
        order, waiver = matter.first(COURT_ORDER), matter.first(WAIVER)
        found.append(
            sale_blocked(
                on,
                pre_service=made_before_service(life, matter),
                service_ended=ended_on(matter),
                court_order=order is not None,
                waiver=waiver is not None,
            )
        )
    return tuple(found)


def certificates(life: LoanLife, today: date) -> Iterator[tuple[date, date, Known]]:
    """Every certificate looked up: the day it was, the day it speaks of, whether it says yes."""
    for matter in life.of(MatterKind.SERVICEMEMBER, today):
        for step in matter.all(CERTIFICATE):
            yield step.on, step.day("as_of") or step.on, step.yes("active")


def certificate_ruling(life: LoanLife, since: date, today: date) -> Ruling:
    """Whether a certificate that speaks of a day from `since` on says that nobody serves.

    True: it says so. False: one says that somebody serves. None: none was looked up since.
    """
    answers = [answer for _, as_of, answer in certificates(life, today) if as_of >= since]
    if True in answers:
        return ruling(False, "A certificate says that a borrower is in service.", NO_SALE)
    if False in answers:
        return ruling(True, "A certificate says that no borrower is in service.", "50 USC 3931(b)")
    return ruling(
        None,
        "No certificate of military service was looked up since then.",
        "50 USC 3931(b)",
        unknowns=["Is a borrower in military service?"],
    )


def six_percent_through(matter: Matter) -> date | None:
    """The last day of the six percent on a mortgage; None: service goes on, or nobody told."""
    ended = ended_on(matter)
    return last_protected_day(ended) if ended else None
