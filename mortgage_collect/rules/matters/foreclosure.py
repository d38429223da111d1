"""A foreclosure: from the referral to counsel to the sale, or its end.

12 CFR 1024.41(f), (g), (j) hold up the first notice or filing, the judgment and the sale
(`rules/duties/foreclosure_gate.py`). The first notice or filing is, of a court, the earliest
document filed; without one, the earliest that is recorded or published; without either, the
earliest that sets a day of sale (comment 41(f)-1). A day of sale is known from the day of its step.
"""

from __future__ import annotations

from collections.abc import Iterator

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

REFERRED, STATE_NOTICE, FIRST_FILING = "referred", "state_notice", "first_filing"
COUNSEL_TOLD, JUDGMENT_MOVED = "counsel_told", "judgment_moved"
SALE_SCHEDULED, SALE_MOVED = "sale_scheduled", "sale_moved"
SALE_CANCELLED, SOLD, DISMISSED = "sale_cancelled", "sold", "dismissed"
NONE_NEEDED = "none_needed"
DELINQUENCY, DUE_ON_SALE, JOINS = "delinquency", "due_on_sale", "joins_lienholder"

GROUND = (
    (DELINQUENCY, "Payments are unpaid"),
    (DUE_ON_SALE, "The home was transferred against a due-on-sale clause"),
    (JOINS, "We join the action of another lienholder"),
)
FILED_HOW = (
    ("judicial", "Filed with a court"),
    ("recorded", "Recorded or published"),
    ("sale_document", "A document that sets the day of sale"),
)


def foreclosure_faults(matter: Matter) -> Iterator[str]:
    filed = matter.on(FIRST_FILING)
    for key, what in ((JUDGMENT_MOVED, "A judgment was moved for"), (SOLD, "The home was sold")):
        on = matter.on(key)
        if on is not None and (filed is None or filed > on):
            yield f"{what} on {text.day(on)} and no first filing stands before it. Add it."
    for step in matter.all(STATE_NOTICE):
        if step.text("notice") == NONE_NEEDED and not step.text("confirmed_by"):
            yield (
                f"On {text.day(step.on)} it was entered that no notice of the state is needed, and"
                " not who confirmed it. Say who."
            )
    for step in matter.all(SALE_SCHEDULED, SALE_MOVED):
        day = step.day("sale_on")
        if day is not None and day < step.on:
            yield (
                f"The sale of {text.day(day)} lies before {text.day(step.on)}, when it was set."
                " Correct one of the two."
            )


_SALE_ON = StepField("sale_on", "Day of sale", FieldKind.DAY, required=True)

FORECLOSURE = MatterSpec(
    kind=MatterKind.FORECLOSURE,
    title="Foreclosure",
    says="The loan was referred to foreclosure, or a first notice or filing was made.",
    opens=(REFERRED, STATE_NOTICE, FIRST_FILING, SALE_SCHEDULED),
    cites=(Citation("12 CFR 1024.41(f)"), Citation("12 CFR 1024.41(g)")),
    section="41f1",
    faults=foreclosure_faults,
    steps=(
        StepSpec(
            REFERRED,
            "Referred to counsel",
            (
                StepField("ground", "What it rests on", FieldKind.CHOICE, choices=GROUND),
                StepField("counsel", "Counsel"),
            ),
        ),
        StepSpec(
            STATE_NOTICE,
            "Notice of the state's law sent",
            (
                StepField("notice", "Which notice", required=True),
                StepField("confirmed_by", "Who confirmed it", help="Where none is needed."),
            ),
        ),
        StepSpec(
            FIRST_FILING,
            "First notice or filing made",
            (StepField("how", "What it was", FieldKind.CHOICE, required=True, choices=FILED_HOW),),
        ),
        StepSpec(
            COUNSEL_TOLD,
            "Counsel told of an application",
            after=(REFERRED, FIRST_FILING, SALE_SCHEDULED),
            help="To take no step toward judgment or sale while it is open.",
        ),
        StepSpec(
            JUDGMENT_MOVED, "Judgment or order of sale moved for", after=(FIRST_FILING, REFERRED)
        ),
        StepSpec(SALE_SCHEDULED, "Sale scheduled", (_SALE_ON,)),
        StepSpec(SALE_MOVED, "Sale moved to another day", (_SALE_ON,), after=(SALE_SCHEDULED,)),
        StepSpec(SALE_CANCELLED, "Sale canceled", after=(SALE_SCHEDULED,)),
        StepSpec(SOLD, "Sold", after=(SALE_SCHEDULED, FIRST_FILING), closes=True),
        StepSpec(
            DISMISSED,
            "Foreclosure ended",
            (StepField("why", "Why"),),
            after=(REFERRED, STATE_NOTICE, FIRST_FILING, SALE_SCHEDULED),
            closes=True,
        ),
    ),
)
