"""Buttons by what they mean: the main one, an ordinary one, a quiet one, an icon alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from mortgage_collect.ui.kit import icons
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import current

ButtonKind = Literal["primary", "plain", "quiet", "danger", "link"]

_ICON_ROLES: dict[ButtonKind, str] = {"primary": "on_accent", "danger": "stop", "link": "link"}


def button(
    words: str,
    run: Callable[[], object] | None = None,
    *,
    kind: ButtonKind = "plain",
    icon: str = "",
    hint: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A button with words."""
    made = QPushButton(words, parent)
    made.setAutoDefault(False)
    dress(made, kind=kind)
    if icon:
        icons.put(made, icon, _ICON_ROLES.get(kind, "text"), gap=4)
        made.setIconSize(QSize(current().px(20), current().px(16)))
    if hint:
        made.setToolTip(hint)
    if run is not None:
        made.clicked.connect(lambda: run())
    return made


def icon_button(
    icon: str, name: str, run: Callable[[], object] | None = None, parent: QWidget | None = None
) -> QToolButton:
    """An icon alone, at least 24 by 24, with its name as tooltip and for screen readers."""
    made = QToolButton(parent)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setIconSize(QSize(current().px(16), current().px(16)))
    dress(made, compact=True)
    icons.put(made, icon, "muted")
    if run is not None:
        made.clicked.connect(lambda: run())
    return made


def at_right(*buttons: QWidget) -> QWidget:
    """Buttons below a form, at its right end."""
    around = QWidget()
    row = QHBoxLayout(around)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(1)
    for each in buttons:
        row.addWidget(each)
    return around
