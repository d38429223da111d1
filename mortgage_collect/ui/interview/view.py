"""About the bank: the questions at the left, and at the right what their answers mean, live.

One page, ten minutes. Enter goes on to the next question, Ctrl+Enter saves. An answer holds from
the day at the foot; a count is of January 1 of its year.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mortgage_collect.rules.coverage.questions import COUNTS, QUESTIONS, SECTIONS
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.interview.meaning import Meaning
from mortgage_collect.ui.interview.question_row import QuestionRow
from mortgage_collect.ui.interview.view_model import InterviewModel
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import label, rule
from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG, TIGHT, WIDE

NARROW = 820
SIDE_LETTERS = 44


class InterviewPlace(Sheet):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("About the bank"))
        theme = theme_of(self)
        self.model = InterviewModel(desk, self)
        self.rows: dict[str, QuestionRow] = {}
        self.sections: dict[str, Section] = {}
        self.year = ChoiceEdit()
        self.body.setSpacing(theme.px(ROOMY))
        first, *self._later = SECTIONS
        self.body.addWidget(self._section(first, desk))
        self.meaning = Meaning()
        self._below = QVBoxLayout()
        self.body.addLayout(self._below)
        self.body.addStretch(1)
        self._side = self._make_side()
        self._make_foot(desk)
        self.starts_at(self.rows[QUESTIONS[0].key].field)
        # The window is not held up by all of it: the rest is made when the answers are here.
        self.model.shown.connect(lambda _: self._finish(desk))
        self.model.shown.connect(lambda _: self._show())
        self.model.changed.connect(self._show)
        self.model.refresh()

    # -- making -------------------------------------------------------------------------------

    def _finish(self, desk: Desk) -> None:
        later, self._later = self._later, []
        for name in later:
            self.body.insertWidget(len(self.sections), self._section(name, desk))
        for row in self.rows.values() if later else ():
            row.be_narrow(self._side.isHidden())

    def _section(self, name: str, desk: Desk) -> Section:
        made = self.sections[name] = Section(name)
        if name == COUNTS:
            year = desk.today().year
            self.year.set_choices([Choice(each, str(each)) for each in (year, year - 1)])
            self.year.set_value(year)
            self.year.setAccessibleName(self.tr("Counted on January 1 of"))
            self.year.entered.connect(self._on_year)
            made.add_action(label(self.tr("of"), "muted"))
            made.add_action(self.year)
        first = True
        for question in QUESTIONS:
            if question.section != name:
                continue
            row = self.rows[question.key] = QuestionRow(question, desk.today())
            row.answered.connect(self.model.type)
            row.troubled.connect(self._may_save)
            if not first:
                row.layout().setContentsMargins(0, theme_of(self).px(SNUG), 0, 0)  # type: ignore[union-attr]
            first = False
            made.add(row)
        return made

    def _make_side(self) -> Scrolled:
        """Beside the questions, and scrolled by itself."""
        theme = theme_of(self)
        side = Scrolled()
        letters = QFontMetrics(theme.font()).averageCharWidth()
        side.setFixedWidth(SIDE_LETTERS * letters)
        inside = QFrame()
        dress(inside, ground=True)
        self._beside = QVBoxLayout(inside)
        self._beside.setContentsMargins(
            theme.px(TIGHT), theme.px(ROOMY), theme.px(WIDE), theme.px(WIDE)
        )
        self._beside.addWidget(self.meaning)
        side.setWidget(inside)
        self.aside.addWidget(side)
        return side

    def _make_foot(self, desk: Desk) -> None:
        self.since = DateEdit(desk.today(), required=True)
        self.since.set_value(desk.today())
        self.since.setAccessibleName(self.tr("Holds from"))
        self.why = TextEdit()
        self.why.setPlaceholderText(self.tr("Why, if there is more to say"))
        self.why.setAccessibleName(self.tr("Why"))
        self.since.entered.connect(self._on_since)
        letters = QFontMetrics(theme_of(self).font()).averageCharWidth()
        self.since.setFixedWidth(20 * letters + theme_of(self).px(28))
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.below.addWidget(rule())
        self.below.addWidget(self.wrong)
        self.add_foot(label(self.tr("Holds from"), "muted"))
        self.add_foot(self.since)
        self.add_foot(self.why, 1)
        self.save = self.add_button(self.tr("Save"), self.submit, kind="primary")
        self.foot.setStretch(0, 0)

    # -- showing ------------------------------------------------------------------------------

    def _show(self) -> None:
        made, seen = self.model.made, self.model.seen
        if made is None or seen is None:
            return
        edited = self.model.edited
        for key, row in self.rows.items():
            row.setVisible(made.asked(row.question))
            row.show_answer(self.model.value(row.question))
            begins = self.model.since
            if row.question.counted:
                begins = begins.replace(self.model.year, 1, 1)
            held, coming = self.model.held(row.question), self.model.coming(row.question)
            row.show_state(held, begins, coming, key in edited)
        done, put = made.progress
        self.who.say(
            self.tr("{0} of {1} answered. {2}").format(done, put, self.meaning.summary(made))
        )
        self.meaning.show_meaning(made, seen)
        self._may_save()

    def _may_save(self) -> None:
        """Something is another than it was, and everything that is asked can be read."""
        wrong = any(row.field.error for row in self.rows.values() if not row.isHidden())
        self.save.setEnabled(bool(self.model.edited) and not wrong)

    def _on_year(self, year: int) -> None:
        self.model.count_of(year)

    def _on_since(self, day: date | None) -> None:
        if day is not None:
            self.model.begin(day)

    # -- saving, and the room there is --------------------------------------------------------

    def submit(self) -> None:
        """Ctrl+Enter: what has changed, if all of it can be read."""
        if (here := self.focusWidget()) is not None:
            here.clearFocus()  # what is being typed is entered
            here.setFocus(Qt.FocusReason.OtherFocusReason)
        wrong = [row for row in self.rows.values() if not row.check()]
        if wrong:
            self.go_to(wrong[0].field)
            return
        if self.since.check():
            self._say("")
            self.model.save(self.why.text().strip(), self._say)

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme_of(self).px(NARROW)
        if narrow == self._side.isHidden():
            return
        (self._below if narrow else self._beside).addWidget(self.meaning)
        self._side.setVisible(not narrow)
        for row in self.rows.values():
            row.be_narrow(narrow)
