"""Asks every rule that bears on an act and makes one answer of what they say.

The sternest finding decides. Findings that do not bind us never decide, and where nothing else
was said the answer is CAUTION: an empty list is no clearance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.words import Capacity
from mortgage_collect.core.zones import zone_name
from mortgage_collect.rules.book import BOOK, EDITION
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.instead import instead
from mortgage_collect.rules.rule import Basis, Count, Finding, Question, Rule, Verdict
from mortgage_collect.rules.verdict import Need

ROUNDS = 60  # how often we ask again before we say that no end is in sight
STRENGTH = {Basis.LAW: 0, Basis.POLICY: 1, Basis.ADVICE: 2, Basis.NOT_BINDING: 3}


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the book says to one question at one moment.

    `findings` holds every answer, the deciding ones first. `next_permitted` is the first moment
    at which nothing stops the act, `at` itself when nothing does now, None when no end is known;
    `spoken` says it by the clock where the person is. `capacity` is the role in which the bank was
    judged, `needs` what the stop asks for before it is set aside: None where there is no stop, or
    no way past it. `instead` is what the law leaves or demands in its place.
    """

    question: Question
    at: datetime
    verdict: Verdict
    findings: tuple[Finding, ...]
    deciding: tuple[Finding, ...]
    next_permitted: datetime | None
    edition: str
    says: str
    capacity: Capacity
    spoken: str = ""
    needs: Need | None = None
    instead: str = ""

    @property
    def may_override(self) -> bool:
        """A stop that a person may set aside with a reason: no absolute rule is behind it."""
        return self.needs is not None

    @property
    def cites(self) -> tuple[Citation, ...]:
        """What the deciding rules rest on, each once."""
        return tuple(dict.fromkeys(cite for each in self.deciding for cite in each.cites))

    @property
    def count(self) -> Count | None:
        """The use of the limit that decided, or of the tightest that was counted."""
        counted = [each.count for each in self.findings if each.count and each.counts]
        return min(counted, key=lambda each: each.allowed - each.used, default=None)


def assess(question: Question, facts: ContactFacts, book: Iterable[Rule] = BOOK) -> Assessment:
    """May we? With every rule's answer, the deciding ones, and when it will be possible."""
    if question.rings:
        _ = facts.ledger  # counted here once, it goes along to every act and moment
    facts = facts.later(question=question)
    asked = tuple(rule for rule in book if question in rule.asks)
    said = _ask(asked, facts)
    findings = sorted(said, key=_weight)
    counting = [finding for finding in findings if finding.counts]
    verdict = max((f.verdict for f in counting), default=Verdict.CAUTION)
    deciding = tuple(finding for finding in counting if finding.verdict is verdict)
    free = _next_permitted(asked, facts, said)
    stopped = verdict is Verdict.STOP
    return Assessment(
        question=question,
        at=facts.at,
        verdict=verdict,
        findings=tuple(findings),
        deciding=deciding,
        next_permitted=free,
        edition=EDITION,
        says=_says(verdict, deciding, facts, free),
        capacity=facts.capacity,
        spoken=spoken(free, facts) if free and stopped else "",
        needs=facts.stop_needs if stopped and not any(f.absolute for f in deciding) else None,
        instead=instead(facts, deciding, free) if stopped else "",
    )


def _ask(book: Iterable[Rule], facts: ContactFacts) -> list[Finding]:
    return [finding for rule in book if (finding := rule(facts)) is not None]


def _weight(finding: Finding) -> tuple[bool, int, bool, int]:
    """Sternest first, then what cannot be set aside, then law before policy; advice last."""
    advice = finding.basis is Basis.NOT_BINDING
    return (advice, -finding.verdict, not finding.absolute, STRENGTH[finding.basis])


def _next_permitted(
    book: Iterable[Rule], facts: ContactFacts, said: list[Finding]
) -> datetime | None:
    for _ in range(ROUNDS):
        stops = [f for f in said if f.verdict is Verdict.STOP]
        if not stops:
            return facts.at
        ends = [stop.until for stop in stops if stop.until is not None]
        # All must have passed; and whoever got in touch today has been answered by then.
        if len(ends) < len(stops) or (then := max(ends)) <= facts.at:
            return None
        facts = facts.later(at=then, initiated_by_person=False, answering=False)
        said = _ask(book, facts)
    return None


def _says(
    verdict: Verdict, deciding: tuple[Finding, ...], facts: ContactFacts, free: datetime | None
) -> str:
    act = facts.question.act
    briefs = [finding.brief for finding in deciding if finding.brief]
    if not deciding:
        return f"You may {act}, with care: no rule bears on this."
    if verdict is Verdict.CLEAR:
        return (
            f"You may {act}: {', '.join(briefs)}."
            if briefs
            else f"You may {act}. {deciding[0].says}"
        )
    if verdict is Verdict.CAUTION:
        why = ", ".join(briefs)
        return f"You may {act}, with care: {why}." if why else f"With care: {deciding[0].says}"
    why = deciding[0].brief or deciding[0].says.rstrip(".")
    if free is None:
        return f"Do not {act}: {why}."
    return f"Do not {act} before {spoken(free, facts)}: {why}."


def spoken(moment: datetime, facts: ContactFacts) -> str:
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
