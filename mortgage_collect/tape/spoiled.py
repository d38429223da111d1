"""What is asked of columns that were spoiled on their way, or are in another unit: once, with the
proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from mortgage_collect.core.text import listed
from mortgage_collect.tape.cells import Cell, Row, letter
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.readings import AS_WRITTEN, IN_CENTS, REPAIRED, TURNED_BACK, Readings
from mortgage_collect.tape.recognition import Question
from mortgage_collect.tape.swapped import proof, swapped_fields
from mortgage_collect.tape.units import cents_fields, garbled

_TEXTS: Final = frozenset({"name", "text", "code"})


def about_columns(
    positions: Mapping[str, int], sample: Sequence[Row], readings: Readings
) -> list[Question]:
    """Questions about the columns at these positions, by field, that nobody answered yet."""
    fields = all_fields()

    def columns(*types: str) -> dict[str, list[Cell]]:
        return {
            name: [row.at(at) for row in sample]
            for name, at in positions.items()
            if fields[name].type in types
        }

    def named(found: Sequence[str]) -> str:
        return listed([f"{letter(positions[name])} ({fields[name].label})" for name in found])

    asked: list[Question] = []
    days = columns("date")
    if swapped := _open(swapped_fields(days), readings):
        proven = proof(days, swapped)
        text = (
            f"Days and months were changed round wherever the day is 12 or less, in "
            f"{named(swapped)}: true dates never have a day above 12, texts always have"
            f"{f'; {proven}' if proven else ''}. Turn them back?"
        )
        asked.append(Question(text, None, swapped, None, True, readings=(TURNED_BACK, AS_WRITTEN)))
    if whole := _open(cents_fields(columns("money")), readings):
        text = (
            f"Amounts are whole numbers, and half of the balances would be above $5,000,000, in "
            f"{named(whole)}. Are they cents?"
        )
        asked.append(Question(text, None, whole, None, True, readings=(IN_CENTS, AS_WRITTEN)))
    texts = columns(*_TEXTS)
    wrong = _open(tuple(name for name, cells in texts.items() if garbled(cells)), readings)
    if wrong:
        text = (
            f"Letters were read in the wrong encoding in {named(wrong)}: "
            f"{garbled(texts[wrong[0]])}. Repair them?"
        )
        asked.append(Question(text, None, wrong, None, readings=(REPAIRED, AS_WRITTEN)))
    return asked


def _open(found: Sequence[str], readings: Readings) -> tuple[str, ...]:
    return tuple(name for name in found if name not in readings)
