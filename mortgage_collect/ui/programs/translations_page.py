"""The plain-language pages in another language: read beside the English, approved, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.ask_form import AskForm
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.field_grid import WHOLE
from mortgage_collect.ui.kit.fields import DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, WIDE
from mortgage_collect.ui.programs.page import Page
from mortgage_collect.ui.programs.rows import decided_rows
from mortgage_collect.ui.programs.tables import DecisionsList, hide
from mortgage_collect.ui.programs.view_model import ProgramsModel, Seen

if TYPE_CHECKING:
    from mortgage_collect.queries.translations import TranslatedPage, TranslationView

KEPT_UNDER = "translation.{0}"
_KINDS = {"heading": "strong", "title": "heading", "note": "caption"}


class TranslationsPage(Page):
    """Enter on a page opens its text: English at the left, the translation at the right."""

    def __init__(self, desk: Desk, model: ProgramsModel, parent: QWidget | None = None) -> None:
        super().__init__(desk, model, parent)
        self.view: TranslationView | None = None
        self.head = Section(self.tr("Spanish"))
        self.chips = QWidget()
        self._chips = QGridLayout(self.chips)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setColumnStretch(1, 1)
        self.says = label("", "muted", wrap=True)
        self.head.add(self.chips)
        self.head.add(self.says)
        self.decisions = DecisionsList()
        self.approve_form, self.back_form = self._approve_form(), self._back_form()
        approve = button(self.tr("Approve"), self.ask_approve, icon="check", hint="Alt+N")
        self.back = button(self.tr("Take back"), self.ask_back, icon="undo-2", hint="Alt+R")
        for each in (approve, self.back):
            self.head.add_action(each)
        self.acts = {
            "values": self.enter,
            "decisions": self.decisions.enter,
            "first": self.ask_approve,
            "second": self.ask_back,
            "loan": self.on_loan,
        }
        self._rows = RowsModel["TranslatedPage"](
            [
                Column(self.tr("Page"), lambda row: row.english, width=20, stretch=True,
                       hint=lambda row: row.english),
                Column(self.tr("In Spanish"), lambda row: row.title, key="spanish", width=20,
                       hint=lambda row: row.title),
                Column(self.tr("Wording"), lambda row: row.version, key="version", width=7),
                Column(self.tr("Worded on"), lambda row: text.day(row.worded_on),
                       key="worded_on", width=11),
                Column(self.tr("State"), self._state, width=13, kind="light",
                       tone=lambda row: "clear" if row.approved else "caution"),
            ],
            key=lambda row: row.key,
        )  # fmt: skip
        self.table: Table[TranslatedPage] = Table(self._rows, name=self.tr("Pages for borrowers"))
        self._rows.setParent(self.table)
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(7 * row)
        self.reading = Section(self.tr("Side by side"))
        figures = button(self.tr("With this loan's figures"), self.on_loan, icon="external-link")
        figures.setToolTip(self.tr("The page picked, on the loan of the card (Alt+P)"))
        self.reading.add_action(figures)
        self.lines = QWidget()
        self._lines = QGridLayout(self.lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(theme_of(self).px(WIDE))
        self._lines.setVerticalSpacing(theme_of(self).px(SNUG))
        self._lines.setColumnStretch(0, 1)
        self._lines.setColumnStretch(1, 1)
        self.reading.add(self.lines)
        self.heading = label(self.tr("Decisions"), "heading")
        below: tuple[QWidget, ...] = (self.reading, self.heading, self.decisions)
        for part in (self.head, self.approve_form, self.back_form, self.table, *below):
            self.column.addWidget(part, 1 if part is self.table else 0)
        self.reading.hide()
        self.table.opened.connect(lambda _: self.read())
        self.table.chosen.connect(lambda _: self._read_on())

    def _approve_form(self) -> AskForm:
        made = AskForm()
        ask = made.form.ask
        ask("reader", self.tr("Read by"), TextEdit(required=True), letters=34)
        day = DateEdit(self.today(), toward="last", required=True)
        ask("day", self.tr("Read on"), day)
        ask("found", self.tr("What they found"), TextEdit(), letters=WHOLE)
        made.answered.connect(self._approve)
        made.left.connect(self.enter)
        return made

    def _back_form(self) -> AskForm:
        made = AskForm()
        made.form.ask("why", self.tr("Why"), TextEdit(required=True), letters=WHOLE)
        made.answered.connect(self._take_back)
        made.left.connect(self.enter)
        return made

    # -- showing ------------------------------------------------------------------------------

    def show_seen(self, key: str, found: Seen) -> None:
        self.view = view = found.translations[0]
        self.head.heading.say(view.language.label)
        empty(self._chips)
        self._chips.addWidget(self._chip(view), 0, 0)
        self.says.setText(self._stands(view))
        self._rows.show_rows(view.pages)
        if self.table.row() is None:
            self.table.choose(0)
        self.back.setEnabled(view.since is not None)
        kept = dict(found.decided).get(KEPT_UNDER.format(view.language.value), ())
        told = decided_rows(
            kept,
            found.on,
            lambda _: self.tr("{0} pages").format(view.language.label),
            self._desk.local,
            lambda value: self.tr("approved") if value else self.tr("unreviewed"),
        )
        self.decisions.show_rows(tuple(told))

    def _chip(self, view: TranslationView) -> Chip:
        if not view.approved:
            return Chip(self.tr("Unreviewed"), "caution")
        if view.approved < len(view.pages):
            words = self.tr("Approved in part: {0} of {1}").format(view.approved, len(view.pages))
            return Chip(words, "caution")
        return Chip(self.tr("Approved"), "clear")

    def _stands(self, view: TranslationView) -> str:
        if view.since is None:
            return self.tr(
                "Nobody at the bank has approved the Spanish pages. Each says so, on the screen "
                "and on paper, until somebody who knows both languages has read them."
            )
        said = self.tr("Approved as worded up to {0}. {1}.").format(
            text.day(view.since), view.why.rstrip(".")
        )
        if view.approved < len(view.pages):
            said += " " + self.tr("What was worded anew since is unreviewed.")
        return said

    def _state(self, row: TranslatedPage) -> str:
        return self.tr("approved") if row.approved else self.tr("unreviewed")

    # -- reading ------------------------------------------------------------------------------

    def read(self) -> None:
        """The page picked, line by line in both languages, with its blanks open."""
        self._fill_reading()
        self.reading.show()
        self.bring(self.reading)

    def _read_on(self) -> None:
        if not self.reading.isHidden():
            self._fill_reading()

    def _fill_reading(self) -> None:
        row, view = self.table.row(), self.view
        if row is None or view is None:
            return
        with waking:
            from mortgage_collect.documents.explain import key_of
            from mortgage_collect.documents.parallel import side_by_side

        empty(self._lines)
        top = Qt.AlignmentFlag.AlignTop
        for at, pair in enumerate(side_by_side(key_of(row.key), view.language)):
            kind = _KINDS.get(pair.kind, "body")
            dot = {"bullet": "\u2022 ", "say": self.tr("Say: ")}.get(pair.kind, "")
            for side, words in enumerate((pair.one, pair.other)):
                made = label(f"{dot}{words}", kind, wrap=True)
                made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                if pair.only:
                    made.setToolTip(self.tr("Told only where there is: {0}").format(pair.only))
                self._lines.addWidget(made, at, side, top)

    def on_loan(self) -> None:
        """The same page on the loan of the card, with its figures."""
        row = self.table.row()
        if row is not None:
            self._desk.open_panel("explain", option=row.key)

    def be_narrow(self, narrow: bool) -> None:
        hide(self.table, ("spanish", "version", "worded_on"), hidden=narrow)
        self.decisions.be_narrow(narrow)

    # -- the keyboard -------------------------------------------------------------------------

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # -- deciding -----------------------------------------------------------------------------

    def ask_approve(self) -> None:
        self.back_form.hide()
        fields: Any = self.approve_form.form.fields
        fields["reader"].set_value(None)
        fields["day"].set_value(self.today())
        fields["found"].set_value(None)
        self.approve_form.open(
            self.tr("Approve the Spanish pages"),
            self.tr("Approve"),
            self.tr("It covers the pages as they are worded up to that day, and no later wording."),
        )
        self.bring(self.approve_form)

    def _approve(self) -> None:
        fields: Any = self.approve_form.form.fields
        self.model.approve(
            fields["reader"].value() or "",
            fields["day"].value(),
            fields["found"].value() or "",
            done=self.approve_form.leave,
            refused=self.approve_form.say,
        )

    def ask_back(self) -> None:
        if not self.back.isEnabled():
            return
        self.approve_form.hide()
        fields: Any = self.back_form.form.fields
        fields["why"].set_value(None)
        self.back_form.open(
            self.tr("Take the approval back"),
            self.tr("Take back"),
            self.tr("From today on every Spanish page says again that it is unreviewed."),
        )
        self.bring(self.back_form)

    def _take_back(self) -> None:
        fields: Any = self.back_form.form.fields
        self.model.take_back(
            fields["why"].value() or "",
            done=self.back_form.leave,
            refused=self.back_form.say,
        )
