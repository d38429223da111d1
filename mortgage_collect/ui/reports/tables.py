"""The two tables of the delinquency report: the buckets with their bars, and the loans of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Bucket
from mortgage_collect.queries.portfolio import DelinquencyTable, LoanBehind, label
from mortgage_collect.reports.report import percent
from mortgage_collect.ui.kit.rows import VALUE_ROLE, Column, Index, RowsModel
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of

_BALANCE = 3
"""Which column the principal balance is."""


@dataclass(frozen=True, slots=True)
class BucketLine:
    """A bucket as it is shown; `total` is the last line, of all active loans."""

    bucket: Bucket | None
    words: str
    count: int
    count_share: Fraction | None
    upb: Money
    upb_share: Fraction | None
    held: int
    bar: Fraction
    total: bool = False


def bucket_lines(table: DelinquencyTable) -> list[BucketLine]:
    """The buckets, their bars as a share of the longest late one, and the total."""
    late = [row.upb.cents for row in table.rows if row.bucket is not Bucket.CURRENT]
    most = max([*late, 1])
    lines = [
        BucketLine(
            row.bucket,
            label(row.bucket),
            row.count,
            row.count_share,
            row.upb,
            row.upb_share,
            row.held,
            min(Fraction(row.upb.cents, most), Fraction(1)),
        )
        for row in table.rows
    ]
    whole = Fraction(1) if table.count else None
    all_of_it = BucketLine(
        None,
        _tr("All active loans"),
        table.count,
        whole,
        table.upb,
        Fraction(1) if table.upb else None,
        table.held,
        Fraction(0),
        total=True,
    )
    return [*lines, all_of_it]


def _share(value: Fraction | None) -> str:
    return "\u2013" if value is None else percent(value)


class BucketTable(Table[BucketLine]):
    """Every bucket and the total; Enter opens its loans."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lines = RowsModel[BucketLine](
            [
                Column(_tr("Bucket"), lambda line: line.words, width=16),
                Column(_tr("Loans"), lambda line: line.count, _count, kind="figures", width=6),
                Column(
                    _tr("Share"),
                    lambda line: line.count_share,
                    _share,
                    kind="figures",
                    width=6,
                    key="count_share",
                ),
                Column(_tr("Principal balance"), lambda line: line.upb, kind="money", width=17),
                Column(
                    _tr("Share"),
                    lambda line: line.upb_share,
                    _share,
                    kind="figures",
                    width=6,
                    key="upb_share",
                ),
                Column(
                    _tr("In bankruptcy"), lambda line: line.held, _count, kind="figures", width=13
                ),
                Column("", lambda line: line, lambda _: "", width=16, stretch=True, key="bar"),
            ],
            summary=lambda line: _tr("{0}: {1} loans, {2}").format(
                line.words, line.count, line.upb
            ),
            key=lambda line: (line.bucket, line.total),
        )
        super().__init__(self._lines, parent, name=_tr("Buckets"), flat=True)
        self._lines.setParent(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bars = Bars(self)
        self.setItemDelegateForColumn(len(self._lines.columns) - 1, self._bars)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where not every column has room, the balance comes before its share of the loans."""
        super().resizeEvent(event)
        head = self.horizontalHeader()
        spread = sum(head.sectionSize(at) for at in range(4)) <= self.viewport().width()
        if (head.visualIndex(_BALANCE) == _BALANCE) != spread:
            head.swapSections(_BALANCE - 1, _BALANCE)

    def show_table(self, table: DelinquencyTable) -> None:
        self._lines.show_rows(bucket_lines(table))
        self.setFixedHeight(
            self.horizontalHeader().sizeHint().height()
            + self._lines.rowCount() * self.verticalHeader().defaultSectionSize()
            + self.horizontalScrollBar().sizeHint().height()
        )

    @property
    def lines(self) -> tuple[BucketLine, ...]:
        return self._lines.rows


class Bars(QStyledItemDelegate):
    """How much of the late balance lies in a bucket, in the bucket's own colors."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, line = theme_of(None), index.data(VALUE_ROLE)
        box = option.rect
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        if not isinstance(line, BucketLine) or line.total or line.bucket is None:
            return
        if line.bucket is Bucket.CURRENT or not line.bar:
            return
        pair = theme.tokens.buckets[line.bucket]
        inside = box.adjusted(theme.px(8), theme.px(7), -theme.px(8), -theme.px(7))
        wide = max(inside.width() * line.bar.numerator // line.bar.denominator, 3)
        painter.save()
        painter.setPen(QColor(pair.border))
        painter.setBrush(QColor(pair.fill))
        painter.drawRect(
            QRectF(inside.left() + 0.5, inside.top() + 0.5, wide - 1, inside.height() - 1)
        )
        painter.restore()


def loans_table(parent: QWidget | None = None) -> Table[LoanBehind]:
    """The loans of a bucket; Enter opens the card."""
    rows = RowsModel[LoanBehind](
        [
            Column(_tr("Borrower"), lambda loan: loan.borrower, width=20, stretch=True),
            Column(_tr("Loan"), lambda loan: loan.number, text.last_four, width=9),
            Column(_tr("Bucket"), lambda loan: loan.bucket, _bucket, kind="bucket", width=9),
            Column(_tr("Days"), lambda loan: loan.days, kind="figures", width=6),
            Column(_tr("Next due"), lambda loan: loan.next_due, _day, width=13),
            Column(_tr("Past due"), lambda loan: loan.arrears, kind="money", width=13),
            Column(_tr("Principal balance"), lambda loan: loan.upb, kind="money", width=16),
        ],
        key=lambda loan: loan.loan_id,
    )
    table = Table(
        rows,
        parent,
        name=_tr("Loans in the bucket"),
        empty=_tr("Choose a bucket above and press Enter."),
        sort_here=True,
    )
    rows.setParent(table)
    return table


def _count(value: int) -> str:
    return f"{value:,}"


def _day(value: date | None) -> str:
    return text.day(value) if value else "\u2013"


def _bucket(value: Bucket | None) -> str:
    return value.value if value else "\u2013"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Reports", words)
