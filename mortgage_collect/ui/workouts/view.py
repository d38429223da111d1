"""F6: what they can pay a month, or over how many months, and the plan that comes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.queries.workouts import SavedPlan
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.amount_list import Amount, AmountList
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.drafts import Drafts
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.workouts.questions import PlanQuestions
from mortgage_collect.ui.workouts.schedule import Schedule
from mortgage_collect.ui.workouts.verdict import Verdict
from mortgage_collect.ui.workouts.view_model import PlanModel
from mortgage_collect.workout.option import PlanOffer

KEY = "plan"
_NEXT: dict[WorkoutStatus, WorkoutStatus] = {
    WorkoutStatus.DRAFT: WorkoutStatus.OFFERED,
    WorkoutStatus.OFFERED: WorkoutStatus.ACTIVE,
    WorkoutStatus.BROKEN: WorkoutStatus.ACTIVE,
}


class PlanPanel(Sheet):
    """Amount, Enter, Enter: a plan is worked out while one types, and saved."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Repayment plan"))
        self._desk, self._loan_id = desk, loan_id
        self._drafts = Drafts.of(desk.runner)
        self._go_on_soon = False
        self.model = PlanModel(desk, loan_id, self)
        self.asked = PlanQuestions(desk.today())
        self.asked.edited.connect(self._on_edited)
        self.body.addWidget(self.asked)
        self._build_answer()
        self._build_foot()
        self.model.ready.connect(self._on_ready)
        self.model.offered.connect(self.show_offer)
        self.model.refused.connect(self.show_refusal)
        self.model.standing.connect(self.show_standing)
        self.model.saved.connect(self._on_saved)
        self.model.failed.connect(self._on_failed)
        self.model.made.connect(lambda made: desk.open_panel("document", document_id=made))
        self.starts_at(self.asked.pay)
        self.asked.restore(self._drafts.kept(KEY, loan_id))
        self._on_edited()
        self.model.refresh()

    # -- building -----------------------------------------------------------------------------

    def _build_answer(self) -> None:
        self.verdict = Verdict()
        self.verdict.review.clicked.connect(lambda: self._desk.open_panel("review"))
        self.reason_box = QFrame()
        dress(self.reason_box, tone="caution")
        inside = QVBoxLayout(self.reason_box)
        self.reason_grid = FieldGrid(label_letters=15)
        self.reason = self.reason_grid.ask(
            "reason",
            self.tr("Go on because"),
            TextEdit(required=True),
            self.tr("It goes into the file with the plan."),
            letters=WHOLE,
        )
        inside.addWidget(self.reason_grid)
        self.reason_box.hide()
        answer = Section()
        answer.add(self.verdict)
        answer.add(self.reason_box)
        self.body.addWidget(answer)
        self.schedule = Schedule()
        self.paid = Section(self.tr("Payments"))
        self.paid.add(self.schedule)
        self.body.addWidget(self.paid)
        self.show_steps = button(self.tr("Show steps"), self.toggle_steps, kind="link")
        row = QHBoxLayout()
        row.addWidget(self.show_steps)
        row.addStretch(1)
        self.body.addLayout(row)
        self.steps = AmountList(self.tr("Working"))
        self.step_box = Section(self.tr("How the plan comes about"))
        self.step_box.add(self.steps)
        self.step_box.hide()
        self.body.addWidget(self.step_box)
        self.body.addStretch(1)

    def _build_foot(self) -> None:
        self.listed = Actions(
            self,
            [
                Action(
                    "agreement",
                    self.tr("Agreement"),
                    self.model.make_agreement,
                    "Ctrl+D",
                    "file-text",
                    when=lambda: self.model.plan is not None,
                ),
                Action("save", self.tr("Save plan"), self.save, "", "save"),
            ],
        )
        self.status = label("", "muted")
        self.add_foot(self.status)
        self.cancel = self.add_button(self.tr("Cancel plan"), self.ask_why, kind="quiet")
        self.forward = self.add_button(self.tr("Mark offered"), self.move_on)
        self.agreement_button = self.listed.button("agreement")
        self.add_foot(self.agreement_button)
        self.save_button = self.listed.button("save", "primary")
        self.add_foot(self.save_button)
        self.why_grid = FieldGrid(label_letters=15)
        self.why = self.why_grid.ask(
            "why", self.tr("Cancelled because"), TextEdit(required=True), letters=WHOLE
        )
        self.why_grid.hide()
        self.above.addWidget(self.why_grid)
        self.why_grid.setContentsMargins(16, 8, 16, 4)

    # -- asking -------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        asked = self.asked.answers()
        self.model.try_out(asked)
        if asked is None:
            self._show_waiting()

    def _show_waiting(self) -> None:
        self.reason_box.hide()
        self.save_button.setEnabled(False)
        plan = self.model.plan
        self.schedule.show_plan(plan.instalments if plan else ())
        self.paid.setVisible(plan is not None)
        self.steps.show_amounts([])
        self.show_steps.hide()
        if plan is None:
            words = self.tr("Type what they can pay each month in all, or a number of months.")
            self.verdict.show_nothing(self.tr("How much?"), words, self.model.screened)
        else:
            words = self.tr("{0} to repay, current on {1}").format(
                plan.arrears, text.day(plan.cures_on) if plan.cures_on else self.tr("no day")
            )
            self.verdict.show_nothing(self._standing_words(plan), words)

    def _on_ready(self) -> None:
        seen, case, most = self.model.seen, self.model.case, self.model.most
        if seen is not None:
            self.who.say(seen.who.shown)
        if case is not None:
            words = self.tr("each month in all; the regular payment is {0}").format(
                case.terms.full_payment
            )
            if most is not None:
                words = self.tr("{0}, the surplus allows {1}").format(words, most)
            self.asked.grid.hint("pay", words)

    # -- showing ------------------------------------------------------------------------------

    def show_offer(self, offer: PlanOffer) -> None:
        case = self.model.case
        assert case is not None
        self.verdict.show_offer(offer, case)
        self.paid.show()
        self.schedule.show_plan(offer.instalments)
        self.steps.show_amounts([Amount.of(step.says, step.amount) for step in offer.steps])
        self.show_steps.show()
        self.reason_box.setVisible(bool(self.model.against) and self.model.is_new)
        self.save_button.setEnabled(self.model.is_new)
        announce(self.verdict, f"{self.verdict.headline.text()}. {self.verdict.surplus.text()}")
        if self._go_on_soon:
            self._go_on_soon = False
            self.go_on()

    def show_refusal(self, words: str) -> None:
        self.verdict.show_refusal(words)
        self.reason_box.hide()
        self.paid.hide()
        self.show_steps.hide()
        self.step_box.hide()
        self.steps.show_amounts([])
        self.save_button.setEnabled(False)
        announce(self.verdict, words)

    def show_standing(self, plan: SavedPlan | None) -> None:
        """The version on file, and what can be done with it."""
        self.listed.refresh()
        self.status.setText(self._standing_words(plan) if plan else "")
        going = _NEXT.get(plan.status) if plan else None
        self.forward.setVisible(going is not None)
        self.cancel.setVisible(plan is not None)
        if going is WorkoutStatus.OFFERED:
            self.forward.setText(self.tr("Mark offered"))
        else:
            self.forward.setText(self.tr("Start plan"))
        if self.asked.answers() is None:
            self._show_waiting()

    def _standing_words(self, plan: SavedPlan) -> str:
        return self.tr("Version {0}: {1}").format(plan.number, plan.status.label.lower())

    # -- doing --------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Enter: from the amount to saving, by way of the reason where one is needed."""
        here = self.focusWidget()
        if here is self.why:
            self.cancel_plan()
        elif here is self.reason:
            self.save()
        elif self.asked.answers() is not None and self.model.case is None:
            self._go_on_soon = True  # the case is on its way
        elif self.asked.answers() is None or not self.save_button.isEnabled():
            super().go_on()
        elif self.model.against:
            self.go_to(self.reason)
        else:
            self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        self.save()

    def save(self) -> None:
        """Keep the plan on the screen as a new version."""
        if not self.model.is_new or not self.asked.grid.check():
            return
        if self.model.against and not self.reason_grid.check():
            self.go_to(self.reason)
            return
        self.model.save(self.reason.value() or "" if self.model.against else "")

    def move_on(self) -> None:
        plan = self.model.plan
        if plan is not None and (going := _NEXT.get(plan.status)) is not None:
            self.model.move(going)

    def ask_why(self) -> None:
        self.why_grid.show()
        self.why.setFocus(Qt.FocusReason.TabFocusReason)

    def cancel_plan(self) -> None:
        if self.why_grid.check():
            self.model.move(WorkoutStatus.CANCELLED, self.why.value() or "")

    def toggle_steps(self) -> None:
        shown = self.step_box.isHidden()
        self.step_box.setVisible(shown)
        self.show_steps.setText(self.tr("Hide steps") if shown else self.tr("Show steps"))

    def put_away(self) -> None:
        self._drafts.keep(KEY, self._loan_id, self.asked.grid.draft())

    def _on_saved(self, plan: SavedPlan) -> None:
        self.why_grid.hide()
        self.why.set_value(None)
        self._drafts.drop(KEY, self._loan_id)
        words = self.tr("The plan is on file. {0}.").format(self._standing_words(plan))
        self._desk.say(words, "done")
        self.listed.refresh()
        self.reason_box.hide()
        self.agreement_button.setFocus(Qt.FocusReason.TabFocusReason)
        self.save_button.setEnabled(self.model.is_new and self.model.offer is not None)

    def _on_failed(self, words: str) -> None:
        if not self.reason_box.isHidden() and self.focusWidget() is self.reason:
            self.reason_grid.wrong("reason", words)
        else:
            self._desk.say(words, "warning")
