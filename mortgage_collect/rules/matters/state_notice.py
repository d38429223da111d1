"""Which notice of a state's law a step is about: a choice among those the program knows there.

Where none is known, or one of them is not wanted, whoever confirmed that none is needed is named;
that stands in the foreclosure's own course, with its day.
"""

from __future__ import annotations

from dataclasses import replace

from mortgage_collect.rules.matters.foreclosure import NONE_NEEDED, STATE_NOTICE
from mortgage_collect.rules.matters.matter import FieldKind, Step, StepSpec
from mortgage_collect.rules.states.law.reading import state

NOTICE = "notice"
NONE_NEEDED_LABEL = "None is needed: somebody confirmed it"


def asked_in(step: StepSpec, code: str) -> StepSpec:
    """The step as it is asked for a home in a state; any other step as it is."""
    if step.key != STATE_NOTICE:
        return step
    place = state(code)
    known = tuple((each.id, each.name) for each in place.notices) if place is not None else ()
    choices = (*known, (NONE_NEEDED, NONE_NEEDED_LABEL))
    return replace(
        step,
        fields=tuple(
            replace(field, kind=FieldKind.CHOICE, choices=choices) if field.key == NOTICE else field
            for field in step.fields
        ),
    )


def state_of(step: Step) -> str:
    """ "NJ" of a step about "states.notice.NJ.intention_to_foreclose"; "" of any other."""
    found = step.text(NOTICE)
    return found.split(".")[2] if step.key == STATE_NOTICE and found.count(".") >= 3 else ""
