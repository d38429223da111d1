"""The entry strip: whom, how, what came of it, and what comes next, in the order of a call."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import Channel, Direction, Outcome, Pace
from mortgage_collect.rules.verdict import Need
from mortgage_collect.ui.card.guard_words import TONES, barred, tone, way_words
from mortgage_collect.ui.card.view_model import CardModel, Sight
from mortgage_collect.ui.contacts.draft import RESULTS, Draft, Ready
from mortgage_collect.ui.contacts.strip_fields import StripFields
from mortgage_collect.ui.contacts.strip_words import (
    begun_words,
    hint,
    moment_words,
    number_words,
    script,
    written,
)
from mortgage_collect.ui.contacts.view_model import EntryModel
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.badges import MARKS
from mortgage_collect.ui.kit.choice import Choice
from mortgage_collect.ui.kit.reading import ReadingEdit
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.style_sheet import dress

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryStrip(StripFields):
    """Enter saves; for a result that ends the matter the desk goes on to the next loan."""

    go_on = Signal(int)  # from this loan to the next
    left = Signal()  # Esc: back to the queue, the text stays

    def __init__(
        self, desk: Desk, card: CardModel, model: EntryModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._card, self.model = card, model
        self._taking = self._foldable = self._folds_begun = self._opened = False
        self._called: tuple[str, Tone, str] = ("circle-dashed", "neutral", "")
        self._waiting: Callable[[bool], None] | None = None
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

    # -- showing ------------------------------------------------------------------------------

    def _show_guard(self, seen: Sight) -> None:
        card = seen.card
        self.second.set_choices([Choice(login, name) for login, name in seen.talk.others])
        self.second.set_value(self.model.draft.second)
        street = card.home.line_1 if card.home and card.home.line_1 else self.tr("no address")
        self.whose.say(f"{card.borrower}   {text.last_four(card.number)}   {street}")

    def _show_light(self, _: NumberLight | None = None) -> None:
        seen, light = self._card.sight, self.model.light
        if light is None or seen is None:
            self._called = ("circle-dashed", "neutral", self.tr("nobody on file"))
        else:
            self._called = (MARKS[tone(light)], tone(light), number_words(seen, light))
        mark, color, words = self._called
        self.mark.set_mark(mark, color)
        self.number.say(words)
        self._show_parts()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._save(waiting)

    def _draw(self, draft: Draft) -> None:
        """Bring the fields in line with a draft."""
        self._taking, self._waiting = True, None
        if not self.model.seen:
            self.whose.say("\u2026")  # never the name of the loan before
            self.number.say("")
        self.channel.set_value(draft.channel)
        self.inbound.setChecked(draft.direction is Direction.INBOUND)
        self.result.offer(RESULTS[draft.channel])
        self.result.set_value(draft.outcome)
        for field, typed in (
            (self.at, draft.at),
            (self.amount, draft.amount),
            (self.by, draft.by),
            (self.times, draft.times),
            (self.further, draft.further),
            (self.next_on, draft.next_on),
            (self.next_action, draft.next_action),
            (self.against, draft.against),
            (self.second_said, draft.second_said),
        ):
            field.setText(typed)
            field.set_error("")
        for name, choice in self.aims.items():
            choice.set_value(getattr(draft, name))
        self.pace.set_value(draft.pace)
        self.disclosed.setChecked(draft.disclosed)
        self.asked_others.setChecked(draft.asked_others)
        self.no_message.setChecked(draft.no_message)
        self.second.set_value(draft.second)
        self.purpose.set_value(draft.purpose)
        self.note.setPlainText(draft.note)
        for dated in (self.by, self.next_on, self.further):
            dated.today = self._desk.today()
        self._taking = False
        self._say_trouble("")
        self._show_parts()

    def _show_parts(self) -> None:
        """Only what the result in hand asks for; of what is folded away the one line tells."""
        draft = self.model.draft
        folds = self._foldable and (self._folds_begun or not draft.begun)
        folded = folds and not self._opened
        self.unfold.setText(begun_words(draft))
        if folded != self.folded:
            self.show_folded(folded)
        self._show_moment(folded)
        self.promise_row.setVisible(self.model.promises and not folded)
        self.aims_row.setVisible(self.model.promises and not folded)
        self.times_row.setVisible(self.model.promised and not folded)
        # A promise brings its own next step: the bank day after it.
        asked = draft.outcome is not None and not folded
        self.next_row.setVisible(asked and not self.model.promised)
        self.against.setVisible(asked and self.model.asks_reason)
        self.purpose.setVisible(asked and self.model.asks_purpose)
        self.against_row.setVisible(asked and self.model.asks_reason)
        self.second_row.setVisible(asked and self.model.needs is Need.SECOND_PERSON)
        said, stop = hint(self.model, self.narrow), self.model.asks_reason
        self.hint.setText(said)
        self.hint_mark.setVisible(stop)
        dress(self.hint, type="error" if stop else "caption")
        called = draft.channel is Channel.CALL and draft.direction is Direction.OUTBOUND
        self.asked_others.setVisible(draft.outcome is Outcome.THIRD_PARTY)
        self.no_message.setVisible(called and draft.outcome is Outcome.NO_ANSWER)
        self.hint_row.setVisible(bool(said) and not folded)
        words = self.model.words
        self.disclosed.setVisible(draft.outcome is Outcome.RIGHT_PARTY and words is not None)
        to_say = script(self.model, self.narrow)
        self.script.setText(to_say)
        asks_others = draft.outcome is Outcome.THIRD_PARTY
        self.script_row.setVisible((bool(to_say) or asks_others) and not folded)
        self._show_way()

    def _show_moment(self, folded: bool) -> None:
        """When it took place; the row is there once somebody wants another moment than now."""
        moment = self.model.moment
        told = self.tr("Now") if moment is None else self.tr("Earlier")
        self.when.setText("D" if self.narrow else f"D  {told}")
        self.when.setChecked(moment is not None)
        self.at.day_alone = self.model.draft.channel is Channel.LETTER
        wanted = bool(self.model.draft.at) or self.at.hasFocus()
        self.moment_row.setVisible(wanted and not folded)
        self.moment_says.setText(moment_words(self.model))

    def _show_told(self) -> None:
        """The talk guide and this strip tick the same box; a promise typed is a commitment."""
        self._taking = True
        self.commitment.set_value(self.model.draft.commitment)
        self.disclosed.setChecked(self.model.draft.disclosed)
        self.inbound.setChecked(self.model.draft.direction is Direction.INBOUND)
        self._taking = False

    def _show_way(self) -> None:
        """For a text, an e-mail, a letter or a visit: what the guard says of that. Of a message on
        a machine, and of others who are asked, the mark; the line below has the words."""
        if not self.model.seen:
            return
        way, found = self.model.way, self.model.assessment
        mark, color, words = self._called
        if way is not None and found is not None:
            mark, color = MARKS[TONES[found.verdict]], TONES[found.verdict]
        if way is not None and found is not None and not way.question.rings:
            seen = self._card.sight
            point = seen.point(way.point_id) if seen else None
            shown = "" if point is None or barred(found) else f"{written(point)}  "
            words = f"{shown}{way_words(found).word}"
        self.mark.set_mark(mark, color)
        self.number.say(words)

    @property
    def entered(self) -> bool:
        """Somebody writes here."""
        return self._opened

    def fold(self, foldable: bool, *, begun: bool = False) -> None:
        """Where a panel needs the room, one line is enough until somebody writes here; with
        `begun` also for an entry that is begun, and the line says so."""
        self._foldable, self._folds_begun = foldable, begun
        self._show_parts()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        # A window that is not in front has no focus: that is no leaving.
        if now is None or now is self.unfold:
            return
        opened = self.isAncestorOf(now)
        if self.asked.isAncestorOf(now):
            self.asked.ensureWidgetVisible(now)
        if opened != self._opened:
            self._opened = opened
            self._show_parts()
            self.reshaped.emit()

    # -- typing -------------------------------------------------------------------------------

    def enter(self) -> None:
        """F2: action Call, the number one would dial, and a letter picks the result."""
        self._opened = True
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

    def _on_trouble(self, field: QWidget, words: str) -> None:
        """Under its row, and by its name: a red border alone does not say which is meant."""
        name = field.accessibleName().rstrip("?")
        self.asked.trouble_below(field)
        self._say_trouble(f"{name}: {words[0].lower()}{words[1:]}" if words else "")

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
