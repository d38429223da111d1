"""The entry strip: whom, how, what came of it, and what comes next, in the order of a call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.queries.calling import NumberLight
from mortgage_collect.ui.card.guard_words import barred, tone
from mortgage_collect.ui.card.view_model import CardModel, Sight
from mortgage_collect.ui.contacts.result_picker import ResultPicker
from mortgage_collect.ui.contacts.view_model import (
    CHANNEL_KEYS,
    RESULTS,
    Draft,
    EntryModel,
    Ready,
    reason_choices,
)
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.badges import MARKS
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    DateEdit,
    MoneyEdit,
    NoteEdit,
    TextEdit,
)
from mortgage_collect.ui.kit.labels import Elided, Mark, label
from mortgage_collect.ui.kit.reading import ReadingEdit
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryStrip(QFrame):
    """Enter saves; for a result that ends the matter the desk goes on to the next loan."""

    go_on = Signal(int)  # from this loan to the next
    left = Signal()  # Esc: back to the queue, the text stays

    def __init__(
        self, desk: Desk, card: CardModel, model: EntryModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._card, self.model = desk, card, model
        dress(self, strip=True)
        self.setAccessibleName(self.tr("Entry strip"))
        self._taking = False
        self._make_fields()
        self._lay_out()
        self._listen()
        self._draw(model.draft)

    # -- making -------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        theme, today = theme_of(self), self._desk.today()
        self.whose = Elided("", "strong")
        self.mark = Mark("circle-dashed", "neutral")
        self.number = label("", "muted")
        self.channel = ChoiceEdit(
            [Choice(one, one.label, key) for one, key in CHANNEL_KEYS.items()]
        )
        self.channel.setAccessibleName(self.tr("How"))
        self.inbound = button(self.tr("I  They called"))
        self.inbound.setCheckable(True)
        self.inbound.setAccessibleName(self.tr("They called us, I"))
        dress(self.inbound, result=True)
        self.result = ResultPicker()
        self.amount = MoneyEdit()
        self.amount.setAccessibleName(self.tr("Amount promised"))
        self.by = DateEdit(today)
        self.by.setAccessibleName(self.tr("Promised by"))
        self.why_behind = ChoiceEdit(reason_choices(), placeholder=self.tr("Reason behind"))
        self.why_behind.setAccessibleName(self.tr("Reason for default"))
        self.next_on = DateEdit(today)
        self.next_on.setAccessibleName(self.tr("Next on"))
        self.next_action = TextEdit()
        self.next_action.setAccessibleName(self.tr("Next step"))
        self.next_action.setPlaceholderText(self.tr("next step"))
        self.note = NoteEdit(placeholder=self.tr("Note"), least=1, most=4)
        self.note.setAccessibleName(self.tr("Note"))
        self.against = TextEdit()
        self.against.setAccessibleName(self.tr("Why was the call made all the same?"))
        self.against.setPlaceholderText(self.tr("Why was the call made all the same?"))
        self.hint = label("", "caption", wrap=True)
        self.trouble = label("", "error", wrap=True)
        self.save = button(self.tr("Save"), self.save_and_stay, kind="primary")
        self.save.setToolTip(self.tr("Enter saves; F8 saves and goes on; Ctrl+Enter stays"))
        self.amount.setMaximumWidth(theme.px(150))
        self.amount.setMinimumWidth(theme.px(92))
        self.by.setMinimumWidth(theme.px(112))
        self.by.setMaximumWidth(theme.px(190))
        self.next_on.setMaximumWidth(theme.px(190))

    def _lay_out(self) -> None:
        theme = theme_of(self)

        def row(
            *parts: QWidget | str, stretch: QWidget | None = None
        ) -> tuple[QWidget, QHBoxLayout]:
            held = QWidget()
            line = QHBoxLayout(held)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.px(6))
            for part in parts:
                made = label(part, "muted") if isinstance(part, str) else part
                line.addWidget(made, 1 if made is stretch else 0)
            return held, line

        guard, self._guard = row(
            self.whose, self.mark, self.number, self.channel, self.inbound, stretch=self.whose
        )
        results, self._results = row(self.result, stretch=self.result)
        self._names = label(self.tr("Promises"), "muted")
        self._promise, line = row(self._names, self.amount, self.tr("by"), self.by, self.why_behind)
        line.addStretch(1)
        self._next, _ = row(
            self.tr("Next"), self.next_on, self.next_action, stretch=self.next_action
        )
        low, _ = row(self.note, self.save, stretch=self.note)
        self.channel.setMaximumWidth(theme.px(110))
        self.why_behind.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(14), theme.px(6), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(5))
        for part in (
            guard,
            results,
            self.hint,
            self.against,
            self._promise,
            self._next,
            low,
            self.trouble,
        ):
            column.addWidget(part)

    def _listen(self) -> None:
        self._card.shown.connect(self._show_guard)
        self._card.chosen.connect(self._show_light)
        self.model.restored.connect(self._draw)
        self.model.refused.connect(self._say_trouble)
        self.channel.entered.connect(lambda value: self._write(channel=value))
        self.inbound.clicked.connect(lambda on: self._set_inbound(on))
        self.result.picked.connect(self._on_result)
        self.result.lettered.connect(self._on_letter)
        self.why_behind.entered.connect(lambda value: self._write(why_behind=value))
        for name, field in (
            ("amount", self.amount),
            ("by", self.by),
            ("next_on", self.next_on),
            ("next_action", self.next_action),
            ("against", self.against),
        ):
            field.textChanged.connect(lambda typed, name=name: self._write(**{name: typed}))
            field.troubled.connect(self._say_trouble)
        self.note.textChanged.connect(lambda: self._write(note=self.note.toPlainText()))
        self.note.installEventFilter(self)

    # -- showing ------------------------------------------------------------------------------

    def _show_guard(self, seen: Sight) -> None:
        card = seen.card
        street = card.home.line_1 if card.home and card.home.line_1 else self.tr("no address")
        self.whose.say(f"{card.borrower}   {text.last_four(card.number)}   {street}")

    def _show_light(self, light: NumberLight | None) -> None:
        seen = self._card.sight
        point = seen.point(light.point_id) if seen and light else None
        if light is None or seen is None:
            self.mark.set_mark("circle-dashed", "neutral")
            self.number.setText(self.tr("nobody on file"))
        else:
            found = light.assessment
            self.mark.set_mark(MARKS[tone(light)], tone(light))
            person = seen.person(light.person_id)
            number = text.phone(point.value) if point else self.tr("no phone on file")
            number = self.tr("number not shown") if barred(found) else number
            other = person is not None and person.name != seen.card.borrower
            self.number.setText(f"{person.name}  {number}" if person and other else number)
        self._show_parts()

    def _draw(self, draft: Draft) -> None:
        """Bring the fields in line with a draft."""
        self._taking = True
        self.channel.set_value(draft.channel)
        self.inbound.setChecked(draft.direction is Direction.INBOUND)
        self.result.offer(RESULTS[draft.channel])
        self.result.set_value(draft.outcome)
        for field, typed in (
            (self.amount, draft.amount),
            (self.by, draft.by),
            (self.next_on, draft.next_on),
            (self.next_action, draft.next_action),
            (self.against, draft.against),
        ):
            field.setText(typed)
            field.set_error("")
        self.why_behind.set_value(draft.why_behind)
        self.note.setPlainText(draft.note)
        for dated in (self.by, self.next_on):
            dated.today = self._desk.today()
        self._taking = False
        self._say_trouble("")
        self._show_parts()

    def _show_parts(self) -> None:
        """Only what the result in hand asks for."""
        draft = self.model.draft
        self._promise.setVisible(self.model.promises)
        # A promise brings its own next step: the bank day after it.
        self._next.setVisible(draft.outcome is not None and not self.model.promised)
        self.against.setVisible(self.model.asks_reason and draft.outcome is not None)
        hint = self._hint(draft)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _hint(self, draft: Draft) -> str:
        if draft.outcome is Outcome.THIRD_PARTY:
            return self.tr(
                "Somebody else answered: give your own name, ask when they can be reached, and "
                "say nothing of a debt, the bank or this loan."
            )
        if draft.outcome is None:
            return ""
        light = self.model.light
        said = [light.assessment.says] if light and self.model.asks_reason else []
        if draft.outcome is Outcome.VOICEMAIL:
            said.append(self.tr("Leave the approved message only."))
        return " ".join(said)

    def be_narrow(self, narrow: bool) -> None:
        """Letters alone for the results, beside how; the guard then has a line of its own."""
        self.result.be_narrow(narrow)
        self.number.setVisible(not narrow)
        self._names.setVisible(not narrow)
        self.inbound.setText("I" if narrow else self.tr("I  They called"))
        for part in (self.channel, self.inbound):
            if narrow:
                self._results.insertWidget(self._results.count() - 1, part)
            else:
                self._guard.addWidget(part)

    # -- typing -------------------------------------------------------------------------------

    def enter(self) -> None:
        """F2: action Call, the number one would dial, and a letter picks the result."""
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

    def _on_letter(self, letter: str) -> None:
        if letter == "I":
            self.inbound.toggle()
            self._set_inbound(self.inbound.isChecked())

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
        loan_id = self.model.loan_id

        def then(ends: bool) -> None:
            if ends:
                self.go_on.emit(loan_id)

        self._save(then)

    def _save(self, then: Callable[[bool], None]) -> None:
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
        asked: list[ReadingEdit[Any]] = [self.next_on]
        asked += [self.against] if self.model.asks_reason else []
        asked += [self.amount, self.by] if promised else []
        for field in asked:
            if not field.check():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        return Ready(
            draft.outcome,
            self.amount.value() if promised else None,
            self.by.value() if promised else None,
            self.next_on.value(),
        )

    def _say_trouble(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    # -- keys ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and plain:
            self.save_by_result()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
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
