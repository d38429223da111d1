"""Rows of a long list, asked for page by page as they come into sight.

SQL sorts and filters; the model only knows how many rows there are and asks for those seen. A page
on its way shows "…", so scrolling through 100,000 rows never waits.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QTimer

from mortgage_collect.ui.kit.rows import Column, ColumnsModel, Index

R = TypeVar("R")
Take = Callable[[Sequence[R]], None]
Ask = Callable[[int, int, Take[R]], None]

PAGE = 200
KEPT = 50  # pages; 10,000 rows in memory at most
WANTED = 6  # of pages scrolled past in a hurry, only the newest are fetched


def at_once(fetch: Callable[[int, int], Sequence[R]]) -> Ask[R]:
    """An `ask` out of a function that answers straight away."""

    def ask(offset: int, limit: int, take: Take[R]) -> None:
        take(fetch(offset, limit))

    return ask


class PagedModel(ColumnsModel[R]):
    """Calls `ask(offset, limit, take)`, which calls `take(rows)` when it has them.

    Usually: `lambda offset, limit, take: runner.look(partial(page, offset, limit), done=take)`.
    """

    def __init__(
        self,
        columns: Sequence[Column[R]],
        ask: Ask[R],
        count: int = 0,
        parent: QObject | None = None,
        *,
        summary: Callable[[R], str] | None = None,
        page: int = PAGE,
    ) -> None:
        super().__init__(columns, parent, summary=summary)
        self._ask, self._count, self._page = ask, count, page
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._asked: set[int] = set()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._turn = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fetch)

    def restart(self, count: int, ask: Ask[R] | None = None) -> None:
        """Forget everything: another filter, another order, or changed rows."""
        self.beginResetModel()
        self._turn += 1
        self._count, self._ask = count, ask or self._ask
        self._pages.clear()
        self._asked.clear()
        self._wanted.clear()
        self.endResetModel()

    def renew(self) -> None:
        """Ask again for what is in sight; rows stay on the screen until the new ones are there."""
        self._turn += 1
        self._asked.clear()
        self._wanted.clear()
        for number in list(self._pages)[-WANTED:]:
            self._wanted[number] = None
        for number in set(self._pages) - set(self._wanted):
            del self._pages[number]
        self._soon.start()

    def every_row(self, take: Take[R]) -> None:
        """Fetches the whole list, some at a time, and hands it over once it is complete."""
        found: list[R] = []
        ask, count = self._ask, self._count

        def more(rows: Sequence[R]) -> None:
            found.extend(rows)
            if rows and len(found) < count:
                ask(len(found), self._page, more)
            else:
                take(found)

        ask(0, self._page, more)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def row_at(self, row: int) -> R | None:
        number, at = divmod(row, self._page)
        page = self._pages.get(number)
        if page is not None:
            self._pages.move_to_end(number)
            return page[at] if at < len(page) else None
        if number not in self._asked:
            self._wanted[number] = None
            self._wanted.move_to_end(number)
            self._soon.start()
        return None

    def _fetch(self) -> None:
        newest = list(reversed(self._wanted))[:WANTED]
        self._wanted.clear()
        for number in newest:
            self._asked.add(number)
            self._ask(number * self._page, self._page, self._taker(number))

    def _taker(self, number: int) -> Take[R]:
        turn = self._turn

        def take(rows: Sequence[R]) -> None:
            if turn == self._turn:
                self._land(number, rows)

        return take

    def _land(self, number: int, rows: Sequence[R]) -> None:
        self._asked.discard(number)
        self._pages[number] = rows
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        first = number * self._page
        last = min(first + self._page, self._count) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
