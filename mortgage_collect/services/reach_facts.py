"""What is found out of a way of reaching somebody: who used an address before us, and whether
somebody else's answer was any good."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import PointKind
from mortgage_collect.events.contacts import AnswerDoubted, EarlierCollectorsNoted
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.person import ContactPoint
from mortgage_collect.rules.reach import EarlierCollector
from mortgage_collect.services.edit import loans_of
from mortgage_collect.store.unit_of_work import UnitOfWork


def note_earlier_collectors(
    unit: UnitOfWork, point_id: int, collectors: Iterable[EarlierCollector]
) -> None:
    """Who had the debt before us, the oldest first, and what each did with this e-mail address
    (12 CFR 1006.6(d)(4)(iii)). None of them: an empty list."""
    point = unit.session.get_one(ContactPoint, point_id)
    if point.kind is not PointKind.EMAIL:
        raise UserError("This is a telephone number.", do="Choose an e-mail address.")
    was, point.earlier = point.earlier, [asdict(each) for each in collectors]
    unit.record(
        EarlierCollectorsNoted(
            about=f"person:{point.person_id}",
            also=tuple(f"loan:{loan_id}" for loan_id in loans_of(unit, point.person_id)),
            point_id=point_id,
            person_id=point.person_id,
            was=_in_words(was),
            now=_in_words(point.earlier),
        )
    )


def _in_words(rows: Iterable[dict[str, bool]]) -> tuple[str, ...]:
    return tuple(" ".join(name for name, told in row.items() if told) for row in rows)


def doubt_answer(unit: UnitOfWork, contact_id: int, reason: str) -> None:
    """What somebody else told us of where the person is was wrong or incomplete, and they are
    believed to know better now: they may be asked once more (12 CFR 1006.10(c))."""
    contact = unit.session.get_one(Contact, contact_id)
    if not contact.asked_others:
        raise UserError("Nobody else was asked in this contact.")
    if not reason.strip():
        raise UserError(
            "Why do we believe that?", do="Say what was wrong, and why they know better now."
        )
    contact.answer_doubted = True
    unit.record(
        AnswerDoubted(about=f"loan:{contact.loan_id}", contact_id=contact_id, reason=reason.strip())
    )
