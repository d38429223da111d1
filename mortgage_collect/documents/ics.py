"""Days as a calendar file (RFC 5545): whole-day entries every calendar program can take in.

Written by hand, for the format is small: lines end in CR LF and are folded after 75 octets (3.1),
text is escaped (3.3.11), a whole day ends before the next one begins (3.6.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETS = 75
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
    return "".join(f"{_folded(line)}\r\n" for line in _lines(name, days, made)).encode()


def _lines(name: str, days: Iterable[CalendarDay], made: datetime) -> Iterator[str]:
    stamp = made.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{MAKER}", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(name)}")
    for each in days:
        yield "BEGIN:VEVENT"
        yield f"UID:{_escaped(each.uid)}"
        yield f"DTSTAMP:{stamp}"
        yield f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_escaped(each.title)}"
        if each.text:
            yield f"DESCRIPTION:{_escaped(each.text)}"
        if each.categories:
            yield f"CATEGORIES:{','.join(map(_escaped, each.categories))}"
        yield "TRANSP:TRANSPARENT"
        if each.remind_days is not None:
            yield from ("BEGIN:VALARM", "ACTION:DISPLAY")
            yield f"DESCRIPTION:{_escaped(each.title)}"
            yield from (f"TRIGGER:-P{each.remind_days}D", "END:VALARM")
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """Broken after 75 octets, never inside a letter; each further line begins with a space."""
    parts, part, length = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if length + size > OCTETS:
            parts.append(part)
            part, length = "", 1  # the space that begins it
        part += letter
        length += size
    return "\r\n ".join([*parts, part])
