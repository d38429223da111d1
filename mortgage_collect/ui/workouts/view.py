"""F6: what they can pay, every option side by side, the one picked looked at closely, and saved.

Amount, Enter, a digit, Enter: the options fit themselves to the money while it is typed, the digit
picks a column, and the last Enter saves it.
"""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.drafts import Drafts
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.throttle import Throttle
from mortgage_collect.ui.kit.tokens import HAIR, TIGHT
from mortgage_collect.ui.workouts.columns_card import ColumnsCard
from mortgage_collect.ui.workouts.detail import Detail
from mortgage_collect.ui.workouts.keeping import Keeping
from mortgage_collect.ui.workouts.life_box import LifeBox
from mortgage_collect.ui.workouts.pay_bar import NARROW, PayBar
from mortgage_collect.ui.workouts.saving import Saving
from mortgage_collect.ui.workouts.step_box import StepBox
from mortgage_collect.ui.workouts.view_model import OptionsModel
from mortgage_collect.workout.account import under

KEY = "plan"
SOON = 150
"""Milliseconds after the columns before the parts are made that one picks an option for."""
QUICK = 40
"""Milliseconds between two evaluations while somebody types."""


class OptionsPanel(Sheet):
    """Columns first; the picked option, its steps and the other options open below them."""

    roomy = True  # the card above makes room where the window is not tall

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Plan and options"))
        self._desk, self._loan_id = desk, loan_id
        self._drafts = Drafts.of(desk.runner)
        self._picked_ahead = False
        self.model = OptionsModel(desk, loan_id, self)
        self.keeping = Keeping(desk, self.model)
        self._ask_soon = Throttle(self.model.set_pay, QUICK, self)
        self._build()
        self._build_foot()
        self._listen()
        self.starts_at(self.asked.pay)
        self.asked.pay.setText(str(self._drafts.kept(KEY, loan_id).get("pay", "")))
        self.model.pay = self.asked.pay.value()
        self.saving.show_saving()
        self.model.refresh()

    # -- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        self.asked = PayBar()
        self.life = LifeBox(self._desk.local, self._desk.user)
        self.card = ColumnsCard(self.model)
        self.columns, self.others = self.card.columns, self.card.others
        self.steps = StepBox()
        around = self.body.contentsMargins()
        above = theme_of(self).px(HAIR)
        self.body.setSpacing(theme_of(self).px(TIGHT))
        self.body.setContentsMargins(around.left(), above, around.right(), around.bottom())
        for part in (self.asked, self.life, self.card, self.steps):
            self.body.addWidget(part)
        self.body.addStretch(1)

    @cached_property
    def detail(self) -> Detail:
        """The option in hand; made when the columns stand, or when one is picked before that."""
        made = Detail()
        made.hide()
        self.body.insertWidget(self.body.count() - 1, made)
        made.value.assumptions.clicked.connect(self.show_assumptions)
        made.tried.connect(self.model.try_out)
        made.suggested.connect(self.model.suggest_again)
        made.steps_asked.connect(self.show_all_steps)
        made.copied.connect(self.keeping.copy)
        made.noted.connect(self.keeping.note)
        made.workbook.connect(self.keeping.workbook)
        made.explained.connect(self.explain)
        return made

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
                    when=lambda: bool(self.model.on_file and self.model.on_file.template),
                ),
                Action("save", self.tr("Save"), self.save, "", "save"),
                Action("columns", self.tr("Columns"), self.go_columns, "Alt+C"),
                Action("terms", self.tr("Terms"), self.go_terms, "Alt+T"),
                Action("others", self.tr("Other options"), self.show_others, "Alt+O"),
                Action("steps", self.tr("Show steps"), self.toggle_steps, "Alt+S"),
                Action(
                    "decided",
                    self.tr("The version as it was decided"),
                    self.show_decided,
                    "Alt+V",
                ),
                Action("limits", self.tr("Limits of the program"), self.show_limits, "Alt+L"),
                Action("assumed", self.tr("Assumptions"), self.show_assumptions, "Alt+U"),
            ],
        )
        self.saving = saving = Saving(
            self._desk,
            self.model,
            self.life,
            save=self.listed.button("save", "primary"),
            agreement=self.listed.button("agreement"),
        )
        self.below.addWidget(saving)
        self.add_foot(saving.status, 1)
        for each in (saving.forward, saving.agreement_button, saving.save_button):
            self.add_foot(each)

    def _listen(self) -> None:
        model = self.model
        model.ready.connect(self._on_ready)
        model.changed.connect(self._on_changed)
        model.picked.connect(self._on_picked)
        model.standing.connect(lambda _: self.listed.refresh())
        model.saved.connect(lambda _: self._drafts.drop(KEY, self._loan_id))
        model.made.connect(lambda made: self._desk.open_panel("document", document_id=made))
        self.asked.edited.connect(self._ask_soon)
        self.asked.limits.clicked.connect(self.show_limits)
        self.asked.review.clicked.connect(lambda: self._desk.open_panel("review"))
        self.columns.picked.connect(self._on_column)
        self.columns.steps_asked.connect(self._on_steps)
        self.columns.others_asked.connect(self.show_others)
        self.columns.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self.columns.sized.connect(self._keep_heads)
        if self.area is not None:
            self.area.verticalScrollBar().valueChanged.connect(lambda _: self._keep_heads())
        self.others.chosen.connect(self.pick)
        self.life.looked_back.connect(self.show_decided)
        self.steps.gone.connect(lambda: self.bring_up(self.asked))

    # -- showing ------------------------------------------------------------------------------

    def _on_ready(self) -> None:
        seen, case = self.model.seen, self.model.case
        assert seen is not None
        self.who.say(seen.who.shown)
        if case is None:
            self.asked.say(seen.trouble, "caution")
            return
        self.asked.show_case(
            case, self.model.most, under(case.program), verified=case.program.verified
        )

    def _on_changed(self) -> None:
        self.card.show_options()
        self._say_answer()
        self._show_detail()
        self._follow()
        self.saving.show_saving()

    def _say_answer(self) -> None:
        """What fits the money, or by how much it falls short."""
        model = self.model
        if model.evaluation is None:
            return
        fitting, maybe = model.fitting, model.open_points
        if (fitting or maybe) and model.pay is None:
            self.asked.say("")
            return
        if maybe and not fitting:
            names = text.listed([each.label.lower() for each in maybe])
            words = self.tr("Nothing is certain yet; once the open points are known: {0}")
            self.asked.say(words.format(names), "caution")
        elif fitting:
            names = text.listed([each.label.lower() for each in fitting])
            words = self.tr("{0} works: {1}") if len(fitting) == 1 else self.tr("{0} work: {1}")
            many = text.count(len(fitting), self.tr("option"))
            self.asked.say(words.format(many, names), "clear")
        else:
            short = [model.result(key) for key in model.evaluation.order]
            first = next((each for each in short if each.trouble), short[0])
            words = f"{first.trouble or first.says} {first.do}".strip()
            self.asked.say(self.tr("Nothing works: {0}").format(words), "caution")
        announce(self.asked, self.asked.answer.text())

    def _show_detail(self) -> None:
        result, case = self.model.now, self.model.case
        if result is not None or "detail" in vars(self):
            self.detail.setVisible(result is not None)
        else:
            QTimer.singleShot(SOON, self, lambda: self.detail)
        if result is not None and case is not None:
            self.detail.show_result(case, result, tried=self.model.is_tried(result.key))

    # -- steps --------------------------------------------------------------------------------

    def _on_steps(self, row: int, column: int) -> None:
        """S on a figure: its steps; on the same one again: away with them."""
        result = self.columns.options.result(column)
        if self.steps.at == (row, column):
            self.steps.leave()
        elif result is not None:
            self.steps.show_cell(row, column, result)
            self._look_at(self.steps)

    def toggle_steps(self) -> None:
        self._on_steps(max(self.columns.currentIndex().row(), 0), self.columns.column)

    def _follow(self) -> None:
        """The steps of the figure one is on, while they are open; else the figure itself."""
        index = self.columns.currentIndex()
        result = self.columns.options.result(index.column())
        if self.steps.follows and result is not None:
            self.steps.show_cell(index.row(), index.column(), result)
        elif index.isValid() and self.columns.hasFocus():
            self._see_cell()

    def show_all_steps(self) -> None:
        """Every line of the picked option."""
        if (result := self.model.now) is not None:
            self.steps.show_all(result)
            self._look_at(self.steps)

    # -- picking ------------------------------------------------------------------------------

    def _on_column(self, at: int) -> None:
        """A digit, Enter or a click; typed ahead of the case it is done when that is here."""
        if self.model.evaluation is None:
            # A second key after the pick is the one that saves.
            ahead, self._picked_ahead = self._picked_ahead, True
            self.model.when_ready(self._save_ahead if ahead else lambda: self._on_column(at))
            return
        self._ask_soon.flush()
        result = self.columns.options.result(at)
        if result is not None:
            self.columns.go_to(at)
            self.pick(result.key)

    def _save_ahead(self) -> None:
        """The Enter that was typed ahead saves where nothing had to be asked first."""
        if self.saving.save_button.hasFocus():
            self.save()

    def pick(self, key: str) -> None:
        """Look at an option closely, ready to be saved."""
        self.model.pick(key)
        shown = [each.key for each in self.model.columns]
        self.columns.go_to(shown.index(key))
        self._look_at(self.detail)
        if self.model.refusal:
            self.go_terms()
        else:
            self.saving.enter()

    def _on_picked(self, key: str) -> None:
        result = self.model.now
        if result is not None:
            announce(self.detail, f"{result.label}: {self.detail.said.text()}")

    def show_others(self) -> None:
        self.others.open()
        self._look_at(self.card.under)

    def explain(self) -> None:
        """The picked option on its terms, in plain words for the borrower."""
        if given := self.hands_on("explain"):
            self._desk.open_panel("explain", **given)

    def hands_on(self, key: str) -> dict[str, object]:
        result = self.model.now if key == "explain" else None
        return {"option": result.key, "answers": result.answers} if result is not None else {}

    def show_limits(self) -> None:
        """The program everything here is worked out under."""
        if (case := self.model.case) is not None:
            self._desk.open_place("programs", at=case.program.key)

    def show_decided(self) -> None:
        """The version on file with its program, limits and figures as they stood."""
        if self.model.seen is None:
            self.model.when_ready(self.show_decided)
        elif (found := self.model.on_file) is not None:
            self._desk.open_panel("version", workout_id=found.plan.workout_id)

    def show_assumptions(self) -> None:
        """What the value to the bank is worked out with."""
        self._desk.open_place("programs", at="assumptions")

    # -- the focus ----------------------------------------------------------------------------

    def go_columns(self) -> None:
        self.bring_up(self.asked)
        self.columns.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_terms(self) -> None:
        first = self.detail.terms.first
        if not self.detail.isHidden() and first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _look_at(self, part: QWidget) -> None:
        """Bring a part up once it has its place: it may have been shown just now."""
        QTimer.singleShot(0, self, lambda: self.bring_up(part))

    def _keep_heads(self) -> None:
        if self.area is not None:
            above = self.columns.mapTo(self.area.viewport(), QPoint(0, 0)).y()
            self.columns.keep_heads(-above)

    def _see_columns(self) -> None:
        """All of them where they fit, else from their heads on."""
        if self.area is not None:
            end = self.columns.mapTo(self.area.viewport(), QPoint(0, self.columns.height())).y()
            if end > self.area.viewport().height():
                self.bring_up(self.columns)
        self._see_cell()

    def _see_cell(self) -> None:
        """The figure one is on into sight, under the head of its column."""
        if self.area is None or (inside := self.area.widget()) is None:
            return
        cell = self.columns.seen_best()
        at = self.columns.mapTo(inside, cell.center())
        self.area.ensureVisible(at.x(), at.y(), 0, cell.height() // 2 + 1)

    # -- doing --------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Enter: from the amount to the columns, from the reason to saving."""
        here = self.focusWidget()
        if here is self.asked.pay:
            if not self.asked.pay.check():
                return
            self._ask_soon.flush()
            self.columns.go_to(0)
            self.columns.setFocus(Qt.FocusReason.TabFocusReason)
            self._see_columns()
        elif here is self.saving.reason:
            self.save()
        else:
            super().go_on()

    def submit(self) -> None:
        self.save()

    def save(self) -> None:
        self._ask_soon.flush()
        self.saving.save()

    def leave(self) -> None:
        """The steps first, where they are open; then the panel."""
        if not self.steps.isHidden():
            self.steps.leave()
            self.columns.setFocus(Qt.FocusReason.OtherFocusReason)
            self._see_columns()
            return
        super().leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Come back to, it begins where the focus is: with what they can pay."""
        super().showEvent(event)
        self._look_at(self.asked)

    def put_away(self) -> None:
        self._drafts.keep(KEY, self._loan_id, {"pay": self.asked.pay.text()})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme_of(self).px(NARROW)
        self.asked.be_narrow(narrow)
        self.life.be_narrow(narrow)
        self.saving.status.setVisible(not narrow)  # the line of the version says it too

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down read on wherever the focus is."""
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if pages and self.area is not None:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + pages * bar.pageStep())
            return
        super().keyPressEvent(event)
