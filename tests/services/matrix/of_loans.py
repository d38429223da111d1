"""What is done on a loan and on the people of it."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from mortgage_collect.core.area import Area
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import (
    Channel,
    Consent,
    DisasterKind,
    FlagKind,
    LoanStatus,
    Outcome,
    PaymentKind,
    PointKind,
    Role,
)
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.models.matter import Matter
from mortgage_collect.queries.calling import may_call
from mortgage_collect.queries.clocks import loan_clocks
from mortgage_collect.queries.matters import as_told
from mortgage_collect.services import (
    accounts,
    assignments,
    clocks,
    contact_reversal,
    contacts,
    disasters,
    edit,
    entry,
    flags,
    households,
    loans,
    matter_effects,
    matter_flags,
    matters,
    missing,
    payments,
    points,
    promises,
    renewal,
    set_aside,
    wishes,
)
from mortgage_collect.services.contacts import LogContact
from mortgage_collect.services.disasters import TagArea
from mortgage_collect.services.matters import SaidStep
from mortgage_collect.services.next_step import PromiseSaid
from tests.builders import a_user
from tests.services.matrix.recipe import MONDAY, Call, Desk, Recipes

LOANS = Recipes()
LATER = date(2026, 3, 20)
FIFTY = Money.of("50")


def _said(desk: Desk, **more: Any) -> LogContact:
    case = desk.case
    return LogContact(case.loan_id, Outcome.NO_ANSWER, case.person_id, case.point_id, **more)


def _contact(desk: Desk) -> int:
    return int(desk.do(contacts.log_contact, _said(desk)))


# -- contacts and promises ------------------------------------------------------------------------

LOANS.simple(Permission.WORK, contacts.log_contact, lambda d: (_said(d),))
LOANS.simple(Permission.WORK, entry.save_entry, lambda d: (_said(d), (PromiseSaid(FIFTY, LATER),)))
LOANS.simple(Permission.NOTE, contacts.write_note, lambda d: (d.case.loan_id, "Called the branch."))
LOANS.simple(Permission.WORK, contacts.set_next_action, lambda d: (d.case.loan_id, LATER, "call"))
LOANS.simple(
    Permission.WORK, contact_reversal.reverse_contact, lambda d: (_contact(d), "the wrong loan")
)


@LOANS.of("set_aside.set_aside", None)
def _set_aside(desk: Desk) -> Call:
    case = desk.case
    found = desk.look(may_call, case.loan_id, case.person_id, case.point_id, desk.clock.now())
    return lambda unit: set_aside.set_aside(unit, found, "", "", "")


@LOANS.of("set_aside.review_contact", Permission.AGREE)
def _review_contact(desk: Desk) -> Call:
    made = _contact(desk)
    with desk.store.unit() as unit:
        unit.session.get_one(Contact, made).review_due = LATER
        contacts.write_note(unit, desk.case.loan_id, "To be looked at again.")
    return lambda unit: set_aside.review_contact(unit, made, "It was in order.")


def _promise(desk: Desk, **more: Any) -> int:
    return int(desk.do(promises.make_promise, desk.case.loan_id, FIFTY, LATER, **more))


LOANS.simple(Permission.WORK, promises.make_promise, lambda d: (d.case.loan_id, FIFTY, LATER))
LOANS.simple(
    Permission.WORK,
    promises.make_promises,
    lambda d: (d.case.loan_id, (PromiseSaid(FIFTY, LATER),)),
)
LOANS.simple(Permission.WORK, promises.cancel_promise, lambda d: (_promise(d), "She takes a plan"))


@LOANS.of("promises.cancel_promises_of", Permission.WORK)
def _cancel_promises_of(desk: Desk) -> Call:
    made = _contact(desk)
    _promise(desk, contact_id=made)
    return lambda unit: promises.cancel_promises_of(unit, made, "the call was taken back")


@LOANS.of("promises.decide_promises", Permission.WORK)
def _decide_promises(desk: Desk) -> Call:
    made = _promise(desk)
    desk.do(payments.post_payment, desk.case.loan_id, FIFTY, MONDAY, settle=False)
    return lambda unit: (made, promises.decide_promises(unit))


@LOANS.of("promises.reopen_promises", Permission.WORK)
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


@LOANS.of("promises.reopen_decided", Permission.WORK)
def _reopen_decided(desk: Desk) -> Call:
    made = _promise(desk)
    desk.do(payments.post_payment, desk.case.loan_id, FIFTY, MONDAY)
    return lambda unit: promises.reopen_decided(unit, (made,), "the import was taken back")


# -- people, their numbers and wishes -------------------------------------------------------------

LOANS.simple(
    Permission.WORK,
    loans.add_person,
    lambda d: (d.case.loan_id, Role.AUTHORIZED),
    written="LOPEZ ANA",
)
LOANS.simple(Permission.WORK, loans.correct_person, lambda d: (d.case.person_id,), city="Barre")


@LOANS.of("loans.link_person", Permission.WORK)
def _link_person(desk: Desk) -> Call:
    other = desk.other_id
    desk.do(loans.unlink_person, desk.case.loan_id, other, "sold their share")
    return lambda unit: loans.link_person(unit, desk.case.loan_id, other, Role.CO_BORROWER)


LOANS.simple(
    Permission.WORK, loans.unlink_person, lambda d: (d.case.loan_id, d.other_id, "sold their share")
)


@LOANS.of("loans.note_authorization", Permission.WORK)
def _note_authorization(desk: Desk) -> Call:
    loan_id = desk.case.loan_id
    person = desk.do(loans.add_person, loan_id, Role.AUTHORIZED, written="LOPEZ ANA")
    return lambda unit: loans.note_authorization(unit, loan_id, person, True, "a signed letter")


LOANS.simple(
    Permission.WORK, points.add_point, lambda d: (d.case.person_id, PointKind.PHONE, "8025550177")
)
LOANS.simple(Permission.WORK, points.correct_point, lambda d: (d.case.point_id,), extension="12")
LOANS.simple(Permission.WORK, points.mark_bad, lambda d: (d.case.point_id, "not in service"))
LOANS.simple(Permission.WORK, points.prefer_point, lambda d: (_second_point(d),))
LOANS.simple(
    Permission.WORK,
    points.record_consent,
    lambda d: (d.case.point_id, Channel.TEXT, Consent.GIVEN, "said so on the phone"),
)


def _second_point(desk: Desk) -> int:
    return int(desk.do(points.add_point, desk.case.person_id, PointKind.PHONE, "8025550177"))


LOANS.simple(Permission.WORK, wishes.agree_call_back, lambda d: (d.case.loan_id, d.case.person_id))
LOANS.simple(Permission.WORK, wishes.set_quiet_time, lambda d: (d.case.person_id, "not on Mondays"))
LOANS.simple(
    Permission.WORK, wishes.agree_hours, lambda d: (d.case.person_id, time(9), time(17), True)
)


@LOANS.of("wishes.end_quiet_time", Permission.WORK)
def _end_quiet_time(desk: Desk) -> Call:
    desk.do(wishes.set_quiet_time, desk.case.person_id, "not on Mondays")
    return lambda unit: wishes.end_quiet_time(unit, 1, "she said so")


@LOANS.of("wishes.end_hours", Permission.WORK)
def _end_hours(desk: Desk) -> Call:
    desk.do(wishes.agree_hours, desk.case.person_id, time(9), time(17), True)
    return lambda unit: wishes.end_hours(unit, 1, "she said so")


LOANS.simple(Permission.WORK, households.put_together, lambda d: (d.case.person_id, d.other_id))


@LOANS.of("households.take_out", Permission.WORK)
def _take_out(desk: Desk) -> Call:
    desk.do(households.put_together, desk.case.person_id, desk.other_id)
    return lambda unit: households.take_out(unit, desk.other_id, "moved to Barre")


LOANS.simple(None, edit.loans_of, lambda d: (d.case.person_id,))


# -- flags, disasters, matters, deadlines ---------------------------------------------------------


def _flag(desk: Desk) -> int:
    return int(desk.do(flags.raise_flag, FlagKind.CEASE, MONDAY, person_id=desk.case.person_id))


@LOANS.of("flags.raise_flag", Permission.WORK)
def _raise_flag(desk: Desk) -> Call:
    person = desk.case.person_id
    return lambda unit: flags.raise_flag(unit, FlagKind.CEASE, MONDAY, person_id=person)


LOANS.simple(
    Permission.WORK, flags.lift_flag, lambda d: (_flag(d), MONDAY, "taken back in writing")
)


@LOANS.of("flags.extend_flag", Permission.WORK)
def _extend_flag(desk: Desk) -> Call:
    made = desk.do(
        flags.raise_flag,
        FlagKind.DISASTER,
        MONDAY,
        loan_id=desk.case.loan_id,
        until=LATER,
    )
    return lambda unit: flags.extend_flag(unit, made, date(2026, 4, 20), "the water stands yet")


def _flood(desk: Desk) -> TagArea:
    assert desk.case
    return TagArea(
        name="Flood of March 2026",
        kind=DisasterKind.FLOOD,
        area=Area(frozenset({"05641"})),
        begins=date(2026, 3, 6),
        ends=LATER,
        pauses_calls=True,
    )


LOANS.simple(Permission.TAG_DISASTER, disasters.tag_area, lambda d: (_flood(d),))
LOANS.simple(
    Permission.TAG_DISASTER,
    disasters.extend_disaster,
    lambda d: (d.do(disasters.tag_area, _flood(d)), date(2026, 4, 20), "the water stands yet"),
)
LOANS.simple(
    Permission.TAG_DISASTER,
    disasters.end_disaster,
    lambda d: (d.do(disasters.tag_area, _flood(d)), MONDAY, "over sooner"),
)


def _request(desk: Desk) -> int:
    said = SaidStep("received", date(2026, 3, 2), {"written": "yes"})
    return int(desk.do(matters.open_matter, desk.case.loan_id, MatterKind.PAYOFF_REQUEST, said))


@LOANS.of("matters.open_matter", Permission.WORK)
def _open_matter(desk: Desk) -> Call:
    loan_id = desk.case.loan_id
    said = SaidStep("received", date(2026, 3, 2), {"written": "yes"})
    return lambda unit: matters.open_matter(unit, loan_id, MatterKind.PAYOFF_REQUEST, said)


LOANS.simple(Permission.WORK, matters.take_step, lambda d: (_request(d), SaidStep("sent", MONDAY)))


@LOANS.of("matters.take_back", Permission.WORK)
def _take_back(desk: Desk) -> Call:
    made = desk.do(matters.take_step, _request(desk), SaidStep("sent", MONDAY))
    return lambda unit: matters.take_back(unit, made, "it lies here yet")


def _matter(unit: Any, matter_id: int) -> tuple[Matter, Any]:
    row = unit.session.get_one(Matter, matter_id)
    return row, as_told(row, ())


@LOANS.of("matter_effects.follow", None)
def _follow(desk: Desk) -> Call:
    made = _request(desk)
    return lambda unit: matter_effects.follow(unit, *_matter(unit, made))


@LOANS.of("matter_flags.follow_flags", None)
def _follow_flags(desk: Desk) -> Call:
    made = _request(desk)
    return lambda unit: matter_flags.follow_flags(unit, *_matter(unit, made))


@LOANS.of("matter_effects.settle_transfers", Permission.WORK)
def _settle_transfers(desk: Desk) -> Call:
    said = SaidStep("agreed", MONDAY, {"direction": "out", "effective": LATER.isoformat()})
    desk.do(matters.open_matter, desk.case.loan_id, MatterKind.TRANSFER, said)
    desk.clock.move(desk.clock.now().replace(month=4))
    return matter_effects.settle_transfers


@LOANS.of("clocks.renew_some", Permission.FOLLOW, skips=True)
def _renew_some(desk: Desk) -> Call:
    _settle_transfers(desk)
    return clocks.renew_some


@LOANS.of("clocks.explain_lateness", Permission.NOTE)
def _explain_lateness(desk: Desk) -> Call:
    loan_id = desk.case.loan_id
    found = desk.look(loan_clocks, loan_id, desk.clock.now())
    late = next(iter(found.clocks.late))
    why = "The printer was down."
    return lambda unit: clocks.explain_lateness(unit, loan_id, late.duty, late.occasion, why)


LOANS.simple(None, renewal.renew_later, lambda d: (d.case.loan_id,))
LOANS.simple(None, renewal.mark_stale, lambda d: ((d.case.loan_id,),))
LOANS.simple(None, renewal.renew, lambda d: ((d.case.loan_id,),))


@LOANS.of("assignments.assign_loan", Permission.WORK)
def _assign_loan(desk: Desk) -> Call:
    loan_id = desk.case.loan_id
    with desk.store.unit() as unit:
        who = a_user(unit, login="zoe", name="Zoe Fry").id
    return lambda unit: assignments.assign_loan(unit, loan_id, who)


@LOANS.of("accounts.own_account", Permission.PEOPLE)
def _own_account(_desk: Desk) -> Call:
    def call(unit: Any) -> int:
        unit.actor = "zoe"  # every role of this test has its account already
        return accounts.own_account(unit)

    return call


# -- the loan itself and its money ----------------------------------------------------------------


@LOANS.of("loans.add_loan", Permission.ADD_LOAN)
def _add_loan(desk: Desk) -> Call:
    desk.bank()
    new = loans.NewLoan("77", Money.of("90,000"), Money.of("700"), date(2026, 4, 1))
    return lambda unit: loans.add_loan(unit, new)


LOANS.simple(Permission.WORK, loans.correct_loan, lambda d: (d.case.loan_id,), loan_type="FHA")
LOANS.simple(
    Permission.WORK, loans.correct_property, lambda d: (d.case.loan_id,), county="Washington"
)


@LOANS.of("missing.settle_missing", Permission.WORK)
def _settle_missing(desk: Desk) -> Call:
    ids = (desk.case.loan_id,)
    desk.do(loans.correct_loan, ids[0], status=LoanStatus.MISSING)
    return lambda unit: missing.settle_missing(unit, ids, LoanStatus.PAID_OFF)


LOANS.simple(Permission.POST, payments.post_payment, lambda d: (d.case.loan_id, FIFTY, MONDAY))


@LOANS.of("payments.reverse_payment", Permission.POST)
def _reverse_payment(desk: Desk) -> Call:
    made = desk.do(
        payments.post_payment, desk.case.loan_id, FIFTY, MONDAY, kind=PaymentKind.REGULAR
    )
    return lambda unit: payments.reverse_payment(unit, made, "the check came back", MONDAY)


@LOANS.of("payments.recount", None)
def _recount(desk: Desk) -> Call:
    loan_id = desk.case.loan_id
    return lambda unit: payments.recount(unit, unit.session.get_one(Loan, loan_id))


LOANS.simple(None, payments.recount_many, lambda d: ((d.case.loan_id,),))
