"""An offer as it is kept for the file: plain JSON of its terms, its figures and its working."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.events.event import plain
from mortgage_collect.workout.comparison import LINES
from mortgage_collect.workout.evaluate import Result
from mortgage_collect.workout.option import Offer
from mortgage_collect.workout.working import Line, Value, Working, percent, written

_READ: Final[Mapping[str, Callable[[Any], Value]]] = {
    "money": Money.of,
    "rate": Rate.percent,
    "share": lambda kept: Fraction(kept) / 100,
    "yes_no": bool,
    "count": int,
    "day": date.fromisoformat,
    "text": str,
}
BESIDE = ("working", "reasons")
"""Fields that are kept beside the terms, not inside them."""


def archived(offer: Offer) -> dict[str, Any]:
    """The terms, every field by its name."""
    made: dict[str, Any] = told(offer)
    return made


def figures_of(result: Result) -> dict[str, Any]:
    """The figures the columns showed, and under "cells" the words they showed them in; empty
    without terms."""
    if result.figures is None:
        return {}
    made: dict[str, Any] = told(result.figures)
    return made | {"cells": {line.key: line.cell(result) for line in LINES}}


def cells_of(figures: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Title and words of every kept figure, in the order of the columns."""
    kept = figures.get("cells", {})
    return tuple((line.title, kept[line.key]) for line in LINES if line.key in kept)


def lines_of(result: Result) -> list[dict[str, Any]]:
    """The working line by line; empty without terms."""
    if result.figures is None:
        return []
    return [line_of(result.figures.working, line) for line in result.figures.working]


def line_of(working: Working, line: Line) -> dict[str, Any]:
    """One line with its formula, in cells and in words."""
    return {
        "key": line.key,
        "says": line.says,
        "kind": kind_of(line.value),
        "value": told(line.value),
        "formula": line.formula,
        "spoken": working.spoken(line),
        "source": line.source,
        "as_of": plain(line.as_of),
        "rounding": line.rounding,
    }


def kind_of(value: Value) -> str:
    """money, rate, share, yes_no, count, day, text or unknown."""
    match value:
        case None:
            return "unknown"
        case Money():
            return "money"
        case Rate():
            return "rate"
        case Fraction():
            return "share"
        case bool():
            return "yes_no"
        case int():
            return "count"
        case date():
            return "day"
    return "text"


def read_back(line: Mapping[str, Any]) -> str:
    """The value of a kept line as people write it."""
    value = line["value"]
    return written(None if value is None else _READ[line["kind"]](value))


def how_kept(line: Mapping[str, Any]) -> str:
    """The formula in words with its rounding, or the source of an input with its day."""
    if line["formula"]:
        said: str = line["spoken"]
        return f"{said}, rounded {line['rounding']}" if line["rounding"] else said
    said = line["source"]
    return f"{said}, {text.day(date.fromisoformat(line['as_of']))}" if line["as_of"] else said


def told(value: Any) -> Any:
    """A value as JSON: shares as percentages in text; a working stands beside, not inside."""
    if isinstance(value, Fraction):
        return percent(value, 4)
    if isinstance(value, tuple | list):
        return [told(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type | Money | Rate):
        return {
            each.name: told(getattr(value, each.name))
            for each in fields(value)
            if each.name not in BESIDE
        }
    return plain(value)
