"""The clerk on every act, written before the rules of the channels and from the law alone.

Imports nothing of ours but the clerk's own calendar. He reads a sheet of paper about one person and
answers with two words: whether the act must wait, and whether anybody may set that aside.

    acts     call, message (on a machine), text, email, letter, visit, others (where are they?)
    offices  creditor, collector, servicer

Sources: 12 CFR 1006.6(b), (c), (d), 1006.10, 1006.14(b), (h), 1006.22(f)(3), 1006.38 with their
comments (a presumption may be rebutted by 1006.14(b)(2)(ii); what is forbidden outright may not);
11 USC 362(a), 524(a)(2), 1301(a).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.rules.oracle import (
    Agreed,
    Mark,
    a_lawful_hour,
    agreed_marks,
    boxed_days,
    open_for_calls,
)

RINGING = ("call", "message")
AT_AN_HOUR = ("call", "message", "text", "email", "visit")
AT_A_PLACE = ("letter", "visit")
BY_THEIR_OWN_WORD = ("call", "message", "text", "email", "letter", "visit")


@dataclass(frozen=True)
class Hush:
    """Hours, in minutes of the day, in which the person wants to be left alone."""

    weekdays: frozenset[int]
    start: int
    end: int


@dataclass(frozen=True)
class Sheet:
    """Everything the clerk is told. Days are the borrower's own."""

    moment: datetime
    clocks: frozenset[str]
    act: str
    office: str
    late_when_obtained: bool | None = None
    keeps_to_reg_f: bool = False
    book: tuple[Mark, ...] = ()
    agreements: tuple[Agreed, ...] = ()
    hushes: tuple[Hush, ...] = ()
    cease_since: date | None = None
    told_to_stop: tuple[
        str, ...
    ] = ()  # "call", "text", "email", "letter", "visit", by word of mouth
    lawyer_since: date | None = None
    petition: date | None = None
    petition_of_another: date | None = None
    chapter: str = ""
    discharged: bool = False
    died: date | None = None
    disputed: date | None = None
    line: str = "cell"  # cell, home, work: what the number is
    this_line_barred: bool = False
    place_barred: bool = False
    work_barred: bool = False
    wrong_line: bool = False
    employers_mail: bool = False
    wrote_from_there: bool = False
    others_answered: bool = False
    whereabouts: str = "not known"  # known, not known, nobody looked
    they_began: bool = False
    on_the_line: bool = False
    sending: str = ""


@dataclass(frozen=True)
class Opinion:
    waits: bool
    for_good: bool  # nobody may set it aside


def bound(sheet: Sheet) -> bool:
    """Whom the Fair Debt Collection Practices Act counts as a debt collector on this debt."""
    if sheet.office == "collector":
        return True
    return sheet.office == "servicer" and sheet.late_when_obtained is not False


def opinion(sheet: Sheet) -> Opinion:
    reasons = dict(objections(sheet))
    return Opinion(bool(reasons), any(reasons.values()))


def objections(sheet: Sheet) -> list[tuple[str, bool]]:
    """Everything that stands in the way, with whether it stands whatever anybody says."""
    law = bound(sheet)
    kept = law or sheet.keeps_to_reg_f
    found: list[tuple[str, bool]] = []
    today = min(days(sheet))
    begun = sheet.they_began or sheet.on_the_line
    to_them = sheet.act in BY_THEIR_OWN_WORD

    paper = sheet.act in ("letter", "email")
    court_paper = paper and sheet.sending == "bankruptcy notice"
    if stands(sheet.petition, sheet) and not court_paper:
        found.append(("stay", True))
    protected = stands(sheet.petition_of_another, sheet) and sheet.chapter not in ("7", "11")
    if protected and not court_paper:
        found.append(("stay of another", True))
    if sheet.discharged and not court_paper:
        found.append(("discharge", True))

    if to_them:
        if stands(sheet.died, sheet) and sheet.act != "letter" and not sheet.on_the_line:
            found.append(("death", True))
        demanded = paper and sheet.sending == "demanded by law"
        if stands(sheet.cease_since, sheet) and not sheet.on_the_line and not demanded:
            found.append(("cease", law))
        if stands(sheet.lawyer_since, sheet) and not begun:
            found.append(("lawyer", True))
        medium = "call" if sheet.act in RINGING else sheet.act
        silenced = medium in sheet.told_to_stop and not begun
        if silenced and not (medium == "letter" and sheet.sending):
            found.append(("medium", law))
        if on_a_line(sheet) and sheet.this_line_barred and not begun:
            found.append(("this line", law))
        if on_a_line(sheet) and sheet.wrong_line and not sheet.on_the_line:
            found.append(("wrong line", False))
        if sheet.act in AT_AN_HOUR:
            if hushed(sheet) and not begun:
                found.append(("hush", law))
            if kept and not sheet.on_the_line and not a_lawful_hour(sheet.moment, sheet.clocks):
                found.append(("hour", False))
        landline = sheet.act in RINGING and sheet.line != "cell"
        if (landline or sheet.act in AT_A_PLACE) and sheet.place_barred and not begun:
            found.append(("place", law))
        if sheet.act in RINGING and sheet.work_barred and not sheet.on_the_line:
            found.append(("work", law))
        if sheet.act == "email" and sheet.employers_mail and not sheet.wrote_from_there and kept:
            found.append(("employer's mail", law))
        # The answer to their dispute, and what the law demands, may be sent.
        answer = paper and sheet.sending in ("answer to the dispute", "demanded by law")
        disputed = stands(sheet.disputed, sheet) and not answer
        if kept and disputed and not sheet.on_the_line and not court_paper:
            found.append(("dispute", law))
        rings = sheet.act in RINGING and not sheet.on_the_line
        if kept and rings and not open_for_calls(today, list(sheet.book), list(sheet.agreements)):
            found.append(("calls", False))
    else:
        if not sheet.on_the_line and not a_lawful_hour(sheet.moment, sheet.clocks):
            found.append(("hour of others", False))
        if sheet.wrong_line and not sheet.on_the_line:
            found.append(("wrong line", False))
        if kept and sheet.others_answered:
            found.append(("asked before", law))
        # 1006.10 is for whoever has no address and no number; who has, 1006.6(d)(1), asks nobody.
        if kept and sheet.whereabouts == "known":
            found.append(("we know where", law))
        if kept and sheet.whereabouts == "nobody looked":
            found.append(("look first", False))
        if kept and stands(sheet.lawyer_since, sheet):
            found.append(("lawyer", law))
        if kept and not sheet.on_the_line and rung_enough(today, sheet):
            found.append(("calls", False))
    return found


def rung_enough(today: date, sheet: Sheet) -> bool:
    """Seven calls to somebody else in seven days, less those they had agreed to."""
    asked: set[int] = set()
    for agreement in sheet.agreements:
        covered, talked_away = agreed_marks(agreement, list(sheet.book))
        asked |= covered
        if today in boxed_days(agreement) and not talked_away:
            return False
    week = [today - timedelta(days=back) for back in range(7)]
    rung = [
        line
        for line, mark in enumerate(sheet.book)
        if mark.day in week and mark.placed and mark.connected
        if not (mark.wrong_number or mark.asked_for or line in asked)
    ]
    return len(rung) >= 7


def on_a_line(sheet: Sheet) -> bool:
    return sheet.act in ("call", "message", "text", "email")


def days(sheet: Sheet) -> list[date]:
    return [sheet.moment.astimezone(ZoneInfo(clock)).date() for clock in sheet.clocks]


def stands(since: date | None, sheet: Sheet) -> bool:
    """What began today has begun, wherever today has begun."""
    return since is not None and since <= max(days(sheet))


def hushed(sheet: Sheet) -> bool:
    for clock in sheet.clocks:
        wall = sheet.moment.astimezone(ZoneInfo(clock))
        minute = wall.hour * 60 + wall.minute
        for hush in sheet.hushes:
            yesterday = (wall.weekday() - 1) % 7
            if hush.start < hush.end:
                if wall.weekday() in hush.weekdays and hush.start <= minute < hush.end:
                    return True
            elif (wall.weekday() in hush.weekdays and minute >= hush.start) or (
                yesterday in hush.weekdays and minute < hush.end
            ):
                return True
    return False


def first_free(sheet: Sheet, within_days: int = 16) -> datetime | None:
    """Walk on a quarter of an hour at a time; whoever began a talk has been answered by then."""
    if not opinion(sheet).waits:
        return sheet.moment
    later = replace(sheet, they_began=False, on_the_line=False)
    step = sheet.moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    for _ in range(within_days * 24 * 4):
        step += timedelta(minutes=15)
        if step > sheet.moment and not opinion(replace(later, moment=step)).waits:
            return step
    return None
