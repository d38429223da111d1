"""Reads a moment gone by as people type it: "yesterday 18:20", "fri 9:15", "11/2 3pm". No Qt."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mortgage_collect.core import text as written
from mortgage_collect.core.clock import local_time
from mortgage_collect.core.errors import UserError
from mortgage_collect.ui.kit.parse import parse_day

MOMENTS_ACCEPTED = "Type a day and an hour: yesterday 18:20, fri 9:15, 11/2 3pm."

_CLOCK = re.compile(
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})\s*(?P<half>[ap]\.?m?\.?)?"
    r"|(?P<full>\d{1,2})\s*(?P<half2>[ap]\.?m?\.?)"
    r"|(?P<named>noon))"
    r"(?:\s+(?P<zone>[a-z]{3,4}))?$"
)


def parse_moment(typed: str, now: datetime, zone: str, *, day_alone: bool = False) -> datetime:
    """A moment on the wall clock of an IANA zone, never after `now`; aware, in that zone.

    An hour without a day is of today. `day_alone`: the day is enough, and its noon stands for it.
    Raises UserError for what is no moment, for one to come, for an hour the clock left out, and for
    one it had twice unless the zone's letters ("EDT") tell which.
    """
    here = local_time(now, zone)
    asked = " ".join(typed.casefold().split())
    if not asked:
        raise UserError("No moment given.", do=MOMENTS_ACCEPTED)
    if asked == "now":
        return here
    found = _CLOCK.search(asked)
    if found is None:
        if not day_alone:
            raise UserError(f"\u201c{typed.strip()}\u201d has no hour.", do=MOMENTS_ACCEPTED)
        return _day_alone(parse_day(asked, here.date(), "last"), here, typed)
    day = _day(asked[: found.start()].strip(" ,"), here, typed)
    moment = _on_the_clock(day, _hour(found, typed), found["zone"] or "", zone, typed)
    if moment.astimezone(UTC) > now:  # two moments of one zone are compared by the wall clock
        raise _to_come(typed, moment)
    return moment


def write_moment(moment: datetime) -> str:
    """ "Nov 1, 2026 1:30 AM EDT": as it can be read again; the letters only where they matter."""
    zone = f" {moment.tzname()}" if _twice(moment) else ""
    return f"{written.day(moment)} {written.clock(moment)}{zone}"


def _day(typed: str, here: datetime, whole: str) -> date:
    if not typed:
        return here.date()
    if typed.endswith(" at"):
        typed = typed.removesuffix(" at")
    try:
        day = parse_day(typed, here.date(), "last")
    except UserError as wrong:
        raise UserError(wrong.message, do=MOMENTS_ACCEPTED) from None
    if day > here.date():
        raise _to_come(whole, datetime.combine(day, time(), here.tzinfo))
    return day


def _hour(found: re.Match[str], typed: str) -> time:
    if found["named"]:
        return time(12)
    hour, minute = int(found["hour"] or found["full"]), int(found["minute"] or 0)
    half = (found["half"] or found["half2"] or "")[:1]
    if (half and not 1 <= hour <= 12) or hour > 23 or minute > 59:
        raise UserError(f"\u201c{typed.strip()}\u201d is not on the clock.", do=MOMENTS_ACCEPTED)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)


def _day_alone(day: date, here: datetime, typed: str) -> datetime:
    if day > here.date():
        raise _to_come(typed, datetime.combine(day, time(), here.tzinfo))
    return min(datetime.combine(day, time(12), here.tzinfo), here)


def _on_the_clock(day: date, hour: time, letters: str, zone: str, typed: str) -> datetime:
    first = datetime.combine(day, hour, ZoneInfo(zone))
    if _left_out(first):
        after = (first + timedelta(hours=1)).replace(fold=0)
        raise UserError(
            f"There was no {written.clock(first)} on {written.day(day)}: "
            "the clocks went forward over it.",
            do=f"Type another hour, such as {written.clock(after)}.",
        )
    if not _twice(first):
        if letters and letters != str(first.tzname()).casefold():
            raise UserError(
                f"{written.day(day)} is in {first.tzname()} here, not in {letters.upper()}.",
                do="Type the hour of your own clock.",
            )
        return first
    both = (first, first.replace(fold=1))
    names = [str(each.tzname()) for each in both]
    for each, name in zip(both, names, strict=True):
        if letters == name.casefold():
            return each
    raise UserError(
        f"{written.clock(first)} came twice on {written.day(day)}: the clocks went back.",
        do=f"Add {names[0]} for the first, {names[1]} for the second.",
    )


def _left_out(moment: datetime) -> bool:
    """The clocks went forward over it: no moment of the day reads like this."""
    there = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return there.replace(tzinfo=None, fold=0) != moment.replace(tzinfo=None, fold=0)


def _twice(moment: datetime) -> bool:
    if _left_out(moment):
        return False
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def _to_come(typed: str, moment: datetime) -> UserError:
    return UserError(
        f"\u201c{typed.strip()}\u201d is still to come ({written.weekday(moment)}).",
        do="Enter when it took place, with its day: yesterday 18:20.",
    )
