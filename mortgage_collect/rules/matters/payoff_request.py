"""A request for a payoff statement: 12 CFR 1026.36(c)(3).

In writing, from the consumer or somebody who acts for them, it asks for the total that pays the
loan off on a day. It is to be sent within a reasonable time, at most seven business days after the
request came in; where the loan is in bankruptcy or foreclosure, or after a natural disaster, within
a reasonable time.
"""

from __future__ import annotations

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.matter import FieldKind, MatterSpec, StepField, StepSpec

RECEIVED, SENT, WITHDRAWN = "received", "sent", "withdrawn"

PAYOFF_REQUEST = MatterSpec(
    kind=MatterKind.PAYOFF_REQUEST,
    title="Payoff request",
    says="Somebody asked in writing for the total that pays the loan off.",
    opens=(RECEIVED,),
    section="1026.36c3",
    cites=(Citation("12 CFR 1026.36(c)(3)"),),
    steps=(
        StepSpec(
            RECEIVED,
            "Request received",
            (
                StepField("written", "In writing", FieldKind.YES_NO, required=True),
                StepField("from", "Who asked"),
                StepField("as_of", "Payoff as of", FieldKind.DAY),
            ),
            once=True,
        ),
        StepSpec(SENT, "Statement sent", after=(RECEIVED,), closes=True, notice="payoff_statement"),
        StepSpec(
            WITHDRAWN,
            "Request withdrawn",
            (StepField("why", "Why", required=True),),
            after=(RECEIVED,),
            closes=True,
        ),
    ),
)
