"""What an untouched review may begin with: the answers of last time, or of another loan."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.review_start import ReviewStart
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of

SHOWN = 2


class StartOffer(QFrame):
    """`taken(review_id)` when one is chosen; hidden once anything is answered."""

    taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(2), theme.px(16), theme.px(2))
        row.setSpacing(theme.px(8))
        row.addWidget(label(self.tr("Begin with"), "caption"))
        self._links: list[QPushButton] = []
        for at in range(SHOWN):
            link = button("", partial(self._take, at), kind="link")
            link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._links.append(link)
            row.addWidget(link)
        row.addStretch(1)
        self.ids: tuple[int, ...] = ()
        self.hide()

    def offer(self, start: ReviewStart) -> None:
        """Of last time first, then of the same people on other loans."""
        found = list[tuple[int, str, str]]()
        if start.before_id is not None:
            words = self.tr("the answers of No. {0}").format(start.before_number)
            found.append((start.before_id, words, self.tr("All but the certification")))
        for each in start.elsewhere:
            words = self.tr("those of loan {0}").format(each.ends_in)
            about = self.tr("No. {0} of {1}: {2}").format(
                each.number, text.day(each.finished_at.date()), text.listed(each.people)
            )
            found.append((each.review_id, words, about))
        self.ids = tuple(review_id for review_id, _, _ in found[:SHOWN])
        for link in self._links:
            link.hide()
        for link, (_, words, about) in zip(self._links, found, strict=False):
            link.setText(words)
            link.setToolTip(about)
            link.setAccessibleName(self.tr("Begin with {0}").format(words))
            link.show()

    def first(self) -> None:
        """Take the first that is offered."""
        if self.ids:
            self._take(0)

    def _take(self, at: int) -> None:
        self.hide()
        self.taken.emit(self.ids[at])
