"""A complaint: the bank's own procedure.

Any dissatisfaction told to us, by any way, also through a regulator. No statute sets these days for
a bank in general; what a written complaint says may be a notice of error or a request for
information as well, and then that matter is opened too.
"""

from __future__ import annotations

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.matter import FieldKind, MatterSpec, StepField, StepSpec

RECEIVED, ACKNOWLEDGED, ANSWERED, CLOSED = "received", "acknowledged", "answered", "closed"

COMPLAINT = MatterSpec(
    kind=MatterKind.COMPLAINT,
    title="Complaint",
    says="Somebody told us that they are not satisfied.",
    opens=(RECEIVED,),
    cites=(Citation("Bank policy: complaints"),),
    steps=(
        StepSpec(
            RECEIVED,
            "Complaint received",
            (
                StepField(
                    "how",
                    "How",
                    FieldKind.CHOICE,
                    required=True,
                    choices=(
                        ("spoken", "By telephone or in person"),
                        ("written", "In writing"),
                        ("regulator", "Through a regulator"),
                    ),
                ),
                StepField("regulator", "Which regulator"),
                StepField("answer_by", "Answer asked for by", FieldKind.DAY),
                StepField("what", "What they said", FieldKind.LONG_TEXT),
            ),
            once=True,
        ),
        StepSpec(ACKNOWLEDGED, "Acknowledged", after=(RECEIVED,), once=True),
        StepSpec(
            ANSWERED,
            "Answered",
            (StepField("result", "What came of it", FieldKind.LONG_TEXT, required=True),),
            after=(RECEIVED,),
            closes=True,
        ),
        StepSpec(
            CLOSED,
            "Closed without an answer",
            (StepField("why", "Why", required=True),),
            after=(RECEIVED,),
            closes=True,
        ),
    ),
)
