"""A second opinion on the three call rules, written before them and sharing nothing with them.

It knows the law only as a clerk with a paper calendar would: it marks days, counts marks, and
looks at every clock on the wall. Slow and plain on purpose; imports nothing of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Mark:
    """One line of the clerk's call book."""

    day: date
    placed: bool  # the bank rang; False: the person rang
    connected: bool
    talked: bool
    asked_for: bool = False
    wrong_number: bool = False


@dataclass(frozen=True)
class Agreed:
    """The person agreed to be called: from a day, perhaps for a shorter time than seven days."""

    day: date
    last_day: date | None = None
    withdrawn: date | None = None


def a_lawful_hour(moment: datetime, clocks: frozenset[str]) -> bool:
    """Eight in the morning or later, and not yet nine in the evening, on every clock."""
    seconds = []
    for clock in clocks:
        wall = moment.astimezone(ZoneInfo(clock))
        seconds.append(wall.hour * 3600 + wall.minute * 60 + wall.second)
    return bool(seconds) and min(seconds) >= 8 * 3600 and max(seconds) < 21 * 3600


def agreed_marks(agreement: Agreed, book: list[Mark]) -> tuple[set[int], bool]:
    """Which lines of the book the agreement covers, and whether it was talked away since.

    Seven boxes on the calendar, fewer when it says so. A first talk on the day itself is the one
    in which it was given, so the lines up to it are not covered; without one the whole day is.
    Reading on down the book, the next talk uses it up.
    """
    boxes = set(boxed_days(agreement))
    talks = [n for n, mark in enumerate(book) if mark.talked and not mark.wrong_number]
    that_day = [n for n in talks if book[n].day == agreement.day]
    covered: set[int] = set()
    for line, mark in enumerate(book):
        if mark.day < agreement.day or (that_day and line <= that_day[0]):
            continue
        if mark.day in boxes:
            covered.add(line)
        if line in talks:
            return covered, True
    return covered, False


def boxed_days(agreement: Agreed) -> list[date]:
    boxes = []
    for step in range(7):
        box = agreement.day + timedelta(days=step)
        if agreement.last_day and box > agreement.last_day:
            break
        if agreement.withdrawn and box >= agreement.withdrawn:
            break
        boxes.append(box)
    return boxes


def open_for_calls(today: date, book: list[Mark], agreements: list[Agreed]) -> bool:
    """Does the calendar leave room for one more call today? The book is in order of time."""
    asked: set[int] = set()
    for agreement in agreements:
        covered, talked_away = agreed_marks(agreement, book)
        asked |= covered
        if today in boxed_days(agreement) and not talked_away:
            return True
    week = [today - timedelta(days=back) for back in range(7)]
    counted = 0
    for line, mark in enumerate(book):
        if mark.day not in week or mark.wrong_number:
            continue
        if mark.talked:
            return False
        counted += mark.placed and mark.connected and not mark.asked_for and line not in asked
    return counted < 7


def may_call(
    moment: datetime, clocks: frozenset[str], book: list[Mark], agreements: list[Agreed]
) -> bool:
    """The three rules together. The day is the latest-starting of the clocks: the careful one."""
    if not a_lawful_hour(moment, clocks):
        return False
    today = min(moment.astimezone(ZoneInfo(clock)).date() for clock in clocks)
    return open_for_calls(today, book, agreements)


def first_free_moment(
    moment: datetime, clocks: frozenset[str], book: list[Mark], agreements: list[Agreed]
) -> datetime | None:
    """Walk the next fortnight a quarter of an hour at a time."""
    if may_call(moment, clocks, book, agreements):
        return moment
    quarter = timedelta(minutes=15)
    step = datetime(moment.year, moment.month, moment.day, moment.hour, tzinfo=UTC)
    for _ in range(16 * 24 * 4):
        step += quarter
        if step > moment and may_call(step, clocks, book, agreements):
            return step
    return None
