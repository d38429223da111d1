"""What the gallery shows: invented loans in every part of the kit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Bucket, Outcome, PayFrequency, Source
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.badges import BucketBadge, Light
from mortgage_collect.ui.kit.buttons import button, icon_button
from mortgage_collect.ui.kit.chips import Chip, WorkChips
from mortgage_collect.ui.kit.empty import Empty
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    DateEdit,
    MoneyEdit,
    NoteEdit,
    PhoneEdit,
    RateEdit,
    SearchEdit,
)
from mortgage_collect.ui.kit.form import DataForm, Rows
from mortgage_collect.ui.kit.key_table import key_table
from mortgage_collect.ui.kit.labels import Elided, rule
from mortgage_collect.ui.kit.message_bar import MessageBar
from mortgage_collect.ui.kit.progress_bar import ProgressLine
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.section import Fact, Section
from mortgage_collect.ui.kit.table import Table

MONDAY = date(2026, 3, 9)
LONG_NAME = "Papadopoulos-Vandermeer, Maximiliana Theodora Josephine"


@dataclass(frozen=True, slots=True)
class Loan:
    """A row of the pictures; nobody real."""

    name: str
    bucket: Bucket
    owed: Money
    due: date
    why: str


LOANS = (
    Loan("Ruiz, Ana", Bucket.DAYS_30, Money.of("6214.18"), date(2026, 3, 9), "Promise broken"),
    Loan("Chen, Wei", Bucket.DAYS_60, Money.of("11870.02"), date(2026, 3, 9), "Call back"),
    Loan(LONG_NAME, Bucket.DAYS_1, Money.of("1204.50"), date(2026, 3, 10), "Rolls on Friday"),
    Loan("Okafor, Ngozi", Bucket.DAYS_120, Money.of("24310.77"), date(2026, 3, 11), "Deadline"),
    Loan("Lindqvist, Per", Bucket.HOLD, Money.of("9002.00"), date(2026, 3, 16), "Bankruptcy"),
    Loan("Haddad, Rima", Bucket.DAYS_90, Money.of("15020.40"), date(2026, 3, 12), "Papers in"),
    Loan("Baker, Tom", Bucket.CURRENT, Money(0), date(2026, 4, 1), "Plan kept"),
)


@dataclass(frozen=True, slots=True)
class Income:
    """A form built from fields."""

    employer: str = field(metadata={"label": "Employer"})
    gross: Money = field(metadata={"label": "Gross pay", "hint": "Before taxes, as on the stub"})
    often: PayFrequency = field(metadata={"label": "Paid"})
    months: int = field(
        default=6, metadata={"label": "Catch up over", "low": 2, "high": 24, "unit": "months"}
    )
    rate: Rate | None = field(default=Rate(61_250), metadata={"label": "Rate"})
    proven: bool = field(default=True, metadata={"label": "Seen on paper"})


WORDS = {Bucket.HOLD: "Stop", Bucket.DAYS_60: "Advice"}
TONES: dict[Bucket, Tone] = {Bucket.HOLD: "stop", Bucket.DAYS_60: "caution"}


def loan_table(
    name: str = "Queue", loans: tuple[Loan, ...] = LOANS, *, flat: bool = False
) -> Table[Loan]:
    model = RowsModel[Loan](
        [
            Column("Late", lambda r: r.bucket, lambda b: b.label, kind="bucket", width=9),
            Column("Borrower", lambda r: r.name, stretch=True, width=18, bold=True),
            Column("Why now", lambda r: r.why, width=16),
            Column("To reinstate", lambda r: r.owed, kind="money", width=13),
            Column(
                "May I call?",
                lambda r: WORDS.get(r.bucket, "Clear"),
                kind="light",
                tone=lambda r: TONES.get(r.bucket, "clear"),
                width=11,
            ),
        ],
        key=lambda r: r.name,
    )
    table = Table(
        model, name=name, empty="Nobody is due. Enjoy the quiet.", sort_here=True, flat=flat
    )
    model.setParent(table)
    model.show_rows(loans)
    return table


def fields_page() -> QWidget:
    page = QWidget()
    columns = QHBoxLayout(page)
    columns.setContentsMargins(24, 24, 24, 24)
    columns.setSpacing(24)
    plain = Section("Fields")
    rows = Rows()
    amount = MoneyEdit()
    amount.setText("1.2k")
    rows.add("amount", "&Amount", amount)
    day = DateEdit(MONDAY)
    day.setText("fri")
    rows.add("by", "&By", day)
    left = DateEdit(MONDAY)
    left.set_value(date(2026, 12, 1))
    rows.add("next", "Next", left)
    wrong = DateEdit(MONDAY)
    wrong.setText("someday")
    rows.add("wrong", "Then", wrong)
    wrong.check()
    rows.add("rate", "Rate", RateEdit())
    rows.add("phone", "Phone", PhoneEdit())
    rows.add("result", "Result", ChoiceEdit([Choice(o, o.label, o.name[0]) for o in Outcome]))
    picked = ChoiceEdit([Choice(o, o.label, o.name[0]) for o in Outcome])
    picked.set_value(Outcome.RIGHT_PARTY)
    rows.add("picked", "Result", picked)
    off = MoneyEdit()
    off.set_value(Money.of("1204.50"))
    off.setEnabled(False)
    rows.add("off", "Disabled", off)
    note = NoteEdit(placeholder="What was said")
    rows.add("note", "Note", note, "Facts only; the borrower may read it.")
    plain.add(rows)
    plain.add(SearchEdit("Find anything (Ctrl+K)"))
    plain.body.addStretch(1)
    columns.addWidget(plain, 1)

    right = QVBoxLayout()
    made = Section("A form from a dataclass")
    form = DataForm(Income, MONDAY)
    form.check()
    made.add(form)
    right.addWidget(made)
    pressed = Section("Buttons")
    line = QHBoxLayout()
    line.addWidget(button("Save and next", kind="primary"))
    line.addWidget(button("Save", icon="save"))
    line.addWidget(button("Later", kind="quiet"))
    line.addWidget(button("Refer", kind="danger", icon="gavel"))
    line.addWidget(icon_button("refresh-cw", "Refresh"))
    line.addStretch(1)
    pressed.body.addLayout(line)
    dead = QHBoxLayout()
    for kind in ("primary", "plain", "quiet"):
        made_button = button("Not now", kind=kind, icon="lock")
        made_button.setEnabled(False)
        dead.addWidget(made_button)
    dead.addWidget(button("Why not?", kind="link"))
    dead.addStretch(1)
    pressed.body.addLayout(dead)
    part = QCheckBox("Some of them")
    part.setTristate(True)
    part.setCheckState(part.checkState().PartiallyChecked)
    pressed.add(part)
    right.addWidget(pressed)
    right.addStretch(1)
    columns.addLayout(right, 1)
    QTimer.singleShot(0, amount.setFocus)
    return page


def tables_page() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(16)
    table = loan_table()
    column.addWidget(table, 3)
    bottom = QHBoxLayout()
    bottom.addWidget(loan_table("Nothing", ()))
    help_owner = Actions(
        page,
        [
            Action("log", "&Log contact", page.update, "F2", "phone", group="Card"),
            Action("next", "Save and &next loan", page.update, "F8", group="Card"),
            Action("find", "&Find anything", page.update, "Ctrl+K", "search", group="Everywhere"),
        ],
    )
    bottom.addWidget(key_table([help_owner]))
    column.addLayout(bottom, 2)
    table.choose(1)
    QTimer.singleShot(0, table.setFocus)
    return page


def cards_page() -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(24, 24, 24, 24)
    grid.setSpacing(16)
    owed = Section("Owed to reinstate")
    big = Fact("To reinstate", big=True)
    big.set_fact(
        Money.of("6214.18"),
        method="Payments, late fees, advances",
        as_of=date(2026, 3, 31),
        source=Source.PROGRAM,
    )
    owed.add(big)
    owed.add(rule())
    for name, value, source in (
        ("Principal", "$182,401.77", Source.TAPE),
        ("Late fees", "$118.50", Source.TAPE),
        ("Phone", "", Source.STAFF),
    ):
        owed.add_row(name, value, source=source)
    small = Fact("Escrow shortage")
    small.set_fact(None, missing="no analysis on file")
    owed.add(small)
    grid.addWidget(owed, 0, 0)

    late = Section("How late, and may I call?")
    line = QHBoxLayout()
    for bucket in Bucket:
        line.addWidget(BucketBadge(bucket))
    line.addStretch(1)
    late.body.addLayout(line)
    for tone, word in (
        ("clear", "You may call"),
        ("caution", "Advice: sixth call in seven days"),
        ("stop", "Stop: represented by an attorney"),
        ("info", "Local time 10:42 AM"),
    ):
        late.add(Light(tone, word))  # type: ignore[arg-type]
    chips = QHBoxLayout()
    for tone in ("clear", "caution", "stop", "info", "neutral"):
        chips.addWidget(Chip(tone.capitalize(), tone))  # type: ignore[arg-type]
    chips.addStretch(1)
    late.body.addLayout(chips)
    work = WorkChips()
    work.show_work([(1, "Chen: review", 60), (2, "Ruiz: letter", None)])
    late.add(work)
    late.add(Elided(f"{LONG_NAME}, 1188 Long Meadow Orchard Road, Unit 12, Rutland VT", "strong"))
    late.add_action(icon_button("circle-question-mark", "Why?"))
    late.body.addStretch(1)
    grid.addWidget(late, 0, 1)

    nothing = Section("Promises")
    nothing.add(
        Empty(
            "handshake", "No promise yet", more="A promise takes two keys.", act="New promise (F4)"
        )
    )
    grid.addWidget(nothing, 1, 0)
    said = Section("Messages")
    messages: tuple[Callable[[MessageBar], None], ...] = (
        lambda bar: bar.information("Copied to the clipboard."),
        lambda bar: bar.success("Saved: call to Ana Ruiz.", undo=page.update),
        lambda bar: bar.warning("The day is in the past. The first day possible is Mar 9, 2026."),
        lambda bar: bar.error("The share cannot be reached.", details="x", again=page.update),
    )
    for show in messages:
        bar = MessageBar()
        show(bar)
        said.add(bar)
    waiting = ProgressLine()
    waiting.show_busy("Reading the bank\u2019s file")
    waiting.show_progress(1200, 5000, "Loans")
    waiting.stop.show()
    said.add(waiting)
    said.body.addStretch(1)
    grid.addWidget(said, 1, 1)
    return page
