"""Disasters: tag an area, and look after what was tagged until its last day."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.disaster.tag_page import TagPage
from mortgage_collect.ui.disaster.tagged_page import TaggedPage
from mortgage_collect.ui.disaster.view_model import DisasterModel
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.theme import theme_of

TAG, TAGGED = range(2)
NARROW = 900


class DisasterPlace(Sheet):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Disasters"))
        self.model = DisasterModel(desk, self)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Tag an area, or what was tagged"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(self.tr("Tag an area"))
        self.tabs.addTab(self.tr("Tagged"))
        self.tag, self.tagged = TagPage(desk, self.model), TaggedPage(desk, self.model)
        self.body.addWidget(self.tabs)
        for page in (self.tag, self.tagged):
            self.body.addWidget(page, 1)
        self.tagged.hide()
        self.listed = Actions(
            self,
            [
                Action("next", self.tr("Next part"), self.turn, "Ctrl+PgDown"),
                Action("previous", self.tr("Part before"), self.turn, "Ctrl+PgUp"),
            ],
        )
        self.starts_at(self.tag.fields["name"])
        self.tabs.currentChanged.connect(self._on_turned)
        self.model.listed.connect(lambda _: self._name())
        self.model.refresh()

    @property
    def page(self) -> TagPage | TaggedPage:
        return self.tag if self.tabs.currentIndex() == TAG else self.tagged

    def turn(self) -> None:
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())
        self.page.enter()

    def _on_turned(self, at: int) -> None:
        self.tag.setVisible(at == TAG)
        self.tagged.setVisible(at == TAGGED)
        self.starts_at(self.tag.fields["name"] if at == TAG else self.tagged.table)

    def _name(self) -> None:
        today = self.model.today()
        stand = sum(not row.over(today) for row in self.model.rows)
        self.tabs.setTabText(TAGGED, self.tr("Tagged ({0})").format(stand))
        soon = sum(row.ends_soon(today) for row in self.model.rows)
        self.who.say(self.tr("{0} ending within two weeks").format(soon) if soon else "")

    def submit(self) -> None:
        if self.page is self.tag:
            self.tag.submit()

    def go_on(self) -> None:
        """Enter in a list belongs to the list."""
        if not self.tagged.table.hasFocus():
            super().go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tag.be_narrow(self.width() < theme_of(self).px(NARROW))
