"""The places, one line each: screens that take the room right of the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.waking import waking

Make = Callable[..., QWidget]


@dataclass(frozen=True, slots=True)
class PlaceSpec:
    """`make(desk, **given)` builds it; like a panel it has a signal `closed`."""

    key: str
    title: str
    shortcut: str
    icon: str
    make: Make


def _title(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Places", text))


PLACES: tuple[PlaceSpec, ...] = (
    PlaceSpec(
        "reports", _title("Reports"), "F9", "chart-column", waking("reports.view", "ReportsPlace")
    ),
    PlaceSpec(
        "deadlines",
        _title("Deadlines"),
        "Ctrl+Shift+D",
        "calendar",
        waking("deadlines.view", "DeadlinesPlace"),
    ),
    PlaceSpec("import", _title("Import"), "Ctrl+I", "upload", waking("tapes.view", "ImportPlace")),
    PlaceSpec(
        "new_loan",
        _title("Add a loan"),
        "Ctrl+Shift+N",
        "plus",
        waking("people.add_loan", "AddLoanPlace"),
    ),
    PlaceSpec(
        "programs",
        _title("Programs and assumptions"),
        "Shift+F9",
        "scale",
        waking("programs.view", "ProgramsPlace"),
    ),
    PlaceSpec("law", _title("The law"), "Ctrl+L", "gavel", waking("law.view", "LawPlace")),
    PlaceSpec(
        "interview",
        _title("About the bank"),
        "Ctrl+B",
        "landmark",
        waking("interview.view", "InterviewPlace"),
    ),
    PlaceSpec(
        "disaster", _title("Disasters"), "", "house", waking("disaster.view", "DisasterPlace")
    ),
    PlaceSpec(
        "set_aside",
        _title("Set aside, to be reviewed"),
        "",
        "history",
        waking("set_aside.view", "SetAsidePlace"),
    ),
    PlaceSpec(
        "history", _title("History"), "Ctrl+H", "history", waking("history.view", "HistoryPlace")
    ),
    PlaceSpec("backups", _title("Backups"), "", "save", waking("backups.view", "BackupsPlace")),
    PlaceSpec(
        "settings",
        _title("Bank settings"),
        "",
        "settings",
        waking("settings.view", "SettingsPlace"),
    ),
)

BY_KEY = {spec.key: spec for spec in PLACES}
