"""The pages of the place of the law: a list, what stands beside a row, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.queries.adoption import ADOPTED_RULES
from mortgage_collect.queries.confirming import ToConfirm
from mortgage_collect.queries.law import LawEntry
from mortgage_collect.queries.tightening import TIGHTEN, FigureRow
from mortgage_collect.rules import figure_words
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, NoteEdit, TextEdit
from mortgage_collect.ui.kit.reading import ReadingEdit
from mortgage_collect.ui.law.detail import Detail
from mortgage_collect.ui.law.view_model import LawModel, Seen


class EntryDetail(Detail):
    """A rule or a section: adopt it, or take an adoption back."""

    def __init__(self, desk: Desk, model: LawModel, parent: QWidget | None = None) -> None:
        super().__init__(
            {
                "whom": self.tr("Binds"),
                "since": self.tr("In force"),
                "text": self.tr("Text"),
                "asks": self.tr("Not known"),
            },
            parent,
        )
        self._desk, self._model = desk, model
        self.row: LawEntry | None = None
        self._act: Callable[..., None] = model.adopt
        self.adopt = self.add_act(self.tr("Adopt\u2026"), lambda: self.ask(model.adopt))
        self.back = self.add_act(self.tr("Take back\u2026"), lambda: self.ask(model.take_back))
        ask = self.form.form.ask
        ask("since", self.tr("From"), DateEdit(desk.today(), required=True), letters=22)
        ask("why", self.tr("Why"), TextEdit(required=True), letters=0)
        self.form.answered.connect(self._answer)

    def show_row(self, row: LawEntry, seen: Seen) -> None:
        if self.row is None or row.key != self.row.key:
            self.form.leave()
        self.row = row
        self.show_papers(row.title, self._standing(row), _flowing(row.says), row.cites)
        self.facts.say("whom", row.whom)
        since = self.tr("since {0}").format(text.day(row.since)) if row.since else ""
        if row.until:
            since += self.tr(", until {0}").format(text.day(row.until))
        self.facts.say("since", since)
        self.facts.say("text", self._text(row))
        self.facts.say("asks", "\n".join(row.asks))
        self.adopt.setVisible(row.can_adopt)
        self.back.setVisible(row.can_take_back)
        self._row.setVisible(row.can_adopt or row.can_take_back)
        self.show_cases(row.cases)
        if row.adopted:
            self.show_decisions(seen.decided.get(ADOPTED_RULES, ()), self._kept)

    def _standing(self, row: LawEntry) -> str:
        said = []
        if row.loans or row.open_loans:
            bound = text.count(row.loans, self.tr("loan"))
            said.append(self.tr("Binds us by law on {0}.").format(bound))
        if row.open_loans:
            loans = text.count(row.open_loans, self.tr("loan"))
            said.append(
                self.tr("Not settled for {0}, which are treated as if it does.").format(loans)
            )
        if row.adopted:
            said.append(self.tr("The bank keeps to it by choice."))
        elif row.own:
            said.append(self.tr("The bank\u2019s own rule."))
        elif row.always_kept:
            said.append(self.tr("Kept as policy where it does not bind."))
        return " ".join(said) or self.tr("It does not bind us on any active loan.")

    def _text(self, row: LawEntry) -> str:
        if row.confirmed is not None and row.confirmed.agrees:
            words = self.tr("read on {0} by {1}")
            return words.format(text.day(row.confirmed.read_on), row.confirmed.who)
        return self.tr("not verified: {0}").format(row.text) if row.unverified else row.text

    def _kept(self, value: str | None) -> str:
        return value or self.tr("nothing")

    def ask(self, act: Callable[..., None]) -> None:
        if self.row is None:
            return
        self._act = act
        adopting = act == self._model.adopt
        fields: Any = self.form.form.fields
        fields["since"].set_value(self._desk.today())
        fields["why"].set_value(None)
        words = self.tr("Adopt: {0}") if adopting else self.tr("Take back: {0}")
        says = (
            self.tr("Its answers then stop as bank policy, where it does not bind by law.")
            if adopting
            else self.tr("Where it binds by law it stays. What was done under it stays recorded.")
        )
        do = self.tr("Adopt it") if adopting else self.tr("Take it back")
        self.form.open(words.format(self.row.title), do, says)

    def _answer(self) -> None:
        fields: Any = self.form.form.fields
        if self.row is not None:
            self._act(
                self.row.key,
                fields["since"].value(),
                fields["why"].value() or "",
                done=self.form.leave,
                refused=self.form.say,
            )


class OwnFigureEdit(ReadingEdit[int]):
    """A stricter figure than the law's, as it is kept; a looser one is refused where it stands."""

    figure: FigureRow | None = None

    def read(self, text: str) -> int:
        if self.figure is None:
            raise UserError(self.tr("No figure is chosen."))
        try:
            return figure_words.entered(self.figure.figure, text)
        except UserError as wrong:
            raise UserError(wrong.message) from None  # what may be done stands above already

    def write(self, value: int) -> str:
        if self.figure is None:
            return str(value)
        return figure_words.said(figure_words.as_value(self.figure.figure, value))


class FigureDetail(Detail):
    """A figure of the law: set a stricter one, or go back to the law's."""

    def __init__(self, desk: Desk, model: LawModel, parent: QWidget | None = None) -> None:
        super().__init__({"law": self.tr("The law"), "next": self.tr("Coming")}, parent)
        self._desk, self._model = desk, model
        self.row: FigureRow | None = None
        self.tighten = self.add_act(self.tr("Tighten\u2026"), self.ask)
        ask = self.form.form.ask
        self._own = ask(
            "own",
            self.tr("Ours"),
            OwnFigureEdit(),
            self.tr("Empty: the law\u2019s figure holds again."),
            letters=14,
        )
        ask("since", self.tr("From"), DateEdit(desk.today(), required=True), letters=22)
        ask("why", self.tr("Why"), TextEdit(required=True), letters=0)
        self.form.answered.connect(self._answer)

    def show_row(self, row: FigureRow, seen: Seen) -> None:
        if self.row is None or row.figure.name != self.row.figure.name:
            self.form.leave()
        self.row = self._own.figure = row
        standing = self.tr("As the law has it.")
        if row.own is not None:
            own = figure_words.said(figure_words.as_value(row.figure, row.own))
            standing = self.tr("Ours: {0}.").format(own)
        self.show_papers(
            figure_words.title(row.figure),
            standing,
            figure_words.direction(row.figure),
            (row.figure.cite,),
        )
        since = text.day(row.figure.since)
        self.facts.say(
            "law", self.tr("{0}, since {1}").format(figure_words.said(row.figure.value), since)
        )
        coming = ""
        if row.coming:
            day, then = row.coming
            coming = self.tr("{0} from {1}").format(
                self._word(None if then is None else str(then)), text.day(day)
            )
        self.facts.say("next", coming)
        self.show_decisions(seen.decided.get(TIGHTEN.format(row.figure.name), ()), self._word)

    def _word(self, value: str | None) -> str:
        if not value or self.row is None:
            return self.tr("the law\u2019s figure")
        return figure_words.said(figure_words.as_value(self.row.figure, int(value)))

    def ask(self) -> None:
        if self.row is None:
            return
        fields: Any = self.form.form.fields
        fields["own"].set_value(self.row.own)
        fields["since"].set_value(self._desk.today())
        fields["why"].set_value(None)
        title = self.tr("Our own figure: {0}").format(figure_words.title(self.row.figure))
        self.form.open(title, self.tr("Keep it"), figure_words.direction(self.row.figure))

    def _answer(self) -> None:
        fields: Any = self.form.form.fields
        if self.row is not None:
            self._model.tighten(
                self.row.figure.name,
                fields["own"].text().strip(),
                fields["since"].value(),
                fields["why"].value() or "",
                done=self.form.leave,
                refused=self.form.say,
            )


class ConfirmDetail(Detail):
    """An entry nobody has compared with its source: say who read what, and what they found."""

    def __init__(self, desk: Desk, model: LawModel, parent: QWidget | None = None) -> None:
        super().__init__(
            {"read": self.tr("Read"), "note": self.tr("Found")},
            parent,
        )
        self._desk, self._model = desk, model
        self.row: ToConfirm | None = None
        self.confirm = self.add_act(self.tr("Record a reading\u2026"), self.ask)
        ask = self.form.form.ask
        day = DateEdit(desk.today(), toward="last", high=desk.today(), required=True)
        ask("read_on", self.tr("Read on"), day, letters=22)
        ask("who", self.tr("By"), TextEdit(required=True), letters=30)
        found = [
            Choice(True, self.tr("The text agrees"), "a"),
            Choice(False, self.tr("The text differs"), "d"),
        ]
        ask("agrees", self.tr("Found"), ChoiceEdit(found, required=True), letters=22)
        note = NoteEdit(required=True, placeholder=self.tr("Which text was read, and where"))
        note.submitted.connect(self.form.answer)
        ask("note", self.tr("Note"), note, letters=0)
        self.form.answered.connect(self._answer)

    def show_row(self, row: ToConfirm, seen: Seen) -> None:
        if self.row is None or row.key != self.row.key:
            self.form.leave()
        self.row = row
        if row.open:
            standing = self.tr("Not verified.")
            if row.is_rule:
                standing = self.tr("Not verified: it advises, and stops nothing.")
        else:
            standing = self.tr("Confirmed.")
            if row.is_rule:
                standing = self.tr("Confirmed: it binds where it applies.")
        self.show_papers(row.title, standing, _flowing(row.doc), row.cites)
        found = row.found
        read = self.tr("{0}, by {1}")
        self.facts.say("read", read.format(text.day(found.read_on), found.who) if found else "")
        self.facts.say("note", found.note if found else "")

    def ask(self) -> None:
        if self.row is None:
            return
        fields: Any = self.form.form.fields
        for name in ("read_on", "who", "agrees", "note"):
            fields[name].set_value(None)
        words = self.tr("A reading of {0}").format(self.row.title)
        says = self.tr("If the text agrees, the rule binds from today. If not, it stays open.")
        self.form.open(words, self.tr("Record it"), says if self.row.is_rule else "")

    def _answer(self) -> None:
        fields: Any = self.form.form.fields
        if self.row is not None:
            self._model.confirm(
                self.row.key,
                fields["read_on"].value(),
                fields["who"].value() or "",
                fields["note"].value(),
                fields["agrees"].value(),
                done=self.form.leave,
                refused=self.form.say,
            )


def _flowing(doc: str) -> str:
    """Text of a docstring as paragraphs: its own line breaks are those of a narrow column.

    What is indented in it is a list, and keeps its lines.
    """
    found = []
    for block in doc.split("\n\n"):
        lines = block.splitlines()
        listed = any(line.startswith(" ") for line in lines)
        found.append("\n".join(lines) if listed else " ".join(line.strip() for line in lines))
    return "\n\n".join(found)
