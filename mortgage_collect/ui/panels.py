"""The loan panels, one line each: what opens in the center column in place of the timeline.

A panel is a widget with a signal `closed`; it is made for one loan, keeps what was typed when it
is put away, and gives its first field the focus when it is shown. Each wakes when it is first
asked for, so that the window opens fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.waking import waking

Make = Callable[..., QWidget]


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """`make(desk, loan_id, **given)` builds it; `icon` stands beside its title in menus."""

    key: str
    title: str
    shortcut: str
    icon: str
    make: Make


def _title(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Panels", text))


PANELS: tuple[PanelSpec, ...] = (
    PanelSpec(
        "why", _title("Why may I call?"), "F3", "shield-check", waking("card.why", "WhyPanel")
    ),
    PanelSpec(
        "coverage",
        _title("What binds on this loan"),
        "Shift+F3",
        "gavel",
        waking("law.loan_panel", "CoveragePanel"),
    ),
    PanelSpec(
        "talk",
        _title("Talk guide"),
        "Ctrl+G",
        "message-square",
        waking("contacts.talk", "TalkPanel"),
    ),
    PanelSpec(
        "promise", _title("Promise"), "F4", "handshake", waking("contacts.promise", "PromisePanel")
    ),
    PanelSpec(
        "plan", _title("Plan and options"), "F6", "scale", waking("workouts.view", "OptionsPanel")
    ),
    PanelSpec(
        "explain",
        _title("Explain an option"),
        "Shift+F6",
        "message-square",
        waking("workouts.explain", "ExplainPanel"),
    ),
    PanelSpec(
        "reinstate",
        _title("Reinstatement"),
        "F7",
        "calculator",
        waking("quotes.view", "ReinstatementPanel"),
    ),
    PanelSpec(
        "schedule",
        _title("Schedule and escrow"),
        "Shift+F7",
        "calendar",
        waking("schedule.view", "SchedulePanel"),
    ),
    PanelSpec(
        "review",
        _title("Financial review"),
        "Ctrl+R",
        "list",
        waking("reviews.view", "ReviewPanel"),
    ),
    PanelSpec(
        "reviews",
        _title("Reviews on file"),
        "Ctrl+Shift+R",
        "history",
        waking("reviews.file", "ReviewFilePanel"),
    ),
    PanelSpec(
        "payment", _title("Payment"), "Ctrl+P", "banknote", waking("payments.view", "PaymentPanel")
    ),
    PanelSpec(
        "people", _title("People and loan"), "Ctrl+E", "users", waking("people.view", "PeoplePanel")
    ),
    PanelSpec(
        "version",
        _title("Version as decided"),
        "",
        "history",
        waking("workouts.decided", "DecidedPanel"),
    ),
    PanelSpec(
        "matters",
        _title("Matters"),
        "Ctrl+Shift+M",
        "folder",
        waking("matters.view", "MattersPanel"),
    ),
    PanelSpec(
        "clocks",
        _title("What is due, and by when"),
        "Shift+F2",
        "calendar",
        waking("deadlines.loan_panel", "DuePanel"),
    ),
    PanelSpec(
        "contact_person",
        _title("Named contact"),
        "",
        "user",
        waking("deadlines.assign", "AssignPanel"),
    ),
    PanelSpec("notice", _title("Notice sent"), "", "mail", waking("matters.notice", "NoticePanel")),
    PanelSpec(
        "document", _title("Document"), "", "file-text", waking("documents.view", "DocumentPanel")
    ),
)

BY_KEY = {spec.key: spec for spec in PANELS}
