"""Asks every rule of the book and makes one answer of what they say.

The sternest finding decides. Findings that do not bind us never decide, and where nothing else
was said the answer is CAUTION: an empty list is no clearance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mortgage_collect.core import text
from mortgage_collect.core.zones import zone_name
from mortgage_collect.rules.book import BOOK, EDITION
from mortgage_collect.rules.facts import CallFacts
from mortgage_collect.rules.rule import Basis, Finding, Question, Rule, Verdict

ROUNDS = 60  # how often we ask again before we say that no end is in sight
STRENGTH = {Basis.LAW: 0, Basis.POLICY: 1, Basis.NOT_BINDING: 2}


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the book says to one question at one moment.

    `findings` holds every answer, the deciding ones first. `next_permitted` is the first moment
    at which nothing stops the act, `at` itself when nothing does now, None when no end is known.
    """

    question: Question
    at: datetime
    verdict: Verdict
    findings: tuple[Finding, ...]
    deciding: tuple[Finding, ...]
    next_permitted: datetime | None
    edition: str
    says: str

    @property
    def may_override(self) -> bool:
        """A stop that a person may set aside with a reason: no absolute rule is behind it."""
        return self.verdict is Verdict.STOP and not any(f.absolute for f in self.deciding)


def assess(question: Question, facts: CallFacts, book: Iterable[Rule] = BOOK) -> Assessment:
    """May we? With every rule's answer, the deciding ones, and when it will be possible."""
    asked = tuple(rule for rule in book if rule.asks is question)
    findings = sorted(_ask(asked, facts), key=_weight)
    counting = [finding for finding in findings if finding.basis is not Basis.NOT_BINDING]
    verdict = max((f.verdict for f in counting), default=Verdict.CAUTION)
    deciding = tuple(finding for finding in counting if finding.verdict is verdict)
    free = _next_permitted(asked, facts)
    return Assessment(
        question=question,
        at=facts.at,
        verdict=verdict,
        findings=tuple(findings),
        deciding=deciding,
        next_permitted=free,
        edition=EDITION,
        says=_says(verdict, deciding, facts, free),
    )


def _ask(book: Iterable[Rule], facts: CallFacts) -> list[Finding]:
    return [finding for rule in book if (finding := rule(facts)) is not None]


def _weight(finding: Finding) -> tuple[bool, int, bool, int]:
    """Sternest first, then what cannot be set aside, then law before policy; advice last."""
    advice = finding.basis is Basis.NOT_BINDING
    return (advice, -finding.verdict, not finding.absolute, STRENGTH[finding.basis])


def _next_permitted(book: Iterable[Rule], facts: CallFacts) -> datetime | None:
    for _ in range(ROUNDS):
        stops = [f for f in _ask(book, facts) if f.verdict is Verdict.STOP]
        if not stops:
            return facts.at
        ends = [stop.until for stop in stops if stop.until is not None]
        # All must have passed; and whoever got in touch today has been answered by then.
        if len(ends) < len(stops) or (then := max(ends)) <= facts.at:
            return None
        facts = replace(facts, at=then, initiated_by_person=False, answering=False)
    return None


def _says(
    verdict: Verdict, deciding: tuple[Finding, ...], facts: CallFacts, free: datetime | None
) -> str:
    briefs = [finding.brief for finding in deciding if finding.brief]
    if not deciding:
        return "You may call, with care: no rule bears on this call."
    if verdict is Verdict.CLEAR:
        return (
            f"You may call: {', '.join(briefs)}." if briefs else f"You may call. {deciding[0].says}"
        )
    if verdict is Verdict.CAUTION:
        why = ", ".join(briefs)
        return f"You may call, with care: {why}." if why else f"With care: {deciding[0].says}"
    why = deciding[0].brief or deciding[0].says
    if free is None:
        return f"Do not call: {why}."
    return f"Do not call before {spoken(free, facts)}: {why}."


def spoken(moment: datetime, facts: CallFacts) -> str:
    """ "8:00 AM Mountain time tomorrow": a moment as it is said where the person is."""
    if not facts.zones:
        return f"{text.weekday(moment)}"
    # Of several clocks, the one furthest behind: it is the one we wait for.
    zone = min(facts.zones, key=lambda name: (moment.astimezone(ZoneInfo(name)).utcoffset(), name))
    wall, now = moment.astimezone(ZoneInfo(zone)), facts.at.astimezone(ZoneInfo(zone))
    clock = f"{text.clock(wall)} {zone_name(zone)} time"
    match (wall.date() - now.date()) // timedelta(days=1):
        case 0:
            return clock
        case 1:
            return f"{clock} tomorrow"
        case _:
            return f"{clock} on {text.weekday(wall)}"
