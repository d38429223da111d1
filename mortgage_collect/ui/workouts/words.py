"""How a verdict looks and is said on the screen: one word, one mark, one tone each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.workout.evaluate import Result, Verdict

TONES: dict[Verdict, Tone] = {
    Verdict.FITS: "clear",
    Verdict.UNKNOWN: "info",
    Verdict.AGAINST: "caution",
    Verdict.BARRED: "stop",
}


def word(result: Result) -> str:
    """ "Fits", "Open points", "Against", "Not possible"."""
    return {
        Verdict.FITS: _tr("Fits"),
        Verdict.UNKNOWN: _tr("Open points"),
        Verdict.AGAINST: _tr("Against"),
        Verdict.BARRED: _tr("Not possible"),
    }[result.verdict]


def _tr(words: str) -> str:
    return QCoreApplication.translate("Options", words)
