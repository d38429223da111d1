"""The values of a program as people read them and as they are entered: "4 months", "4"."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.policy import DatedRate, WaterfallStep
from mortgage_collect.workout.policy_words import WORDS

_COUNTED = ("days", "months", "payments", "years", "modifications")


def shown(name: str, value: Any) -> str:
    """A value as people read it: "4 months", "150% of the regular payment", "no limit"."""
    words = WORDS[name]
    match value:
        case None:
            return words.none
        case bool():
            return "yes" if value else "no"
        case int() if words.unit.startswith("%"):
            return f"{value}{words.unit}"
        case int() if words.unit in _COUNTED:
            return text.count(value, words.unit.removesuffix("s"))
        case int():
            return f"{value} {words.unit}".rstrip()
        case Rate():
            return f"{value.plain}{words.unit or '%'}"
        case Money():
            return str(value)
        case date():
            return text.day(value)
        case tuple() if not value:
            return "none"
        case tuple():
            return "; ".join(_part(each) for each in value)
    return str(value)


def written(value: Any) -> str:
    """A value as it is entered and stored; tables are TOML, a line for each of their rows."""
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case Rate() | Money():
            return value.plain
        case date():
            return value.isoformat()
        case tuple() if not value:
            return "[]"
        case tuple():
            return "\n".join(["[", *(f"  {_toml(each)}," for each in value), "]"])
    return str(value)


def is_table(value: Any) -> bool:
    """Whether it is entered as a TOML table of several lines."""
    return isinstance(value, tuple)


def _part(value: Any) -> str:
    match value:
        case WaterfallStep():
            told = [_told(name, found) for name, found in _given(value) if name != "do"]
            return " ".join(
                [value.do.replace("_", " "), *([f"({', '.join(told)})"] if told else [])]
            )
        case DatedRate():
            return f"{value.rate.plain}% from {text.day(value.effective_from)}"
    return str(value)


def _told(name: str, value: Any) -> str:
    if isinstance(value, tuple):
        return text.listed([each.replace("_", " ") for each in value])
    percent = "%" if isinstance(value, Rate) else ""
    return f"{name.replace('_', ' ')} {written(value)}{percent}".replace("ltv", "loan to value")


def _given(row: WaterfallStep | DatedRate) -> list[tuple[str, Any]]:
    """What differs from its default."""
    return [
        (each.name, value)
        for each in fields(row)
        if (value := getattr(row, each.name)) != each.default
    ]


def _toml(value: Any) -> str:
    match value:
        case WaterfallStep() | DatedRate():
            return f"{{{', '.join(f'{name} = {_toml(one)}' for name, one in _given(value))}}}"
        case tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case bool():
            return "true" if value else "false"
        case int() | date():
            return str(value)
        case Rate() | Money():
            return json.dumps(value.plain)
    return json.dumps(str(value), ensure_ascii=False)
