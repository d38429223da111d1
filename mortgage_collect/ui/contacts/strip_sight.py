"""What the entry strip shows of a draft: only what the result in hand asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import Channel, Direction, Outcome
from mortgage_collect.rules.verdict import Need
from mortgage_collect.ui.card.guard_words import TONES, barred, tone, way_words
from mortgage_collect.ui.card.view_model import CardModel, Sight
from mortgage_collect.ui.contacts.draft import RESULTS, Draft
from mortgage_collect.ui.contacts.origin import NOT_ON_FILE
from mortgage_collect.ui.contacts.strip_fields import StripFields
from mortgage_collect.ui.contacts.strip_words import (
    begun_words,
    hint,
    moment_words,
    number_words,
    origin_choices,
    script,
    written,
)
from mortgage_collect.ui.contacts.view_model import EntryModel
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.badges import MARKS
from mortgage_collect.ui.kit.choice import Choice
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.style_sheet import dress

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight


class StripSight(StripFields):
    """Follows the model and the card; what keys do is in `strip.py`."""

    def __init__(
        self, desk: Desk, card: CardModel, model: EntryModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._card, self.model = card, model
        self._taking = self._foldable = self._folds_begun = self._opened = False
        self._called: tuple[str, Tone, str] = ("circle-dashed", "neutral", "")
        self._waiting: Callable[[bool], None] | None = None

    def _save(self, then: Callable[[bool], None]) -> None:
        raise NotImplementedError

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
        self._show_origin(folded)
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

    def _show_origin(self, folded: bool) -> None:
        """By which number or address, where there is something to choose."""
        model = self.model
        self.origin_row.setVisible(model.asks_origin and not folded)
        if not model.asks_origin:
            return
        name = self.tr("From") if model.theirs else self.tr("To")
        self._origin_name.setText(name)
        self.origin.setAccessibleName(
            self.tr("From which number or address")
            if model.theirs
            else self.tr("To which number or address")
        )
        choices = origin_choices(model)
        if choices != self.origin.choices:
            self.origin.set_choices(choices)
        if self.origin.value() != (given := model.draft.point or model.point_id):
            error = self.origin.error
            self.origin.set_value(NOT_ON_FILE if model.draft.point == NOT_ON_FILE else given)
            self.origin.set_error(error)

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

    def _on_trouble(self, field: QWidget, words: str) -> None:
        """Under its row, and by its name: a red border alone does not say which is meant."""
        name = field.accessibleName().rstrip("?")
        self.asked.trouble_below(field)
        self._say_trouble(f"{name}: {words[0].lower()}{words[1:]}" if words else "")

    def _say_trouble(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
