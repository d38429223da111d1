"""The entry strip: whom, how, what came of it, and what comes next, in the order of a call."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.core.words import Channel, Direction, Outcome, Pace
from mortgage_collect.rules.verdict import Need
from mortgage_collect.ui.card.view_model import CardModel
from mortgage_collect.ui.contacts.draft import RESULTS, Draft, Ready
from mortgage_collect.ui.contacts.strip_sight import StripSight
from mortgage_collect.ui.contacts.view_model import EntryModel
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.reading import ReadingEdit

if TYPE_CHECKING:
    pass

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryStrip(StripSight):
    """Enter saves; for a result that ends the matter the desk goes on to the next loan."""

    go_on = Signal(int)  # from this loan to the next
    left = Signal()  # Esc: back to the queue, the text stays

    def __init__(
        self, desk: Desk, card: CardModel, model: EntryModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, card, model, parent)
        self._listen()
        self._draw(model.draft)

    def _listen(self) -> None:
        self._card.shown.connect(self._show_guard)
        self._card.chosen.connect(self._show_light)
        self.model.restored.connect(self._draw)
        self.model.back.answered.connect(self._on_looked_back)
        self.model.refused.connect(self._say_trouble)
        self.channel.entered.connect(lambda value: self._write(channel=value))
        self.inbound.clicked.connect(lambda on: self._set_inbound(on))
        self.when.clicked.connect(self._ask_moment)
        self.at.entered.connect(lambda _: self._show_parts())
        self.save.clicked.connect(self.save_and_stay)
        self.result.picked.connect(self._on_result)
        self.result.lettered.connect(self._on_letter)
        for name, choice in (*self.aims.items(), ("pace", self.pace)):
            choice.entered.connect(lambda value, name=name: self._write(**{name: value}))
        self.disclosed.toggled.connect(lambda on: self._write(disclosed=on))
        self.asked_others.toggled.connect(lambda on: self._write(asked_others=on))
        self.no_message.toggled.connect(lambda on: self._write(no_message=on))
        self.purpose.entered.connect(lambda value: self._write(purpose=value))
        self.second.entered.connect(lambda value: self._write(second=value))
        self.origin.entered.connect(lambda value: self._write(point=value))
        self.origin.troubled.connect(partial(self._on_trouble, self.origin))
        self.second.troubled.connect(partial(self._on_trouble, self.second))
        self.model.written.connect(self._show_told)
        for name, field in (
            ("at", self.at),
            ("amount", self.amount),
            ("by", self.by),
            ("times", self.times),
            ("further", self.further),
            ("next_on", self.next_on),
            ("next_action", self.next_action),
            ("against", self.against),
            ("second_said", self.second_said),
        ):
            field.textChanged.connect(lambda typed, name=name: self._write(**{name: typed}))
            field.troubled.connect(partial(self._on_trouble, field))
        self.note.textChanged.connect(lambda: self._write(note=self.note.toPlainText()))
        self.note.installEventFilter(self)
        self.unfold.clicked.connect(lambda: self.enter())
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._on_focus)

    # -- typing -------------------------------------------------------------------------------

    def enter(self) -> None:
        """F2: action Call, the number one would dial, and a letter picks the result."""
        self._opened = True
        self.model.open()
        self._show_parts()
        if self.model.draft.outcome is None and not self.model.draft.begun:
            self._write(channel=Channel.CALL)
        self.result.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _write(self, **now: object) -> None:
        if self._taking:
            return
        self.model.write(**now)
        if "channel" in now:
            self.result.offer(RESULTS[self.model.draft.channel])
            self.channel.set_value(self.model.draft.channel)
        self._show_parts()

    def _on_result(self, outcome: Outcome) -> None:
        self._write(outcome=outcome)
        step = self.model.proposal()
        if step is not None:
            self.next_on.set_value(step.on)
            self.next_action.set_value(step.action)
        if outcome is Outcome.RIGHT_PARTY:
            self.amount.setFocus(Qt.FocusReason.OtherFocusReason)
        elif outcome is Outcome.THIRD_PARTY:
            self.note.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.model.asks_reason:
            self.against.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_looked_back(self) -> None:
        """The guard has answered for the moment that was typed, perhaps after the result was."""
        self._show_light()
        if self.result.hasFocus() and self.model.draft.outcome and self.model.asks_reason:
            self.against.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_letter(self, letter: str) -> None:
        if letter == "I":
            self.inbound.toggle()
            self._set_inbound(self.inbound.isChecked())

        elif letter == "D":
            self._ask_moment()
        elif letter == "Y":
            self.model.vouch()

    def _ask_moment(self) -> None:
        """D: another moment than now."""
        self.moment_row.show()
        self.at.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_parts()

    def _set_inbound(self, on: bool) -> None:
        self._write(direction=Direction.INBOUND if on else Direction.OUTBOUND)

    # -- saving -------------------------------------------------------------------------------

    def save_and_go(self) -> None:
        """F8: save what there is and go on, from anywhere."""
        if not self.model.draft.begun:
            self.go_on.emit(self.model.loan_id)
            return
        loan_id = self.model.loan_id
        self._save(lambda _: self.go_on.emit(loan_id))

    def save_and_stay(self) -> None:
        """Ctrl+Enter."""
        self._save(lambda _: None)

    def save_by_result(self) -> None:
        """Enter: goes on where the result ends the matter."""
        if self.at.hasFocus() and self.model.draft.outcome is None:
            if self.at.check():  # when it was is told; what came of it comes next
                self.result.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        loan_id = self.model.loan_id

        def then(ends: bool) -> None:
            if ends:
                self.go_on.emit(loan_id)

        self._save(then)

    def _save(self, then: Callable[[bool], None]) -> None:
        if not self.model.seen or self.model.back.waits:
            self._waiting = then  # the guard's answer is on its way
            return
        draft = self.model.draft
        if draft.outcome is None and draft.note.strip():
            self.model.save_note(draft.note, then=lambda: then(False))
            return
        ready = self._ready(draft)
        if ready is not None:
            self.model.save(ready, then=then)

    def _ready(self, draft: Draft) -> Ready | None:
        """What may be saved, or None with the trouble shown and the focus on it."""
        if draft.outcome is None:
            self._say_trouble(self.tr("What came of it? Press N, V, R, W, T or B."))
            self.result.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        self.against.required = self.model.asks_reason
        promised = self.model.promised
        self.amount.required = self.by.required = promised
        asked: list[ReadingEdit[Any]] = [self.at, self.next_on]
        asked += [self.against] if self.model.asks_reason else []
        second = self.model.needs is Need.SECOND_PERSON
        self.second_said.required = self.second.required = second
        asked += [self.amount, self.by, self.times, self.further] if promised else []
        self.origin.required = self.model.needs_origin
        if self.model.asks_origin and not self.origin.check():
            self.origin.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        for field in asked:
            if not field.check():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        for answer in (self.second, self.second_said) if second else ():
            if not answer.check():
                answer.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        return Ready(
            draft.outcome,
            self.amount.value() if promised else None,
            self.by.value() if promised else None,
            self.next_on.value(),
            self.times.value() or 1,
            self.pace.value() or Pace.MONTH,
            (self.further.value() or ()) if promised else (),
            self.model.moment,
        )

    # -- keys ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and plain:
            self.save_by_result()
        elif event.key() == Qt.Key.Key_Escape:
            self.model.leave()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.asked.page(event.key() == Qt.Key.Key_PageDown)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the note Enter saves, Shift+Enter starts a line."""
        if watched is self.note and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.type() is QEvent.Type.KeyPress and event.key() in ENTER and plain:
                self.save_by_result()
                return True
        return super().eventFilter(watched, event)
