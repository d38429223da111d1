"""The validation notice of a debt, and its disputes: 12 CFR 1006.34 and 1006.38.

Only where we are a debt collector. The validation information is given in the first communication
with the consumer, or sent within five days of it. From when they receive it, or may be taken to,
they have thirty days: a dispute, or a question who the first creditor was, in writing within that
time stops the collection of what is in dispute until it is answered.
"""

from __future__ import annotations

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.matter import FieldKind, MatterSpec, StepField, StepSpec

FIRST_COMMUNICATION, PROVIDED, RETURNED = "first_communication", "provided", "returned"
DISPUTED, CREDITOR_ASKED, ANSWERED, CLOSED = "disputed", "creditor_asked", "answered", "closed"

_BEGUN = (FIRST_COMMUNICATION, PROVIDED)
_WRITTEN = StepField(
    "written",
    "In writing",
    FieldKind.YES_NO,
    required=True,
    help="A letter, the tear-off form, an e-mail or portal we accept, a courier.",
)

VALIDATION = MatterSpec(
    kind=MatterKind.VALIDATION,
    title="Validation and dispute",
    says="What a debt collector tells of the debt at the start, and whether it is disputed.",
    opens=(FIRST_COMMUNICATION, PROVIDED),
    section="fdcpa",
    of_person=True,
    cites=(Citation("12 CFR 1006.34"), Citation("12 CFR 1006.38")),
    steps=(
        StepSpec(FIRST_COMMUNICATION, "First communication on the debt", once=True),
        StepSpec(
            PROVIDED,
            "Validation information given",
            (
                StepField(
                    "how",
                    "How",
                    FieldKind.CHOICE,
                    required=True,
                    choices=(
                        ("first_communication", "In the first communication"),
                        ("letter", "Sent"),
                        ("spoken", "Spoken"),
                    ),
                ),
                StepField(
                    "ends_on",
                    "Last day to dispute, as it says",
                    FieldKind.DAY,
                    help="A later day than the law asks for holds.",
                ),
            ),
            notice="validation_notice",
        ),
        StepSpec(RETURNED, "Came back undelivered", after=(PROVIDED,)),
        StepSpec(
            DISPUTED,
            "Debt disputed",
            (_WRITTEN, StepField("what", "What is disputed", FieldKind.LONG_TEXT)),
            after=_BEGUN,
        ),
        StepSpec(CREDITOR_ASKED, "Original creditor asked for", (_WRITTEN,), after=_BEGUN),
        StepSpec(
            ANSWERED,
            "Verification, judgment, or the creditor's name and address sent",
            after=(DISPUTED, CREDITOR_ASKED),
            help="From here collection may go on.",
        ),
        StepSpec(
            CLOSED, "Closed", (StepField("why", "Why", required=True),), after=_BEGUN, closes=True
        ),
    ),
)
