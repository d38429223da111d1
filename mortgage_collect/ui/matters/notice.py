"""A notice was sent: which, when, how and to whom. It is kept as a contact with that message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Channel, Outcome
from mortgage_collect.rules.notices import title_of
from mortgage_collect.ui.card.guard_words import wants_reason
from mortgage_collect.ui.deadlines.late_form import ask_if_late
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.badges import Light
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.sheet import Sheet

if TYPE_CHECKING:
    from mortgage_collect.rules.guard import Assessment

WAYS = ((Channel.LETTER, "L"), (Channel.EMAIL, "E"))
_TONES: dict[str, Tone] = {"CLEAR": "clear", "CAUTION": "caution", "STOP": "stop"}


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form holds."""

    message: str
    on: date
    channel: Channel
    person_id: int
    note: str
    against: str


class NoticePanel(Sheet):
    """What the guard says of it stands beside; against a stop it asks why."""

    roomy = True

    def __init__(
        self, desk: Desk, loan_id: int, parent: QWidget | None = None, *, message: str = ""
    ) -> None:
        super().__init__("", parent)
        self._desk, self._loan_id, self._message = desk, loan_id, message
        self.set_title(self.tr("Sent: {0}").format(title_of(message)))
        self.assessment: Assessment | None = None
        self.light = Light("neutral", self.tr("One moment"))
        self.says = label("", wrap=True)
        self.form = FieldGrid()
        ask = self.form.ask
        today = desk.today()
        self.on = ask(
            "on",
            self.tr("Day it went out"),
            DateEdit(today, toward="last", high=today, required=True),
            letters=22,
        )
        ways = [Choice(way, way.label, key) for way, key in WAYS]
        self.way = ask("way", self.tr("How"), ChoiceEdit(ways, required=True), letters=20)
        self.person = ask("person", self.tr("To"), ChoiceEdit(required=True), letters=34)
        self.note = ask("note", self.tr("Note"), TextEdit(), letters=WHOLE)
        self.against = ask("against", self.tr("Why all the same"), TextEdit(), letters=WHOLE)
        self.form.set_row_visible("against", False)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.form)
        self.body.addWidget(self.light)
        self.body.addWidget(self.says)
        self.body.addWidget(self.wrong)
        self.body.addStretch(1)
        self.add_button(self.tr("Save"), self.submit, kind="primary", hint="Ctrl+Enter")
        self._begin()
        self.starts_at(self.on)
        for field in (self.way, self.person):
            field.entered.connect(lambda _: self._ask_guard())

    def enter(self) -> None:
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.runner.look(
            partial(_people, loan_id=self._loan_id),
            done=self._take_people,
            newest=f"notice:{id(self)}",
        )

    def _begin(self) -> None:
        self.form.empty()
        self.on.set_value(self._desk.today())
        self.way.set_value(Channel.LETTER)

    def _take_people(self, found: tuple[str, tuple[tuple[int, str], ...]]) -> None:
        heading, people = found
        self.who.say(heading)
        self.person.set_choices([Choice(person_id, name) for person_id, name in people])
        if self.person.value() is None and people:
            self.person.set_value(people[0][0])
        self._ask_guard()

    def _ask_guard(self) -> None:
        person, way = self.person.value(), self.way.value()
        if person is None or way is None:
            return
        ask = partial(
            _may,
            loan_id=self._loan_id,
            person_id=person,
            channel=way,
            message=self._message,
            at=self._desk.clock.now(),
        )
        self._desk.runner.look(ask, done=self._take_guard, newest=f"notice may:{id(self)}")

    def _take_guard(self, found: Assessment) -> None:
        self.assessment = found
        self.light.set_light(_TONES[found.verdict.name], found.says)
        asks = wants_reason(found)
        self.form.set_row_visible("against", asks)
        self.against.required = asks

    def submit(self) -> None:
        if not self.form.check():
            return
        on = self.on.value()
        assert on is not None, "the form was checked"
        sent = Sent(
            self._message,
            on,
            self.way.value(),
            self.person.value(),
            self.note.value() or "",
            (self.against.value() or "") if self.against.required else "",
        )
        self._desk.ask_for(
            partial(_save, loan_id=self._loan_id, sent=sent, today=self._desk.today()),
            said=self.tr("Saved: {0} sent.").format(title_of(self._message)),
            refused=self._refuse,
            done=partial(self._done, on),
        )

    def _done(self, on: date) -> None:
        self._refuse("")
        self._begin()
        self.closed.emit()
        ask_if_late(self._desk, self._loan_id, on)

    def _refuse(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))


def _people(session: Any, loan_id: int) -> tuple[str, tuple[tuple[int, str], ...]]:
    with waking:
        from mortgage_collect.queries.courses import people_on
        from mortgage_collect.queries.heading import heading

    return heading(session, loan_id).shown, people_on(session, loan_id)


def _may(
    session: Any, loan_id: int, person_id: int, channel: Channel, message: str, at: datetime
) -> Assessment:
    with waking:
        from mortgage_collect.queries.calling import may
        from mortgage_collect.rules.question import Question

    question = Question.MAY_EMAIL if channel is Channel.EMAIL else Question.MAY_WRITE
    return may(session, question, loan_id, person_id, None, at, message=message)


def _save(unit: Any, loan_id: int, sent: Sent, today: date) -> int:
    with waking:
        from mortgage_collect.core.clock import noon
        from mortgage_collect.queries.facts import the_bank
        from mortgage_collect.services.contacts import LogContact, log_contact

    at = None if sent.on == today else noon(sent.on, the_bank(unit.session).zone)
    return log_contact(
        unit,
        LogContact(
            loan_id,
            Outcome.SENT,
            sent.person_id,
            channel=sent.channel,
            at=at,
            note=sent.note,
            reason=sent.against,
            message=sent.message,
        ),
    )
