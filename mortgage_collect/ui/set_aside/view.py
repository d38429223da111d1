"""Set aside: contacts made against the guard, until somebody has looked at them again."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.queries.set_aside import ToReview, to_review
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of


class SetAsidePlace(Sheet):
    """Choose one, write what the look at it found, Ctrl+Enter."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Set aside, to be reviewed"))
        self._desk = desk
        self.rows = RowsModel[ToReview](
            [
                Column(self.tr("Review by"), lambda row: row.due, show=text.day, width=12),
                Column(self.tr("Whom"), lambda row: row.person, width=18, stretch=True),
                Column(self.tr("Loan"), lambda row: text.last_four(row.number), width=8),
                Column(self.tr("What"), self._what, width=22),
                Column(self.tr("By"), lambda row: row.by, width=10),
            ],
            key=lambda row: row.contact_id,
        )
        self.table = Table(
            self.rows,
            name=self.tr("Contacts to be reviewed"),
            empty=self.tr("No contact against the guard waits for a review."),
            flat=True,
        )
        self.table.setFixedHeight(theme_of(self).px(240))
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda row: desk.open_loan(row.loan_id))
        listed = Section(self.tr("The first due first; Enter opens the loan"))
        listed.add(self.table)
        self.body.addWidget(listed)
        self.chosen = Section("")
        self.stopped = label("", "body", wrap=True)
        self.reason = label("", "body", wrap=True)
        self.grid = FieldGrid()
        self.found = self.grid.ask(
            "found", self.tr("The review found"), TextEdit(required=True), letters=WHOLE
        )
        for part in (self.stopped, self.reason, self.grid):
            self.chosen.add(part)
        self.body.addWidget(self.chosen)
        self.body.addStretch(1)
        self.save_button = self.add_button(self.tr("Reviewed"), self.submit, kind="primary")
        self.starts_at(self.table)
        self._choose(None)
        desk.runner.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        self._desk.runner.look(
            partial(to_review, caller=self._desk.user), done=self._take, newest="set aside"
        )

    def _take(self, rows: tuple[ToReview, ...]) -> None:
        self.rows.show_rows(rows)
        if self.table.row() is None:
            self.table.choose(0)
        self._choose(self.table.row())
        overdue = sum(row.due < self._desk.today() for row in rows)
        self.who.say(self.tr("{0} overdue").format(overdue) if overdue else "")

    def _choose(self, row: ToReview | None) -> None:
        self.chosen.setVisible(row is not None)
        self.save_button.setEnabled(row is not None and not row.own)
        if row is None:
            return
        moment = self._desk.local(row.at)
        self.chosen.heading.say(
            self.tr("{0} on {1}, {2}").format(
                self._what(row), text.weekday(moment), text.clock(moment)
            )
        )
        self.chosen.heading.setVisible(True)
        self.stopped.setText(self.tr("In the way stood: {0}").format("; ".join(row.against)))
        self.reason.setText(self.tr("Done all the same because: {0}").format(row.reason))
        self.grid.hint(
            "found",
            self.tr("Whoever made the contact cannot review it: ask a second person.")
            if row.own
            else "",
        )

    def _what(self, row: ToReview) -> str:
        what = f"{row.channel.label}: {row.outcome.label.lower()}"
        return self.tr("{0} (taken back)").format(what) if row.taken_back else what

    def submit(self) -> None:
        row = self.table.row()
        if row is None or row.own or not self.grid.check():
            return
        note = self.found.value() or ""

        def work(unit: Any) -> None:
            with waking:
                from mortgage_collect.services.set_aside import review_contact
            review_contact(unit, row.contact_id, note)

        self._desk.ask_for(
            work,
            said=self.tr("The review is kept."),
            refused=lambda words: self.grid.wrong("found", words),
            done=self.grid.empty,
        )

    def go_on(self) -> None:
        """Enter in the list belongs to the list."""
        if not self.table.hasFocus():
            super().go_on()

    def _on_changed(self, touched: frozenset[str]) -> None:
        if "queue" in touched:
            self.refresh()
