"""Numbers and e-mail addresses: add, correct, prefer, mark bad, and what was agreed about each."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import Channel, Consent, PointKind, PointLabel
from mortgage_collect.queries.corrections import Corrections, PointOn
from mortgage_collect.services import points
from mortgage_collect.ui.kit.buttons import at_right, button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, TextEdit
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.people.field_specs import yes_or_no
from mortgage_collect.ui.people.view_model import PeopleModel

LABELS = [Choice(word, word.label, word.label[0]) for word in PointLabel]


class PointsPage(QWidget):
    """The list above; below it the one chosen, or a new one."""

    def __init__(self, model: PeopleModel, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._today = model, today
        self._point: PointOn | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(8))
        column.addWidget(self._build_list())
        column.addWidget(self._build_edit())
        column.addWidget(self._build_consent())
        column.addStretch(1)
        model.shown.connect(self.show_points)

    # -- building -----------------------------------------------------------------------------

    def _build_list(self) -> Section:
        self.rows = RowsModel[PointOn](
            [
                Column(self.tr("Number or address"), _written, width=22, stretch=True),
                Column(self.tr("Whose"), lambda row: row.person, width=14),
                Column(self.tr("Kind"), lambda row: row.label.label, width=7),
                Column(self.tr("State"), self._state, kind="chip", width=12, tone=_tone),
                Column(self.tr("Agreed to"), self._agreed, width=14),
            ],
            key=lambda row: row.point_id,
        )
        self.table = Table(
            self.rows,
            name=self.tr("Numbers and addresses"),
            empty=self.tr("No number and no e-mail address is on file."),
            flat=True,
        )
        self.table.setFixedHeight(theme_of(self).px(170))
        self.table.chosen.connect(self._choose)
        card = Section(self.tr("How to reach them"))
        card.add_action(button(self.tr("Add"), self.begin_new, kind="quiet", icon="plus"))
        card.add(self.table)
        return card

    def _build_edit(self) -> Section:
        self.grid = FieldGrid()
        self.whose = self.grid.ask("whose", self.tr("Whose"), ChoiceEdit(required=True), letters=28)
        self.value = self.grid.ask(
            "value", self.tr("Number or e-mail"), TextEdit(required=True), letters=30
        )
        self.label = self.grid.ask("label", self.tr("Kind"), ChoiceEdit(LABELS), letters=14)
        self.extension = self.grid.ask("extension", self.tr("Extension"), TextEdit(), letters=8)
        self.barred = self.grid.ask(
            "barred",
            "",
            QCheckBox(self.tr("The employer does not allow calls here")),
            letters=WHOLE,
        )
        self.no_calls_on = self.grid.ask(
            "no_calls_on",
            self.tr("No work calls since"),
            DateEdit(self._today, toward="last", high=self._today),
            self.tr("The day they asked for none at work; empty if they did not."),
            letters=20,
        )
        self.no_calls_written = self.grid.ask(
            "no_calls_written",
            self.tr("They wrote it"),
            ChoiceEdit(yes_or_no(unknown=self.tr("Not known"))),
            letters=20,
        )
        self.employer_gave = self.grid.ask(
            "employer_gave",
            self.tr("From the employer"),
            ChoiceEdit(yes_or_no(unknown=self.tr("Not known"))),
            self.tr("Whether the employer gave them this address; then it is no way to write."),
            letters=20,
        )
        self.checked_on = self.grid.ask(
            "checked_on",
            self.tr("Checked on"),
            DateEdit(self._today, toward="last", high=self._today),
            self.tr("The day the reassigned numbers database said it is still theirs."),
            letters=20,
        )
        self.opted_out = self.grid.ask(
            "opted_out",
            "",
            QCheckBox(self.tr("They asked us to stop calling or writing here")),
            letters=WHOLE,
        )
        self.bad = self.grid.ask(
            "bad",
            self.tr("Bad because"),
            TextEdit(),
            self.tr("Empty while it reaches them."),
            letters=WHOLE,
        )
        self.value.textChanged.connect(lambda _: self._show_asked())
        self.no_calls_on.textChanged.connect(lambda _: self._show_asked())
        self.label.entered.connect(lambda _: self._show_asked())
        self.edit = Section(self.tr("Correct"))
        self.edit.add(self.grid)
        self.prefer_button = button(self.tr("Use this first"), self.prefer, kind="quiet")
        self.save_button = button(self.tr("Save"), self.save, kind="primary")
        self.edit.add(at_right(self.prefer_button, self.save_button))
        return self.edit

    def _build_consent(self) -> Section:
        self.consent_grid = FieldGrid()
        self.channel = self.consent_grid.ask(
            "channel", self.tr("For"), ChoiceEdit(required=True), letters=20
        )
        self.answer = self.consent_grid.ask(
            "answer",
            self.tr("They"),
            ChoiceEdit(
                [
                    Choice(Consent.GIVEN, self.tr("Agreed"), "a"),
                    Choice(Consent.REVOKED, self.tr("Took it back"), "t"),
                ],
                required=True,
            ),
            letters=20,
        )
        self.how = self.consent_grid.ask(
            "how",
            self.tr("How"),
            TextEdit(required=True),
            self.tr("When, where and in which words."),
            letters=WHOLE,
        )
        self.consent = Section(self.tr("Consent"))
        self.consent.add(self.consent_grid)
        self.consent.add(at_right(button(self.tr("Record consent"), self.record)))
        return self.consent

    # -- showing ------------------------------------------------------------------------------

    @property
    def first(self) -> QWidget:
        return self.table

    def show_points(self, seen: Corrections) -> None:
        self.whose.set_choices([Choice(row.person_id, row.name) for row in seen.people])
        self.rows.show_rows(seen.points)
        if self.table.row() is None and self._point is not None:
            self.table.choose(0)
        if self.table.row() is None and seen.points and self.value.text() == "":
            self.table.choose(0)
        self._choose(self.table.row())

    def _choose(self, point: PointOn | None) -> None:
        self._point = point
        self.consent.setVisible(point is not None)
        self.prefer_button.setVisible(point is not None)
        self.grid.set_row_visible("whose", point is None)
        self.grid.set_row_visible("bad", point is not None)
        if point is None:
            self.edit.heading.say(self.tr("Add a number or an address"))
            return
        self.edit.heading.say(self.tr("Correct {0}").format(_written(point)))
        self.whose.set_value(point.person_id)
        self.value.set_value(_written(point))
        self.label.set_value(point.label)
        self.extension.set_value(point.extension)
        self.barred.setChecked(point.work_barred)
        self.no_calls_on.set_value(point.no_work_calls_on)
        self.no_calls_written.set_value(point.no_work_calls_written)
        self.employer_gave.set_value(point.employer_gave)
        self.checked_on.set_value(point.checked_on)
        self._show_asked()
        self.opted_out.setChecked(point.opted_out)
        self.bad.set_value(point.bad_reason)
        mail = point.kind is PointKind.EMAIL
        channels = [Channel.EMAIL] if mail else [Channel.TEXT, Channel.CALL]
        words = {Channel.CALL: self.tr("Automatic calls"), Channel.TEXT: self.tr("Text messages")}
        self.channel.set_choices([Choice(c, words.get(c, c.label), c.label[0]) for c in channels])
        if point.consent_how and point.consent_on:
            last = self.tr("Last: {0}, {1}").format(point.consent_how, text.day(point.consent_on))
            self.consent_grid.hint("how", last)
        else:
            self.consent_grid.hint("how", self.tr("When, where and in which words."))

    def _show_asked(self) -> None:
        """Only what can be asked about a number, or about an address."""
        mail = "@" in self.value.text()
        work = not mail and self.label.value() is PointLabel.WORK
        asked = work and bool(self.no_calls_on.text().strip())
        self.grid.set_row_visible("barred", not mail)
        self.grid.set_row_visible("no_calls_on", work)
        self.grid.set_row_visible("no_calls_written", asked)
        self.grid.set_row_visible("employer_gave", mail)
        self.grid.set_row_visible("checked_on", not mail)

    def _state(self, row: PointOn) -> str:
        if row.bad:
            return self.tr("Bad")
        if row.opted_out:
            return self.tr("Not here")
        return self.tr("First") if row.preferred else self.tr("Good")

    def _agreed(self, row: PointOn) -> str:
        """What they said yes to; a no is said as well, silence is a dash."""
        told = (
            (row.consent_text, self.tr("texts")),
            (row.consent_autodial, self.tr("auto-dial")),
            (row.consent_email, self.tr("e-mail")),
        )
        words = [name for consent, name in told if consent is Consent.GIVEN]
        words += [
            self.tr("no {0}").format(name) for consent, name in told if consent is Consent.REVOKED
        ]
        return ", ".join(words)

    # -- doing --------------------------------------------------------------------------------

    def begin_new(self) -> None:
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rootIndex())
        self._choose(None)
        self.grid.empty()
        people = self._model.seen.people if self._model.seen else ()
        self.whose.set_value(people[0].person_id if people else None)
        self.value.setFocus()

    def save(self) -> None:
        if not self.grid.check():
            return
        point, typed = self._point, self.value.value() or ""
        kind = PointKind.EMAIL if "@" in typed else PointKind.PHONE
        said: dict[str, Any] = {
            "label": self.label.value() or PointLabel.OTHER,
            "extension": self.extension.value() or "",
        }
        mail = kind is PointKind.EMAIL
        at_work = not mail and said["label"] is PointLabel.WORK
        asked = self.no_calls_on.value() if at_work else None
        limits: dict[str, Any] = {
            "work_barred": self.barred.isChecked() and not mail,
            "no_work_calls_on": asked,
            "no_work_calls_written": self.no_calls_written.value() if asked else None,
            "employer_gave": self.employer_gave.value() if mail else None,
            "checked_on": None if mail else self.checked_on.value(),
            "opted_out": self.opted_out.isChecked(),
        }
        bad = self.bad.value() or ""

        def work(unit: Any) -> None:
            if point is None:
                made = points.add_point(unit, self.whose.value(), kind, typed, **said)
                points.correct_point(unit, made, **limits)
                return
            points.correct_point(unit, point.point_id, value=typed, **limits, **said)
            if bad and bad != point.bad_reason:
                points.mark_bad(unit, point.point_id, bad)
            elif point.bad and not bad:
                points.correct_point(unit, point.point_id, bad=False, bad_since=None, bad_reason="")

        self._model.change(
            work,
            said=self.tr("{0} is saved.").format(typed),
            refused=lambda words: self.grid.wrong("value", words),
            done=self.table.setFocus,
        )

    def prefer(self) -> None:
        if (point := self._point) is not None:
            self._model.change(
                lambda unit: points.prefer_point(unit, point.point_id),
                said=self.tr("{0} is used first.").format(_written(point)),
                refused=lambda words: self.grid.wrong("value", words),
            )

    def record(self) -> None:
        point = self._point
        if point is None or not self.consent_grid.check():
            return
        channel, answer, how = self.channel.value(), self.answer.value(), self.how.value() or ""
        self._model.change(
            lambda unit: points.record_consent(unit, point.point_id, channel, answer, how),
            said=self.tr("The consent is recorded."),
            refused=lambda words: self.consent_grid.wrong("how", words),
            done=self.consent_grid.empty,
        )


def _written(row: PointOn) -> str:
    return text.phone(row.value) if row.kind is PointKind.PHONE else row.value


def _tone(row: PointOn) -> Tone:
    if row.bad or row.opted_out:
        return "caution"
    return "clear" if row.preferred else "neutral"
