"""A bankruptcy of a borrower, from the petition to its end: 11 USC 362, 524; 12 CFR 1024.39(c).

The petition begins the case. Dismissal and closing end it, and so does a reaffirmation as far as
this loan goes; a case revived after its dismissal is the same case (comment 39(c)(2)-1). A
discharge leaves the case open, and takes the personal liability away for good unless the court
left this debt out of it. A payment after the petition, a stated intention and written wishes about
statements decide which notices and statements go out.
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
from mortgage_collect.rules.matters.span import Span

PETITION, CONVERTED, PLAN_CONFIRMED = "petition", "converted", "plan_confirmed"
DISMISSED, CLOSED, REAFFIRMED, REVIVED = "dismissed", "closed", "reaffirmed", "revived"
DISCHARGED, STAY_LIFTED, STAY_ENDED = "discharged", "stay_lifted", "stay_ended"
INTENTION, PAYMENT_AFTER = "intention", "payment_after"
STATEMENTS_ASKED, STATEMENTS_STOPPED = "statements_asked", "statements_stopped"

ENDS = (DISMISSED, CLOSED, REAFFIRMED)
_CHAPTERS = tuple((each, f"Chapter {each}") for each in ("7", "11", "12", "13"))
_CHAPTER = StepField("chapter", "Chapter", FieldKind.CHOICE, required=True, choices=_CHAPTERS)
_BY = StepField("by", "Who asked in writing", required=True)


def case_spans(matter: Matter) -> tuple[Span, ...]:
    """The stretches in which a case ran: from the petition, or its revival, to the day it was
    dismissed or closed or the debt was reaffirmed."""
    spans: list[Span] = []
    since: date | None = None
    for step in matter.steps:
        if step.key in (PETITION, REVIVED) and since is None:
            since = step.on
        elif step.key in ENDS and since is not None:
            spans.append(Span(since, step.on))
            since = None
    if since is not None:
        spans.append(Span(since))
    return tuple(spans)


def discharged_on(matter: Matter) -> date | None:
    """Since when nobody owes the debt in person; None where it was left out, or reaffirmed before.

    A discharge of which nobody said whether it took this debt is taken to have taken it.
    """
    reaffirmed = matter.on(REAFFIRMED)
    for step in matter.all(DISCHARGED):
        if step.yes("personal") is not False and (reaffirmed is None or reaffirmed > step.on):
            return step.on
    return None


def _faults(matter: Matter) -> Iterator[str]:
    running = False
    for step in matter.steps:
        day = text.day(step.on)
        if step.key == PETITION:
            running = True
        elif step.key == REVIVED:
            if running:
                yield f"Revived on {day}, but the case had not ended."
            running = True
        elif step.key in (DISMISSED, CLOSED):
            running = False
        elif step.key == DISCHARGED and not running:
            yield f"A discharge on {day}, but the case had ended: was it revived?"
        elif step.key == CONVERTED and not running:
            yield f"Converted on {day}, but the case had ended."
    reaffirmed, gone = matter.on(REAFFIRMED), discharged_on(matter)
    if reaffirmed and gone:  # one before the discharge leaves none
        yield (
            f"Reaffirmed on {text.day(reaffirmed)}, after the discharge of {text.day(gone)}: an"
            " agreement is made before it (11 USC 524(c)(1))."
        )


BANKRUPTCY = MatterSpec(
    kind=MatterKind.BANKRUPTCY,
    title="Bankruptcy",
    says="A borrower filed a bankruptcy petition.",
    opens=(PETITION,),
    section="bankruptcy",
    of_person=True,
    faults=_faults,
    cites=(
        Citation("11 USC 362(a)"),
        Citation("11 USC 524(a)(2)"),
        Citation("12 CFR 1024.39(c)"),
        Citation("12 CFR 1026.41(e)(5)"),
    ),
    steps=(
        StepSpec(
            PETITION,
            "Petition filed",
            (_CHAPTER, StepField("case", "Case number"), StepField("court", "Court")),
            once=True,
        ),
        StepSpec(CONVERTED, "Converted to another chapter", (_CHAPTER,), after=(PETITION,)),
        StepSpec(
            INTENTION,
            "Statement of intention",
            (
                StepField(
                    "what",
                    "What they intend",
                    FieldKind.CHOICE,
                    required=True,
                    choices=(
                        ("retain", "Keep the home"),
                        ("surrender", "Surrender the home"),
                        ("other", "Something else"),
                    ),
                ),
            ),
            after=(PETITION,),
            help="The latest one counts (comment 41(e)(5)(i)(B)(4)-1).",
        ),
        StepSpec(
            PLAN_CONFIRMED,
            "Plan confirmed",
            (
                StepField(
                    "cures",
                    "It pays the arrears or keeps up the payments",
                    FieldKind.YES_NO,
                    required=True,
                    help="No where the plan surrenders the home or avoids the lien.",
                ),
            ),
            after=(PETITION,),
        ),
        StepSpec(PAYMENT_AFTER, "They paid after the petition", after=(PETITION,)),
        StepSpec(STATEMENTS_STOPPED, "Statements no longer wanted", (_BY,), after=(PETITION,)),
        StepSpec(STATEMENTS_ASKED, "Statements wanted", (_BY,), after=(PETITION,)),
        StepSpec(STAY_LIFTED, "The court lifted the stay", after=(PETITION,)),
        StepSpec(STAY_ENDED, "The stay ended by itself", after=(PETITION,)),
        StepSpec(
            REAFFIRMED,
            "They reaffirmed the debt",
            after=(PETITION,),
            help="They owe it as before; the case may go on for other debts.",
        ),
        StepSpec(
            DISCHARGED,
            "Discharge granted",
            (
                StepField(
                    "personal", "They no longer owe this debt", FieldKind.YES_NO, required=True
                ),
            ),
            after=(PETITION,),
        ),
        StepSpec(DISMISSED, "Case dismissed", after=(PETITION,), closes=True),
        StepSpec(CLOSED, "Case closed", after=(PETITION,), closes=True),
        StepSpec(REVIVED, "Case revived", after=(DISMISSED, CLOSED), reopens=True),
    ),
)
