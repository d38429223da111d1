"""What the answers add up to, always in sight: income, ratios, surplus, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core import text
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.review.lines import line
from mortgage_collect.review.papers import Paper
from mortgage_collect.review.ratios import Ratios, ratio_text
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Elided, label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import tabular, theme_of

SHOWN = 3  # missing lines named; the rest are counted
LONG = 22


class RunningStrip(QFrame):
    """`wanted(key)` when a missing line is clicked."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, panelhead=True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme = theme_of(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(0)
        self.values: dict[str, QLabel] = {}
        self._names: list[QLabel] = []
        self._figures: list[QLabel] = []
        self._told: tuple[Sequence[str], int] = ((), 0)
        self._low = False
        self._waiting: Mapping[str, str] = {}
        names = (
            ("gross", self.tr("Gross income")),
            ("net", self.tr("Take-home")),
            ("housing", self.tr("Housing ratio")),
            ("back", self.tr("Back-end ratio")),
            ("surplus", self.tr("Surplus")),
        )
        for key, words in names:
            value = label("\u2013", "strong")
            value.setFont(tabular(theme.font("strong")))
            self.values[key] = value
            self._names.append(label(words, "caption"))
            self._figures.append(value)
        self._grid, self._across = grid, 0
        self.progress = label("", "caption")
        self.missing = QHBoxLayout()
        self.missing.setSpacing(theme.px(2))
        self._links = [self._link() for _ in range(SHOWN + 1)]
        self._keys = ["" for _ in self._links]
        self.papers = Elided("", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(6))
        column.setSpacing(theme.px(4))
        self._lay_out(5)
        column.addLayout(grid)
        column.addLayout(self.missing)
        column.addWidget(self.papers)
        self.missing.addWidget(self.progress)
        for link in self._links:
            self.missing.addWidget(link)
        self.missing.addStretch(1)

    def show_figures(
        self,
        found: Ratios,
        progress: int,
        papers: Sequence[Paper],
        waiting: Mapping[str, str],
    ) -> None:
        """`waiting` tells by the key of a missing line which figures wait for it."""
        self._waiting = waiting
        self._say("gross", found.gross_income)
        self._say("net", found.net_income)
        self.values["housing"].setText(_share(found.housing_ratio))
        self.values["back"].setText(_share(found.back_end_ratio))
        self._say_surplus(found)
        self._say_missing(found.missing, progress)
        words = text.listed([_paper(each) for each in papers])
        self.papers.say(self.tr("Papers to ask for: {0}").format(words) if papers else "")
        self._show_papers()

    def _say(self, key: str, amount: Money | None) -> None:
        self.values[key].setText("\u2013" if amount is None else str(amount))

    def _say_surplus(self, found: Ratios) -> None:
        value = self.values["surplus"]
        amount = found.surplus if found.surplus is not None else found.surplus_so_far
        if amount is None:
            value.setText("\u2013")
            dress(value, word="")
            return
        so_far = "" if found.complete and found.surplus is not None else self.tr(" so far")
        value.setText(f"{amount}{so_far}")
        dress(value, word="caution" if amount < ZERO else "clear")

    def _say_missing(self, missing: Sequence[str], progress: int) -> None:
        self._told = (missing, progress)
        for link in self._links:
            link.hide()
        if not missing:
            self.progress.setText(self.tr("Everything that matters is answered."))
            return
        words = self.tr("{0}% \u00b7 still to ask:").format(progress)
        if self._low:
            words = self.tr("Surplus {0} \u00b7 {1}%").format(
                self.values["surplus"].text(), progress
            )
        self.progress.setText(words)
        room = self.width() // theme_of(self).px(200)
        shown = 1 if self._low else max(1, min(room, SHOWN))
        for at, key in enumerate(missing[:shown]):
            self._show(at, line(key).label, key)
        if len(missing) > shown:
            self._show(shown, self.tr("and {0} more").format(len(missing) - shown), missing[shown])

    def set_low(self, low: bool) -> None:
        """One line where there is no room for the figures: the surplus, and what is missing."""
        self._low = low
        for part in (*self._names, *self._figures):
            part.setHidden(low)
        self._show_papers()
        self._say_missing(*self._told)

    def _show_papers(self) -> None:
        self.papers.setVisible(bool(self.papers.full) and not self._low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(5 if self.width() >= theme_of(self).px(540) else 3)
        self._say_missing(*self._told)

    def _lay_out(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for at, (name, value) in enumerate(zip(self._names, self._figures, strict=True)):
            row, column = divmod(at, across)
            self._grid.addWidget(name, 2 * row, column)
            self._grid.addWidget(value, 2 * row + 1, column)
        for column in range(len(self._names)):
            self._grid.setColumnStretch(column, int(column < across))

    def _show(self, at: int, words: str, key: str) -> None:
        link, self._keys[at] = self._links[at], key
        link.setText(words if len(words) <= LONG else f"{words[: LONG - 1].rstrip()}\u2026")
        waits = self._waiting.get(key)
        about = self.tr("{0}: {1} wait for it").format(words, waits) if waits else words
        link.setToolTip(about)
        link.setAccessibleName(about)
        link.show()

    def _link(self) -> QPushButton:
        made = button("", kind="link")
        made.clicked.connect(lambda: self.wanted.emit(self._keys[self._links.index(made)]))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.hide()
        return made


def _paper(paper: Paper) -> str:
    about = f"{paper.what_for.lower()}; {paper.why}" if paper.why else paper.what_for.lower()
    return f"{paper.any_of[0]} ({about})"


def _share(ratio: Fraction | None) -> str:
    return "\u2013" if ratio is None else ratio_text(ratio)
