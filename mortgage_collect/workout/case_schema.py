"""The JSON Schema and the table of a case file, made from its fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mortgage_collect.workout.case_fields import (
    CASE_FIELDS,
    FORMAT,
    LISTS,
    MAY_BE_NEGATIVE,
    CaseField,
)
from mortgage_collect.workout.program_keys import KEYS

AMOUNT = r"^\$?(\d{1,3}(,\d{3})+|\d+)?(\.\d{1,2})?$"
SIGNED = r"^-?\$?(\d{1,3}(,\d{3})+|\d+)?(\.\d{1,2})?$"


def schema() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of the format; findings beyond it are told by the reader."""
    top: dict[str, Any] = {"format": {"const": FORMAT}}
    sections: dict[str, dict[str, Any]] = {}
    required: dict[str, list[str]] = {"": []}
    for each in CASE_FIELDS:
        into = top
        if each.section:
            into = sections.setdefault(each.section, {})
        into[each.name] = _value(each)
        if each.required:
            required.setdefault(each.section, []).append(each.name)
    for place, fields in LISTS.items():
        section, _, name = place.partition(".")
        item = _table({f.name: _value(f) for f in fields}, _names(fields)) if fields else _DAY
        sections[section][name] = {"type": ["array", "null"], "items": item}
    for section, properties in sections.items():
        top[section] = _table(properties, required.get(section, []))
    top["program"] = {"enum": [*KEYS, None]}
    musts = [*required[""], *(name for name in sections if required.get(name))]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A loan in trouble, as Mortgage Collect evaluates it",
        **_table(top, musts),
    }


def schema_text() -> str:
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def table(
    fields: Sequence[CaseField] = CASE_FIELDS,
    lists: Mapping[str, tuple[CaseField, ...]] = LISTS,
) -> Iterator[str]:
    """The fields as lines of a Markdown table; those of a case file, or of another."""
    yield "| field | what it holds | written as |"
    yield "|---|---|---|"
    for each in fields:
        must = " **needed**" if each.required else ""
        yield f"| `{each.place}` | {each.says}{must} | {_written(each)} |"
    for place, inside in lists.items():
        how = ", ".join(f"`{f.name}` ({f.says})" for f in inside) or "days"
        yield f"| `{place}` | a list | {how} |"


def _written(each: CaseField) -> str:
    match each.kind:
        case "amount":
            return '`"1204.50"`'
        case "percent":
            return '`"6.5"` for 6.5 %'
        case "points":
            return '`"0.125"` for an eighth of a percent'
        case "day":
            return '`"2026-11-02"`'
        case "count":
            return f"a whole number, {each.low} to {each.high}"
        case "yes_no":
            return "`true` or `false`"
        case "word":
            return ", ".join(f"`{word}`" for word in each.words)
    return "text"


_DAY: dict[str, Any] = {"type": "string", "format": "date"}


def _value(each: CaseField) -> dict[str, Any]:
    made: dict[str, Any] = {"description": each.says}
    kinds: list[str] = []
    match each.kind:
        case "amount":
            pattern = SIGNED if each.place in MAY_BE_NEGATIVE else AMOUNT
            kinds, made["pattern"] = ["string", "integer"], pattern
        case "percent":
            kinds, made["pattern"] = ["string", "integer"], r"^\d{1,3}(\.\d{1,4})?$"
        case "day":
            kinds, made["format"] = ["string"], "date"
        case "count":
            kinds, made["minimum"], made["maximum"] = ["integer"], each.low, each.high
        case "yes_no":
            kinds = ["boolean"]
        case "word":
            made["enum"] = [*each.words, *([] if each.required else [None])]
            return made
        case _:
            kinds = ["string"]
    if not each.required:
        kinds.append("null")
    made["type"] = kinds[0] if len(kinds) == 1 else kinds
    return made


def _table(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _names(fields: tuple[CaseField, ...]) -> list[str]:
    return [each.name for each in fields if each.required]
