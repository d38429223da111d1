"""What a step tells, in words: its details as a person reads them, in the order they are asked."""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.rules.matters.matter import (
    LISTED,
    FieldKind,
    Matter,
    MatterSpec,
    Step,
    StepField,
)
from mortgage_collect.rules.matters.state_notice import asked_in, state_of


def told(spec: MatterSpec, step: Step) -> str:
    """ "In writing: yes; Payoff as of: Jun 15, 2026". What was not told is left out."""
    asked = asked_in(spec.step(step.key), state_of(step)).fields
    parts = [
        f"{field.label}: {value_words(field, step.details[field.key])}"
        for field in asked
        if step.details.get(field.key)
    ]
    return "; ".join(parts)


def value_words(field: StepField, value: str) -> str:
    """A stored detail as a person reads it."""
    labels = dict(field.choices)
    match field.kind:
        case FieldKind.DAY:
            return text.day(date.fromisoformat(value))
        case FieldKind.MONEY:
            return str(Money.of(value))
        case FieldKind.SEVERAL:
            parts = (part.strip() for part in value.split(LISTED))
            return ", ".join(labels.get(part, part) for part in parts if part)
    return labels.get(value, value)


def stands_at(spec: MatterSpec, matter: Matter) -> str:
    """The last step and its day, as the state of a matter: "Acknowledged, Mar 6, 2026"."""
    last = matter.steps[-1]
    return f"{spec.step(last.key).label}, {text.day(last.on)}"
