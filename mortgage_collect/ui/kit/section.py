"""A card with a heading, rows of label and value, and amounts that say where they come from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core import text as written
from mortgage_collect.core.words import Source
from mortgage_collect.ui.kit.labels import Elided, Mark, label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import tabular, theme_of
from mortgage_collect.ui.kit.tokens import HAIR, MAIN_TARGET, ROOMY, SNUG, TIGHT, WIDE

SOURCE_ICONS = {
    Source.TAPE: "landmark",
    Source.STAFF: "pencil",
    Source.BORROWER: "user",
    Source.PROGRAM: "calculator",
}


class SourceMark(Mark):
    """Where a fact came from; the words are in the tooltip and for screen readers."""

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(SOURCE_ICONS[source], "muted", 13, parent)
        self.set_source(source)

    def set_source(self, source: Source) -> None:
        says = {
            Source.TAPE: self.tr("From the bank\u2019s file"),
            Source.STAFF: self.tr("Entered by staff"),
            Source.BORROWER: self.tr("Said by the borrower"),
            Source.PROGRAM: self.tr("Calculated"),
        }[source]
        self.set_mark(SOURCE_ICONS[source])
        self.setToolTip(says)
        self.setAccessibleName(says)


class Fact(QWidget):
    """An amount with its source mark, its method and its date; `big` for the one that matters."""

    def __init__(self, name: str, parent: QWidget | None = None, *, big: bool = False) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.name = label(name, "label")
        self.mark = SourceMark(Source.PROGRAM)
        self.mark.hide()
        self.value = label("\u2013", "figure" if big else "strong")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about = label("", "caption", wrap=True)
        self.about.hide()
        head = QHBoxLayout()
        head.setSpacing(theme.px(TIGHT))
        head.addWidget(self.name)
        head.addWidget(self.mark)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(HAIR))
        column.addLayout(head)
        column.addWidget(self.value)
        column.addWidget(self.about)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_fact(
        self,
        value: object,
        *,
        method: str = "",
        as_of: date | None = None,
        source: Source | None = None,
        missing: str = "",
    ) -> None:
        """Show a value; `missing` says what is not there when it is None."""
        shown = (missing or self.tr("not on file")) if value is None else str(value)
        self.value.setText(shown)
        self.value.setFont(tabular(self.value.font()))
        dated = self.tr("as of {0}").format(written.day(as_of)) if as_of else ""
        about = " \u00b7 ".join(part for part in (method, dated) if part)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.mark.setVisible(source is not None)
        if source is not None:
            self.mark.set_source(source)
        said = (self.name.text(), shown, about, self.mark.accessibleName() if source else "")
        self.setAccessibleName(", ".join(part for part in said if part))


class Section(QFrame):
    """A card: heading at the left, small actions at the right, then whatever is added."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        dress(self, card=True)
        self.setAccessibleName(heading)
        self.heading = Elided(heading, "heading")
        self.heading.setMinimumHeight(theme.px(MAIN_TARGET - HAIR))
        self._head = QHBoxLayout()
        self._head.setSpacing(theme.px(TIGHT))
        self._head.addWidget(self.heading, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(SNUG))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(
            theme.px(WIDE), theme.px(SNUG), theme.px(WIDE), theme.px(ROOMY)
        )
        self._whole.setSpacing(theme.px(SNUG))
        self._whole.addLayout(self._head)
        self._whole.addLayout(self.body)
        self._whole.addStretch(0)
        self.heading.setVisible(bool(heading))
        self._rows: QGridLayout | None = None
        self._count = 0

    def add_action(self, widget: QWidget) -> None:
        """A small button beside the heading."""
        self._head.addWidget(widget)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """A widget below what is there; what can grow takes the height of the card."""
        self._rows = None
        self.body.addWidget(widget, stretch)
        grows = widget.sizePolicy().expandingDirections() & Qt.Orientation.Vertical
        if stretch or grows:
            self._whole.setStretchFactor(self.body, 1)

    def add_row(
        self,
        name: str,
        value: QWidget | str,
        *,
        source: Source | None = None,
    ) -> QLabel | None:
        """Label and value in line with the rows before; returns the value's label to change it."""
        rows = self._grid()
        at = self._count = self._count + 1
        rows.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
        words = None
        if isinstance(value, str):
            words = label(value or self.tr("not on file"), wrap=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(f"{name}: {words.text()}")
        rows.addWidget(words or value, at, 1)  # type: ignore[arg-type]
        if source is not None:
            rows.addWidget(SourceMark(source), at, 2)
        return words

    def _grid(self) -> QGridLayout:
        if self._rows is None:
            theme = theme_of(self)
            self._rows, self._count = QGridLayout(), -1
            self._rows.setHorizontalSpacing(theme.px(WIDE))
            self._rows.setVerticalSpacing(theme.px(TIGHT))
            self._rows.setColumnStretch(1, 1)
            self.body.addLayout(self._rows)
        return self._rows
