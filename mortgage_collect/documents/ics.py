"""Days as a calendar file (RFC 5545): whole-day entries every calendar program can take in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.waking import waking

MAKER = "-//Mortgage Collect//Deadlines//EN"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One entry. `uid` stays the same from file to file, so that a calendar moves it, not doubles.

    `remind_days`: how long before it the calendar speaks up; None: it does not.
    """

    uid: str
    day: date
    title: str
    text: str = ""
    categories: tuple[str, ...] = ()
    remind_days: int | None = None


def calendar_file(name: str, days: Iterable[CalendarDay], made: datetime) -> bytes:
    """The whole file. `made` is the moment it stands for, with its time zone."""
    with waking:
        from icalendar import Alarm, Calendar, Event

    stamp = made.astimezone(UTC).replace(microsecond=0)
    book = Calendar()
    book.add("version", "2.0")
    book.add("prodid", MAKER)
    book.add("calscale", "GREGORIAN")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", name)
    for each in days:
        entry = Event()
        entry.add("uid", each.uid)
        entry.add("dtstamp", stamp)
        entry.add("dtstart", each.day)
        entry.add("dtend", each.day + DAY)
        entry.add("summary", _one_kind_of_line(each.title))
        if each.text:
            entry.add("description", _one_kind_of_line(each.text))
        if each.categories:
            entry.add("categories", list(each.categories))
        entry.add("transp", "TRANSPARENT")
        if each.remind_days is not None:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", each.title)
            alarm.add("trigger", -timedelta(days=each.remind_days))
            entry.add_component(alarm)
        book.add_component(entry)
    content: bytes = book.to_ical()
    return content


def _one_kind_of_line(text: str) -> str:
    return "\n".join(text.splitlines())
