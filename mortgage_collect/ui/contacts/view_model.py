"""The entry strip's state: what is being written down, and what saving it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.money import Money
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Channel, Direction, Hardship, Outcome
from mortgage_collect.services.next_step import (
    ENDS_THE_MATTER,
    NextStep,
    PromiseSaid,
    next_step,
)
from mortgage_collect.ui.card.guard_words import wants_reason
from mortgage_collect.ui.card.view_model import CardModel
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight

RESULTS: dict[Channel, tuple[tuple[Outcome, str], ...]] = {
    Channel.CALL: (
        (Outcome.NO_ANSWER, "N"),
        (Outcome.VOICEMAIL, "V"),
        (Outcome.RIGHT_PARTY, "R"),
        (Outcome.WRONG_NUMBER, "W"),
        (Outcome.THIRD_PARTY, "T"),
        (Outcome.BUSY, "B"),
    ),
    Channel.VISIT: (
        (Outcome.NO_ANSWER, "N"),
        (Outcome.RIGHT_PARTY, "R"),
        (Outcome.THIRD_PARTY, "T"),
    ),
    Channel.LETTER: ((Outcome.SENT, "S"),),
    Channel.EMAIL: ((Outcome.SENT, "S"), (Outcome.RIGHT_PARTY, "R")),
    Channel.TEXT: ((Outcome.SENT, "S"), (Outcome.RIGHT_PARTY, "R")),
}
CHANNEL_KEYS = {
    Channel.CALL: "c",
    Channel.VISIT: "v",
    Channel.LETTER: "l",
    Channel.EMAIL: "e",
    Channel.TEXT: "t",
}
REASON_KEYS: dict[Hardship, str] = {
    Hardship.UNEMPLOYMENT: "u",
    Hardship.INCOME_REDUCTION: "i",
    Hardship.HOUSING_EXPENSE: "h",
    Hardship.DISASTER: "d",
    Hardship.DISABILITY: "l",
    Hardship.DIVORCE: "v",
    Hardship.SEPARATION: "s",
    Hardship.DEATH: "e",
    Hardship.TRANSFER: "t",
    Hardship.OTHER: "o",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as far as it is typed. Dates and amounts stay as text, so that nothing is lost."""

    channel: Channel = Channel.CALL
    direction: Direction = Direction.OUTBOUND
    outcome: Outcome | None = None
    amount: str = ""
    by: str = ""
    why_behind: Hardship | None = None
    next_on: str = ""
    next_action: str = ""
    note: str = ""
    against: str = ""

    @property
    def begun(self) -> bool:
        """Something is in it that a person typed or chose."""
        return bool(self.outcome or self.amount or self.by or self.note or self.why_behind)


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that may be saved."""

    outcome: Outcome
    amount: Money | None
    by: date | None
    next_on: date | None


class EntryModel(QObject):
    """Drafts are kept for each loan until they are saved; `restored(Draft)` brings one back."""

    restored = Signal(object)
    saved = Signal(int, object)  # loan, outcome
    refused = Signal(str)
    drafts_changed = Signal()

    def __init__(self, desk: Desk, card: CardModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._card = desk, card
        self._drafts: dict[int, Draft] = {}
        self.draft = Draft()
        self.loan_id = 0
        self.saving = False
        card.going.connect(self._on_going)
        if card.loan_id:
            self._on_going(card.loan_id)

    @property
    def unfinished(self) -> tuple[int, ...]:
        """Loans with something typed and not saved, oldest first."""
        return tuple(loan for loan, draft in self._drafts.items() if draft.begun)

    @property
    def light(self) -> NumberLight | None:
        return self._card.light

    @property
    def seen(self) -> bool:
        """The card shows the loan that is written about; before that nothing may be saved."""
        sight = self._card.sight
        return sight is not None and sight.card.loan_id == self.loan_id

    @property
    def asks_reason(self) -> bool:
        """We called, and the guard says that we should not have."""
        draft, light = self.draft, self.light
        ours = draft.channel is Channel.CALL and draft.direction is Direction.OUTBOUND
        return ours and light is not None and wants_reason(light.assessment)

    @property
    def promises(self) -> bool:
        """The result in hand may carry a promise."""
        return self.draft.outcome is Outcome.RIGHT_PARTY

    @property
    def promised(self) -> bool:
        """An amount or a day of a promise has been typed."""
        return self.promises and bool(self.draft.amount or self.draft.by)

    def write(self, **now: object) -> None:
        """Take what was typed into the draft."""
        self.draft = replace(self.draft, **now)  # type: ignore[arg-type]
        before = self.unfinished
        if self.loan_id:
            self._drafts.pop(self.loan_id, None)
            self._drafts[self.loan_id] = self.draft
        if self.unfinished != before:
            self.drafts_changed.emit()

    def proposal(self) -> NextStep | None:
        """What comes next after the result in hand."""
        outcome = self.draft.outcome
        return next_step(outcome, self._desk.today()) if outcome else None

    def save(self, ready: Ready, *, then: Callable[[bool], None]) -> None:
        """Write it down; `then(ends)` hears whether the matter is ended for now."""
        if self.saving:
            return
        light, draft, loan_id = self.light, self.draft, self.loan_id
        point = light.point_id if light and draft.channel is Channel.CALL else None
        person = light.person_id if light else None
        against = draft.against.strip() if self.asks_reason else ""
        promised = (PromiseSaid(ready.amount, ready.by),) if ready.amount and ready.by else ()
        self.saving = True

        def work(unit: Any) -> int:
            with waking:
                from mortgage_collect.services.contacts import LogContact
                from mortgage_collect.services.entry import save_entry
            said = LogContact(
                loan_id=loan_id,
                outcome=ready.outcome,
                person_id=person,
                point_id=point,
                channel=draft.channel,
                direction=draft.direction,
                note=draft.note.strip(),
                reason_for_default=draft.why_behind.value if draft.why_behind else "",
                reason=against,
                next_on=ready.next_on,
                next_action=draft.next_action.strip(),
            )
            return save_entry(unit, said, promised)

        def done(_: int) -> None:
            self.saving = False
            self._forget(loan_id)
            self.saved.emit(loan_id, ready.outcome)
            then(ready.outcome in ENDS_THE_MATTER)

        self._desk.runner.change(work, done=done, failed=self._failed, what=self.tr("Saving"))

    def save_note(self, note: str, *, then: Callable[[], None]) -> None:
        """A remark without a contact."""
        loan_id = self.loan_id

        def done(_: None) -> None:
            self._forget(loan_id)
            then()

        def work(unit: Any) -> None:
            with waking:
                from mortgage_collect.services.contacts import write_note
            write_note(unit, loan_id, note)

        self._desk.runner.change(work, done=done, failed=self._failed)

    def dismiss(self, loan_id: int) -> None:
        """Throw a draft away, by the wish of whoever typed it."""
        self._forget(loan_id)

    def _forget(self, loan_id: int) -> None:
        self._drafts.pop(loan_id, None)
        self.drafts_changed.emit()
        if loan_id == self.loan_id:
            self.draft = Draft()
            self.restored.emit(self.draft)

    def _failed(self, error: Exception) -> None:
        self.saving = False
        self.refused.emit(str(error))

    def _on_going(self, loan_id: int) -> None:
        self.loan_id = loan_id
        self.draft = self._drafts.get(loan_id, Draft())
        self.restored.emit(self.draft)
