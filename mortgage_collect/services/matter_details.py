"""The details of a step as they are kept: read by the kind of their field, or refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.rules.matters.matter import LISTED, FieldKind, StepField, StepSpec

YES_NO = ("yes", "no")


def checked(step: StepSpec, given: Mapping[str, str]) -> dict[str, str]:
    """What was told, each as the rules read it; a blank is left out, for it was not told.

    Raises UserError for a detail the step does not have, one that is missing or cannot be read.
    """
    fields = {each.key: each for each in step.fields}
    if strangers := sorted(set(given) - set(fields)):
        raise UserError(f"{step.label} has no detail called {text.listed(strangers)}.")
    made = {}
    for key, each in fields.items():
        value = str(given.get(key, "")).strip()
        if value:
            made[key] = _read(step, each, value)
        elif each.required:
            raise UserError(f"{step.label}: {each.label} is missing.", do="Enter it.")
    return made


def _read(step: StepSpec, field: StepField, value: str) -> str:
    match field.kind:
        case FieldKind.DAY:
            try:
                return date.fromisoformat(value).isoformat()
            except ValueError as error:
                raise _unreadable(step, field, value, "a day as 2026-03-31") from error
        case FieldKind.MONEY:
            try:
                return Money.of(value).plain
            except ValueError as error:
                raise _unreadable(step, field, value, "an amount as 1250.00") from error
        case FieldKind.NUMBER:
            if not (value.isascii() and value.isdecimal()):
                raise _unreadable(step, field, value, "a whole number as 6")
            return str(int(value))
        case FieldKind.YES_NO:
            if value not in YES_NO:
                raise _unreadable(step, field, value, "yes or no")
        case FieldKind.CHOICE:
            _among(step, field, (value,))
        case FieldKind.SEVERAL:
            parts = tuple(part.strip() for part in value.split(LISTED) if part.strip())
            if field.choices:
                _among(step, field, parts)
            return f"{LISTED} ".join(parts)
        case FieldKind.TEXT | FieldKind.LONG_TEXT:
            pass
    return value


def _among(step: StepSpec, field: StepField, values: tuple[str, ...]) -> None:
    known = [value for value, _ in field.choices]
    for value in values:
        if value not in known:
            raise _unreadable(step, field, value, f"one of {text.listed(known)}")


def _unreadable(step: StepSpec, field: StepField, found: str, expected: str) -> UserError:
    return UserError(
        f"{step.label}: {field.label} is {found!r}; expected is {expected}.", do="Correct it."
    )
