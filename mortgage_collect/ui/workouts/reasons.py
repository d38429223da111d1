"""Reasons in sentences, each with its mark, its source, and whether it is kept, not, or unknown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.workout.evaluate import Result
from mortgage_collect.workout.option import Reason

_MARKS: dict[bool | None, tuple[str, Tone]] = {
    True: ("circle-check", "clear"),
    False: ("triangle-alert", "caution"),
    None: ("circle-question-mark", "info"),
}


class ReasonList(QWidget):
    """`show_result` lists them: what bars first, what is against, what is unknown, what is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.reasons: tuple[Reason, ...] = ()
        self._made: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName(self.tr("Reasons"))

    def show_result(self, result: Result | None, *, kept: bool = True) -> None:
        """Every reason of an option; without `kept` only those that are not met, and a count."""
        if result is None:
            self.show_reasons(())
            return
        found = list(result.reasons)
        if result.trouble and all(each.says != result.trouble for each in found):
            found.insert(0, Reason(False, f"{result.trouble} {result.do}".strip()))
        found.sort(key=_first)
        if not kept:
            met = sum(each.ok is True for each in found)
            found = [each for each in found if not each.ok]
            if met and not found:
                found = [Reason(True, self.tr("Every criterion is met ({0})").format(met))]
        self.show_reasons(found)

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        if tuple(reasons) == self.reasons:
            return
        self.reasons = tuple(reasons)
        for widget in self._made:
            widget.hide()
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._made.clear()
        for at, reason in enumerate(self.reasons):
            icon, tone = ("octagon-x", "stop") if _bars(reason) else _MARKS[reason.ok]
            mark = Mark(icon, tone, 16)
            mark.setAccessibleName(self.spoken(reason))
            source = f" ({reason.source})" if reason.source else ""
            words = label(f"{reason.says}{source}", wrap=True)
            self._grid.addWidget(mark, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, at, 1)
            self._made += [mark, words]
        self.setAccessibleDescription(
            ". ".join(f"{self.spoken(each)}: {each.says}" for each in self.reasons)
        )

    def spoken(self, reason: Reason) -> str:
        if _bars(reason):
            return self.tr("not possible")
        return {True: self.tr("met"), False: self.tr("against"), None: self.tr("unknown")}[
            reason.ok
        ]


def _bars(reason: Reason) -> bool:
    return reason.ok is False and reason.bars


def _first(reason: Reason) -> int:
    return 0 if _bars(reason) else {False: 1, None: 2, True: 3}[reason.ok]
