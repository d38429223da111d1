"""What must be green before the next step of a foreclosure, each check in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.rules.duties.foreclosure.check import Check
from mortgage_collect.rules.duties.foreclosure.check import Light as Answer
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.kit.badges import Light
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.section import Section

if TYPE_CHECKING:
    from mortgage_collect.rules.duties.foreclosure_gate import Gate

_TONES: dict[Answer, Tone] = {
    Answer.GREEN: "clear",
    Answer.RED: "stop",
    Answer.NOT_KNOWN: "caution",
}
_ORDER = (Answer.RED, Answer.NOT_KNOWN, Answer.GREEN)


class GateBox(Section):
    """What holds it up stands first; what nobody knows holds it up too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.checks: tuple[Check, ...] = ()

    def show_gate(self, gate: Gate) -> None:
        title = self.tr("Before the next step: {0}").format(gate.step.label.lower())
        self.heading.say(title)
        self.setAccessibleName(title)
        empty(self.body)
        self.body.addWidget(label(self._sum(gate), "strong", wrap=True))
        self.checks = tuple(sorted(gate.checks, key=lambda each: _ORDER.index(each.light)))
        self._list(self.checks)

    def _sum(self, gate: Gate) -> str:
        if gate.open:
            return self.tr("Every check is green.")
        held = text.count(len(gate.held_by), self.tr("check"))
        words = self.tr("Not yet: {0} not green.").format(held)
        if gate.first_day is not None:
            day = text.day(gate.first_day)
            words = self.tr("{0} If nothing else happens, from {1}.").format(words, day)
        return words

    def _list(self, checks: Sequence[Check]) -> None:
        said = {
            Answer.GREEN: self.tr("green"),
            Answer.RED: self.tr("red"),
            Answer.NOT_KNOWN: self.tr("not known"),
        }
        for each in checks:
            self.body.addWidget(
                Light(_TONES[each.light], f"{each.title}: {said[each.light]}"),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )
            cites = "; ".join(map(str, each.cites))
            unread = "" if each.verified else self.tr(" \u00b7 not verified against its source")
            self.body.addWidget(label(f"{each.says} ({cites}){unread}", "muted", wrap=True))
