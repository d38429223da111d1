"""What is done on a loan itself: flags, matters, deadlines, money."""

from __future__ import annotations

from datetime import date
from typing import Any

from mortgage_collect.core.area import Area
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import (
    DisasterKind,
    FlagKind,
    LoanStatus,
    PaymentKind,
)
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.matter import Matter
from mortgage_collect.queries.clocks import loan_clocks
from mortgage_collect.queries.matters import as_told
from mortgage_collect.rules.matters.matter import Step
from mortgage_collect.services import (
    accounts,
    assignments,
    clocks,
    disasters,
    flags,
    foreclosure_steps,
    loans,
    matter_effects,
    matter_flags,
    matters,
    missing,
    payments,
    renewal,
)
from mortgage_collect.services.disasters import TagArea
from mortgage_collect.services.matters import SaidStep
from tests.builders import a_user
from tests.services.matrix.recipe import MONDAY, Call, Desk, Recipes

LOANS = Recipes()
LATER = date(2026, 3, 20)
FIFTY = Money.of("50")


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
    return lambda unit: matter_effects.follow(unit, *_matter(unit, made), "received")


@LOANS.of("foreclosure_steps.not_green", None)
def _not_green(desk: Desk) -> Call:
    made = _request(desk)

    def call(unit: Any) -> tuple[str, ...]:
        row, _ = _matter(unit, made)
        return foreclosure_steps.not_green(unit, row, Step("first_notice", MONDAY))

    return call


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
