"""Ctrl+Shift+R: the reviews on file, any two side by side, with their workings and screens."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.review_file import ReviewFile, review_file
from mortgage_collect.queries.reviews import ReviewVersion
from mortgage_collect.review.imminent_default import ImminentRule
from mortgage_collect.review.papers import missing_papers
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.amount_list import Amount, AmountList
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.reviews import file_words

NONE = 0
PAGE = 0.9
NARROW = 560


class ReviewFilePanel(Sheet):
    """The version chosen first, what changed since the one beside it, then how it came about."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Reviews on file"))
        self._desk, self._loan_id = desk, loan_id
        self._file: ReviewFile | None = None
        self.version, self.beside_it = ChoiceEdit(), ChoiceEdit()
        self.version.setAccessibleName(self.tr("Version"))
        self.beside_it.setAccessibleName(self.tr("Beside it"))
        gap = theme_of(self).px(8)
        self._choice_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._choice_row.setContentsMargins(0, 0, 0, 0)
        self._choice_row.setSpacing(gap)
        for words, field in (
            (self.tr("Version"), self.version),
            (self.tr("Beside it"), self.beside_it),
        ):
            pair = QHBoxLayout()
            pair.setSpacing(gap)
            pair.addWidget(label(words, "muted"))
            pair.addWidget(field, 1)
            self._choice_row.addLayout(pair, 1)
            field.entered.connect(lambda _: self._show())
        self._choice = QWidget()
        self._choice.setLayout(self._choice_row)
        self.none = label(self.tr("No review of this loan yet."), "muted")
        self.begin = button(self.tr("Begin a review"), lambda: desk.open_panel("review"))
        self.none.hide()
        self.begin.hide()
        self.body.addWidget(self._choice)
        self.body.addWidget(self.none)
        self.body.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        self.parts: dict[str, AmountList] = {}
        self._cards: dict[str, Section] = {}
        self._says: dict[str, QLabel] = {}
        for key, heading in self._headings():
            self._add(key, heading)
        self.elsewhere = Section(self.tr("The same people on other loans"))
        self.elsewhere.hide()
        self.body.addWidget(self.elsewhere)
        self.body.addStretch(1)
        self.listed = Actions(
            self,
            [
                Action("down", self.tr("Page down"), lambda: self.turn(1), "Ctrl+PgDown"),
                Action("up", self.tr("Page up"), lambda: self.turn(-1), "Ctrl+PgUp"),
                Action(
                    "edit", self.tr("Open the form"), lambda: desk.open_panel("review"), "", "list"
                ),
            ],
        )
        form = self.listed.button("edit", "quiet")
        form.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.top.insertWidget(2, form)
        self.starts_at(self.version)
        desk.runner.changed.connect(self._on_changed)

    def _headings(self) -> tuple[tuple[str, str], ...]:
        return (
            ("figures", self.tr("Figures")),
            ("changes", self.tr("What changed")),
            ("unknown", self.tr("Not known")),
            ("papers", self.tr("Papers to ask for")),
            ("imminent", self.tr("Imminent default")),
            ("residual", self.tr("Residual income")),
            ("incomes", self.tr("Income, worked out")),
            ("workings", self.tr("Surplus and ratios, worked out")),
        )

    def _add(self, key: str, heading: str) -> None:
        card, amounts = Section(heading), AmountList(heading)
        about = label("", wrap=True)
        about.hide()
        card.add(about)
        card.add(amounts)
        self.parts[key], self._cards[key], self._says[key] = amounts, card, about
        self.body.addWidget(card)

    def enter(self) -> None:
        (self.focusProxy() or self.version).setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _ask(self) -> None:
        at, loan_id = self._desk.clock.now(), self._loan_id
        self._desk.runner.look(
            lambda session: review_file(session, loan_id, at),
            done=self._take,
            newest=f"review-file:{id(self)}",
        )

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and f"loan:{self._loan_id}" in touched:
            self._ask()

    def _take(self, found: ReviewFile) -> None:
        self._file = found
        self.who.say(found.who.shown)
        named = [
            Choice(each.review_id, self._named(each), str(each.number)[-1:])
            for each in found.versions
        ]
        self.version.set_choices(named)
        self.beside_it.set_choices([Choice(NONE, self.tr("none"), "n"), *named])
        if found.versions and self.version.value() is None:
            self.version.set_value(found.versions[0].review_id)
        if self.beside_it.value() is None:
            before = found.versions[1].review_id if len(found.versions) > 1 else NONE
            self.beside_it.set_value(before)
        self._show()

    def _named(self, each: ReviewVersion) -> str:
        when = self._desk.local(each.finished_at or each.started_at).date()
        return self.tr("No. {0}, {1} {2}").format(
            each.number, each.status.label.lower(), text.day(when)
        )

    def _show(self) -> None:
        found, chosen = self._file, self.version.value()
        for card in self._cards.values():
            card.setVisible(chosen is not None)
        self._show_none(found is not None and chosen is None)
        if found is None or chosen is None:
            self._show_elsewhere()
            return
        view = found.views[chosen]
        other = found.views.get(self.beside_it.value() or NONE)
        home, was = view.household, None if other is None else other.household
        self._say("figures", file_words.figures(home, was))
        self._say("changes", file_words.changes(view, other) if other else ())
        self._cards["changes"].setVisible(other is not None and other is not view)
        if other is not None:
            self._about("changes", "" if self.parts["changes"].lines else self.tr("Nothing."))
        self._say("unknown", [Amount(words) for words in home.unknowns])
        wanted = missing_papers(view.entries, as_of=self._desk.today())
        self._say("papers", file_words.papers(wanted))
        for key in ("unknown", "papers"):
            self._cards[key].setVisible(bool(self.parts[key].lines))
        screened = found.screened(chosen)
        self._say("imminent", file_words.screening(screened))
        self._about("imminent", f"{file_words.verdict(screened)} {self._source(screened.rule)}")
        self._say("residual", file_words.residual(home))
        self._about("residual", self.tr("Unverified: 38 CFR 36.4340(e), from memory."))
        self._say("incomes", file_words.incomes(home))
        self._say("workings", file_words.workings(home))
        self._show_elsewhere()

    def _show_none(self, none: bool) -> None:
        """Without a version there is only a review to begin; the focus stays in the sheet."""
        self.none.setVisible(none)
        self.begin.setVisible(none)
        self.starts_at(self.begin if none else self.version)
        if none and self.version.hasFocus():
            self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choice.setVisible(not none)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The two versions under one another, where a column is too narrow for both."""
        super().resizeEvent(event)
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        narrow = self.width() < theme_of(self).px(NARROW)
        self._choice_row.setDirection(down if narrow else beside)

    def turn(self, step: int) -> None:
        """A page of the sheet down or up."""
        if self.area is not None:
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + step * int(self.area.viewport().height() * PAGE))

    def _say(self, key: str, lines: Iterable[Amount]) -> None:
        self.parts[key].show_amounts(tuple(lines))

    def _about(self, key: str, words: str) -> None:
        self._says[key].setText(words)
        self._says[key].setVisible(bool(words))

    def _source(self, rule: ImminentRule) -> str:
        told = self.tr("{0}, from {1}").format(rule.source, text.day(rule.effective_from))
        return told if rule.verified else self.tr("Unverified: {0}.").format(told)

    def _show_elsewhere(self) -> None:
        found = self._file.elsewhere if self._file is not None else ()
        empty(self.elsewhere.body)
        self.elsewhere.setVisible(bool(found))
        for each in found:
            words = self.tr("Loan {0}, No. {1} of {2}: {3}").format(
                each.ends_in,
                each.number,
                text.day(self._desk.local(each.finished_at).date()),
                text.listed(each.people),
            )
            link = button(words, partial(self._desk.open_loan, each.loan_id), kind="link")
            self.elsewhere.body.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
