"""The bank's settings: who we are, how we count, what we charge, which rules we keep."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Capacity, Counting
from mortgage_collect.core.zones import zone_name
from mortgage_collect.queries.bank import BankSettings
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    PhoneEdit,
    RateEdit,
    TextEdit,
)
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY
from mortgage_collect.ui.opening.states import STATES, ZONES
from mortgage_collect.ui.settings.reaching import ReachingBox
from mortgage_collect.ui.settings.view_model import RULES, SettingsModel

TEXTS = ("name", "line_1", "line_2", "city", "zip", "email", "nmls")


class SettingsPlace(Sheet):
    """Saved with one key; history keeps was and now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.model = SettingsModel(desk)
        super().__init__(self.tr("Bank settings"), parent)
        self.model.setParent(self)
        self._held: BankSettings | None = None
        self.who_form, self.law_form = FieldGrid(), FieldGrid()
        self._make_who()
        self._make_law(desk.today())
        self.reaching = ReachingBox()
        one, two, three = (
            Section(self.tr("The bank")),
            Section(self.tr("Counting and charges")),
            Section(self.tr("Rules we keep")),
        )
        one.add(self.who_form)
        two.add(self.law_form)
        self._make_rules(three, desk.today())
        for section in (one, two, self.reaching, three):
            self.body.addWidget(section)
        self.body.setSpacing(theme_of(self).px(ROOMY))
        self.body.addStretch(1)
        self.save = self.add_button(self.tr("Save"), self._save, kind="primary")
        self.starts_at(self.who_form.fields["name"])
        self.model.loaded.connect(self._show)
        self.model.refused.connect(lambda said: desk.say(said, "warning"))
        self.model.refresh()

    def _make_who(self) -> None:
        ask = self.who_form.ask
        ask("name", self.tr("Name"), TextEdit(required=True), letters=WHOLE)
        ask("line_1", self.tr("Street"), TextEdit(), letters=40)
        ask("line_2", self.tr("Second line"), TextEdit(), letters=40)
        ask("city", self.tr("City"), TextEdit(), letters=30)
        ask("state", self.tr("State"), ChoiceEdit([Choice(c, n) for c, n in STATES]))
        ask("zip", self.tr("ZIP"), TextEdit(), letters=12)
        ask(
            "phone",
            self.tr("Phone"),
            PhoneEdit(),
            self.tr("The number a borrower is told to call back."),
            letters=18,
        )
        ask("email", self.tr("E-mail"), TextEdit(), letters=34)
        ask("nmls", self.tr("NMLS number"), TextEdit(), letters=14)
        ask("zone", self.tr("Time zone"), ChoiceEdit([Choice(z, zone_name(z)) for z in ZONES]))

    def _make_law(self, today: date) -> None:
        ask = self.law_form.ask
        ask(
            "counting",
            self.tr("Days past due"),
            ChoiceEdit([Choice(word, word.label) for word in Counting], required=True),
            self.tr("Shown beside every number of days; a change counts every loan anew."),
        )
        ask(
            "late_charge_percent",
            self.tr("Late charge"),
            RateEdit(low=Rate(0), high=Rate.percent("15")),
            self.tr("Of the overdue payment, where a tape tells none. Empty: nobody knows."),
            letters=14,
        )
        ask(
            "late_charge_grace_days",
            self.tr("Grace"),
            CountEdit(low=0, high=60, unit=self.tr("days"), required=True),
            letters=14,
        )
        ask(
            "capacity",
            self.tr("We collect as"),
            ChoiceEdit([Choice(word, word.label) for word in Capacity], required=True),
            self.tr("A loan may have its own. What follows from it: see About the bank."),
        )

    def _make_rules(self, section: Section, today: date) -> None:
        section.add(
            label(
                self.tr(
                    "Hours, call frequency, places, opt-outs and disputes. A rule that does not "
                    "bind a creditor may be kept all the same; its advice then stops a call as "
                    "bank policy. What was decided before stays for what was done under it."
                ),
                "muted",
                wrap=True,
            )
        )
        self.rules: dict[str, QCheckBox] = {}
        for key, words in RULES:
            box = QCheckBox(words)
            self.rules[key] = box
            section.add(box)
        self.since = DateEdit(today)
        self.why = TextEdit()
        form = FieldGrid()
        form.ask("since", self.tr("In force from"), self.since, letters=22)
        form.ask("why", self.tr("Why"), self.why, letters=WHOLE)
        section.add(form)
        self.log: QLabel = label("", "caption", wrap=True)
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.log, 1, Qt.AlignmentFlag.AlignTop)
        section.add(row)

    def _show(self, found: BankSettings) -> None:
        self._held = found
        for form in (self.who_form, self.law_form):
            for name, field in form.fields.items():
                value: Any = getattr(found, name)
                if name == "state":
                    value = value or None
                field.set_value(value)  # type: ignore[attr-defined]
        self.reaching.show_settings(found)
        for key, box in self.rules.items():
            box.setChecked(key in found.adopted)
        self.since.set_value(self.model.today())
        self.why.set_value("")
        self.log.setText(
            "\n".join(
                self.tr("From {0}: {1}{2}").format(
                    text.day(each.since),
                    self.model.named(each.value),
                    f" ({each.why})" if each.why else "",
                )
                for each in found.decisions
            )
        )

    def _save(self) -> None:
        forms = (self.who_form, self.law_form, self.reaching, self.since)
        if not all(form.check() for form in forms):
            return
        now: dict[str, Any] = {}
        for form in (self.who_form, self.law_form):
            for name, field in form.fields.items():
                value = field.value()  # type: ignore[attr-defined]
                now[name] = "" if value is None and name in (*TEXTS, "phone", "state") else value
        adopted = frozenset(key for key, box in self.rules.items() if box.isChecked())
        try:
            self.model.save(
                now, adopted, self.reaching.value(), self.since.value(), self.why.text().strip()
            )
        except UserError as error:
            self.model.refused.emit(str(error))
