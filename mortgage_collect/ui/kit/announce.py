"""Says something to a screen reader without moving the focus (WCAG 4.1.3).

A class of PySide costs its time when it is first named, and these are wanted seldom.
"""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, said: str, *, urgent: bool = False) -> None:
    """Polite by default: waits for what is being read; `urgent` interrupts."""
    event = QtGui.QAccessibleAnnouncementEvent(widget, said)
    levels = QtGui.QAccessible.AnnouncementPoliteness
    event.setPoliteness(levels.Assertive if urgent else levels.Polite)
    QtGui.QAccessible.updateAccessibility(event)
