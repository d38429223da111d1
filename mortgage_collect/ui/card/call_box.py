"""May I call? One word, one shape, one color, and the line of reasons under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.card.guard_words import barred, call_words, tried_words, ways_words
from mortgage_collect.ui.card.view_model import CardModel
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.badges import MARKS
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Elided, Mark, label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG, TIGHT

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight


class CallBox(QFrame):
    """The answer for the number one would dial; F3 opens the whole reasoning."""

    def __init__(self, desk: Desk, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        theme = theme_of(self)
        self.mark = Mark("circle-dashed", "neutral", 20)
        self.word = label("", "heading")
        self.whom = label("", "caption", wrap=True)
        self.says = label("", wrap=True)
        self.brief = Elided("")  # the same beside the word, where the window is low
        self.brief.hide()
        self.instead = label("", wrap=True)
        self.why = button(self.tr("Why?"), kind="link", hint=self.tr("The reasoning (F3)"))
        self.why.clicked.connect(lambda: desk.open_panel("why"))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.mark)
        head.addWidget(self.word)
        head.addWidget(self.brief, 1)
        head.addWidget(self.why)
        facts = QGridLayout()
        facts.setHorizontalSpacing(theme.px(10))
        facts.setVerticalSpacing(theme.px(1))
        facts.setColumnStretch(1, 1)
        self._facts: dict[str, QLabel] = {}
        self._captions = []
        self._ask = label(self.tr("May I call?"), "label")
        names = (
            ("clock", self.tr("Local time")),
            ("used", self.tr("Calls")),
            ("next", self.tr("Next allowed")),
            ("tried", self.tr("Last 7 days")),
            ("ways", self.tr("Other ways")),
        )
        for row, (key, name) in enumerate(names):
            value = label("", wrap=True)
            caption = label(name, "caption")
            self._captions.append(caption)
            facts.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(value, row, 1)
            self._facts[key] = value
        self._box = QFrame()
        self._inside = inside = QVBoxLayout(self._box)
        inside.setSpacing(theme.px(4))
        inside.addWidget(self._ask)
        inside.addLayout(head)
        inside.addWidget(self.whom)
        inside.addWidget(self.says)
        inside.addWidget(self.instead)
        inside.addLayout(facts)
        self._around = around = QVBoxLayout(self)
        around.addWidget(self._box)
        self.be_low(False)
        model.chosen.connect(self.show_light)
        model.announced.connect(lambda said: announce(self, said, urgent=True))

    def be_low(self, low: bool) -> None:
        """On a low window the word and the reason; F3 has the rest."""
        for part in (self._ask, self.whom, self.says, *self._captions, *self._facts.values()):
            part.setVisible(not low)
        self.brief.setVisible(low)
        theme = theme_of(self)
        high, wide = theme.px(TIGHT if low else SNUG), theme.px(ROOMY)
        self._inside.setContentsMargins(wide, high, theme.px(SNUG), high)
        self._around.setContentsMargins(theme.px(10), high, theme.px(10), theme.px(TIGHT))

    def show_light(self, light: NumberLight | None) -> None:
        if light is None:
            self._nobody()
            return
        words = call_words(light)
        dress(self._box, tone=words.tone)
        self.mark.set_mark(MARKS[words.tone], words.tone)
        self.word.setText(words.word)
        self.whom.setText(self._whom(light))
        self.says.setText(words.says)
        self.brief.say(words.says)
        self.instead.setText(words.instead)
        self.instead.setVisible(bool(words.instead))
        self._facts["clock"].setText(words.clock)
        self._facts["used"].setText(words.used)
        self._facts["next"].setText(words.next)
        seen = self._model.sight
        if seen is not None:
            self._facts["tried"].setText(tried_words(seen.card.attempts))
            self._facts["ways"].setText(ways_words(seen.ways_of(light.person_id)))
        self._box.setAccessibleName(self.tr("May I call? {0}").format(words.spoken))

    def _whom(self, light: NumberLight) -> str:
        seen = self._model.sight
        if seen is None:
            return ""
        person, point = seen.person(light.person_id), seen.point(light.point_id)
        name = person.name if person else ""
        if point is None:
            return self.tr("{0}, no phone on file").format(name)
        number = (
            self.tr("number not shown") if barred(light.assessment) else text.phone(point.value)
        )
        return f"{name}, {point.label.label.lower()} {number}"

    def _nobody(self) -> None:
        dress(self._box, tone="neutral")
        self.mark.set_mark("circle-dashed", "neutral")
        self.word.setText(self.tr("Nobody to call"))
        self.whom.setText("")
        self.says.setText(self.tr("Add a person and a number to this loan (Ctrl+E)."))
        self.instead.hide()
        for value in self._facts.values():
            value.setText("\u2013")
