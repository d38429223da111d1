"""The loan panels, one line each: what opens in the centre column in place of the timeline.

A panel is a widget with a signal `closed`; it is made for one loan, keeps what was typed when it
is put away, and gives its first field the focus when it is shown. Each wakes when it is first
asked for, so that the window opens fast.
"""

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
class PanelSpec:
    """`make(desk, loan_id, **given)` builds it; `icon` stands beside its title in menus."""

    key: str
    title: str
    shortcut: str
    icon: str
    make: Make


def _lazy(module: str, name: str) -> Make:
    def make(desk: Desk, loan_id: int, **given: Any) -> QWidget:
        made: QWidget = getattr(import_module(f"mortgage_collect.ui.{module}"), name)(
            desk, loan_id, **given
        )
        return made

    return make


def _title(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Panels", text))


PANELS: tuple[PanelSpec, ...] = (
    PanelSpec(
        "why", _title("Why may I call?"), "F3", "shield-check", _lazy("card.why", "WhyPanel")
    ),
    PanelSpec(
        "promise", _title("Promise"), "F4", "handshake", _lazy("contacts.promise", "PromisePanel")
    ),
    PanelSpec(
        "plan", _title("Plan and options"), "F6", "scale", _lazy("workouts.view", "PlanPanel")
    ),
    PanelSpec(
        "reinstate",
        _title("Reinstatement"),
        "F7",
        "calculator",
        _lazy("quotes.view", "ReinstatementPanel"),
    ),
    PanelSpec(
        "review",
        _title("Financial review"),
        "Ctrl+R",
        "list",
        _lazy("reviews.view", "ReviewPanel"),
    ),
    PanelSpec(
        "payment", _title("Payment"), "Ctrl+P", "banknote", _lazy("payments.view", "PaymentPanel")
    ),
    PanelSpec(
        "people", _title("People and loan"), "Ctrl+E", "users", _lazy("people.view", "PeoplePanel")
    ),
    PanelSpec(
        "document", _title("Document"), "", "file-text", _lazy("documents.view", "DocumentPanel")
    ),
)

BY_KEY = {spec.key: spec for spec in PANELS}
