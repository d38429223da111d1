"""The foot of the options: the version on file, the next step, the paper, and saving with a reason.

Where something speaks against the picked option the reason is asked here, in amber, never in a
window. What the life of a version asks (why it is approved, broken, cancelled) is asked here too.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.queries.standing import Standing
from mortgage_collect.ui.desk import Desk, Undo
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import TextEdit
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, TIGHT
from mortgage_collect.ui.workouts.ask_why import AskWhy
from mortgage_collect.ui.workouts.life import LifeStep, said, short
from mortgage_collect.ui.workouts.life_box import LifeBox
from mortgage_collect.ui.workouts.view_model import OptionsModel


class Saving(QWidget):
    """Questions of one line; `status`, `forward` and the two buttons stand at the sheet's foot."""

    def __init__(
        self,
        desk: Desk,
        model: OptionsModel,
        life: LifeBox,
        save: QPushButton,
        agreement: QPushButton,
    ) -> None:
        super().__init__()
        self._desk, self._model, self.life = desk, model, life
        theme = theme_of(self)
        self.status = Elided("", "muted")
        self.forward = button("", self.move_on)
        self.forward.hide()
        self.save_button, self.agreement_button = save, agreement
        self.why = AskWhy()
        self.reason_box = QFrame()
        dress(self.reason_box, tone="caution")
        inside = QVBoxLayout(self.reason_box)
        inside.setContentsMargins(theme.px(ROOMY), theme.px(6), theme.px(ROOMY), theme.px(6))
        self.grid = FieldGrid(label_letters=13)
        self.reason = self.grid.ask(
            "reason", self.tr("Go on because"), TextEdit(required=True), letters=WHOLE
        )
        inside.addWidget(self.grid)
        self.reason_box.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(ROOMY), 0, theme.px(ROOMY), theme.px(TIGHT))
        column.addWidget(self.reason_box)
        column.addWidget(self.why)
        life.wanted.connect(self.take)
        model.standing.connect(self.show_standing)
        model.saved.connect(self._on_saved)
        model.moved.connect(self._on_moved)
        model.failed.connect(self._on_failed)

    def show_saving(self) -> None:
        """Whether the picked option can be saved, and whether a reason is wanted for it."""
        refused = self._model.refusal
        self.save_button.setEnabled(not refused)
        self.save_button.setToolTip(refused or self.tr("Keep it as a proposal (Ctrl+Enter)"))
        self.reason_box.setVisible(not refused and bool(self._model.against))

    def show_standing(self, found: Standing | None) -> None:
        """The version on file, and what usually follows."""
        self.life.show_standing(found)
        self.status.say(short(found) if found else "")
        step = self.life.main
        self.forward.setVisible(step is not None)
        if step is not None:
            self.forward.setText(step.words)
            self.forward.setEnabled(not step.refused)
            self.forward.setToolTip(step.refused)
        self.show_saving()

    # -- doing --------------------------------------------------------------------------------

    def enter(self) -> None:
        """The focus where saving goes on: the reason that is wanted, or the button."""
        where = self.reason if self._model.against else self.save_button
        where.setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """Keep the picked option as a new version."""
        if self._model.refusal:
            return
        against = bool(self._model.against)
        if against and not self.grid.check():
            self.reason.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._model.save(self.reason.value() or "" if against else "")

    def move_on(self) -> None:
        """The step that usually follows."""
        if (step := self.life.main) is not None:
            self.take(step)

    def take(self, step: LifeStep) -> None:
        """A step of the life of the version on file, its reason asked where it wants one."""
        found = self._model.on_file
        if found is None or step.refused:
            return
        workout_id = found.plan.workout_id

        def do(reason: str) -> None:
            self._model.act(lambda unit: step.work(unit, workout_id, reason), saves=step.saves)

        if step.asks:
            self.why.ask(step.asks, step.words, do)
        else:
            do("")

    # -- answers ------------------------------------------------------------------------------

    def _on_saved(self, found: Standing) -> None:
        self.reason.set_value(None)
        words = self.tr("Saved. {0}.").format(said(found))
        self._desk.say(words, "done", self._undoing(found, moved=False))
        if self.agreement_button.isEnabled():
            self.agreement_button.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.forward.isHidden():
            self.forward.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_moved(self, found: Standing) -> None:
        undo = self._undoing(found, moved=True) if found.may_undo else None
        self._desk.say(f"{said(found)}.", "done", undo)

    def _on_failed(self, words: str) -> None:
        if not self.reason_box.isHidden() and self.reason.hasFocus():
            self.grid.wrong("reason", words)
        else:
            self._desk.say(words, "warning")

    def _undoing(self, found: Standing, *, moved: bool) -> Undo:
        """Takes a save or a step back while the message stands; later the box above does."""
        workout_id = found.plan.workout_id
        reason = self.tr("saved by mistake and taken back at once")

        def work(unit: Any) -> None:
            with waking:
                from mortgage_collect.services.workout_moves import undo_move
                from mortgage_collect.services.workouts import move_workout

            if moved:
                undo_move(unit, workout_id)
            else:
                move_workout(unit, workout_id, WorkoutStatus.CANCELLED, reason=reason)

        return lambda: self._model.act(work)
