"""Writing down what happened between us and a borrower, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import (
    Ability,
    Channel,
    Commitment,
    Direction,
    Identity,
    Intent,
    Occupancy,
    Outcome,
    PointKind,
)
from mortgage_collect.events.contacts import (
    CallsMisdirected,
    ContactLogged,
    NextActionSet,
    NoteWritten,
)
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import ContactPoint, LoanPerson
from mortgage_collect.queries.calling import borrower_day, may
from mortgage_collect.rules.guard import Assessment
from mortgage_collect.rules.occasion import Purpose
from mortgage_collect.rules.question import Question, asked_of
from mortgage_collect.services.points import mark_bad
from mortgage_collect.services.renewal import renew_later
from mortgage_collect.services.set_aside import SetAside, set_aside
from mortgage_collect.store.unit_of_work import UnitOfWork

WRONG = "wrong number"  # why a number was marked bad by the entry strip


@dataclass(frozen=True, slots=True)
class LogContact:
    """One attempt or conversation, as a specialist would tell it.

    `at` is the moment it began (now when None). `next_on` with `next_action` sets what comes
    next; `reason` is why it was done against the guard's advice, when it was; `second` who agreed
    to that, by login or name, in the words `second_said`. `message` names the notice, where one
    was sent. `asked_others`: somebody else was asked where the person is. `no_message`: it rang
    out, and no message could be left. `purpose`: what it was for, where somebody said. `ringless`
    and `prerecorded`: a voicemail without a ring, a recorded voice. `asked_us_back`: whoever was
    asked wants us to get in touch again. `with_attorney`: it was with their attorney, and goes by
    no number of theirs. `raised`: loans of theirs which they brought up themselves.
    The aims of a talk that were not spoken of are None; `identity` and `texts` are as in the
    event.
    """

    loan_id: int
    outcome: Outcome
    person_id: int | None = None
    point_id: int | None = None
    channel: Channel = Channel.CALL
    direction: Direction = Direction.OUTBOUND
    at: datetime | None = None
    note: str = ""
    reason_for_default: str = ""
    reason: str = ""
    with_consent: bool = False
    next_on: date | None = None
    next_action: str = ""
    message: str = ""
    asked_others: bool = False
    no_message: bool = False
    purpose: Purpose | None = None
    ringless: bool = False
    prerecorded: bool = False
    asked_us_back: bool = False
    with_attorney: bool = False
    raised: tuple[int, ...] = ()
    second: str = ""
    second_said: str = ""
    ability: Ability | None = None
    intent: Intent | None = None
    occupancy: Occupancy | None = None
    commitment: Commitment | None = None
    identity: tuple[Identity, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def question(self) -> Question | None:
        """What the guard is asked about it; None for what the person began in writing."""
        return asked_of(self.channel, self.direction, self.outcome, asked_others=self.asked_others)


def log_contact(unit: UnitOfWork, said: LogContact) -> int:
    """Writes a contact down, whatever the guard thinks of it; returns its id.

    Where the bank asks for more than a reason to go on against a stop, that comes first
    (`set_aside`). A wrong number is marked bad and its earlier calls leave the count (comment
    14(b)(2)(i)-3 to 12 CFR 1006.14). With nobody named it is the number's owner, or the only person
    on the loan; where there are several, it counts against each of them.
    """
    session, at = unit.session, said.at or unit.now
    if said.with_attorney:
        said = replace(said, point_id=None)
    if at > unit.now:
        raise UserError("This contact would be in the future.", do="Enter when it took place.")
    loan = session.get_one(Loan, said.loan_id)
    point = session.get(ContactPoint, said.point_id) if said.point_id else None
    person_id = said.person_id or (point.person_id if point else _only_person(unit, said.loan_id))
    verdict, edition = "", ""
    rules: tuple[str, ...] = ()
    aside = SetAside()
    found = _asked(unit, said, person_id, at)
    if found is not None:
        verdict, edition = found.verdict.name, found.edition
        rules = tuple(finding.rule for finding in found.deciding)
        if said.direction is Direction.OUTBOUND:
            aside = set_aside(unit, found, said.reason, said.second, said.second_said)
    there = borrower_day(session, said.loan_id, person_id, said.point_id, at)
    contact = Contact(
        loan_id=said.loan_id,
        person_id=person_id,
        point_id=said.point_id,
        at=at,
        on=there.date(),
        channel=said.channel,
        direction=said.direction,
        outcome=said.outcome,
        reached=point.value if point else "",
        with_consent=said.with_consent,
        misdirected=said.outcome is Outcome.WRONG_NUMBER,
        reason_for_default=said.reason_for_default,
        note=said.note,
        message=said.message,
        by=unit.actor,
        verdict=verdict,
        rules=list(rules),
        against_reason=said.reason,
        second=aside.second,
        second_said=aside.second_said,
        review_due=aside.review_due,
        no_message=said.no_message,
        asked_others=said.asked_others,
        purpose=said.purpose or "",
        ringless=said.ringless,
        prerecorded=said.prerecorded,
        asked_us_back=said.asked_us_back,
        with_attorney=said.with_attorney,
        raised=list(said.raised),
        ability=said.ability,
        intent=said.intent,
        occupancy=said.occupancy,
        commitment=said.commitment,
        identity=[each.value for each in said.identity],
        texts=list(said.texts),
        before={"next": next_of(loan)},
    )
    session.add(contact)
    session.flush()
    if said.outcome.talked and (loan.last_contact_at is None or loan.last_contact_at < at):
        loan.last_contact_at = at
    unit.record(
        ContactLogged(
            about=f"loan:{said.loan_id}",
            also=("queue",),
            contact_id=contact.id,
            person_id=person_id,
            channel=said.channel,
            direction=said.direction,
            outcome=said.outcome,
            verdict=verdict,
            rules=rules,
            edition=edition,
            reason=said.reason,
            note=said.note,
            message=said.message,
            next_on=said.next_on,
            took_place=at.astimezone(UTC) if at != unit.now else None,
            reason_for_default=said.reason_for_default,
            ability=said.ability,
            intent=said.intent,
            occupancy=said.occupancy,
            commitment=said.commitment,
            identity=said.identity,
            texts=said.texts,
            second=aside.second,
            second_said=aside.second_said,
            review_due=aside.review_due,
            no_message=said.no_message,
            asked_others=said.asked_others,
            purpose=said.purpose or "",
            ringless=said.ringless,
            prerecorded=said.prerecorded,
            asked_us_back=said.asked_us_back,
            with_attorney=said.with_attorney,
            raised=said.raised,
        )
    )
    if said.next_on is not None or said.next_action:
        set_next_action(unit, said.loan_id, said.next_on, said.next_action)
        contact.before = {**contact.before, "left": next_of(loan)}
    if said.outcome is Outcome.WRONG_NUMBER and point is not None and not point.bad:
        mark_bad(unit, point.id, WRONG)
        misdirected = _leave_the_count(unit, contact.id, point)
        contact.before = {**contact.before, "bad": point.id, "misdirected": misdirected}
    renew_later(unit, said.loan_id)
    return contact.id


def _asked(
    unit: UnitOfWork, said: LogContact, person_id: int | None, at: datetime
) -> Assessment | None:
    """What the guard says of it; with nobody named each person it counts against is asked, and the
    sternest answer holds. None for what they began in writing, and with nobody on file."""
    question = said.question
    if question is None:
        return None
    on_line = said.channel is Channel.CALL and said.direction is Direction.INBOUND
    answers = (
        may(
            unit.session,
            question,
            said.loan_id,
            each,
            said.point_id,
            at,
            answering=on_line,
            message=said.message,
            purpose=said.purpose,
            prerecorded=said.prerecorded or said.ringless,
            with_attorney=said.with_attorney,
        )
        for each in ([person_id] if person_id is not None else _reached(unit, said))
    )
    return max(answers, key=lambda found: (found.verdict, found.needs is None), default=None)


def _leave_the_count(unit: UnitOfWork, contact_id: int, point: ContactPoint) -> list[int]:
    """Earlier calls to a number that is not theirs were no calls to them. Returns which."""
    left, loans = [], set()
    for earlier in unit.session.query(Contact).filter(Contact.point_id == point.id):
        # Whoever was talked to there was the person: that conversation took place.
        if not earlier.misdirected and not earlier.outcome.talked:
            earlier.misdirected = True
            left.append(earlier.id)
            loans.add(earlier.loan_id)
    if left:
        unit.record(
            CallsMisdirected(
                about=f"person:{point.person_id}",
                also=tuple(f"loan:{loan_id}" for loan_id in sorted(loans)),
                contact_id=contact_id,
                point_id=point.id,
                person_id=point.person_id,
                calls=tuple(left),
            )
        )
    return left


def next_of(loan: Loan) -> list[str]:
    """What comes next on a loan and when, as an entry remembers it: the day, "" for none."""
    return [loan.next_action_on.isoformat() if loan.next_action_on else "", loan.next_action]


def write_note(unit: UnitOfWork, loan_id: int, note: str) -> None:
    """A remark on the loan's timeline."""
    if not note.strip():
        raise UserError("The note is empty.", do="Write what should be remembered.")
    unit.record(NoteWritten(about=f"loan:{loan_id}", note=note.strip()))


def set_next_action(
    unit: UnitOfWork, loan_id: int, on: date | None, action: str, *, reason: str = ""
) -> None:
    """What comes next and when; a loan without one says why."""
    loan = unit.session.get_one(Loan, loan_id)
    loan.next_action_on, loan.next_action = on, action
    unit.record(
        NextActionSet(about=f"loan:{loan_id}", also=("queue",), on=on, action=action, reason=reason)
    )


def _reached(unit: UnitOfWork, said: LogContact) -> list[int]:
    """Whom a contact with nobody named may have reached: a call none who has no number, unless
    nobody has one."""
    people = _people(unit, said.loan_id)
    if said.channel is not Channel.CALL:
        return people
    rows = unit.session.query(ContactPoint.person_id).filter(
        ContactPoint.person_id.in_(people), ContactPoint.kind == PointKind.PHONE
    )
    with_number = {owner for (owner,) in rows}
    return [each for each in people if each in with_number] or people


def _only_person(unit: UnitOfWork, loan_id: int) -> int | None:
    people = _people(unit, loan_id)
    return people[0] if len(people) == 1 else None


def _people(unit: UnitOfWork, loan_id: int) -> list[int]:
    """Whoever is on the loan, in its order."""
    rows = (
        unit.session.query(LoanPerson.person_id)
        .filter(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position, LoanPerson.id)
    )
    return [person_id for (person_id,) in rows]
