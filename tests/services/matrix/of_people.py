"""Contacts, promises, the people of a loan, their numbers and wishes."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import (
    Channel,
    Consent,
    Outcome,
    PointKind,
    Role,
)
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.loan import Payment
from mortgage_collect.queries.calling import may_call
from mortgage_collect.rules.reach import EarlierCollector
from mortgage_collect.services import (
    contact_reversal,
    contacts,
    edit,
    entry,
    holding_back,
    households,
    loans,
    payments,
    points,
    promises,
    reach_facts,
    set_aside,
    wishes,
)
from mortgage_collect.services.contacts import LogContact
from mortgage_collect.services.next_step import PromiseSaid
from tests.services.matrix.recipe import MONDAY, Call, Desk, Recipes

PEOPLE = Recipes()
LATER = date(2026, 3, 20)
FIFTY = Money.of("50")


def _said(desk: Desk, **more: Any) -> LogContact:
    case = desk.case
    return LogContact(case.loan_id, Outcome.NO_ANSWER, case.person_id, case.point_id, **more)


def _contact(desk: Desk) -> int:
    return int(desk.do(contacts.log_contact, _said(desk)))


# -- contacts and promises ------------------------------------------------------------------------

PEOPLE.simple(Permission.WORK, contacts.log_contact, lambda d: (_said(d),))
PEOPLE.simple(Permission.WORK, entry.save_entry, lambda d: (_said(d), (PromiseSaid(FIFTY, LATER),)))
PEOPLE.simple(
    Permission.NOTE, contacts.write_note, lambda d: (d.case.loan_id, "Called the branch.")
)
PEOPLE.simple(Permission.WORK, contacts.set_next_action, lambda d: (d.case.loan_id, LATER, "call"))
PEOPLE.simple(
    Permission.WORK, contact_reversal.reverse_contact, lambda d: (_contact(d), "the wrong loan")
)


PEOPLE.simple(
    Permission.WORK, holding_back.show_details, lambda d: (d.case.loan_id, d.case.person_id)
)


@PEOPLE.of("set_aside.set_aside", None)
def _set_aside(desk: Desk) -> Call:
    case = desk.case
    found = desk.look(may_call, case.loan_id, case.person_id, case.point_id, desk.clock.now())
    return lambda unit: set_aside.set_aside(unit, found, "", "", "")


@PEOPLE.of("set_aside.review_contact", Permission.AGREE)
def _review_contact(desk: Desk) -> Call:
    made = _contact(desk)
    with desk.store.unit() as unit:
        unit.session.get_one(Contact, made).review_due = LATER
        contacts.write_note(unit, desk.case.loan_id, "To be looked at again.")
    return lambda unit: set_aside.review_contact(unit, made, "It was in order.")


def _promise(desk: Desk, **more: Any) -> int:
    return int(desk.do(promises.make_promise, desk.case.loan_id, FIFTY, LATER, **more))


PEOPLE.simple(Permission.WORK, promises.make_promise, lambda d: (d.case.loan_id, FIFTY, LATER))
PEOPLE.simple(
    Permission.WORK,
    promises.make_promises,
    lambda d: (d.case.loan_id, (PromiseSaid(FIFTY, LATER),)),
)
PEOPLE.simple(Permission.WORK, promises.cancel_promise, lambda d: (_promise(d), "She takes a plan"))


@PEOPLE.of("promises.cancel_promises_of", Permission.WORK)
def _cancel_promises_of(desk: Desk) -> Call:
    made = _contact(desk)
    _promise(desk, contact_id=made)
    return lambda unit: promises.cancel_promises_of(unit, made, "the call was taken back")


@PEOPLE.of("promises.decide_promises", Permission.WORK)
def _decide_promises(desk: Desk) -> Call:
    made = _promise(desk)
    desk.do(payments.post_payment, desk.case.loan_id, FIFTY, MONDAY, settle=False)
    return lambda unit: (made, promises.decide_promises(unit))


@PEOPLE.of("promises.reopen_promises", Permission.WORK)
def _reopen_promises(desk: Desk) -> Call:
    _promise(desk)
    desk.do(payments.post_payment, desk.case.loan_id, FIFTY, MONDAY)

    def call(unit: Any) -> None:
        # As if the money had never come; the payment itself is taken back by another service.
        paid = unit.session.query(Payment).one()
        unit.session.delete(paid)
        unit.session.flush()
        promises.reopen_promises(unit, desk.case.loan_id)

    return call


@PEOPLE.of("promises.reopen_decided", Permission.WORK)
def _reopen_decided(desk: Desk) -> Call:
    made = _promise(desk)
    desk.do(payments.post_payment, desk.case.loan_id, FIFTY, MONDAY)
    return lambda unit: promises.reopen_decided(unit, (made,), "the import was taken back")


# -- people, their numbers and wishes -------------------------------------------------------------

PEOPLE.simple(
    Permission.WORK,
    loans.add_person,
    lambda d: (d.case.loan_id, Role.AUTHORIZED),
    written="LOPEZ ANA",
)
PEOPLE.simple(Permission.WORK, loans.correct_person, lambda d: (d.case.person_id,), city="Barre")


@PEOPLE.of("loans.link_person", Permission.WORK)
def _link_person(desk: Desk) -> Call:
    other = desk.other_id
    desk.do(loans.unlink_person, desk.case.loan_id, other, "sold their share")
    return lambda unit: loans.link_person(unit, desk.case.loan_id, other, Role.CO_BORROWER)


PEOPLE.simple(
    Permission.WORK, loans.unlink_person, lambda d: (d.case.loan_id, d.other_id, "sold their share")
)


@PEOPLE.of("loans.note_authorization", Permission.WORK)
def _note_authorization(desk: Desk) -> Call:
    loan_id = desk.case.loan_id
    person = desk.do(loans.add_person, loan_id, Role.AUTHORIZED, written="LOPEZ ANA")
    return lambda unit: loans.note_authorization(unit, loan_id, person, True, "a signed letter")


PEOPLE.simple(
    Permission.WORK, points.add_point, lambda d: (d.case.person_id, PointKind.PHONE, "8025550177")
)
PEOPLE.simple(Permission.WORK, points.correct_point, lambda d: (d.case.point_id,), extension="12")
PEOPLE.simple(Permission.WORK, points.mark_bad, lambda d: (d.case.point_id, "not in service"))
PEOPLE.simple(Permission.WORK, points.prefer_point, lambda d: (_second_point(d),))
PEOPLE.simple(
    Permission.WORK,
    points.record_consent,
    lambda d: (d.case.point_id, Channel.TEXT, Consent.GIVEN, "said so on the phone"),
)


def _second_point(desk: Desk) -> int:
    return int(desk.do(points.add_point, desk.case.person_id, PointKind.PHONE, "8025550177"))


PEOPLE.simple(Permission.WORK, wishes.agree_call_back, lambda d: (d.case.loan_id, d.case.person_id))
PEOPLE.simple(
    Permission.WORK, wishes.set_quiet_time, lambda d: (d.case.person_id, "not on Mondays")
)
PEOPLE.simple(
    Permission.WORK, wishes.agree_hours, lambda d: (d.case.person_id, time(9), time(17), True)
)


@PEOPLE.of("wishes.revoke_call_back", Permission.WORK)
def _revoke_call_back(desk: Desk) -> Call:
    desk.do(wishes.agree_call_back, desk.case.loan_id, desk.case.person_id)
    return lambda unit: wishes.revoke_call_back(unit, 1, "she said so")


@PEOPLE.of("reach_facts.note_earlier_collectors", Permission.WORK)
def _earlier_collectors(desk: Desk) -> Call:
    person, mail = desk.case.person_id, "ruiz@example.com"
    point = int(desk.do(points.add_point, person, PointKind.EMAIL, mail))
    told = EarlierCollector(obtained=True, used=True, opted_out=False)
    return lambda unit: reach_facts.note_earlier_collectors(unit, point, [told])


@PEOPLE.of("reach_facts.doubt_answer", Permission.WORK)
def _doubt_answer(desk: Desk) -> Call:
    case = desk.case
    said = LogContact(
        case.loan_id, Outcome.THIRD_PARTY, case.person_id, case.point_id, asked_others=True
    )
    contact = int(desk.do(contacts.log_contact, said))
    return lambda unit: reach_facts.doubt_answer(unit, contact, "they moved again")


@PEOPLE.of("wishes.end_quiet_time", Permission.WORK)
def _end_quiet_time(desk: Desk) -> Call:
    desk.do(wishes.set_quiet_time, desk.case.person_id, "not on Mondays")
    return lambda unit: wishes.end_quiet_time(unit, 1, "she said so")


@PEOPLE.of("wishes.end_hours", Permission.WORK)
def _end_hours(desk: Desk) -> Call:
    desk.do(wishes.agree_hours, desk.case.person_id, time(9), time(17), True)
    return lambda unit: wishes.end_hours(unit, 1, "she said so")


PEOPLE.simple(Permission.WORK, households.put_together, lambda d: (d.case.person_id, d.other_id))


@PEOPLE.of("households.take_out", Permission.WORK)
def _take_out(desk: Desk) -> Call:
    desk.do(households.put_together, desk.case.person_id, desk.other_id)
    return lambda unit: households.take_out(unit, desk.other_id, "moved to Barre")


PEOPLE.simple(None, edit.loans_of, lambda d: (d.case.person_id,))
