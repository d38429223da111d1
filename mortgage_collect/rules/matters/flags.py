"""The flags that follow from a matter, for the guard: a bankruptcy stops calls while it runs.

Worked out from the steps alone, so a step written down late or taken back moves the flag with it.
And the other way round: a flag raised by hand reads as a matter for the duties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import FlagFact
from mortgage_collect.rules.matters import bankruptcy
from mortgage_collect.rules.matters.cease import RECEIVED, SOME, WITHDRAWN
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.matters.servicemember import (
    BEGAN,
    CERTIFICATE,
    ORDERS,
    began_on,
    ended_on,
)

FLAGS = {
    MatterKind.BANKRUPTCY: FlagKind.BANKRUPTCY,
    MatterKind.CEASE: FlagKind.CEASE,
    MatterKind.SERVICEMEMBER: FlagKind.SERVICEMEMBER,
    MatterKind.VALIDATION: FlagKind.DISPUTE,
}
MATTERS = {flag: matter for matter, flag in FLAGS.items()}

Details = Callable[[Step, bool], dict[str, str]]


@dataclass(slots=True)
class _Case:
    since: date
    chapter: str
    status: str = "open"
    until: date | None = None

    @property
    def flag(self) -> FlagFact:
        details = {"status": self.status}
        if self.chapter:
            details["chapter"] = self.chapter
        return FlagFact(FlagKind.BANKRUPTCY, self.since, self.until, details)


def flags_of(matter: Matter) -> tuple[FlagFact, ...]:
    """The flags its steps ask for, the oldest first; none for a kind that raises none."""
    match matter.kind:
        case MatterKind.BANKRUPTCY:
            return tuple(_bankruptcies(matter))
        case MatterKind.CEASE:
            return tuple(_stretches(matter, FlagKind.CEASE, RECEIVED, WITHDRAWN, _asked))
        case MatterKind.SERVICEMEMBER:
            return tuple(_service(matter))
        case MatterKind.VALIDATION:
            return tuple(_stretches(matter, FlagKind.DISPUTE, "disputed", "answered", _disputed))
    return ()


def _bankruptcies(matter: Matter) -> Iterator[FlagFact]:
    """A flag a case; one that was revived is another."""
    case: _Case | None = None
    for step in matter.steps:
        match step.key:
            case bankruptcy.PETITION:
                if case is not None:
                    yield case.flag
                case = _Case(step.on, step.text("chapter"))
            case bankruptcy.REVIVED if case is not None and case.until is not None:
                yield case.flag
                case = _Case(step.on, case.chapter)
            case bankruptcy.CONVERTED if case is not None:
                case.chapter = step.text("chapter") or case.chapter
            case bankruptcy.DISCHARGED if case is not None and step.yes("personal") is not False:
                case.status = "discharged"
            case bankruptcy.REAFFIRMED if case is not None:
                case.status = "reaffirmed"
            case bankruptcy.DISMISSED if case is not None:
                case.status, case.until = "dismissed", step.on
            case bankruptcy.CLOSED if case is not None and case.until is None:
                case.until = step.on
    if case is not None:
        yield case.flag


def _service(matter: Matter) -> Iterator[FlagFact]:
    """From the first day of service that is known; until it ended, or turned out to be none."""
    active = [
        step.day("as_of") or step.on for step in matter.all(CERTIFICATE) if step.yes("active")
    ]
    orders = [step.on for step in matter.all(ORDERS)]
    since = min([day for day in (began_on(matter), *active, *orders) if day], default=None)
    if since is None:
        return
    until = ended_on(matter) or matter.on("closed")
    yield FlagFact(FlagKind.SERVICEMEMBER, since, max(until, since) if until else None)


def _stretches(
    matter: Matter, kind: FlagKind, begins: str, ends: str, details: Details
) -> Iterator[FlagFact]:
    """From each step that begins it to the next one that ends it; a wish to stop some contact
    only is kept as a wish, and stops nothing else."""
    begun: Step | None = None
    for step in matter.steps:
        if step.key == begins and begun is None and step.text("what") != SOME:
            begun = step
        elif step.key == ends and begun is not None:
            yield FlagFact(kind, begun.on, step.on, details(begun, True))
            begun = None
    if begun is not None:
        yield FlagFact(kind, begun.on, None, details(begun, False))


def _asked(step: Step, _over: bool) -> dict[str, str]:
    written = step.yes("written")
    return {} if written is None else {"form": "written" if written else "oral"}


def _disputed(_step: Step, over: bool) -> dict[str, str]:
    return {"status": "answered" if over else "open"}


def joins(by_hand: FlagFact, follows: FlagFact) -> bool:
    """Whether a flag of a matter is of the same trouble as one raised by hand: it had not ended
    when that one began."""
    return follows.until is None or follows.until >= by_hand.since


def joined(by_hand: FlagFact, follows: FlagFact) -> FlagFact:
    """Both as one: since the earlier day, with what was told of either, ended by the matter. Where
    they contradict each other the matter is right."""
    details = {**by_hand.details, **follows.details}
    return FlagFact(by_hand.kind, min(by_hand.since, follows.since), follows.until, details)


def with_flag(matter: Matter, by_hand: FlagFact) -> Matter:
    """The matter as the duties read it where a flag raised by hand tells of an earlier day: what
    begins it is then of that day."""
    own = min((flag.since for flag in flags_of(matter)), default=None)
    if own is None or by_hand.since >= own:
        return matter
    began = next(_steps(by_hand))
    first = matter.first(began.key)
    details = {**began.details, **(first.details if first else {})}
    if matter.kind is MatterKind.SERVICEMEMBER:
        details["service_on"] = by_hand.since.isoformat()
        matter = _in_service_since(matter, by_hand.since)
    steps = sorted(
        (Step(began.key, by_hand.since, details), *matter.steps), key=lambda step: step.on
    )
    return Matter(matter.id, matter.kind, tuple(steps), matter.person_id)


def _in_service_since(matter: Matter, day: date) -> Matter:
    """Every telling of the first day of service, moved to this one."""
    told = {"service_on": day.isoformat()}
    steps = (
        Step(step.key, step.on, {**step.details, **told}) if step.key == BEGAN else step
        for step in matter.steps
    )
    return Matter(matter.id, matter.kind, tuple(steps), matter.person_id)


def as_matter(flag: FlagFact, number: int, person_id: int | None) -> Matter | None:
    """A flag without a matter as the duties read it; None for a kind that is none.

    `number` is the flag's id; the matter's is below zero. A request to stop that does not say how
    it was made is taken as written, as the guard takes it (`rules/reg_f/cease.py`); a bankruptcy
    that ended in a way nobody told is taken as closed.
    """
    kind = MATTERS.get(flag.kind)
    if kind is None:
        return None
    return Matter(-number, kind, tuple(_steps(flag)), person_id)


def _steps(flag: FlagFact) -> Iterator[Step]:
    match flag.kind:
        case FlagKind.BANKRUPTCY:
            chapter = flag.details.get("chapter")
            yield Step("petition", flag.since, {"chapter": chapter} if chapter else {})
            status = flag.details.get("status", "")
            # A flag does not tell the day of the decision; it was known when it was raised.
            if status == "discharged":
                yield Step("discharged", flag.since, {"personal": "yes"})
            elif status == "reaffirmed":
                yield Step("reaffirmed", flag.since)
            if flag.until is not None:
                yield Step("dismissed" if status == "dismissed" else "closed", flag.until)
        case FlagKind.CEASE:
            form = flag.details.get("form")
            yield Step("received", flag.since, {"written": "no" if form == "oral" else "yes"})
            if flag.until is not None:
                yield Step("withdrawn", flag.until)
        case FlagKind.SERVICEMEMBER:
            yield Step("began", flag.since, {"service_on": flag.since.isoformat()})
            if flag.until is not None:
                yield Step("ended", flag.until, {"service_ended": flag.until.isoformat()})
        case FlagKind.DISPUTE:
            yield Step("disputed", flag.since)
            if flag.until is not None:
                yield Step("answered", flag.until)
