"""What nobody has compared with its source yet: the list a bank works through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.states import CODES
from mortgage_collect.documents.talk_guide import guide
from mortgage_collect.loanmath.late_charge_cap import LateChargeCap, all_caps
from mortgage_collect.models.loan import Property
from mortgage_collect.models.person import Person
from mortgage_collect.queries.confirmations import CARVE_OUT, Confirmation, confirmations
from mortgage_collect.queries.interview import profile
from mortgage_collect.rules.book import BOOK
from mortgage_collect.rules.coverage.small_lender import CARVE_OUTS
from mortgage_collect.rules.states.law.reading import every_state, state
from mortgage_collect.rules.states.law.state import ContactRule, Entry, RuleKind
from mortgage_collect.rules.states.law.words import marked, says, title

LATE_CHARGE = "states.late_charge.{}"
STATES = "states"
# Kinds of a state's entries that stop something once the bank has adopted them.
ADOPTABLE = frozenset({"contact_cap", "hours", "workplace", "notice"})


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """An entry with an unverified text. `doc` is what we believe it says; `state` "" is federal.

    `is_rule`: it can be adopted by its key, and then binds where it applies.
    """

    key: str
    title: str
    doc: str
    cites: tuple[Citation, ...]
    state: str
    is_rule: bool
    found: Confirmation | None = None

    @property
    def open(self) -> bool:
        return self.found is None or not self.found.agrees


def to_confirm(session: Session, on: date) -> tuple[ToConfirm, ...]:
    """Every unverified entry in force, those still open first; of the states where we lend."""
    found = confirmations(session)
    rows = [
        ToConfirm(
            rule.id, rule.title, rule.doc, rule.cites, state_of(rule.id), True, found.get(rule.id)
        )
        for rule in BOOK
        if rule.unverified and rule.in_force(on) and rule.family != STATES
    ]
    ours = our_states(session, on)
    rows += [_of_state(entry, found.get(entry.id)) for entry in _unread(ours)]
    rows += [
        _of_cap(cap, found.get(LATE_CHARGE.format(cap.of)))
        for cap in all_caps()
        if cap.of in ours and not cap.verified
    ]
    for row in CARVE_OUTS:
        if row.state in ours and not row.verified:
            key = CARVE_OUT.format(row.state)
            line = f"{row.limit:,} {row.counts} at most. " if row.limit is not None else ""
            paper = f"Wants {row.paper}. " if row.paper else ""
            doc = f"{line}{paper}Then free of {row.spares}."
            cites = (Citation(row.cite),)
            title = f"{_named(row.state)}: What it leaves to small lenders"
            rows.append(ToConfirm(key, title, doc, cites, row.state, False, found.get(key)))
    rows += _lines(found)
    return tuple(sorted(rows, key=lambda item: (not item.open, item.state, item.title)))


HELP_LINE = "help_line.{}"


def _lines(found: Mapping[str, Confirmation]) -> list[ToConfirm]:
    """Numbers the talk guide gives away: to be tried before somebody needs one."""
    return [
        ToConfirm(
            key := HELP_LINE.format(line.number),
            f"Number to give away: {line.name}, {line.number}",
            f"{line.about} {line.source}\n\nCall it, or read it at its source, and say so here.",
            (),
            "",
            False,
            found.get(key),
        )
        for line in guide().lines
        if not line.verified
    ]


def confirmed_lines(session: Session) -> frozenset[str]:
    """The numbers of the talk guide which somebody at the bank has tried or read."""
    before = HELP_LINE.format("")
    return frozenset(
        key.removeprefix(before)
        for key, found in confirmations(session).items()
        if key.startswith(before) and found.agrees
    )


def state_of(rule_id: str) -> str:
    """ "MA" of "states.contact_cap.MA.personal"; "" of what is no single state's."""
    family, *rest = rule_id.split(".")
    return rest[1] if family == STATES and len(rest) > 1 and rest[1] in CODES else ""


def adoptable(key: str) -> bool:
    """Whether a state's entry can be adopted by this name."""
    place = state(state_of(key))
    return place is not None and any(each.id == key and _binds(each) for each in place.entries)


def our_states(session: Session, on: date) -> frozenset[str]:
    """Where homes and borrowers are, and where the interview says; all while nobody knows."""
    ours = {
        *(profile(session, on).states or ()),
        *session.scalars(select(Property.state).distinct()),
        *session.scalars(select(Person.state).distinct()),
    }
    return frozenset(ours & set(CODES)) or frozenset(CODES)


def _named(code: str) -> str:
    place = state(code)
    assert place is not None
    return place.name


def _unread(codes: frozenset[str]) -> list[Entry]:
    return [
        entry
        for place in every_state()
        if place.code in codes
        for entry in place.entries
        if entry.unread
    ]


def _of_state(entry: Entry, found: Confirmation | None) -> ToConfirm:
    place = state(entry.state)
    assert place is not None
    return ToConfirm(
        entry.id,
        f"{place.name}: {title(entry)}",
        f"{says(entry)}\n\n{marked(entry).capitalize()}.",
        (entry.citation,) if entry.citation else (),
        entry.state,
        _binds(entry),
        found,
    )


def _of_cap(cap: LateChargeCap, found: Confirmation | None) -> ToConfirm:
    """A cap on late charges holds though nobody confirmed it; there is nothing to adopt."""
    place = state(cap.of)
    assert place is not None
    return ToConfirm(
        LATE_CHARGE.format(cap.of),
        f"{place.name}: Late charge",
        f"At most {cap.percent}. Reaches {cap.reaches}. {cap.note}".strip(),
        (cap.citation,),
        cap.of,
        False,
        found,
    )


def _binds(entry: Entry) -> bool:
    if isinstance(entry, ContactRule):
        return entry.kind is RuleKind.FREQUENCY
    return entry.id.split(".")[1] in ADOPTABLE
