"""Tag an area: what struck, where and when; beside it the loans it strikes before any is tagged."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.area import Area, counties_entered, zips_entered
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import DisasterKind
from mortgage_collect.queries.disasters import Struck
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.disaster.tables import struck_table
from mortgage_collect.ui.disaster.view_model import DisasterModel, Entered
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, NoteEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import RowsModel
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, WIDE

FORM_LETTERS = 48
LEAST_ROWS = 5


class TagPage(QWidget):
    """The area is looked up as soon as it is left; only then can it be tagged."""

    def __init__(self, desk: Desk, model: DisasterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._desk, self.model = desk, model
        self.form = FieldGrid(label_letters=11)
        self._ask(desk)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.tag = button(self.tr("Tag the loans"), self.submit, kind="primary")
        self.tag.setEnabled(False)
        self.sum = label("", "strong", wrap=True)
        self.about = label("", "caption", wrap=True)
        self.table = struck_table()
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight((LEAST_ROWS + 1) * height)
        self._left = QWidget()
        left, right = QVBoxLayout(self._left), QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        for column in (left, right):
            column.setSpacing(theme.px(SNUG))
        left.addWidget(self.form)
        left.addWidget(self.wrong)
        left.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        for part in (self.sum, self.about):
            right.addWidget(part)
        right.addWidget(self.table, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(WIDE))
        self._row.addWidget(self._left)
        self._row.addLayout(right, 1)
        letters = QFontMetrics(theme.font()).averageCharWidth()
        self._wide = FORM_LETTERS * letters
        self._left.setFixedWidth(self._wide)
        model.previewed.connect(self._show)

    def _ask(self, desk: Desk) -> None:
        ask, today = self.form.ask, desk.today()
        ask("name", self.tr("Name"), TextEdit(required=True), letters=WHOLE)
        kinds = [Choice(kind, kind.label) for kind in DisasterKind]
        ask("kind", self.tr("Kind"), ChoiceEdit(kinds, required=True), letters=20)
        zips, counties = NoteEdit(least=2, most=6), NoteEdit(least=2, most=6)
        zips.setPlaceholderText("05401 05602 05640-05649")
        counties.setPlaceholderText("Washington, VT")
        ask("zips", self.tr("ZIP codes"), zips, letters=WHOLE)
        hint = self.tr("One a line, with its state. Compared where the file tells a county.")
        ask("counties", self.tr("Counties"), counties, hint, letters=WHOLE)
        began = DateEdit(today, toward="last", high=today, required=True)
        ask("begins", self.tr("Struck on"), began, letters=22)
        ask("ends", self.tr("Through"), DateEdit(today, low=today, required=True), letters=22)
        self.pauses = QCheckBox(self.tr("Pause calls until then"))
        self.again = QCheckBox(self.tr("Also loans that have a disaster tag"))
        ask("pauses", "", self.pauses, letters=WHOLE)
        ask("again", "", self.again, letters=WHOLE)
        for field in (zips, counties):
            field.entered.connect(lambda _: self.look())
            field.submitted.connect(self.submit)
        self.again.toggled.connect(lambda _: self._count())

    @property
    def fields(self) -> dict[str, Any]:
        return self.form.fields

    def enter(self) -> None:
        self.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the area -----------------------------------------------------------------------------

    def area(self) -> Area | None:
        """What was entered; None, said beside the field, while it cannot be read."""
        found, wrong = [], False
        for name, read in (("zips", zips_entered), ("counties", counties_entered)):
            field = self.fields[name]
            try:
                found.append(read(field.value()))
                field.set_error("")
            except UserError as error:
                field.set_error(str(error))
                wrong = True  # and the other field is looked at all the same
        return None if wrong else Area(*found)

    def look(self) -> None:
        """Whom it strikes, if it is another area than the one that is shown."""
        area = self.area()
        if area is None:
            self.model.preview(Area())
        elif area != self.model.area or self.model.struck is None:
            self.model.preview(area)
        if self.model.struck is None:
            self._clear()

    def _clear(self) -> None:
        self.tag.setEnabled(False)
        self.tag.setText(self.tr("Tag the loans"))
        self.sum.setText("")
        self.about.setText("")
        self._fill(())

    def _fill(self, rows: Any) -> None:
        model = self.table.source
        assert isinstance(model, RowsModel)
        model.show_rows(rows)

    def _show(self, found: Struck) -> None:
        self._fill(found.loans)
        self.table.set_empty(self.tr("No active loan is in this area."))
        loans = text.count(len(found.loans), self.tr("loan"))
        people = text.count(found.people, self.tr("person"), self.tr("people"))
        words = self.tr("{0}, {1}, {2} of principal").format(loans, people, found.upb)
        if found.tagged:
            words += self.tr("; {0} tagged already").format(f"{found.tagged:,}")
        self.sum.setText(f"{words}.")
        self.about.setText(" ".join(self._notes(found)))
        self._count()

    def _notes(self, found: Struck) -> list[str]:
        notes = []
        if found.no_balance:
            count = text.count(found.no_balance, self.tr("loan"))
            notes.append(self.tr("{0} without a balance on file.").format(count))
        if found.unknown:
            count = text.count(found.unknown, self.tr("loan"))
            notes.append(
                self.tr("{0} may lie in it: their place is not told well enough.").format(count)
            )
        if self.model.area.counties:
            known = found.active - found.without_county
            notes.append(
                self.tr("The county is on file for {0} of {1} loans.").format(
                    f"{known:,}", f"{found.active:,}"
                )
            )
        return notes

    def _count(self) -> None:
        found = self.model.struck
        if found is None:
            return
        loans = len(found.loans if self.again.isChecked() else found.new)
        self.tag.setEnabled(loans > 0)
        self.tag.setText(self.tr("Tag {0}").format(text.count(loans, self.tr("loan"))))

    # -- tagging ------------------------------------------------------------------------------

    def submit(self) -> None:
        """Ctrl+Enter: look first; what was looked at is tagged."""
        self.look()
        area = self.area()
        if area is None or not self.form.check():
            return
        if self.model.struck is None:
            self._say("" if area else self.tr("Enter ZIP codes, or counties with their state."))
            return
        values = {name: field.value() for name, field in self.fields.items() if name in _VALUES}
        self._say("")
        self.model.tag(
            Entered(
                area=area,
                pauses_calls=self.pauses.isChecked(),
                again=self.again.isChecked(),
                **values,
            ),
            done=self._done,
            refused=self._say,
        )

    def _done(self) -> None:
        self.form.empty()
        self.model.preview(Area())
        self._clear()

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def be_narrow(self, narrow: bool) -> None:
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else beside)
        if narrow:
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(16_777_215)
        else:
            self._left.setFixedWidth(self._wide)


_VALUES = ("name", "kind", "begins", "ends")
