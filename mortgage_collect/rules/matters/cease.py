"""A written request to stop contact, or a refusal to pay: 15 USC 1692c(c), 12 CFR 1006.6(c).

It binds a debt collector from the day it is received. A bank that collects its own loans is not
bound by it, and gets no relief from 12 CFR 1024.39 through it (1024.39(d)); it keeps to the wish
as its policy says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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

RECEIVED, WITHDRAWN = "received", "withdrawn"
ALL, REFUSES, SOME = "all", "refuses", "some"


def cease_spans(matter: Matter) -> Iterator[Span]:
    """The stretches of a request that 15 USC 1692c(c) knows: written, and about all contact, from
    the day it was received to the day it was taken back.

    What it asks is taken as everything where nobody wrote it down.
    """
    since: date | None = None
    for step in matter.steps:
        asks = step.yes("written") is True and step.text("what") != SOME
        if step.key == RECEIVED and asks and since is None:
            since = step.on
        elif step.key == WITHDRAWN and since is not None:
            yield Span(since, step.on)
            since = None
    if since is not None:
        yield Span(since)


CEASE = MatterSpec(
    kind=MatterKind.CEASE,
    title="Request to stop contact",
    says="Somebody asked us to stop contacting them, or refuses to pay.",
    opens=(RECEIVED,),
    of_person=True,
    cites=(
        Citation("15 USC 1692c(c)"),
        Citation("12 CFR 1006.6(c)"),
        Citation("12 CFR 1024.39(d)"),
    ),
    steps=(
        StepSpec(
            RECEIVED,
            "Request received",
            (
                StepField("written", "In writing", FieldKind.YES_NO, required=True),
                StepField(
                    "what",
                    "What they ask",
                    FieldKind.CHOICE,
                    choices=(
                        (ALL, "Stop all contact"),
                        (REFUSES, "They refuse to pay"),
                        (SOME, "Stop some contact only"),
                    ),
                ),
            ),
            help="An electronic message counts as writing where we take such messages.",
        ),
        StepSpec(WITHDRAWN, "Request taken back", after=(RECEIVED,), closes=True),
    ),
)
