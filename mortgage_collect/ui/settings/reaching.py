"""How we reach people: what a stop asks for, the languages spoken here, and who dials."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from mortgage_collect.core.words import Language
from mortgage_collect.queries.bank import BankSettings
from mortgage_collect.rules.verdict import Need
from mortgage_collect.services.reaching import Reaching
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.theme import theme_of


class ReachingBox(Section):
    """Dated decisions like the rules below it; what it shows holds today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How we reach people"), parent)
        self.grid = FieldGrid()
        self.needs = self.grid.ask(
            "needs",
            self.tr("Against a stop"),
            ChoiceEdit(
                [
                    Choice(Need.REASON, self.tr("Going on asks for a reason"), "r"),
                    Choice(Need.SECOND_PERSON, self.tr("Going on asks for a second person"), "s"),
                    Choice(
                        Need.REVIEW, self.tr("Going on asks for a reason and a later review"), "l"
                    ),
                ],
                required=True,
            ),
            self.tr("Where the law leaves room at all. Who works alone reviews it later."),
            letters=40,
        )
        self.dialed = self.grid.ask(
            "dialed",
            self.tr("Dialed by"),
            ChoiceEdit(
                [
                    Choice(False, self.tr("A person"), "p"),
                    Choice(True, self.tr("A machine, or it texts"), "m"),
                ],
                required=True,
            ),
            self.tr("A machine needs the person\u2019s consent (47 CFR 64.1200)."),
            letters=40,
        )
        self.holds_back = self.grid.ask(
            "holds_back",
            self.tr("In a talk"),
            ChoiceEdit(
                [
                    Choice(True, self.tr("Amounts wait until we are sure of the person"), "w"),
                    Choice(False, self.tr("Amounts are shown at once"), "s"),
                ],
                required=True,
            ),
            self.tr("Of the loan on the card. With somebody else on the line they always wait."),
            letters=44,
        )
        self.add(self.grid)
        self.spoken = {word: QCheckBox(word.label) for word in Language}
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_of(self).px(12))
        row.addWidget(label(self.tr("Spoken here"), "muted"))
        for box in self.spoken.values():
            row.addWidget(box)
        row.addStretch(1)
        self.add(line)
        self.add(
            label(
                self.tr("None ticked: nobody has said, and the guard asks nobody to switch."),
                "caption",
                wrap=True,
            )
        )

    def show_settings(self, found: BankSettings) -> None:
        self.needs.set_value(found.stop_needs)
        self.dialed.set_value(found.dialed_by_machine)
        self.holds_back.set_value(found.holds_back)
        for word, box in self.spoken.items():
            box.setChecked(word in found.spoken_here)

    def check(self) -> bool:
        return self.grid.check()

    def value(self) -> Reaching:
        """What stands in the fields."""
        spoken = frozenset(word for word, box in self.spoken.items() if box.isChecked())
        return Reaching(self.needs.value(), spoken, self.dialed.value(), self.holds_back.value())
