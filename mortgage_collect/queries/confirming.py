"""What nobody has compared with its source yet: the list a bank works through."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.citation import Citation
from mortgage_collect.models.bank import Policy
from mortgage_collect.rules.book import BOOK
from mortgage_collect.rules.coverage.small_lender import CARVE_OUTS

CONFIRMED = "confirmed.{}"
CARVE_OUT = "small_lender.{}"
_PREFIX = CONFIRMED.format("")


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody read the text on a day; `agrees` is their word that it is as we have it."""

    read_on: date
    who: str
    note: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """An entry with an unverified text. `doc` is what we believe it says; `state` "" is federal."""

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
    """Every unverified entry in force, those still open first."""
    found = confirmations(session)
    rows = [
        ToConfirm(
            rule.id, rule.title, rule.doc, rule.cites, state_of(rule.id), True, found.get(rule.id)
        )
        for rule in BOOK
        if rule.unverified and rule.in_force(on)
    ]
    for row in CARVE_OUTS:
        if not row.verified:
            key = CARVE_OUT.format(row.state)
            line = f"{row.limit:,} {row.counts} at most. " if row.limit is not None else ""
            paper = f"Wants {row.paper}. " if row.paper else ""
            doc = f"{line}{paper}Then free of {row.spares}."
            cites = (Citation(row.cite),)
            title = f"What {row.state} leaves to small lenders"
            rows.append(ToConfirm(key, title, doc, cites, row.state, False, found.get(key)))
    return tuple(sorted(rows, key=lambda item: (not item.open, item.state, item.title)))


def confirmations(session: Session) -> dict[str, Confirmation]:
    """The newest word about each entry."""
    rows = session.scalars(
        select(Policy).where(Policy.key.startswith(_PREFIX, autoescape=True)).order_by(Policy.id)
    )
    found = {}
    for row in rows:
        said = json.loads(row.value)
        found[row.key.removeprefix(_PREFIX)] = Confirmation(
            date.fromisoformat(said["read_on"]), said["who"], said["note"], said["agrees"]
        )
    return found


def state_of(rule_id: str) -> str:
    """ "MA" of "states.ma_call_limit"; "" of a rule that is no state's."""
    family, _, name = rule_id.partition(".")
    return name[:2].upper() if family == "states" else ""
