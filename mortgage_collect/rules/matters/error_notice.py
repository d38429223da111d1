"""A notice of error: 12 CFR 1024.35.

A letter from the borrower, or from somebody who acts for them, that names an error in the
servicing of the loan; what counts is what it says, not what it calls itself (comment 35(a)-2).
The kind of error decides how long the answer may take. A payment coupon is no notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.matter import FieldKind, Matter, MatterSpec, StepField, StepSpec

RECEIVED, ACKNOWLEDGED, EXTENDED, ANSWERED = "received", "acknowledged", "extended", "answered"
COPIES_ASKED, COPIES_SENT = "copies_asked", "copies_sent"
NOT_APPLICABLE, NOTICE_OF_THAT, WITHDRAWN = "not_applicable", "notice_of_that", "withdrawn"

PAYOFF_ERROR = "b6"
FORECLOSURE_ERRORS = ("b9", "b10")

# The paragraphs of 1024.35(b), in short.
CATEGORIES = (
    ("b1", "(b)(1) A payment was not accepted"),
    ("b2", "(b)(2) A payment was not applied as it should be"),
    ("b3", "(b)(3) A payment was not credited on the day it came in"),
    ("b4", "(b)(4) Taxes, insurance or an escrow refund were not paid on time"),
    ("b5", "(b)(5) A fee or charge without a reasonable basis"),
    ("b6", "(b)(6) A payoff balance that was not given, or not right"),
    ("b7", "(b)(7) Wrong information on loss mitigation or foreclosure"),
    ("b8", "(b)(8) Information not handed on to the next servicer"),
    ("b9", "(b)(9) A first foreclosure notice or filing made too early"),
    ("b10", "(b)(10) A foreclosure judgment or sale that should have waited"),
    ("b11", "(b)(11) Another error in the servicing of the loan"),
)
WHY_NOT = (
    ("duplicative", "The same error was answered before"),
    ("overbroad", "No error can be made out in it"),
    ("untimely", "It came more than a year after the transfer or discharge"),
)
NO_EXTENSION = (PAYOFF_ERROR, *FORECLOSURE_ERRORS)


def faults(matter: Matter) -> Iterator[str]:
    """An extension that the law does not give."""
    received = matter.first(RECEIVED)
    for step in matter.all(EXTENDED):
        if received is not None and received.text("category") in NO_EXTENSION:
            yield (
                f"The time was extended on {text.day(step.on)}, but an error about a payoff balance"
                " or a foreclosure allows no extension (12 CFR 1024.35(e)(3)(ii))."
            )
        if not step.text("reasons"):
            yield f"The extension of {text.day(step.on)} gives no reasons, so it extends nothing."


ERROR_NOTICE = MatterSpec(
    kind=MatterKind.ERROR_NOTICE,
    title="Notice of error",
    says="The borrower wrote that something in the servicing of the loan is wrong.",
    opens=(RECEIVED,),
    section="35",
    cites=(Citation("12 CFR 1024.35"),),
    faults=faults,
    steps=(
        StepSpec(
            RECEIVED,
            "Notice received",
            (
                StepField("written", "In writing", FieldKind.YES_NO, required=True),
                StepField(
                    "category",
                    "Error",
                    FieldKind.CHOICE,
                    choices=CATEGORIES,
                    help="By what the letter says, whatever it calls itself.",
                ),
                StepField(
                    "about_payment",
                    "About a payment",
                    FieldKind.YES_NO,
                    help="Nothing adverse about that payment goes to a credit bureau for 60 days.",
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
        StepSpec(
            ANSWERED,
            "Answered in writing",
            (
                StepField(
                    "result",
                    "Result",
                    FieldKind.CHOICE,
                    required=True,
                    choices=(("corrected", "Corrected"), ("no_error", "No error, with reasons")),
                ),
            ),
            after=(RECEIVED,),
            closes=True,
        ),
        StepSpec(
            COPIES_ASKED, "Copies asked for", after=(ANSWERED,), help="Of what the answer leans on."
        ),
        StepSpec(
            COPIES_SENT,
            "Copies sent, or told why not",
            after=(COPIES_ASKED,),
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
            "Notice withdrawn",
            (StepField("why", "Why", required=True),),
            after=(RECEIVED,),
            closes=True,
        ),
    ),
)
