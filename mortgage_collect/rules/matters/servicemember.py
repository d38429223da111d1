"""A borrower in military service: 50 USC 3937 (six percent) and 50 USC 3953 (no sale).

Service begins and ends on its days, whenever we learn of them. The written notice with the orders
asks for the six percent; a certificate of the Department of Defense says whether somebody served on
a day. A court's order, or a waiver in a writing of its own (50 USC 3918), lets a sale go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.matter import (
    FieldKind,
    Matter,
    MatterSpec,
    StepField,
    StepSpec,
)

BEGAN, ORDERS, CERTIFICATE, RATE_LOWERED = "began", "orders", "certificate", "rate_lowered"
ENDED, WAIVER, COURT_ORDER = "ended", "waiver", "court_order"


def began_on(matter: Matter) -> date | None:
    """The first day of service; None: nobody told it."""
    step = matter.last(BEGAN)
    return (step.day("service_on") or step.on) if step else None


def ended_on(matter: Matter) -> date | None:
    """The last day of service; None: it goes on, or nobody told."""
    step = matter.last(ENDED)
    return (step.day("service_ended") or step.on) if step else None


def _faults(matter: Matter) -> Iterator[str]:
    began, ended = began_on(matter), ended_on(matter)
    if began and ended and ended < began:
        yield f"Service ended on {text.day(ended)}, before it began on {text.day(began)}."
    for step in matter.all(CERTIFICATE):
        as_of = step.day("as_of")
        if as_of and as_of > step.on:
            yield (
                f"A certificate of {text.day(step.on)} cannot speak of {text.day(as_of)}, a later"
                " day."
            )
    waived = matter.on(WAIVER)
    if waived and began and waived < began:
        yield (
            f"The waiver of {text.day(waived)} was signed before service began: it is signed during"
            " or after service (50 USC 3918)."
        )


SERVICEMEMBER = MatterSpec(
    kind=MatterKind.SERVICEMEMBER,
    title="Servicemember",
    says="A borrower serves or served, or a certificate was looked up.",
    opens=(BEGAN, ORDERS, CERTIFICATE),
    section="scra",
    of_person=True,
    faults=_faults,
    cites=(Citation("50 USC 3937"), Citation("50 USC 3953"), Citation("50 USC 3931")),
    steps=(
        StepSpec(
            BEGAN,
            "Service began",
            (StepField("service_on", "First day of service", FieldKind.DAY, required=True),),
        ),
        StepSpec(ORDERS, "Written notice with the orders received"),
        StepSpec(
            CERTIFICATE,
            "Certificate looked up",
            (
                StepField("as_of", "It speaks of this day", FieldKind.DAY, required=True),
                StepField("active", "In service on that day", FieldKind.YES_NO, required=True),
            ),
        ),
        StepSpec(RATE_LOWERED, "Rate lowered to six percent", after=(BEGAN, ORDERS, CERTIFICATE)),
        StepSpec(
            ENDED,
            "Service ended",
            (StepField("service_ended", "Last day of service", FieldKind.DAY, required=True),),
            after=(BEGAN, ORDERS, CERTIFICATE),
        ),
        StepSpec(WAIVER, "Rights waived in a separate writing", after=(BEGAN, ORDERS, CERTIFICATE)),
        StepSpec(COURT_ORDER, "A court ordered it", after=(BEGAN, ORDERS, CERTIFICATE)),
        StepSpec(
            "closed",
            "Closed",
            (StepField("why", "Why", required=True),),
            after=(BEGAN, ORDERS, CERTIFICATE),
            closes=True,
        ),
    ),
)
