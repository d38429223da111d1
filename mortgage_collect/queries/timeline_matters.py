"""The timeline's sentences about matters and deadlines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.duties.book import DUTIES
from mortgage_collect.rules.matters.matter import Step
from mortgage_collect.rules.matters.shelf import spec
from mortgage_collect.rules.matters.telling import told

Body = dict[str, Any]


def _kind(body: Body) -> str:
    return spec(MatterKind(body["kind"])).title


def _day(body: Body, name: str) -> str:
    return text.day(date.fromisoformat(body[name]))


def _duty(body: Body) -> str:
    return next((each.title for each in DUTIES if each.id == body["duty"]), str(body["duty"]))


def _step(body: Body) -> str:
    return spec(MatterKind(body["kind"])).step(body["key"]).label


def _follows(body: Body) -> str:
    return "stands as it was raised by hand" if body.get("by_itself") else "follows its matter"


def _details(body: Body) -> str:
    """What was told with a step, and what it was kept in spite of."""
    step = Step(body["key"], date.fromisoformat(body["on"]), body["details"])
    checks, reason = body.get("checks", ()), body.get("reason", "")
    parts = [told(spec(MatterKind(body["kind"])), step), *body["faults"], *checks, reason]
    return ". ".join(part.rstrip(".") for part in parts if part)


SAY: dict[str, tuple[str, Callable[[Body], tuple[str, str]]]] = {
    "MatterOpened": ("matter", lambda b: (f"{_kind(b)} opened", b["reference"])),
    "StepTaken": (
        "matter",
        lambda b: (f"{_kind(b)}: {_step(b)}, {_day(b, 'on')}", _details(b)),
    ),
    "StepTakenBack": (
        "matter",
        lambda b: (f"{_kind(b)}: {_step(b)} of {_day(b, 'on')} taken back", b["reason"]),
    ),
    "FlagFollowed": (
        "flag",
        lambda b: (f"{FlagKind(b['kind']).label}: the flag {_follows(b)}", ""),
    ),
    "DeadlineExplained": (
        "matter",
        lambda b: (f"{_duty(b)} late, due {_day(b, 'due')}", b["reason"]),
    ),
    "LoanAssigned": (
        "data",
        lambda b: ("Named as contact" if b["user_id"] else "No contact named any more", ""),
    ),
}
