"""Which entries of the history take back or mend an earlier one, and which one.

History is never edited. A correction is an entry of its own, younger than what it corrects; whoever
reads the older one must see that there is a younger.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.models.history import HistoryEntry


@dataclass(frozen=True, slots=True)
class Mends:
    """`own` of the correction names the same thing as `theirs` of the entries in `of`."""

    own: str
    theirs: str
    of: tuple[str, ...]


_CONTACT: Final = Mends("contact_id", "contact_id", ("ContactLogged", "ContactCorrected"))
MENDS: Final[Mapping[str, Mends]] = {
    "ContactReversed": _CONTACT,
    "ContactCorrected": _CONTACT,
    "LoanCorrected": Mends("loan_id", "loan_id", ("LoanAdded", "LoanCorrected")),
    "PaymentReversed": Mends("reverses_id", "payment_id", ("PaymentPosted",)),
    "PersonCorrected": Mends("person_id", "person_id", ("PersonAdded", "PersonCorrected")),
    "PersonUnlinked": Mends("person_id", "person_id", ("PersonLinked",)),
    "PointCorrected": Mends("point_id", "point_id", ("PointAdded", "PointCorrected")),
    "PropertyCorrected": Mends("property_id", "property_id", ("PropertyCorrected",)),
    "StepTakenBack": Mends("step_id", "step_id", ("StepTaken",)),
    "TapeUndone": Mends("tape_id", "tape_id", ("TapeImported",)),
    "WorkoutMoveReversed": Mends("workout_id", "workout_id", ("WorkoutChanged",)),
}


def mended_by(session: Session, held: HistoryEntry) -> tuple[HistoryEntry, ...]:
    """The younger entries that take back or mend this one, oldest first."""
    those = {event: how for event, how in MENDS.items() if held.event in how.of}
    if not those:
        return ()
    body = json.loads(held.body)
    younger = session.scalars(
        select(HistoryEntry)
        .where(
            HistoryEntry.about == held.about,
            HistoryEntry.seq > held.seq,
            HistoryEntry.event.in_(those),
        )
        .order_by(HistoryEntry.seq)
    )
    return tuple(
        each
        for each in younger
        if json.loads(each.body).get(those[each.event].own) == body.get(those[each.event].theirs)
    )
