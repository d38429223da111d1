"""The financial review by telephone: one page in conversation order, saved as it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.queries.review_start import ReviewStart
from mortgage_collect.review.line import Entry, LineSpec, Section
from mortgage_collect.review.lines import line
from mortgage_collect.review.ratios import Ratios
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.drafts import Drafts
from mortgage_collect.ui.kit.fields import ChoiceEdit
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.sheet import LOW, Sheet
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.reviews.amount_field import AmountField
from mortgage_collect.ui.reviews.asides import Asides
from mortgage_collect.ui.reviews.form import ReviewForm
from mortgage_collect.ui.reviews.line_field import choices, said
from mortgage_collect.ui.reviews.line_row import LineRow
from mortgage_collect.ui.reviews.section_index import SectionIndex
from mortgage_collect.ui.reviews.start_offer import StartOffer
from mortgage_collect.ui.reviews.strip import RunningStrip
from mortgage_collect.ui.reviews.view_model import ReviewModel

KEY = "review"
NARROW, NARROWEST = 680, 520  # without the list of parts; with questions above their fields


class ReviewPanel(Sheet):
    """Enter goes to the next line; what is left is saved; Esc puts it away, to be gone on with."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Financial review"))
        self._desk, self._loan_id = desk, loan_id
        self._sure = False
        self.model = ReviewModel(desk, loan_id, self)
        self.strip = RunningStrip()
        self.offer = StartOffer()
        self.index = SectionIndex()
        self.form = ReviewForm(desk.today())
        self.above.addWidget(self.strip)
        self.above.addWidget(self.offer)
        self.beside.addWidget(self.index)
        self.body.addWidget(self.form)
        self.help = Elided("", "caption")
        around = theme_of(self).px(SNUG)
        self.help.setContentsMargins(2 * around, around // 2, 2 * around, around // 2)
        self.below.addWidget(self.help)
        self.listed = Actions(
            self,
            [
                Action("next", self.tr("Next part"), lambda: self.turn(1), "Ctrl+PgDown"),
                Action("back", self.tr("Part before"), lambda: self.turn(-1), "Ctrl+PgUp"),
                Action("missing", self.tr("Next missing"), self.go_missing, "Ctrl+M"),
                Action("standing", self.tr("Says, seen, verified"), self.next_standing, "Alt+V"),
                Action("finish", self.tr("Finish review"), self.finish, "", "check"),
            ],
        )
        self.with_co = button(
            self.tr("Add co-borrower"), self.add_co_borrower, kind="quiet", icon="users"
        )
        self.with_co.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.finish_button = self.listed.button("finish", "primary")
        # At the head, where it takes no room from the questions.
        self.top.insertWidget(2, self.with_co)
        self.top.insertWidget(3, self.finish_button)
        self.asides = Asides(self)
        self.form.made.connect(self._on_made)
        self.strip.wanted.connect(self.go_line)
        self.index.picked.connect(self.go_part)
        self.offer.taken.connect(self.model.begin_from)
        self.model.opened.connect(self._on_opened)
        self.model.figured.connect(self._on_figured)
        self.model.refused.connect(self._on_refused)
        self.model.finished.connect(self._on_finished)
        self._waiting: list[Section] = []
        self._building = QTimer(self, interval=0)
        self._building.timeout.connect(self._build_next)
        self.model.open()

    # -- building, a part at a time so that the window never stands still ----------------------

    def _on_opened(self, start: ReviewStart) -> None:
        self.who.say(start.who.shown)
        if start.payment is None:
            self._desk.say(
                self.tr("The loan has no monthly payment on file: the housing ratio lacks it."),
                "warning",
            )
        for key, row in self.form.rows.items():
            row.show_entry(self.model.entries.get(key))
        self.offer.offer(start)
        self._show_offer()
        self._waiting = list(Section)
        self._building.start()

    def _build_next(self) -> None:
        if self._waiting:
            self.build(self._waiting.pop(0))
            return
        self._building.stop()
        self._restore()
        self.with_co.setVisible(not self.model.co_borrowers)
        QWidget.setTabOrder(self._last_field(), self.finish_button)
        self._on_figured(self.model.figures)
        if self.isVisible():
            self.go_missing()

    def build(self, part: Section) -> None:
        """Make the lines of a part that are asked now."""
        self.form.build(part, self.model.lines, self.model.asks)

    def _show_offer(self) -> None:
        """Only while nothing is answered, and where there is room."""
        low = self.height() < theme_of(self).px(LOW)
        self.offer.setVisible(bool(self.offer.ids) and not self.model.entries and not low)

    def _on_made(self, row: LineRow) -> None:
        key, start = row.line.key, self.model.start
        row.answered.connect(self._on_answered)
        row.entered.connect(self._on_entered)
        if start is None:
            return
        if key == "first_mortgage":
            row.field.setReadOnly(True)
            row.field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.field.setPlaceholderText(str(start.payment or self.tr("not on file")))
            row.standing.hide()
        elif (told := start.before.get(key)) is not None:
            words = said(told, row.line)
            row.show_before(self.tr("last time: {0}").format(words) if words else "")
        elif key in start.on_file:
            row.show_before(self.tr("on file: {0}").format(start.on_file[key]))
        if key in self.model.entries:
            row.show_entry(self.model.entries[key])

    # -- hearing ------------------------------------------------------------------------------

    def _on_answered(self, key: str, entry: Entry) -> None:
        self._sure = False
        self.model.answer(key, entry)
        self._show_offer()
        self.build(line(key).section)

    def _on_entered(self, key: str) -> None:
        row = self.form.rows[key]
        self.index.show_current(row.line.section)
        self.help.say(self._help(row))

    def _help(self, row: LineRow) -> str:
        parts = [self.model.doubts.get(row.line.key, "")]
        match row.field:
            case ChoiceEdit():
                parts.append(" \u00b7 ".join(f"{c.key} {c.label}" for c in choices(row.line)))
            case AmountField():
                if row.line.frequencies:
                    parts.append(
                        self.tr("w weekly, b every two weeks, t twice a month, y yearly, h hourly")
                    )
                parts.append(self.tr("s seen, v verified, d its date"))
        parts.append(row.line.help)
        return "  \u2014  ".join(part for part in parts if part)

    def _on_figured(self, figures: Ratios | None) -> None:
        if figures is None:
            return
        self.strip.show_figures(figures, self.model.progress, self.model.papers, self.model.waiting)
        parts: dict[Section, list[LineSpec]] = {part: [] for part in Section}
        for each in self.model.lines:
            parts[each.section].append(each)
        self.index.show_counts({part: self.model.counts(of) for part, of in parts.items()})
        found = self.model.doubts
        for key, row in self.form.rows.items():
            row.show_doubt(found.get(key, ""))

    def _on_refused(self, key: str, words: str) -> None:
        if key in self.form.rows:
            self.form.rows[key].set_error(words)
        else:
            self._desk.say(words, "warning")

    def _on_finished(self, surplus: Money | None) -> None:
        Drafts.of(self._desk.runner).drop(KEY, self._loan_id)
        words = (
            self.tr("The review is finished: {0} a month is left.").format(surplus)
            if surplus is not None
            else self.tr("The review is finished; the surplus is not known.")
        )
        self._desk.say(words, "done")
        self.closed.emit()

    # -- going --------------------------------------------------------------------------------

    def go_line(self, key: str) -> None:
        if key in self.form.rows:
            self.go_to(self.form.rows[key].field)

    def go_part(self, part: Section) -> None:
        """To the first line of a part, with its heading in sight."""
        shown = [
            self.form.rows[each.key]
            for each in self.model.lines
            if each.section is part and each.key in self.form.rows
        ]
        first = next(
            (
                row
                for row in shown
                if not row.isHidden() and row.field.focusPolicy() != Qt.FocusPolicy.NoFocus
            ),
            None,
        )
        if first is not None:
            first.field.setFocus(Qt.FocusReason.TabFocusReason)
            self.bring_up(self.form.parts[part])

    def go_missing(self) -> None:
        """To the first line that matters and has no answer; with none left, to Finish."""
        key = next((key for key in self.model.missing if key in self.form.rows), None)
        if key is None:
            self.finish_button.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.starts_at(self.form.rows[key].field)
        self.go_line(key)

    def turn(self, step: int) -> None:
        """To the part after or before the one that has the focus."""
        parts = list(Section)
        here = self.row_here()
        at = parts.index(here.line.section) + step if here else 0
        self.go_part(parts[max(0, min(at, len(parts) - 1))])

    def next_standing(self) -> None:
        if (row := self.row_here()) is not None:
            row.next_standing()

    def add_co_borrower(self) -> None:
        """Ask the lines of a second person too."""
        first = self.model.add_co_borrower()
        self.with_co.hide()
        self.build_people()
        self.go_line(first)

    def build_people(self) -> None:
        """The same for every part that asks one person after another."""
        for part in (Section.CONTACT, Section.INCOME, Section.CERTIFICATION):
            self.build(part)

    def submit(self) -> None:
        self.finish()

    def finish(self) -> None:
        """Close the review; with answers missing, asked once more in the same place."""
        self._commit()
        missing = self.model.missing
        if missing and not self._sure:
            self._sure = True
            said = self.tr("{0} still missing. Press again to finish all the same.")
            self.help.say(said.format(text.count(len(missing), self.tr("answer"))))
            self.finish_button.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.model.finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow column the questions need the room more than the list of their parts."""
        super().resizeEvent(event)
        wide, room = self.width() >= theme_of(self).px(NARROW), self.area
        high = room is None or room.height() >= self.index.sizeHint().height()
        self.index.setVisible(wide and high)
        self.strip.set_low(self.height() < theme_of(self).px(LOW))
        stacked = self.width() < theme_of(self).px(NARROWEST)
        co_borrower = self.tr("Add co-borrower")
        self.with_co.setText("" if stacked else co_borrower)
        self.with_co.setToolTip(co_borrower if stacked else "")
        self.with_co.setAccessibleName(co_borrower)
        self.form.set_stacked(stacked)
        self.asides.income.set_stacked(stacked)
        self._show_offer()

    # -- putting away -------------------------------------------------------------------------

    def put_away(self) -> None:
        """What can be read is saved; what cannot be read yet is kept as typed."""
        self._commit()
        unread = {key: row.field.text() for key, row in self.form.rows.items() if row.field.error}
        Drafts.of(self._desk.runner).keep(KEY, self._loan_id, unread)

    def _restore(self) -> None:
        for key, typed in Drafts.of(self._desk.runner).kept(KEY, self._loan_id).items():
            if key in self.form.rows:
                self.form.rows[key].field.setText(typed)
                self.form.rows[key].field.check()

    def _commit(self) -> None:
        if (row := self.row_here()) is not None:
            row.commit()

    def row_here(self) -> LineRow | None:
        """The line that has the focus."""
        here = QApplication.focusWidget()
        while here is not None and here is not self:
            if isinstance(here, LineRow):
                return here
            here = here.parentWidget()
        return None

    def _last_field(self) -> QWidget:
        rows = (self.form.rows.get(each.key) for each in reversed(self.model.lines))
        return next(row.last_field for row in rows if row is not None)
