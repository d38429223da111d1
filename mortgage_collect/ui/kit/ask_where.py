"""Asks where a file shall be saved, or which one is meant, in the system's own window."""

from __future__ import annotations

from pathlib import Path

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication


def ask_where(suggested: str) -> Path | None:
    """The file chosen, beginning in the person's documents; None when they cancelled."""
    folder = QtCore.QStandardPaths.writableLocation(
        QtCore.QStandardPaths.StandardLocation.DocumentsLocation
    )
    kind = Path(suggested).suffix
    title = QCoreApplication.translate("AskWhere", "Save as")
    chosen, _ = QtWidgets.QFileDialog.getSaveFileName(
        QApplication.activeWindow(), title, str(Path(folder) / suggested), f"*{kind}"
    )
    return Path(chosen) if chosen else None


def ask_file(kinds: str) -> Path | None:
    """The file chosen; `kinds` is a filter as "Excel (*.xlsx)". None when they cancelled."""
    folder = QtCore.QStandardPaths.writableLocation(
        QtCore.QStandardPaths.StandardLocation.DocumentsLocation
    )
    title = QCoreApplication.translate("AskWhere", "Choose a file")
    chosen, _ = QtWidgets.QFileDialog.getOpenFileName(
        QApplication.activeWindow(), title, folder, kinds
    )
    return Path(chosen) if chosen else None
