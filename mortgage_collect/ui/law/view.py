"""The law: what applies to us first, then what we keep by choice, then everything else.

A list at the left, the words and papers of its row at the right. Enter goes from the list to the
acts, Esc goes back; typing in the search box finds words in titles, texts and paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.queries.confirming import ToConfirm
from mortgage_collect.queries.law import LawEntry, Standing
from mortgage_collect.queries.tightening import FigureRow
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.fields import SearchEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import RowsModel
from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG, WIDE
from mortgage_collect.ui.law.pages import ConfirmDetail, EntryDetail, FigureDetail
from mortgage_collect.ui.law.tables import confirm_table, entries_table, figures_table
from mortgage_collect.ui.law.view_model import LawModel, Seen, matches

APPLIES, KEPT, ALL, FIGURES, CONFIRM = range(5)
NARROW = 820


class LawPlace(Sheet):
    """`at` names the page it opens at: "applies", "kept", "all", "figures" or "confirm"."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, at: str = "") -> None:
        super().__init__("", parent, scrolls=False)
        self.set_title(self.tr("The law"))
        self.model = LawModel(desk, self)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Which part of the law"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _ in range(5):
            self.tabs.addTab("")
        self.search = SearchEdit(self.tr("Find in the law"))
        self._desk = desk
        self._pairs: dict[int, tuple[Table[Any], Any, QWidget]] = {}
        self._lists, self._details = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.listed = Actions(
            self,
            [
                Action("next", self.tr("Next part"), lambda: self._turn(1), "Ctrl+PgDown"),
                Action("previous", self.tr("Part before"), lambda: self._turn(-1), "Ctrl+PgUp"),
                Action("find", self.tr("Find in the law"), self._find, "Alt+F"),
            ],
        )
        self.tabs.currentChanged.connect(self._on_turned)
        self.search.searched.connect(lambda _: self._fill())
        self.model.shown.connect(lambda _: self._fill())
        names = ("applies", "kept", "all", "figures", "confirm")
        self._name_tabs(None)
        self.tabs.setCurrentIndex(names.index(at) if at in names else APPLIES)
        self.starts_at(self.table)
        self.model.refresh()

    def _lay_out(self) -> None:
        theme = theme_of(self)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.px(SNUG))
        left.addWidget(self.search)
        left.addWidget(self._lists, 1)
        self.about = label("", "caption", wrap=True)
        left.addWidget(self.about)
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(WIDE))
        middle.addWidget(self._left, 3)
        middle.addWidget(self._details, 2)
        self.body.addWidget(self.tabs)
        self.body.addLayout(middle, 1)

    def _scrolled(self, detail: QWidget) -> Scrolled:
        area = Scrolled()
        inside = QFrame()
        dress(inside, ground=True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme_of(self).px(ROOMY), 0)
        column.addWidget(detail)
        area.setWidget(inside)
        return area

    # -- the three lists, each made when it is first turned to ----------------------------------

    def _pair(self, at: int) -> tuple[Table[Any], Any, QWidget]:
        """A list, what stands beside its row, and the area that scrolls it."""
        if at not in self._pairs:
            make_table: Callable[[], Table[Any]] = (entries_table, figures_table, confirm_table)[at]
            make_detail: Any = (EntryDetail, FigureDetail, ConfirmDetail)[at]
            table, detail = make_table(), make_detail(self._desk, self.model)
            area = self._scrolled(detail)
            self._pairs[at] = (table, detail, area)
            self._lists.addWidget(table)
            self._details.addWidget(area)
            table.chosen.connect(lambda row: self._on_chosen(row, detail))
            table.opened.connect(lambda _: self.enter_detail())
            detail.left.connect(self._back)
            if at == 0:
                self._fit_columns()
        return self._pairs[at]

    @property
    def entries(self) -> Table[LawEntry]:
        return self._pair(0)[0]

    @property
    def entry(self) -> EntryDetail:
        found: EntryDetail = self._pair(0)[1]
        return found

    @property
    def figures(self) -> Table[FigureRow]:
        return self._pair(1)[0]

    @property
    def figure(self) -> FigureDetail:
        found: FigureDetail = self._pair(1)[1]
        return found

    @property
    def confirms(self) -> Table[ToConfirm]:
        return self._pair(2)[0]

    @property
    def reading(self) -> ConfirmDetail:
        found: ConfirmDetail = self._pair(2)[1]
        return found

    # -- showing ------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        return self.tabs.currentIndex()

    @property
    def _at(self) -> int:
        return {FIGURES: 1, CONFIRM: 2}.get(self.page, 0)

    @property
    def table(self) -> Table[Any]:
        return self._pair(self._at)[0]

    @property
    def detail(self) -> Any:
        return self._pair(self._at)[1]

    def _name_tabs(self, seen: Seen | None) -> None:
        standing = [entry.standing for entry in seen.view.entries] if seen else []
        still_open = sum(row.open for row in seen.view.to_confirm) if seen else 0
        counts = (
            standing.count(Standing.BINDS),
            standing.count(Standing.KEPT),
            len(standing),
            len(seen.view.figures) if seen else 0,
            still_open,
        )
        words = (
            (self.tr("Applies to us"), self.tr("Applies")),
            (self.tr("Kept by us"), self.tr("Kept")),
            (self.tr("Everything"), self.tr("All")),
            (self.tr("Our own figures"), self.tr("Figures")),
            (self.tr("To confirm"), self.tr("Confirm")),
        )
        for at, ((whole, short), count) in enumerate(zip(words, counts, strict=True)):
            said = short if self._narrow else whole
            self.tabs.setTabText(at, f"{said} ({count})" if seen and not self._narrow else said)
            self.tabs.setTabToolTip(at, f"{whole} ({count})")

    def _on_turned(self) -> None:
        self._fill()
        self.starts_at(self.table)

    def _turn(self, step: int) -> None:
        """To another part; the focus goes to its list."""
        self.tabs.setCurrentIndex((self.page + step) % self.tabs.count())
        self._back()

    def _find(self) -> None:
        if self._at:
            self.tabs.setCurrentIndex(ALL)
        self._back()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self) -> None:
        table, _, area = self._pair(self._at)
        self._lists.setCurrentWidget(table)
        self._details.setCurrentWidget(area)
        seen = self.model.seen
        if seen is None:
            return
        self._name_tabs(seen)
        self.who.say(self.tr("edition {0}").format(seen.view.edition))
        self.search.setVisible(self._at == 0)
        rows: Any
        match self._at:
            case 1:
                rows = seen.view.figures
                self.about.setText(self.tr("A figure may be made stricter, never looser."))
            case 2:
                rows = seen.view.to_confirm
                self.about.setText(
                    self.tr("Nobody has compared these with their source. Have counsel read them.")
                )
            case _:
                wanted = {APPLIES: Standing.BINDS, KEPT: Standing.KEPT}.get(self.page)
                rows = [
                    entry
                    for entry in seen.view.entries
                    if wanted in (None, entry.standing) and matches(entry, self.search.text())
                ]
                words = self.tr("Of {0} active loans, by what the bank and its file have told.")
                self.about.setText(words.format(f"{seen.view.loans:,}"))
        model = self.table.source
        assert isinstance(model, RowsModel)
        model.show_rows(rows)
        if rows and self.table.row() is None:
            self.table.choose(0)
        self._on_chosen(self.table.row(), self.detail)

    def _on_chosen(self, row: Any, detail: Any) -> None:
        if row is not None and self.model.seen is not None:
            detail.show_row(row, self.model.seen)
        detail.setVisible(row is not None)

    # -- the keyboard -------------------------------------------------------------------------

    def enter_detail(self) -> None:
        """Enter on a row: to its first act, or into its words."""
        if self._narrow:
            self._left.hide()
            self._details.show()
        acts = [each for each in (self.detail.acts) if not each.isHidden()]
        if acts:
            acts[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self._narrow:
            self.shut.setFocus(Qt.FocusReason.TabFocusReason)

    def _back(self) -> None:
        if self._narrow:
            self._details.hide()
        self._left.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """Enter in the search box goes to the list; the list opens its row by itself."""
        if self.search.hasFocus() or self.tabs.hasFocus():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.table.hasFocus():
            super().go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list first; a letter in the list begins a search."""
        in_list = self.table.hasFocus() or self.search.hasFocus() or self.tabs.hasFocus()
        if event.key() == Qt.Key.Key_Escape and not in_list:
            self._back()
            return
        super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        """Where it is narrow the paragraph stands beside the row alone."""
        if 0 in self._pairs:
            table = self._pairs[0][0]
            table.setColumnHidden(table.model().columnCount() - 1, self._narrow)

    @property
    def _narrow(self) -> bool:
        return self.width() < theme_of(self).px(NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self._name_tabs(self.model.seen)
        if not self._narrow:
            self._left.show()
            self._details.show()
        elif not self._left.isHidden():
            self._details.hide()
