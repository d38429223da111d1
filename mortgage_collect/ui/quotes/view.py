"""F7: what do I owe to reinstate? The figure through today at once, or through any day typed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.loanmath.quote import Kind, Quote
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.amount_list import Amount, AmountList
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.fields import DateEdit
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import tabular, theme_of
from mortgage_collect.ui.quotes.view_model import QuoteModel

NOT_KNOWN = "not known"  # said by the figure itself
KINDS: tuple[Kind, ...] = ("reinstatement", "payoff")


class ReinstatementPanel(Sheet):
    """A figure, what it is made of, and what changes it before its day."""

    def __init__(
        self, desk: Desk, loan_id: int, parent: QWidget | None = None, *, kind: Kind = KINDS[0]
    ) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("What do I owe?"))
        self.model = QuoteModel(desk, loan_id, self)
        self._desk, self._away = desk, False
        self.kinds = QTabBar()
        self.kinds.setAccessibleName(self.tr("Reinstatement or payoff"))
        self.kinds.setDrawBase(False)
        self.kinds.setExpanding(False)
        for words in (self.tr("Reinstatement"), self.tr("Payoff")):
            self.kinds.addTab(words)
        self.above.addWidget(self.kinds)
        self._build_figure()
        self._build_lines()
        self.listed = Actions(
            self,
            [
                Action("copy", self.tr("Copy as text"), self.copy, "Ctrl+Shift+C", "copy"),
                Action("other", self.tr("Reinstatement or payoff"), self.turn, "Alt+P"),
            ],
        )
        self.add_foot(self.kept)
        self.add_foot(self.listed.button("copy"))
        self.model.named.connect(self.who.say)
        self.model.shown.connect(self.show_quote)
        self.model.refused.connect(self.show_refusal)
        self.model.kept.connect(self._on_kept)
        self.kinds.currentChanged.connect(lambda at: self.model.choose(KINDS[at]))
        self.starts_at(self.day)
        self.model.kind = kind
        self.kinds.setCurrentIndex(KINDS.index(kind))
        self.model.start()

    # -- building -----------------------------------------------------------------------------

    def _build_figure(self) -> None:
        theme = theme_of(self)
        box = QFrame()
        dress(box, card=True)
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(4))
        self.what = label("", "label")
        self.figure = label("\u2013", "figure")
        self.about = label("", "muted", wrap=True)
        column.addWidget(self.what)
        column.addWidget(self.figure)
        column.addWidget(self.about)
        self.asked = FieldGrid(label_letters=12)
        self.day = self.asked.ask(
            "day",
            self.tr("Good through"),
            DateEdit(self._desk.today(), low=self._desk.today()),
            letters=20,
        )
        self.day.setPlaceholderText(self.tr("today \u2013 or 15, +7, fri, 12/1"))
        self.day.textEdited.connect(self._on_typed)
        self.day.entered.connect(lambda _: self.model.keep())
        column.addWidget(self.asked)
        self.body.addWidget(box)

    def _build_lines(self) -> None:
        self.lines = AmountList(self.tr("What it is made of"))
        made_of = Section(self.tr("What it is made of"))
        made_of.add(self.lines)
        self.body.addWidget(made_of)
        self.changes = AmountList(self.tr("What changes before that day"))
        self.change_box = Section(self.tr("Inside the window"))
        self.change_box.add(self.changes)
        self.change_box.add(
            label(self.tr("In the total already. Paid before that day, it is not owed."), "caption")
        )
        self.change_box.hide()
        self.body.addWidget(self.change_box)
        self.show_steps = button(self.tr("Show steps"), self.toggle_steps, kind="link")
        self.show_steps.setCheckable(True)
        row = QHBoxLayout()
        row.addWidget(self.show_steps)
        row.addStretch(1)
        self.body.addLayout(row)
        self.steps = AmountList(self.tr("Working"))
        self.step_box = Section(self.tr("How the figure comes about"))
        self.step_box.add(self.steps)
        self.step_box.hide()
        self.body.addWidget(self.step_box)
        self.body.addStretch(1)
        self.kept = QWidget()
        kept = QHBoxLayout(self.kept)
        kept.setContentsMargins(0, 0, 0, 0)
        kept.addWidget(Mark("check", "clear", 14))
        kept.addWidget(label(self.tr("Kept as told to the borrower"), "caption"))
        self.kept.hide()

    # -- showing ------------------------------------------------------------------------------

    def show_quote(self, quote: Quote) -> None:
        self.kept.hide()
        self.day.set_error("")
        self.what.setText(
            self.tr("To reinstate") if quote.kind == "reinstatement" else self.tr("To pay off")
        )
        least = self.tr("at least {0}") if quote.at_least else "{0}"
        self.figure.setText(least.format(quote.total))
        self.figure.setFont(tabular(self.figure.font()))
        self.about.setText(self._about(quote))
        self.lines.show_amounts(self._lines(quote))
        changes = [
            Amount(self.tr("From {0}").format(text.short_day(c.on)), f"+ {c.amount}", c.why)
            for c in quote.changes
        ]
        self.changes.show_amounts(changes)
        self.change_box.setVisible(bool(changes))
        self.steps.show_amounts(self._steps(quote))
        announce(self.figure, f"{self.what.text()} {self.figure.text()}. {self.about.text()}")

    def _about(self, quote: Quote) -> str:
        through = (
            self.tr("today, {0}") if quote.good_through == self._desk.today() else self.tr("{0}")
        ).format(text.weekday(quote.good_through))
        parts = [self.tr("Good through {0}.").format(through)]
        if quote.kind == "payoff":
            parts.append(
                self.tr("The interest of a day is not known: no rate on file.")
                if quote.per_diem is None
                else self.tr("Each day later adds {0}.").format(quote.per_diem)
            )
        elif not quote.changes:
            parts.append(self.tr("The same on every day until then; no daily interest is added."))
        if quote.at_least:
            missing = text.listed([name.lower() for name in quote.unknown if name])
            parts.append(self.tr("Not known: {0}.").format(missing))
        return " ".join(parts)

    def _lines(self, quote: Quote) -> list[Amount]:
        unknown = self.tr("unknown")
        rows = [
            Amount.of(line.label, line.amount, "" if line.note == NOT_KNOWN else line.note, unknown)
            for line in quote.lines
        ]
        least = self.tr("At least") if quote.at_least else self.tr("Total")
        return [*rows, Amount(least, str(quote.total), strong=True, ruled=True)]

    def _steps(self, quote: Quote) -> list[Amount]:
        unknown = self.tr("unknown")
        rows = [
            Amount.of(step.says, step.amount, "", unknown if step.says in quote.unknown else "")
            for step in quote.steps
        ]
        return [*rows[:-1], replace(rows[-1], strong=True, ruled=True)]

    def show_refusal(self, words: str) -> None:
        """No figure for that day, or for that loan."""
        self.kept.hide()
        self.figure.setText("\u2013")
        self.lines.show_amounts([])
        self.changes.show_amounts([])
        self.change_box.hide()
        self.steps.show_amounts([])
        if self.model.through is not None:
            self.about.setText("")
            self.day.set_error(words)
        else:
            self.about.setText(words)

    # -- doing --------------------------------------------------------------------------------

    def copy(self) -> None:
        """The figure as text; what is copied has been told."""
        if words := self.model.as_text():
            QGuiApplication.clipboard().setText(words)
            self.model.keep()
            self._desk.say(self.tr("The figure is copied."), "done")

    def turn(self) -> None:
        """The other kind of figure."""
        self.kinds.setCurrentIndex(1 - self.kinds.currentIndex())

    def toggle_steps(self) -> None:
        shown = self.step_box.isHidden()
        self.step_box.setVisible(shown)
        self.show_steps.setText(self.tr("Hide steps") if shown else self.tr("Show steps"))

    def go_on(self) -> None:
        """Enter has read the day; it stays in the field for the next one."""
        self.day.selectAll()

    def put_away(self) -> None:
        self.model.keep()
        self._away = True

    def showEvent(self, event: QShowEvent) -> None:
        """Come back to, it tells the figure of now: money may have come in, a day may be over."""
        super().showEvent(event)
        if self._away:
            self._away = False
            self.model.ask()

    def _on_typed(self, typed: str) -> None:
        day = self.day.value()
        if day is not None or not typed.strip():
            self.model.choose_day(day)

    def _on_kept(self) -> None:
        self.kept.show()
