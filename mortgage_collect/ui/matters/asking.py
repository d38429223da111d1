"""What the panel of matters asks, one thing at a time: a kind or a step to pick, then its form; why
a step is taken back; why something was done late."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.deadlines.late_form import LateForm
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.ask_form import AskForm
from mortgage_collect.ui.kit.drafts import Drafts
from mortgage_collect.ui.kit.fields import TextEdit
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.matters.picker import Offer, Picker
from mortgage_collect.ui.matters.step_form import StepForm

if TYPE_CHECKING:
    from mortgage_collect.queries.matters import StepView


class Asking(QWidget):
    """`picked(value)` of an offer; `left()` when what was asked is put away, answered or not."""

    picked = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet, self._drafts = sheet, Drafts.of(desk.runner)
        self.picker = Picker("")
        self.picker.hide()
        self.form: StepForm | None = None
        self._draft = ("", 0)
        self.back = AskForm()
        self.why_back = self.back.form.ask(
            "why", self.tr("Why"), TextEdit(required=True), letters=0
        )
        self.late = LateForm(desk, in_the_way=lambda: self.busy)
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        for part in (self.picker, self.back, self.late):
            self._place.addWidget(part)
        for form in (self.back, self.late):
            sheet.hold(form)
            form.left.connect(self._on_left)
        self.late.opened.connect(lambda: self._bring_up(self.late, self.late.why))
        self.picker.picked.connect(self.picked)
        self.picker.left.connect(self._on_left)
        self.hide()

    @property
    def busy(self) -> bool:
        """Something is being asked."""
        return not self.isHidden()

    @property
    def open_form(self) -> AskForm | None:
        """The form that stands open, for Ctrl+Enter."""
        forms = (self.form, self.back, self.late)
        return next((each for each in forms if each is not None and not each.isHidden()), None)

    def pick(self, name: str, offers: Sequence[Offer]) -> None:
        self._clear()
        self.picker.typed.setPlaceholderText(name)
        self.picker.typed.setAccessibleName(name)
        self.picker.offer(offers)
        self.picker.show()
        self._bring_up(self.picker, self.picker.typed)

    def step(self, form: StepForm, heading: str, says: str, draft: tuple[str, int]) -> None:
        """`draft`: under which what was typed is kept while it is not saved."""
        self._clear()
        self.form, self._draft = form, draft
        self._place.addWidget(form)
        self._sheet.hold(form)
        form.left.connect(self._on_left)
        form.open(heading, self.tr("Save"), says)
        form.restore(self._drafts.kept(*draft))
        self._bring_up(form, form.on)
        form.on.selectAll()

    def saved(self) -> None:
        """The step in the form was kept."""
        form, self.form = self.form, None
        if form is not None:
            self._drafts.drop(*self._draft)
            self._drop(form)
            self._on_left()

    def take_back(self, step: StepView) -> None:
        self._clear()
        self.back.form.empty()
        self.back.open(
            self.tr("Take back: {0}, {1}").format(step.label, text.day(step.on)),
            self.tr("Take it back"),
            self.tr("The entry stays in the file and counts for nothing."),
        )
        self._bring_up(self.back, self.why_back)

    def put_away(self) -> None:
        """Keep what was typed: the panel closes."""
        if self.form is not None:
            self._drafts.keep(*self._draft, self.form.draft())

    def _on_left(self) -> None:
        self._clear()
        self.left.emit()

    def _clear(self) -> None:
        """Nothing is asked; what was typed comes back with the same form."""
        self.put_away()
        form, self.form = self.form, None
        if form is not None:
            self._drop(form)
        self._sheet.let_go()
        for part in (self.picker, self.back, self.late):
            part.hide()
        self.hide()

    def _drop(self, form: StepForm) -> None:
        self._sheet.let_go()
        self._place.removeWidget(form)
        form.hide()
        form.deleteLater()

    def _bring_up(self, part: QWidget, field: QWidget) -> None:
        """What is asked stands at the top, once it has its place."""
        self.show()
        field.setFocus(Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, part, lambda: self._sheet.bring_up(part))
