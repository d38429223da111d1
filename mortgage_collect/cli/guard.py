"""`guard`: may we, now? Asked without the window; nothing is written down."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mortgage_collect.cli.answer import Answer
from mortgage_collect.cli.arguments import CHANNELS
from mortgage_collect.cli.opening import opened
from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.queries.facts import loan_by_number, the_bank
from mortgage_collect.queries.ways import PersonWays, Way, loan_ways
from mortgage_collect.rules.book import EDITION
from mortgage_collect.rules.guard import Assessment
from mortgage_collect.rules.question import EVERY_ACT
from mortgage_collect.rules.rule import Basis, Finding
from mortgage_collect.rules.verdict import Need, Verdict

_WRITTEN = {question: channel for channel, question in CHANNELS.items()}


def guard(given: argparse.Namespace) -> Answer:
    """Every way of reaching everybody on a loan, or one channel of them."""
    questions = (CHANNELS[given.channel],) if given.channel else EVERY_ACT
    with opened(given) as store, store.view() as session:
        loan = loan_by_number(session, given.loan)
        zone = ZoneInfo(the_bank(session).zone)
        at = _moment(given.at, zone) if given.at else store.clock.now()
        people = loan_ways(session, loan.id, at, questions)
    data = {
        "loan": given.loan,
        "at": at.astimezone(UTC).isoformat(),
        "edition": EDITION,
        "people": [_person(each) for each in people],
    }
    return Answer(tuple(_lines(given.loan, at.astimezone(zone), people)), data)


def _moment(said: datetime, zone: ZoneInfo) -> datetime:
    """A moment without an offset is on the bank's clock; there is to be exactly one such moment."""
    if said.tzinfo:
        return said.astimezone(UTC)
    first, second = (said.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    written = said.isoformat("T", "minutes")
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != said:
        raise UserError(
            f"There is no {written} on the bank's clock: it is put forward then.",
            do="Give another moment.",
        )
    if first.utcoffset() != second.utcoffset():
        both = text.listed([each.isoformat("T", "minutes") for each in (first, second)])
        raise UserError(
            f"{written} comes twice on the bank's clock: it is put back then.",
            do=f"Say which of the two: {both}.",
        )
    return first.astimezone(UTC)


def _lines(number: str, at: datetime, people: tuple[PersonWays, ...]) -> Iterator[str]:
    when = f"{text.day(at.date())}, {text.clock(at.time())}"
    yield f"Loan {number} on {when} by the bank's clock; rules, edition {EDITION}"
    if not people:
        yield "  Nobody is on file for this loan."
    for person in people:
        yield f"{person.name} ({person.role.label.lower()})"
        for way in person.ways:
            found = way.assessment
            what = f"{_WRITTEN[way.question]}{f' ({way.by})' if way.by else ''}"
            yield f"  {found.verdict.name:<8}{what}: {found.says}"
            for finding in found.findings:
                yield f"    {_heading(finding):<22}{finding.says} [{_cited(finding)}]"
            if found.verdict is Verdict.STOP:
                yield f"    Goes on only with: {_way_past(found)}"
                yield f"    Next permitted: {found.spoken or 'no end in sight'}"
            if found.instead:
                yield f"    Instead: {found.instead}"


def _heading(finding: Finding) -> str:
    basis = f" ({finding.basis.value})"
    return f"{finding.verdict.name}{'' if finding.basis is Basis.LAW else basis}"


_NEEDS = {
    Need.REASON: "a reason, written down with the contact.",
    Need.SECOND_PERSON: "a reason, and a second person who agrees; who works alone reviews it.",
    Need.REVIEW: "a reason, and a review within 30 days.",
}


def _way_past(found: Assessment) -> str:
    """What would set a stop aside, in words."""
    return _NEEDS[found.needs] if found.needs else "nothing. No reason sets this aside."


def _cited(finding: Finding) -> str:
    return "; ".join(map(str, finding.cites))


def _person(person: PersonWays) -> dict[str, Any]:
    return {
        "person": person.name,
        "role": person.role.value,
        "ways": [_way(way) for way in person.ways],
    }


def _way(way: Way) -> dict[str, Any]:
    found = way.assessment
    count = found.count
    return {
        "channel": _WRITTEN[way.question],
        "by": way.by,
        "verdict": found.verdict.name,
        "says": found.says,
        "cites": [str(cite) for cite in found.cites],
        "count": {"used": count.used, "allowed": count.allowed, "days": count.days}
        if count
        else None,
        "next_permitted": found.next_permitted.astimezone(UTC).isoformat()
        if found.next_permitted
        else None,
        "next_permitted_there": found.spoken,
        "needs": found.needs,
        "instead": found.instead,
        "capacity": found.capacity.value,
        "findings": [_finding(each) for each in found.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "verdict": finding.verdict.name,
        "basis": finding.basis.value,
        "says": finding.says,
        "cites": [str(cite) for cite in finding.cites],
        "until": finding.until.astimezone(UTC).isoformat() if finding.until else None,
        "absolute": finding.absolute,
    }
