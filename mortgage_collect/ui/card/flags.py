"""The hard flags: what stands, and a small form in place to raise or to end one."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import FlagKind
from mortgage_collect.ui.card.section import Section
from mortgage_collect.ui.card.view_model import CardModel, Sight
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of

if TYPE_CHECKING:
    from mortgage_collect.queries.card import FlagRow

LETTERS = {
    FlagKind.BANKRUPTCY: "b",
    FlagKind.ATTORNEY: "a",
    FlagKind.CEASE: "c",
    FlagKind.DECEASED: "d",
    FlagKind.SERVICEMEMBER: "s",
    FlagKind.DISASTER: "i",
    FlagKind.DISPUTE: "p",
}
# The one more thing the rules want to know of a kind: key, and the choices (none: free text).
ASKS: dict[FlagKind, tuple[str, tuple[str, ...]]] = {
    FlagKind.BANKRUPTCY: ("chapter", ("7", "11", "12", "13")),
    FlagKind.ATTORNEY: ("name", ()),
    FlagKind.CEASE: ("form", ("written", "oral")),
}


def _raise_flag(unit: Any, kind: FlagKind, since: date, **more: Any) -> int:
    with waking:
        from mortgage_collect.services.flags import raise_flag
    return raise_flag(unit, kind, since, **more)


def _lift_flag(unit: Any, flag_id: int, until: date, reason: str) -> None:
    with waking:
        from mortgage_collect.services.flags import lift_flag
    lift_flag(unit, flag_id, until, reason)


class FlagForm(QWidget):
    """Raise one: kind, whose, since when, and the one thing the rules ask about it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._loan_id = desk, 0
        theme = theme_of(self)
        self.kind = ChoiceEdit(
            [Choice(kind, kind.label, LETTERS[kind]) for kind in FlagKind], required=True
        )
        self.kind.setAccessibleName(self.tr("Kind of flag"))
        self.whose = ChoiceEdit()
        self.whose.setAccessibleName(self.tr("Whose"))
        self.since = DateEdit(desk.today(), toward="last", required=True)
        self.since.setAccessibleName(self.tr("Since"))
        self.more = TextEdit()
        self.choice = ChoiceEdit()
        self.asked = label("", "muted")
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        grid.setVerticalSpacing(theme.px(5))
        grid.setColumnStretch(1, 1)
        rows = (
            (label(self.tr("Flag"), "muted"), self.kind),
            (label(self.tr("Whose"), "muted"), self.whose),
            (label(self.tr("Since"), "muted"), self.since),
        )
        for row, (name, field) in enumerate(rows):
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
            name.setBuddy(field)
        grid.addWidget(self.asked, 3, 0)
        grid.addWidget(self.more, 3, 1)
        grid.addWidget(self.choice, 4, 1)
        grid.addWidget(self.trouble, 5, 0, 1, 2)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.cancel = button(self.tr("Cancel"), kind="quiet")
        self.cancel.clicked.connect(self.hide)
        self.save = button(self.tr("Raise flag"), self.raise_it, kind="primary")
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        grid.addLayout(buttons, 6, 0, 1, 2)
        self.kind.entered.connect(lambda _: self._ask())
        self._ask()
        self.hide()

    def enter(self, seen: Sight) -> None:
        self._loan_id = seen.card.loan_id
        self.whose.set_choices([Choice(row.person_id, row.name) for row in seen.card.people])
        if seen.card.people and self.whose.value() is None:
            self.whose.set_value(seen.card.people[0].person_id)
        self.since.today = self._desk.today()
        if self.since.value() is None:
            self.since.set_value(self._desk.today())
        self.show()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        key, choices = ASKS.get(self.kind.value(), ("", ()))
        self.asked.setVisible(bool(key))
        self.asked.setText(key.capitalize())
        self.more.setVisible(bool(key) and not choices)
        self.choice.setVisible(bool(choices))
        self.choice.set_choices([Choice(one, one, one[0]) for one in choices])
        for field in (self.more, self.choice):
            field.setAccessibleName(key.capitalize())

    def raise_it(self) -> None:
        sound = [self.kind.check(), self.since.check()]
        since = self.since.value()
        if not all(sound) or since is None:
            return
        kind = self.kind.value()
        key, choices = ASKS.get(kind, ("", ()))
        told = (self.choice.value() if choices else self.more.value()) or ""
        work = partial(
            _raise_flag,
            kind=kind,
            since=since,
            loan_id=None if kind.of_person else self._loan_id,
            person_id=self.whose.value() if kind.of_person else None,
            details={key: str(told)} if key and told else {},
        )
        self._desk.runner.change(work, done=lambda _: self._saved(kind), failed=self._failed)

    def _saved(self, kind: FlagKind) -> None:
        self.trouble.hide()
        self.kind.set_value(None)
        self.more.set_value("")
        self._ask()
        self.hide()
        self._desk.say(self.tr("{0} flag raised; it acts at once.").format(kind.label), "done")

    def _failed(self, error: Exception) -> None:
        self.trouble.setText(str(error))
        self.trouble.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.raise_it()
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                super().keyPressEvent(event)


class StandingFlag(QFrame):
    """One flag with its days; ending it asks why, in place."""

    def __init__(self, desk: Desk, flag: FlagRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._flag = desk, flag
        theme = theme_of(self)
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(Chip(flag.kind.label, "neutral" if flag.until else "caution", "flag"))
        head.addStretch(1)
        self.end = button(self.tr("End"), self._ask, kind="link")
        self.end.setAccessibleName(self.tr("End {0}").format(flag.kind.label))
        if flag.until is not None and flag.until <= desk.today():
            self.end.hide()  # never shown by word: before it has a place it would be a window
        head.addWidget(self.end)
        days = self.tr("since {0}").format(text.day(flag.since))
        if flag.until:
            days = self.tr("{0} to {1}").format(text.day(flag.since), text.day(flag.until))
        details = ", ".join(f"{key} {value}" for key, value in flag.details)
        words = ", ".join(part for part in (flag.person, days, details) if part)
        self.why = TextEdit()
        self.why.setPlaceholderText(self.tr("What ended it, and how we know"))
        self.why.setAccessibleName(self.tr("Why {0} ends").format(flag.kind.label))
        self.why.returnPressed.connect(self._lift)
        self.why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addWidget(label(words, "caption", wrap=True))
        column.addWidget(self.why)

    def _ask(self) -> None:
        self.why.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lift(self) -> None:
        work = partial(
            _lift_flag,
            flag_id=self._flag.flag_id,
            until=self._desk.today(),
            reason=self.why.text(),
        )
        self._desk.runner.change(
            work,
            done=lambda _: self._desk.say(
                self.tr("{0} ended.").format(self._flag.kind.label), "done"
            ),
            failed=lambda error: self.why.set_error(str(error)),
        )


class FlagBox(Section):
    """What stands, or that nothing does, and the form under it."""

    wanted = Signal(QWidget)  # let this be seen

    def __init__(self, desk: Desk, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._desk, self._seen = desk, model.sight
        self.title.setText(self.tr("Flags"))
        self.setAccessibleName(self.tr("Flags"))
        self.add = self.act(button(self.tr("Raise"), self._enter, kind="link"))
        self.add.setAccessibleName(self.tr("Raise a flag"))
        self.form = FlagForm(desk)
        self._outside = self.layout()
        if self._outside is not None:
            self._outside.addWidget(self.form)
        model.shown.connect(self.show_sight)
        model.going.connect(lambda _: self.form.hide())

    def _enter(self) -> None:
        if self._seen is not None:
            self.form.enter(self._seen)
            # Once it has taken its room.
            QTimer.singleShot(0, self, lambda: self.wanted.emit(self.form.save))

    def show_sight(self, seen: Sight) -> None:
        self._seen = seen
        self.clear()
        for flag in seen.card.flags:
            self.body.addWidget(StandingFlag(self._desk, flag))
        if not seen.card.flags:
            self.body.addWidget(label(self.tr("None stands."), "muted"))
