"""Matters: applications, notices, requests, cases of one loan; opened, carried on, taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.matter import MatterSpec, StepSpec
from mortgage_collect.rules.matters.shelf import SHELF, spec
from mortgage_collect.rules.matters.state_notice import asked_in
from mortgage_collect.ui.deadlines.doing import do
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.rows import RowsModel
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.matters.asking import Asking
from mortgage_collect.ui.matters.course_box import CourseBox
from mortgage_collect.ui.matters.picker import Offer
from mortgage_collect.ui.matters.step_form import StepForm
from mortgage_collect.ui.matters.tables import courses_table
from mortgage_collect.ui.matters.view_model import MattersModel, Said

if TYPE_CHECKING:
    from mortgage_collect.queries.courses import Course, LoanCourses
    from mortgage_collect.queries.matters import StepView
    from mortgage_collect.rules.duties.deadline import Deadline

MOST_ROWS = 6


class MattersPanel(Sheet):
    """Opened with `matter_id` and `step`, or with `kind`, it asks for that at once."""

    roomy = True

    def __init__(
        self,
        desk: Desk,
        loan_id: int,
        parent: QWidget | None = None,
        *,
        matter_id: int = 0,
        step: str = "",
        kind: str = "",
    ) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Matters"))
        self._desk, self.model = desk, MattersModel(desk, loan_id, self)
        self._asked = (matter_id, step, kind)
        self._choose = 0
        self.table = courses_table(desk.today)
        self.asking = Asking(desk, self)
        self._unwanted: StepView | None = None
        self.box = CourseBox(desk.local)
        for part in (self.table, self.asking, self.box):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.listed = Actions(
            self,
            [
                Action("new", self.tr("New matter"), self.ask_kind, "Alt+N", "plus"),
                Action("step", self.tr("Next step"), self.ask_step, "Alt+S", "arrow-right",
                       when=lambda: bool(self._offers())),
                Action("back", self.tr("Take back"), self.ask_back, "Alt+B", "undo-2",
                       when=lambda: self._last() is not None),
            ],
        )  # fmt: skip
        for key in ("back", "new"):
            self.add_foot(self.listed.button(key))
        self.add_foot(self.listed.button("step", "primary"))
        self.starts_at(self.table)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _: self.ask_step())
        self.asking.picked.connect(self._on_picked)
        self.asking.left.connect(lambda: self.go_to(self.table))
        self.asking.back.answered.connect(self._take_back)
        self.box.wanted.connect(self.do)
        self.box.unwanted.connect(self.ask_back)
        self.box.options_wanted.connect(lambda: desk.open_panel("plan"))
        self.model.shown.connect(self.show_found)

    @property
    def form(self) -> StepForm | None:
        """The form of the step that is being written down."""
        return self.asking.form

    def enter(self) -> None:
        asked = self._asked
        if not self.asking.busy:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.model.refresh()
        if asked[2] and self.form is None:
            self._begin(MatterKind(asked[2]))

    # -- showing ------------------------------------------------------------------------------

    def show_found(self, found: LoanCourses) -> None:
        self.who.say(found.heading)
        rows = self.table.source
        assert isinstance(rows, RowsModel)
        rows.show_rows(found.courses)
        self.table.fit_rows(MOST_ROWS)
        chosen, self._choose = self._choose or self._asked[0], 0
        if not (chosen and self.table.choose_key(chosen)) and self.table.row() is None:
            self.table.choose(0)
        self._on_chosen(self.table.row())
        matter_id, step, _ = self._asked
        if matter_id and step:
            self._asked = (matter_id, "", "")
            course = self.model.course(matter_id)
            if course is not None and self.form is None:
                self._ask(spec(course.view.kind), step, course)

    def _on_chosen(self, course: Course | None) -> None:
        self.box.show_course(course, self._desk.today())
        self.listed.refresh()

    def _offers(self) -> tuple[StepSpec, ...]:
        course = self.table.row()
        return course.view.next_steps if course is not None else ()

    def _last(self) -> StepView | None:
        """The newest step that stands."""
        course = self.table.row()
        return course.view.standing if course is not None else None

    # -- opening and carrying on --------------------------------------------------------------

    def ask_kind(self) -> None:
        """Which kind of matter is opened."""
        self.asking.pick(
            self.tr("What is it about? Type, or use the arrows"),
            [Offer(kind.kind, kind.title, kind.says) for kind in SHELF],
        )

    def ask_step(self) -> None:
        """What happened next in the matter that is chosen."""
        offers = self._offers()
        if not offers:
            return
        self.asking.pick(
            self.tr("What happened? Type, or use the arrows"),
            [Offer(step.key, step.label, step.help) for step in offers],
        )

    def _on_picked(self, value: object) -> None:
        course = self.table.row()
        match value:
            case MatterKind():
                self._begin(value)
            case (MatterKind() as kind, str() as key):
                self._ask(spec(kind), key, None)
            case str() if course is not None:
                self._ask(spec(course.view.kind), value, course)

    def _begin(self, kind: MatterKind) -> None:
        """The form of a new matter, after asking with what it begins where there is a choice."""
        how = spec(kind)
        if len(how.opens) == 1:
            self._ask(how, how.opens[0], None)
            return
        self.asking.pick(
            self.tr("{0}: how does it begin?").format(how.title),
            [Offer((kind, key), how.step(key).label, how.step(key).help) for key in how.opens],
        )

    def _ask(self, how: MatterSpec, key: str, course: Course | None) -> None:
        found = self.model.found
        step = asked_in(how.step(key), found.state if found is not None else "")
        people = found.people if found is not None and how.of_person and course is None else ()
        form = StepForm(step, self._desk.today(), opens=course is None, people=people)
        form.answered.connect(lambda: self._save(how, form, course))
        self.asking.step(
            form,
            f"{how.title}: {step.label}" if course is None else step.label,
            step.help or (how.says if course is None else ""),
            (f"matter {how.kind.value} {key} {course.view.matter_id if course else 0}",
             self.model.loan_id),
        )  # fmt: skip

    def _save(self, how: MatterSpec, form: StepForm, course: Course | None) -> None:
        on = form.on.value()
        assert on is not None, "the form was checked"
        kept = form.as_it_happened.isChecked()
        said = Said(form.spec.key, on, form.details(), kept, form.reason.value() or "")
        if course is not None:
            matter_id = course.view.matter_id
            self.model.take(
                matter_id, said, done=lambda _: self._saved(matter_id, on), refused=form.refuse
            )
            return
        self.model.open(
            how.kind,
            said,
            person_id=form.person.value() if form.person is not None else None,
            reference=(form.reference.value() or "") if form.reference is not None else "",
            done=lambda matter_id: self._saved(matter_id, on),
            refused=form.refuse,
        )

    def _saved(self, matter_id: int, on: date) -> None:
        self._choose = matter_id
        self._asked = (0, "", "")
        self.asking.saved()
        self.asking.late.ask_after(self.model.loan_id, on, matter_id)

    # -- taking back, doing -------------------------------------------------------------------

    def ask_back(self, step: StepView | None = None) -> None:
        """Take the step in hand back, or the newest one."""
        held = self.box.steps.row() if self.box.steps.hasFocus() else None
        step = step or (held if held is not None and held.back_at is None else self._last())
        if step is not None:
            self._unwanted = step
            self.asking.take_back(step)

    def _take_back(self) -> None:
        if self._unwanted is not None:
            back = self.asking.back
            self.model.take_back(
                self._unwanted.step_id,
                self.asking.why_back.value() or "",
                done=back.leave,
                refused=back.say,
            )

    def do(self, deadline: Deadline) -> None:
        """Begin what a deadline asks for; a step of a matter here has its form here."""
        course = self.model.course(deadline.about or 0)
        act = deadline.act
        if act is not None and course is not None and act.kind.value == "step":
            self._ask(spec(course.view.kind), act.name, course)
            return
        do(self._desk, self.model.loan_id, deadline.act, deadline.about)

    # -- keys ---------------------------------------------------------------------------------

    def submit(self) -> None:
        """Ctrl+Enter saves what is asked."""
        if (form := self.asking.open_form) is not None:
            form.answer()

    def put_away(self) -> None:
        self.asking.put_away()

    def go_on(self) -> None:
        """Enter in a list belongs to the list."""
        if not (self.table.hasFocus() or self.box.steps.hasFocus()):
            super().go_on()
