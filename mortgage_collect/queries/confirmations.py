"""What somebody has said of a text nobody had compared with its source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.models.bank import Policy

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


def confirmed_carve_outs(session: Session) -> frozenset[str]:
    """The states whose carve-out for small lenders was read and is as we have it."""
    before = CARVE_OUT.format("")
    return frozenset(
        key.removeprefix(before)
        for key, found in confirmations(session).items()
        if key.startswith(before) and found.agrees
    )
