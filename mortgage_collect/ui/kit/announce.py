"""Says something to a screen reader without moving the focus (WCAG 4.1.3)."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, said: str, *, urgent: bool = False) -> None:
    """Polite by default: waits for what is being read; `urgent` interrupts."""
    event = QAccessibleAnnouncementEvent(widget, said)
    levels = QAccessible.AnnouncementPoliteness
    event.setPoliteness(levels.Assertive if urgent else levels.Polite)
    QAccessible.updateAccessibility(event)
