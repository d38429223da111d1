"""The import place: a file comes in, is looked at, and is confirmed with one plain key."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QWidget

from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import TIGHT, WIDE
from mortgage_collect.ui.tapes import words
from mortgage_collect.ui.tapes.choose import ChoosePage
from mortgage_collect.ui.tapes.done import DonePage
from mortgage_collect.ui.tapes.dropped import dropped
from mortgage_collect.ui.tapes.preview import PreviewPage
from mortgage_collect.ui.tapes.view_model import (
    CHOOSE,
    DONE,
    IMPORTING,
    PREVIEW,
    READING,
    ImportModel,
)
from mortgage_collect.ui.tapes.waiting import WaitingPage

P = TypeVar("P", bound=QWidget)
LATER = ("waiting", "preview", "finished")
SOON = 100
"""Milliseconds between two pages that are made before anybody comes to them."""


class ImportPlace(Sheet):
    """One page after another; Esc puts it away as it stands."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.model = ImportModel(desk)
        super().__init__(self.tr("Import"), parent, scrolls=False)
        self.model.setParent(self)
        self.pages = QStackedWidget()
        self._areas: dict[QWidget, QScrollArea] = {}
        self.choose = ChoosePage(self.model)
        self._put(self.choose)
        self.body.addWidget(self.pages, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.another = self.add_button(self.tr("Another file"), self.model.put_back)
        self.go = self.add_button("", self.model.bring_in, kind="primary")
        self.why_not = label("", "muted", wrap=True)
        theme = theme_of(self)
        self.why_not.setContentsMargins(*(theme.px(WIDE), theme.px(TIGHT)) * 2)
        self.below.addWidget(self.why_not)
        self.setAcceptDrops(True)
        self.model.moved.connect(self._move)
        self.model.troubled.connect(self._tell)
        self.model.settled.connect(self._show_ready)
        self._move(CHOOSE)
        QTimer.singleShot(SOON, self, self._make_next)
        self.model.refresh()

    # -- the pages, each made when it is come to or when there is time for it -------------------

    @cached_property
    def waiting(self) -> WaitingPage:
        return self._put(WaitingPage(self.model))

    @cached_property
    def preview(self) -> PreviewPage:
        return self._put(PreviewPage(self.model))

    @cached_property
    def finished(self) -> DonePage:
        return self._put(DonePage(self.model))

    def _put(self, page: P) -> P:
        self._areas[page] = scrolled(page)
        self.pages.addWidget(self._areas[page])
        return page

    def _make_next(self) -> None:
        name = next((each for each in LATER if each not in vars(self)), "")
        if name:
            getattr(self, name)
            QTimer.singleShot(SOON, self, self._make_next)

    def take(self, path: Path) -> None:
        """A file dropped on the window."""
        self.model.take(path)

    def enter(self) -> None:
        """The focus goes to what is next."""
        match self.model.page:
            case "choose":
                first: QWidget = self.choose.first()
            case "preview":
                first = self.go if self.go.isEnabled() else self.preview.first_open()
            case "done":
                first = self.finished.first()
            case _:
                first = self.waiting.stop
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, page: str) -> None:
        here = QApplication.focusWidget()
        mine = here is None or self.isAncestorOf(here)
        names = {READING: "waiting", IMPORTING: "waiting", PREVIEW: "preview", DONE: "finished"}
        shown: QWidget = getattr(self, names.get(page, "choose"))
        model = self.model
        self.title.say(self._title(page))
        self.who.say(model.path.name if model.path is not None and page != CHOOSE else "")
        if page in (READING, IMPORTING):
            self.waiting.begin(importing=page == IMPORTING)
        elif page == PREVIEW and model.preview is not None:
            self.preview.show_preview(model.preview)
            self.go.setText(words.confirm(model.preview))
            self.go.setAccessibleName(words.confirm(model.preview))
        elif page == DONE:
            self.finished.show_done(model.imported)
            if model.imported is not None:
                announce(self, words.done(model.imported))
        self._show_ready()
        self.another.setVisible(page in (PREVIEW, DONE))
        self.go.setVisible(page == PREVIEW)
        self._foot.setVisible(page in (PREVIEW, DONE))
        self.pages.setCurrentWidget(self._areas[shown])
        if mine and self.isVisible():
            self.enter()

    def _show_ready(self) -> None:
        """What keeps it from being imported stands beside the button that is off."""
        wrong = self.model.why_not
        self.go.setEnabled(not wrong)
        self.go.setToolTip(wrong)
        self.go.setAccessibleDescription(wrong)
        self.why_not.setText(wrong)
        self.why_not.setVisible(bool(wrong) and self.model.page == PREVIEW)

    def _title(self, page: str) -> str:
        return {
            CHOOSE: self.tr("Import"),
            READING: self.tr("Reading"),
            PREVIEW: self.tr("Look before it is written"),
            IMPORTING: self.tr("Importing"),
            DONE: self.tr("Imported"),
        }[page]

    def _tell(self, said: str) -> None:
        self.choose.trouble.say(said)
        if "preview" in vars(self):
            self.preview.trouble.say(said)
        if said:
            announce(self, said, urgent=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.enter()

    # -- dropping -----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take(path)


def scrolled(page: QWidget) -> Scrolled:
    """A page that scrolls where the window is too low for it."""
    area = Scrolled()
    dress(page, ground=True)
    area.setWidget(page)
    return area
