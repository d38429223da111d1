"""A line to read that the keyboard reaches: the page scrolls to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mortgage_collect.ui.kit.labels import label


def reading_line(words: str = "", kind: str = "body") -> QLabel:
    """Tab comes to it, and what stands in it can be copied."""
    made = label(words, kind, wrap=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
