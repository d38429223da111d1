"""`clocks`: what must happen by when, on one loan or on all of them; nothing is decided here."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from mortgage_collect.cli.answer import DONE, REFUSED, Answer
from mortgage_collect.cli.opening import opened, refuse_place, written
from mortgage_collect.cli.options import Usage
from mortgage_collect.core import text
from mortgage_collect.core.matter_words import Progress
from mortgage_collect.queries.clocks import DeadlineView, LoanClocks, Sight, deadlines, loan_clocks
from mortgage_collect.queries.facts import loan_by_number, today
from mortgage_collect.rules.duties.deadline import Deadline
from mortgage_collect.rules.duties.telling import earliest
from mortgage_collect.services.calendar_export import loan_calendar, many_calendar
from mortgage_collect.services.clocks import renew_all
from mortgage_collect.services.exports import record_export
from mortgage_collect.store.store import Store


def clocks(given: argparse.Namespace) -> Answer:
    """Under --strict it ends in 1 when something is late."""
    if given.ics is not None:
        refuse_place(given.ics, ".ics")
    if given.loan is not None:
        if given.due_within is not None:
            raise Usage("clocks takes a loan number, or --due-within DAYS for all loans: not both")
        return _one(given)
    if given.due_within is None:
        raise Usage("clocks needs a loan number, or --due-within DAYS for all loans")
    for name, told in (("--on", given.on is not None), ("--all", given.all)):
        if told:
            raise Usage(f"{name} goes with a loan number, not with --due-within")
    return _many(given)


def _one(given: argparse.Namespace) -> Answer:
    with opened(given) as store:
        with store.view() as session:
            loan = loan_by_number(session, given.loan)
            now = store.clock.now()
            on = given.on or today(session, now)
            found = loan_clocks(session, loan.id, now, on)
            made = loan_calendar(session, loan.id, now) if given.ics else b""
        saved = _saved(store, given, made, len(found.owed), f"loan:{loan.id}")
    wanted = [each for each in found.clocks.deadlines if each.progress.owed or given.all]
    wanted.sort(key=lambda each: (each.due or date.max, each.duty, each.occasion))
    data = {
        "loan": given.loan,
        "on": on.isoformat(),
        "deadlines": [_deadline(each, found) for each in wanted],
        "exempt": [
            {"duty": each.duty.id, "title": each.duty.title, "says": each.ruling.says}
            for each in found.clocks.exempt
        ],
    }
    lines = [f"Loan {given.loan} on {text.day(on)}", *_one_lines(wanted, found, on)]
    return _answered(given, lines, data, bool(found.clocks.late), saved)


def _many(given: argparse.Namespace) -> Answer:
    with opened(given) as store:
        renew_all(store.unit, lambda _done, _of, _what: None)
        with store.view() as session:
            now = store.clock.now()
            day = today(session, now)
            found = deadlines(session, now, within=given.due_within)
            made = many_calendar(session, now, Sight(given.due_within)) if given.ics else b""
        saved = _saved(store, given, made, len(found), "database")
    data = {
        "on": day.isoformat(),
        "due_within": given.due_within,
        "deadlines": [_listed(each) for each in found],
    }
    days = text.count(given.due_within, "day")
    lines = [f"Late, or due within {days} of {text.day(day)}", *_many_lines(found)]
    return _answered(given, lines, data, any(each.late for each in found), saved)


def _saved(
    store: Store, given: argparse.Namespace, made: bytes, rows: int, about: str
) -> dict[str, str]:
    """The calendar file, written and recorded; nothing where none was asked for."""
    if given.ics is None:
        return {}
    sha256 = written(given.ics, made)
    with store.unit() as unit:
        record_export(unit, "deadlines", given.ics, rows, about)
    return {"path": str(given.ics), "sha256": sha256}


def _answered(
    given: argparse.Namespace,
    lines: list[str],
    data: dict[str, Any],
    late: bool,
    saved: dict[str, str],
) -> Answer:
    data["late"] = late
    if saved:
        data["ics"] = saved
        lines.append(f"Calendar saved as {saved['path']}")
    return Answer(tuple(lines), data, REFUSED if late and given.strict else DONE)


def _one_lines(wanted: Sequence[Deadline], found: LoanClocks, on: date) -> Iterator[str]:
    shown = False
    for each in wanted:
        shown = True
        due = _shown_day(each)
        yield f"  {due:<14}{_state(each.progress.label, each.due, on):<22}{each.title}"
        yield f"                {each.says}"
        if each.counted:
            yield f"                {each.counted} [{'; '.join(map(str, each.cites))}]"
        if each.not_before is not None:
            said = earliest(each.duty, each.not_before)
            yield f"                {said[:1].upper()}{said[1:]}."
        if not each.verified:
            yield "                Not verified against the text of the law."
        if why := found.reason(each):
            yield f"                Why late: {why}"
    if not shown:
        yield "  Nothing is due."
    questions = dict.fromkeys(asks for each in wanted for asks in each.unsettled)
    if questions:
        yield "  Not settled, so what hangs on it counts as owed:"
    for question in questions:
        yield f"                {question}"
    for title, ruling in found.exempt:
        yield f"  {'not owed':<14}{title}: {ruling.says}"


def _shown_day(each: Deadline) -> str:
    """Its last day; of what is on hold until a day, that day."""
    if each.due is not None:
        return text.day(each.due)
    if each.progress is Progress.HELD and each.not_before is not None:
        return text.day(each.not_before)
    return "no day"


def _many_lines(found: Iterable[DeadlineView]) -> Iterator[str]:
    shown = False
    for each in found:
        shown = True
        due = text.day(each.due) if each.due else "no day"
        state = "late" if each.late else _ahead(each.days or 0)
        yield f"  {due:<14}{state:<12}{each.number:<16}{each.title}: {each.says}"
        if each.reason:
            yield f"  {'':<42}Why late: {each.reason}"
    if not shown:
        yield "  Nothing is late or due."


def _state(label: str, due: date | None, on: date) -> str:
    if due is None or label not in ("Open", "Late"):
        return label.lower()
    days = (due - on).days
    return f"late by {text.count(-days, 'day')}" if days < 0 else _ahead(days)


def _ahead(days: int) -> str:
    return "today" if days == 0 else f"in {text.count(days, 'day')}"


def _deadline(each: Deadline, found: LoanClocks) -> dict[str, Any]:
    return {
        "duty": each.duty,
        "title": each.title,
        "occasion": each.occasion,
        "says": each.says,
        "due": _day(each.due),
        "not_before": _day(each.not_before),
        "progress": each.progress.value,
        "closed_on": _day(each.closed_on),
        "counted": each.counted,
        "cites": [str(cite) for cite in each.cites],
        "unsettled": list(each.unsettled),
        "verified": each.verified,
        "matter": each.about,
        "act": {"kind": each.act.kind.value, "name": each.act.name} if each.act else None,
        "why_late": found.reason(each),
    }


def _listed(each: DeadlineView) -> dict[str, Any]:
    return {
        "loan": each.number,
        "duty": each.duty,
        "title": each.title,
        "occasion": each.occasion,
        "says": each.says,
        "due": _day(each.due),
        "not_before": _day(each.not_before),
        "progress": each.progress.value,
        "matter": each.matter_id,
        "why_late": each.reason,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
