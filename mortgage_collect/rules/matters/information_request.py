"""A request for information: 12 CFR 1024.36.

In writing, about the servicing of the loan. Who owns the loan is to be told sooner than anything
else, and that time cannot be extended. A different period of time is a different request, also
where the same was sent before for another (comment 36(f)(1)(i)-1).
"""

from __future__ import annotations

from collections.abc import Iterator

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.matter import FieldKind, Matter, MatterSpec, StepField, StepSpec

RECEIVED, ACKNOWLEDGED, EXTENDED, ANSWERED = "received", "acknowledged", "extended", "answered"
COMPILED = "compiled"
NOT_APPLICABLE, NOTICE_OF_THAT, WITHDRAWN = "not_applicable", "notice_of_that", "withdrawn"

OWNER, FILE, OTHER = "owner", "file", "other"

WHY_NOT = (
    ("duplicative", "The same information was sent before"),
    ("confidential", "It is confidential, proprietary or privileged"),
    ("irrelevant", "It has nothing to do with the servicing of this loan"),
    ("overbroad", "It is overbroad or unduly burdensome"),
    ("untimely", "It came more than a year after the transfer or discharge"),
)


def faults(matter: Matter) -> Iterator[str]:
    """An extension that the law does not give."""
    received = matter.first(RECEIVED)
    for step in matter.all(EXTENDED):
        if received is not None and received.text("asks") == OWNER:
            yield (
                f"The time was extended on {text.day(step.on)}, but who owns the loan is told"
                " without extension (12 CFR 1024.36(d)(2)(ii))."
            )
        if not step.text("reasons"):
            yield f"The extension of {text.day(step.on)} gives no reasons, so it extends nothing."


INFORMATION_REQUEST = MatterSpec(
    kind=MatterKind.INFORMATION_REQUEST,
    title="Request for information",
    says="The borrower asked in writing for information on their loan.",
    opens=(RECEIVED,),
    section="36",
    cites=(Citation("12 CFR 1024.36"),),
    faults=faults,
    steps=(
        StepSpec(
            RECEIVED,
            "Request received",
            (
                StepField("written", "In writing", FieldKind.YES_NO, required=True),
                StepField(
                    "asks",
                    "Asks for",
                    FieldKind.CHOICE,
                    choices=(
                        (OWNER, "Who owns the loan, or to whom it is assigned"),
                        (FILE, "The servicing file"),
                        (OTHER, "Something else"),
                    ),
                ),
                StepField("what", "What it says", FieldKind.LONG_TEXT),
            ),
            once=True,
        ),
        StepSpec(ACKNOWLEDGED, "Acknowledged in writing", after=(RECEIVED,), once=True),
        StepSpec(
            EXTENDED,
            "More time taken",
            (
                StepField(
                    "reasons", "Reasons told to the borrower", FieldKind.LONG_TEXT, required=True
                ),
            ),
            after=(RECEIVED,),
            once=True,
            help="In writing, before the time to answer is over.",
        ),
        StepSpec(COMPILED, "Servicing file put together", after=(RECEIVED,), once=True),
        StepSpec(
            ANSWERED,
            "Answered in writing",
            (
                StepField(
                    "result",
                    "Result",
                    FieldKind.CHOICE,
                    choices=(
                        ("sent", "Information sent"),
                        ("not_available", "Not available, with reasons"),
                    ),
                ),
            ),
            after=(RECEIVED,),
            closes=True,
        ),
        StepSpec(
            NOT_APPLICABLE,
            "Found to need no answer",
            (StepField("why", "Why", FieldKind.CHOICE, required=True, choices=WHY_NOT),),
            after=(RECEIVED,),
            once=True,
        ),
        StepSpec(
            NOTICE_OF_THAT,
            "Told that no answer follows, and why",
            after=(NOT_APPLICABLE,),
            closes=True,
        ),
        StepSpec(
            WITHDRAWN,
            "Request withdrawn",
            (StepField("why", "Why", required=True),),
            after=(RECEIVED,),
            closes=True,
        ),
    ),
)
