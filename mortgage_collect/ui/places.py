"""The places, one line each: screens that take the room right of the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.desk import Desk

Make = Callable[..., QWidget]


@dataclass(frozen=True, slots=True)
class PlaceSpec:
    """`make(desk, **given)` builds it; like a panel it has a signal `closed`."""

    key: str
    title: str
    shortcut: str
    icon: str
    make: Make


def _lazy(module: str, name: str) -> Make:
    def make(desk: Desk, **given: Any) -> QWidget:
        made: QWidget = getattr(import_module(f"mortgage_collect.ui.{module}"), name)(desk, **given)
        return made

    return make


def _title(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Places", text))


PLACES: tuple[PlaceSpec, ...] = (
    PlaceSpec(
        "reports", _title("Reports"), "F9", "chart-column", _lazy("reports.view", "ReportsPlace")
    ),
    PlaceSpec("import", _title("Import"), "Ctrl+I", "upload", _lazy("tapes.view", "ImportPlace")),
    PlaceSpec(
        "settings", _title("Bank settings"), "", "settings", _lazy("settings.view", "SettingsPlace")
    ),
)

BY_KEY = {spec.key: spec for spec in PLACES}
