"""A month as a calendar of days: how many deadlines lie on each, and the day one stands on.

Weeks begin on Sunday. Arrows move by days and weeks and turn the month at its edges, Page Up and
Page Down turn it; Enter goes into the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mortgage_collect.core import text
from mortgage_collect.core.calendar import (
    DAY,
    add_months,
    last_of_month,
    legal_public_holidays,
)
from mortgage_collect.ui.kit.badges import paint_count
from mortgage_collect.ui.kit.rows import Index, Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.matters.due_line import tone_of_day

DATE_ROLE = Qt.ItemDataRole.UserRole
_WEEK = 7
_SUNDAY_FIRST = (*text.WEEKDAYS[6:], *text.WEEKDAYS[:6])
_MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_WEEK,
    Qt.Key.Key_Down: _WEEK,
}
_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DaysModel(QAbstractTableModel):
    """A cell a day; those of the weeks around the month are told without their deadlines."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._first = today().replace(day=1)
        self._due: Counter[date] = Counter()

    def show_month(self, first: date, dues: Iterable[date]) -> None:
        self.beginResetModel()
        self._first, self._due = first, Counter(dues)
        self.endResetModel()

    @property
    def first(self) -> date:
        return self._first

    def on(self, index: Index) -> date:
        return self._begin + timedelta(days=_WEEK * index.row() + index.column())

    def at(self, day: date) -> QModelIndex:
        row, column = divmod((day - self._begin).days, _WEEK)
        return self.index(row, column)

    def due(self, day: date) -> int:
        return self._due[day]

    def inside(self, day: date) -> bool:
        return (day.year, day.month) == (self._first.year, self._first.month)

    def tone(self, day: date) -> Tone:
        return tone_of_day(day, self._today())

    def words(self, day: date) -> str:
        """ "3 late", "1 today", "4 due"; a day without one says nothing."""
        count, today = self.due(day), self._today()
        if not count or not self.inside(day):
            return ""
        if day < today:
            return _tr("{0} late").format(count)
        return (_tr("{0} today") if day == today else _tr("{0} due")).format(count)

    def spoken(self, day: date) -> str:
        holiday = _tr("holiday") if day in legal_public_holidays(day.year) else ""
        said = self.words(day) or _tr("nothing due")
        return ", ".join(part for part in (text.weekday(day), holiday, said) if part)

    @property
    def _begin(self) -> date:
        """The Sunday on or before the first."""
        return self._first - timedelta(days=(self._first.weekday() + 1) % _WEEK)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        last = self._first.replace(day=last_of_month(self._first.year, self._first.month))
        return 0 if parent.isValid() else (last - self._begin).days // _WEEK + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else _WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        day = self.on(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(day.day)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.spoken(day)
        return day if role == DATE_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _SUNDAY_FIRST[section]
        return None


class DaysGrid(QTableView):
    """`chosen(date)` when the day in hand changes; `wanted(date)` for one of another month, which
    is then to be shown; `entered()` on Enter."""

    chosen = Signal(object)
    wanted = Signal(object)
    entered = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = DaysModel(today, self)
        self._day = today()
        self.setModel(self.days)
        self.setItemDelegate(_DayDelegate(self.days, today, self))
        self.setAccessibleName(_tr("Days of the month"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setMinimumSectionSize(theme_of(self).px(20))
            header.setHighlightSections(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress(self, flat=False)
        self.clicked.connect(lambda index: self.go_to(self.days.on(index)))
        self.doubleClicked.connect(lambda _: self.entered.emit())

    @property
    def day(self) -> date:
        """The day in hand."""
        return self._day

    def show_month(self, first: date, dues: Iterable[date]) -> None:
        """The day in hand stays where it is in the month, its last at the most."""
        self.days.show_month(first, dues)
        if not self.days.inside(self._day):
            last = last_of_month(first.year, first.month)
            self._day = first.replace(day=min(self._day.day, last))
        self.setCurrentIndex(self.days.at(self._day))
        self.chosen.emit(self._day)

    def go_to(self, day: date) -> None:
        self._day = day
        if self.days.inside(day):
            self.setCurrentIndex(self.days.at(day))
            self.chosen.emit(day)
        else:
            self.wanted.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and (days := _MOVES.get(Qt.Key(event.key()))):
            self.go_to(self._day + days * DAY)
        elif plain and (months := _TURNS.get(Qt.Key(event.key()))):
            self.go_to(add_months(self._day, months))
        elif plain and event.key() in _ENTER:
            self.entered.emit()
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        theme = theme_of(self)
        line = QFontMetrics(theme.font("strong")).height()
        head = self.horizontalHeader().sizeHint().height()
        return QSize(theme.px(7 * 44), head + self.days.rowCount() * (line + theme.px(4)))


class _DayDelegate(QStyledItemDelegate):
    """The number, and beside or below it what is due, in words and with a mark."""

    def __init__(self, days: DaysModel, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self._days, self._today = days, today

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box, day = theme_of(None), QRect(option.rect), self._days.on(index)
        inside = self._days.inside(day)
        selected = inside and bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(box, theme.color("selection"))
        elif day.weekday() >= 5 or day in legal_public_holidays(day.year):
            painter.fillRect(box, theme.color("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        painter.fillRect(box.right(), box.top(), 1, box.height(), theme.color("line"))
        if day == self._today():
            edge = theme.px(3)
            painter.fillRect(box.left(), box.top(), box.width() - 1, edge, theme.color("accent"))
        letters = QFontMetrics(theme.font("strong", figures=True))
        tall = box.height() >= 2 * letters.height() + theme.px(7)
        edge = theme.px(8 if tall else 4)
        room = box.adjusted(edge, theme.px(4 if tall else 0), -theme.px(6), -theme.px(3))
        number = room if not tall else QRect(room.topLeft(), QSize(room.width(), letters.height()))
        painter.setFont(theme.font("strong" if inside else "body", figures=True))
        painter.setPen(theme.color("on_selection" if selected else "text" if inside else "muted"))
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, str(day.day))
        color = theme.color("on_selection").name() if selected else ""
        words = self._days.words(day)
        if words and tall:
            spot = QRect(room.left(), number.bottom(), room.width(), letters.height())
            paint_count(painter, spot, self._days.tone(day), words, theme, color)
        elif words:
            # Only how many has room beside the day; the mark says how they stand.
            right = room.adjusted(letters.horizontalAdvance("00") + theme.px(3), 0, theme.px(4), 0)
            count = str(self._days.due(day))
            paint_count(painter, right, self._days.tone(day), count, theme, color)
        painter.restore()


def _tr(words: str) -> str:
    return QCoreApplication.translate("Deadlines", words)
