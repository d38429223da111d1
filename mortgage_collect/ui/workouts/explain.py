"""Shift+F6: an option in plain words: what to say, the page for the borrower, and hard words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from mortgage_collect.core.words import Language
from mortgage_collect.documents.explain import Page
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.empty import Empty
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.workouts.explain_model import ExplainModel, ExplainSight
from mortgage_collect.ui.workouts.explain_page import PageView
from mortgage_collect.workout.shelf import SHELF

PAGE = 0.9
NARROW = 620


class ExplainPanel(Sheet):
    """E and S switch the language; Ctrl+Enter makes the paper of what is shown."""

    def __init__(
        self,
        desk: Desk,
        loan_id: int,
        parent: QWidget | None = None,
        *,
        option: str = "",
        answers: Any = None,
    ) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Explain to the borrower"))
        self._desk = desk
        self.model = ExplainModel(desk, loan_id, option, answers, self)
        self._build_choice()
        self._build_page()
        self.listed = Actions(
            self,
            [
                Action("down", self.tr("Page down"), lambda: self.turn(1), "Ctrl+PgDown"),
                Action("up", self.tr("Page up"), lambda: self.turn(-1), "Ctrl+PgUp"),
                Action(
                    "paper",
                    self.tr("Make the paper"),
                    self.model.make_paper,
                    "Ctrl+D",
                    "file-text",
                    when=lambda: self.model.page is not None,
                ),
            ],
        )
        self._beside.addWidget(self.listed.button("paper"))
        self.starts_at(self.language)
        self.model.shown.connect(self.show_sight)
        self.model.made.connect(lambda made: desk.open_panel("document", document_id=made))
        self.model.failed.connect(lambda words: desk.say(words, "warning"))

    # -- building -----------------------------------------------------------------------------

    def _build_choice(self) -> None:
        self.option = ChoiceEdit([Choice(each.key, each.label) for each in SHELF])
        self.option.setAccessibleName(self.tr("Option"))
        self.option.entered.connect(self.model.choose)
        self.language = ChoiceEdit(
            [
                Choice(Language.ENGLISH, self.tr("English"), "e"),
                Choice(Language.SPANISH, self.tr("Spanish"), "s"),
            ]
        )
        self.language.setAccessibleName(self.tr("Language"))
        self.language.entered.connect(self.model.speak)
        self.unreviewed = Chip(self.tr("Translation not reviewed"), "caution")
        self.unreviewed.setToolTip(
            self.tr("The bank has not approved our Spanish yet. The paper is marked as well.")
        )
        self.unreviewed.hide()
        gap = theme_of(self).px(SNUG)
        fields, self._beside = QHBoxLayout(), QHBoxLayout()
        for row in (fields, self._beside):
            row.setSpacing(gap)
        fields.addWidget(self.option, 3)
        fields.addWidget(self.language, 2)
        self._beside.addWidget(self.unreviewed)
        self._beside.addStretch(1)
        self._choices = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._choices.setSpacing(gap)
        self._choices.addLayout(fields, 1)
        self._choices.addLayout(self._beside)
        self.body.addLayout(self._choices)

    def _build_page(self) -> None:
        self.none = Empty(
            "message-square",
            "",
            act=self.tr("Plan and options"),
            run=lambda: self._desk.open_panel("plan"),
        )
        self.none.hide()
        self.heading = label("", "heading", wrap=True)
        self.heading.hide()
        self.say = Section(self.tr("Words to say"))
        self.spoken = PageView()
        self.say.add(self.spoken)
        self.page = PageView()
        self.hard = Section(self.tr("Hard words"))
        self.words = PageView()
        self.hard.add(self.words)
        self.review = label("", "caption", wrap=True)
        for part in (self.none, self.heading, self.say, self.page, self.hard, self.review):
            self.body.addWidget(part)
        for part in (self.say, self.page, self.hard, self.review):
            part.hide()
        self.body.addStretch(1)

    # -- showing ------------------------------------------------------------------------------

    def enter(self) -> None:
        self.language.setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.refresh()

    def show_sight(self, seen: ExplainSight) -> None:
        self.who.say(seen.who.shown)
        self.option.set_value(seen.option)
        self.language.set_value(self.model.language)
        shown = self.model.page
        self.none.setVisible(shown is None)
        for part in (self.heading, self.say, self.page, self.hard, self.review):
            part.setVisible(shown is not None)
        self.unreviewed.setVisible(shown is not None and shown.unreviewed)
        if shown is None:
            self.none.say(self.tr("There are no terms to explain."), seen.trouble)
        else:
            self._show_page(shown)
        self.listed.refresh()

    def _show_page(self, shown: Page) -> None:
        self.heading.setText(shown.title)
        self.spoken.show_lines(shown.spoken)
        self.page.show_blocks(shown.blocks)
        self.words.show_lines(term.line for term in shown.terms)
        self.hard.setVisible(bool(shown.terms))
        waits = self.tr("Our own wording, {0}.").format(shown.review) if shown.review else ""
        self.review.setText(waits)
        self.review.setVisible(bool(waits))
        announce(self.heading, f"{shown.title}. {' '.join(shown.spoken)}")

    def turn(self, pages: int) -> None:
        """By the page, while the focus stays where it is."""
        if self.area is not None:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + round(pages * PAGE * self.area.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme_of(self).px(NARROW)
        sides = QBoxLayout.Direction
        self._choices.setDirection(sides.LeftToRight if wide else sides.TopToBottom)

    def submit(self) -> None:
        self.model.make_paper()
