"""A possible successor in interest: 12 CFR 1024.30(d), 1024.36(i), 1024.38(b)(1)(vi).

Somebody to whom the home passed by a death, a divorce, a transfer within the family or into a
living trust (1024.31). We learn of them, tell them which papers show it, receive the papers,
decide and tell them so. Confirmed, they are a borrower. We may then ask them to return an
acknowledgment (1024.32(c)); until they do, the notices of 1024.17, .33, .34, .37 and .39 wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.coverage.ruling import Known
from mortgage_collect.rules.matters.matter import (
    FieldKind,
    Matter,
    MatterSpec,
    StepField,
    StepSpec,
)

LEARNED, ACKNOWLEDGED, DESCRIBED = "learned", "acknowledged", "described"
PAPERS, DECIDED, CLOSED = "papers", "decided", "closed"
SENT = "acknowledgment_sent"
RETURNED, REVOKED = "acknowledgment_returned", "acknowledgment_revoked"
CONFIRMED, MORE, NOT_ONE = "confirmed", "more", "not"


def confirmed_on(matter: Matter) -> date | None:
    """The day on which they were confirmed; None: not confirmed, or no longer."""
    last = matter.last(DECIDED)
    if last is None or last.text("result") != CONFIRMED:
        return None
    # A second confirmation changes nothing: the first one since somebody last decided otherwise.
    day = last.on
    for step in reversed(tuple(matter.all(DECIDED))):
        if step.text("result") != CONFIRMED:
            break
        day = step.on
    return day


def notices_wait(matter: Matter) -> Known:
    """Whether notices to a confirmed successor wait for the acknowledgment (1024.32(c)(2)).

    Without an acknowledgment sent nothing waits. None: they are not confirmed.
    """
    if confirmed_on(matter) is None:
        return None
    last = matter.last(SENT, RETURNED, REVOKED)
    return last is not None and last.key != RETURNED


def _faults(matter: Matter) -> Iterator[str]:
    confirmed = confirmed_on(matter)
    for step in matter.all(SENT):
        if confirmed is None or step.on < confirmed:
            yield (
                f"An acknowledgment was sent on {text.day(step.on)}, before anybody was confirmed"
                " as successor."
            )
    sent = matter.on(SENT)
    for step in matter.all(RETURNED):
        if sent is None or step.on < sent:
            yield f"An acknowledgment came back on {text.day(step.on)}, before one was sent."
    for step in matter.all(REVOKED):
        returned = matter.on(RETURNED)
        if returned is None or step.on < returned:
            yield f"Revoked on {text.day(step.on)}, before an acknowledgment came back."


SUCCESSOR = MatterSpec(
    kind=MatterKind.SUCCESSOR,
    title="Successor in interest",
    says="The home may have passed to somebody who is not on the note.",
    opens=(LEARNED,),
    section="36",
    of_person=True,
    faults=_faults,
    cites=(
        Citation("12 CFR 1024.30(d)"),
        Citation("12 CFR 1024.36(i)"),
        Citation("12 CFR 1024.38(b)(1)(vi)"),
        Citation("12 CFR 1024.32(c)"),
    ),
    steps=(
        StepSpec(
            LEARNED,
            "We learned of them",
            (
                StepField("written", "They wrote to us", FieldKind.YES_NO, required=True),
                StepField("how", "How the home passed"),
            ),
            once=True,
            help="In writing it is a request under 12 CFR 1024.36(i), with days that run.",
        ),
        StepSpec(
            ACKNOWLEDGED,
            "We told them that we have their letter",
            after=(LEARNED,),
            once=True,
        ),
        StepSpec(DESCRIBED, "We told them which papers we need", after=(LEARNED,)),
        StepSpec(PAPERS, "Papers received", after=(LEARNED,)),
        StepSpec(
            DECIDED,
            "Decided, and told them",
            (
                StepField(
                    "result",
                    "What was decided",
                    FieldKind.CHOICE,
                    required=True,
                    choices=(
                        (CONFIRMED, "Confirmed"),
                        (MORE, "More papers are needed"),
                        (NOT_ONE, "Not a successor"),
                    ),
                ),
            ),
            after=(LEARNED,),
        ),
        StepSpec(SENT, "Acknowledgment form sent", after=(DECIDED,)),
        StepSpec(RETURNED, "Acknowledgment came back", after=(SENT,)),
        StepSpec(REVOKED, "Acknowledgment revoked", after=(RETURNED,)),
        StepSpec(
            CLOSED,
            "Closed",
            (StepField("why", "Why", required=True),),
            after=(LEARNED,),
            closes=True,
        ),
    ),
)
