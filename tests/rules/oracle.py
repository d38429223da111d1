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


def agreed_days(agreement: Agreed, book: list[Mark]) -> set[date]:
    """The days on which a call was asked for: seven boxes, struck out from the first ending on."""
    boxes = []
    for step in range(7):
        box = agreement.day + timedelta(days=step)
        if agreement.last_day and box > agreement.last_day:
            break
        if agreement.withdrawn and box >= agreement.withdrawn:
            break
        boxes.append(box)
        talks = sum(m.talked and not m.wrong_number and m.day == box for m in book)
        # On the day of the agreement the first talk may be the one in which it was given.
        if talks > (1 if step == 0 else 0):
            break
    return set(boxes)


def open_for_calls(today: date, book: list[Mark], agreements: list[Agreed]) -> bool:
    """Does the calendar leave room for one more call today?"""
    asked: set[date] = set()
    for agreement in agreements:
        days = agreed_days(agreement, book)
        asked |= days
        # A talk that used the agreement up closes it for the rest of that day.
        if today in days and not used_up(agreement, book, today):
            return True
    week = [today - timedelta(days=back) for back in range(7)]
    for mark in book:
        if mark.talked and not mark.wrong_number and mark.day in week:
            return False
    counted = 0
    for mark in book:
        if mark.day not in week or not mark.placed or not mark.connected:
            continue
        if mark.asked_for or mark.wrong_number or mark.day in asked:
            continue
        counted += 1
    return counted < 7


def used_up(agreement: Agreed, book: list[Mark], today: date) -> bool:
    talks_today = sum(m.talked and not m.wrong_number and m.day == today for m in book)
    return talks_today > (1 if today == agreement.day else 0)


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
