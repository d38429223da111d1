"""Numbers and addresses: what may be used to reach somebody, and what was agreed about each."""

from __future__ import annotations

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Channel, Consent, PointKind, PointLabel, Source
from mortgage_collect.events.contacts import (
    ConsentRecorded,
    PointAdded,
    PointCorrected,
    PointMarkedBad,
)
from mortgage_collect.models.person import ContactPoint
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.search import index_loan
from mortgage_collect.services.edit import apply, ends_only, loans_of
from mortgage_collect.store.unit_of_work import UnitOfWork


def add_point(
    unit: UnitOfWork,
    person_id: int,
    kind: PointKind,
    value: str,
    *,
    label: PointLabel = PointLabel.OTHER,
    written: str = "",
    extension: str = "",
    source: Source = Source.STAFF,
) -> int:
    """A new number or address for a person; returns its id. The same one twice is refused."""
    value = clean_point(kind, value)
    held = (
        unit.session.query(ContactPoint)
        .filter_by(person_id=person_id, kind=kind, value=value)
        .first()
    )
    if held is not None:
        raise UserError(f"{written or value} is already on file for this person.")
    point = ContactPoint(
        person_id=person_id,
        kind=kind,
        label=label,
        value=value,
        written=written or value,
        extension=extension,
        source=source,
    )
    unit.session.add(point)
    unit.session.flush()
    unit.record(
        PointAdded(
            about=f"person:{person_id}",
            also=_loans(unit, person_id),
            point_id=point.id,
            person_id=person_id,
            kind=kind.value,
            ends_in=value[-4:],
        )
    )
    _index(unit, person_id)
    return point.id


def correct_point(unit: UnitOfWork, point_id: int, **now: object) -> None:
    """Corrects a number's fields; history keeps what it was."""
    point = unit.session.get_one(ContactPoint, point_id)
    if "value" in now:
        now["value"] = clean_point(point.kind, str(now["value"]))
    changes = apply(point, now)
    if not changes:
        return
    unit.record(
        PointCorrected(
            about=f"person:{point.person_id}",
            also=_loans(unit, point.person_id),
            point_id=point_id,
            person_id=point.person_id,
            changes=ends_only(changes, "value", "written"),
        )
    )
    _index(unit, point.person_id)


def mark_bad(unit: UnitOfWork, point_id: int, reason: str) -> None:
    """The number or address does not reach this person."""
    point = unit.session.get_one(ContactPoint, point_id)
    point.bad, point.bad_since, point.bad_reason = True, today(unit.session, unit.now), reason
    unit.record(
        PointMarkedBad(
            about=f"person:{point.person_id}",
            also=_loans(unit, point.person_id),
            point_id=point_id,
            person_id=point.person_id,
            reason=reason,
        )
    )


def prefer_point(unit: UnitOfWork, point_id: int) -> None:
    """The one to use first; the person's others of its kind step back."""
    point = unit.session.get_one(ContactPoint, point_id)
    others = unit.session.query(ContactPoint).filter(
        ContactPoint.person_id == point.person_id,
        ContactPoint.kind == point.kind,
        ContactPoint.preferred.is_(True),
        ContactPoint.id != point_id,
    )
    for other in others.all():
        correct_point(unit, other.id, preferred=False)
    correct_point(unit, point_id, preferred=True)


def record_consent(
    unit: UnitOfWork, point_id: int, channel: Channel, consent: Consent, how: str
) -> None:
    """What the person agreed to, or took back, for texts, automatic calls or e-mail."""
    fields = {
        Channel.TEXT: "consent_text",
        Channel.CALL: "consent_autodial",
        Channel.EMAIL: "consent_email",
    }
    if channel not in fields:
        raise UserError(f"Consent is not kept for {channel.label.lower()}.")
    if not how.strip():
        raise UserError("How was it given?", do="Say when, where and in which words.")
    point = unit.session.get_one(ContactPoint, point_id)
    was = getattr(point, fields[channel])
    setattr(point, fields[channel], consent)
    point.consent_how, point.consent_on = how.strip(), today(unit.session, unit.now)
    unit.record(
        ConsentRecorded(
            about=f"person:{point.person_id}",
            also=_loans(unit, point.person_id),
            point_id=point_id,
            person_id=point.person_id,
            channel=channel,
            was=was.value,
            now=consent.value,
            how=how.strip(),
        )
    )


def clean_point(kind: PointKind, value: str) -> str:
    """Ten digits, or a plausible e-mail address; raises UserError saying what was found."""
    if kind is PointKind.PHONE:
        digits = "".join(c for c in value if c.isdigit())
        if len(digits) == 11 and digits.startswith("1"):
            digits = digits[1:]
        if len(digits) != 10 or digits[0] in "01" or digits[3] in "01":
            raise UserError(
                f"{value!r} is not a US telephone number.",
                do="Enter area code and number, ten digits, as in (802) 555-0101.",
            )
        return digits
    text = value.strip()
    name, at, domain = text.partition("@")
    if not (name and at and "." in domain) or " " in text:
        raise UserError(f"{value!r} is not an e-mail address.", do="Enter it as name@example.com.")
    return text


def _loans(unit: UnitOfWork, person_id: int) -> tuple[str, ...]:
    return tuple(f"loan:{loan_id}" for loan_id in loans_of(unit, person_id))


def _index(unit: UnitOfWork, person_id: int) -> None:
    unit.session.flush()
    for loan_id in loans_of(unit, person_id):
        index_loan(unit.session, loan_id)
