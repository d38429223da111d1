"""Reads the tables of duties: a TOML file a duty, a case a paragraph in the life of a loan.

    [[case]]
    case     = "WN-01"                    the official or derived case it carries, if any
    citation = "..."                      where that case comes from
    kind     = "official_example"         or official_statement, derived, ours
    verified = true                       the citation's text was read
    name     = "what happens, in a sentence"
    today    = 2026-02-10                 the day it is looked at
    unpaid   = [2026-01-01]               due dates of installments never paid
    paid     = [{due = 2026-02-01, on = 2026-02-20}]
    touches  = [{on = 2026-02-05, live = true}]        channel "call" unless it says more
    matters  = [{kind = "application", steps = [{key = "received", on = 2026-03-02}]}]
    owed     = [{due = 2026-02-15}]       what is still to be done, in the order of its day
    all      = [{due = 2026-02-15, progress = "open"}] every occasion, where it says more

A row of `owed` or `all` is compared by the keys it names: due, progress, occasion, not_before,
closed_on; `cite` is one of its paragraphs, `says` and `counted` are words of it,
`lacks` and `counted_lacks` words that are not. What else a step holds beside `key` and `on` are its
details.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import Channel, LoanStatus
from mortgage_collect.rules.coverage.ruling import Known, Ruling, ruling
from mortgage_collect.rules.duties.deadline import Deadline
from mortgage_collect.rules.duties.duty import owed
from mortgage_collect.rules.duties.life import (
    Agreement,
    Installment,
    LoanLife,
    NonconformingPayment,
    Touch,
)
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.matters.span import Span

FOLDER = Path(__file__).parent / "cases_duties"
WITHIN = ("cite", "says", "counted")


def duty_cases(name: str, table: str = "case") -> list[dict[str, Any]]:
    content = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = content.get(table, [])
    return rows


def life_of(case: dict[str, Any]) -> LoanLife:
    return LoanLife(
        installments=(
            *(Installment(due) for due in case.get("unpaid", ())),
            *(Installment(row["due"], row["on"]) for row in case.get("paid", ())),
        ),
        touches=tuple(map(_touch, case.get("touches", ()))),
        matters=tuple(_matter(at + 1, row) for at, row in enumerate(case.get("matters", ()))),
        agreements=tuple(Agreement(**row) for row in case.get("agreements", ())),
        coverage={key: _ruling(value) for key, value in case.get("coverage", {}).items()},
        fdcpa=case.get("fdcpa"),
        small_servicer=case.get("small_servicer"),
        options_available=case.get("options_available"),
        open_saturdays=case.get("open_saturdays"),
        state=case.get("state", ""),
        adopted=frozenset(case.get("adopted", ())),
        status=LoanStatus(case.get("status", "active")),
        status_on=case.get("status_on"),
        escrowed=case.get("escrowed"),
        assigned_on=case.get("assigned_on"),
        originated_on=case.get("originated_on"),
        own={
            name: tuple((row["since"], row.get("days")) for row in rows)
            for name, rows in case.get("own", {}).items()
        },
        represented=tuple(Span(**row) for row in case.get("represented", ())),
        nonconforming=tuple(NonconformingPayment(**row) for row in case.get("nonconforming", ())),
    )


def differences(case: dict[str, Any], found: Iterable[Deadline]) -> list[str]:
    """What is not as the case says; empty where all is."""
    everything = sorted(found, key=lambda each: (each.due or date.max, each.occasion))
    wrong = []
    for table, rows in (("owed", owed(everything)), ("all", tuple(everything))):
        if table not in case:
            continue
        wanted = case[table]
        if len(wanted) != len(rows):
            wrong.append(f"{table}: {len(wanted)} wanted, found {[_shown(row) for row in rows]}")
            continue
        for want, row in zip(wanted, rows, strict=True):
            got = _shown(row)
            wrong += [
                f"{table}: {key} wanted {value}, found {got[key]}"
                for key, value in want.items()
                if not _fits(key, value, got[key])
            ]
    if not {"owed", "all"} & set(case):
        wrong.append("the case expects nothing")
    return wrong


def _fits(key: str, wanted: Any, found: Any) -> bool:
    if key in ("lacks", "counted_lacks"):
        return wanted not in found
    return wanted in found if key in WITHIN else bool(wanted == found)


def _shown(row: Deadline) -> dict[str, Any]:
    return {
        "due": row.due or "none",
        "progress": row.progress.value,
        "occasion": row.occasion,
        "not_before": row.not_before,
        "closed_on": row.closed_on,
        "cite": tuple(map(str, row.cites)),
        "says": row.says,
        "lacks": row.says,
        "counted": row.counted,
        "counted_lacks": row.counted,
    }


def _touch(row: dict[str, Any]) -> Touch:
    return Touch(**{**row, "channel": Channel(row.get("channel", "call"))})


def _matter(number: int, row: dict[str, Any]) -> Matter:
    steps = sorted((_step(step) for step in row["steps"]), key=lambda step: step.on)
    return Matter(number, MatterKind(row["kind"]), tuple(steps), row.get("person_id"))


def _step(row: dict[str, Any]) -> Step:
    details = {key: _written(value) for key, value in row.items() if key not in ("key", "on")}
    return Step(row["key"], row["on"], details)


def _written(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case list():
            return "; ".join(map(_written, value))
    return str(value)


def _ruling(known: Known | str) -> Ruling:
    if known == "unknown":
        return ruling(None, "Not settled.", "12 CFR 1024.30", unknowns=["Who knows?"])
    return ruling(bool(known), "On." if known else "Off.", "12 CFR 1024.30")
