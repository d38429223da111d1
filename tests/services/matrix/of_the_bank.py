"""What the bank decides, and the files that come in and go out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import TapeKind, UserRole
from mortgage_collect.models.user import User
from mortgage_collect.rules.verdict import Need
from mortgage_collect.services import (
    accounts,
    bank,
    customers,
    exports,
    history,
    imports,
    interview,
    law,
    payment_files,
    programs,
    reaching,
    sign_in,
    tape_apply,
    tape_layouts,
    tape_undo,
    tapes,
    translations,
)
from mortgage_collect.store import passwords
from mortgage_collect.store.bulk import ignore
from tests.services.codes import code_at
from tests.services.desks import a_tape
from tests.services.matrix.recipe import MONDAY, Call, Desk, Recipes
from tests.services.tapes import a_file, a_row, brought_in, proposed

BANK = Recipes()
FEB = date(2026, 2, 28)


def _with_bank(*args: Any) -> Any:
    def given(desk: Desk) -> tuple[Any, ...]:
        desk.bank()
        return args

    return given


# -- what the bank decides ------------------------------------------------------------------------

BANK.simple(Permission.DECIDE_BANK, bank.set_up_bank, lambda d: ("First Green Bank",))
BANK.simple(Permission.DECIDE_BANK, bank.change_bank, _with_bank(), phone="8025550199")
BANK.simple(Permission.DECIDE_BANK, bank.set_policy, _with_bank("promise_grace_days", "3", MONDAY))
BANK.simple(Permission.PEOPLE, bank.add_user, _with_bank("zoe", "Zoe Fry", UserRole.SPECIALIST))
BANK.simple(
    Permission.DECIDE_BANK,
    reaching.decide_reaching,
    _with_bank(reaching.Reaching(Need.REVIEW), MONDAY),
)
BANK.simple(Permission.DECIDE_LAW, interview.answer, _with_bank({"charter": "savings"}, MONDAY))
BANK.simple(Permission.DECIDE_LAW, law.take_back, _with_bank("reg_f", MONDAY, "Counsel, March"))
BANK.simple(
    Permission.DECIDE_LAW, law.tighten, _with_bank("reg_f.calls_in_window", "5", MONDAY, "Fewer")
)
BANK.simple(
    Permission.DECIDE_LAW,
    law.confirm,
    _with_bank("small_lender.RI", MONDAY, "Ana Ruiz", "Read section 34-27-9"),
    agrees=True,
)


@BANK.of("law.adopt", Permission.DECIDE_LAW)
def _adopt(desk: Desk) -> Call:
    desk.bank()
    desk.do(law.take_back, "reg_f", MONDAY, "Counsel, March")
    return lambda unit: law.adopt(unit, ("reg_f",), MONDAY, "The board")


BANK.simple(
    Permission.DECIDE_BANK,
    programs.change_program,
    lambda d: ("portfolio", {"deferral.most_behind": "4"}, MONDAY, "Board" * bool(d.case)),
)
BANK.simple(
    Permission.DECIDE_BANK,
    programs.switch_program,
    lambda d: ("fannie", True, MONDAY, "We know the guide" * bool(d.case)),
)
BANK.simple(
    Permission.DECIDE_BANK,
    programs.record_review,
    lambda d: ("fha", MONDAY, "As in the handbook" * bool(d.case)),
    agrees=True,
)


@BANK.of("programs.choose_program_for", Permission.DECIDE_BANK)
def _choose(desk: Desk) -> Call:
    assert desk.case
    desk.do(programs.switch_program, "fannie", True, MONDAY, "We know the guide")
    return lambda unit: programs.choose_program_for(unit, "FN", "fannie", MONDAY, "Theirs")


BANK.simple(
    Permission.DECIDE_BANK,
    programs.change_assumptions,
    lambda d: ({"selling_cost": "7.5"}, MONDAY, "Our own sales" * bool(d.case)),
)


def _november(desk: Desk) -> None:
    desk.clock.move(datetime(2026, 11, 30, 15, tzinfo=UTC))
    desk.bank()


@BANK.of("translations.approve_translation", Permission.DECIDE_LAW)
def _approve(desk: Desk) -> Call:
    _november(desk)
    return lambda unit: translations.approve_translation(unit, "Carmen Vega", date(2026, 11, 24))


@BANK.of("translations.take_back_translation", Permission.DECIDE_LAW)
def _unapprove(desk: Desk) -> Call:
    _november(desk)
    desk.do(translations.approve_translation, "Carmen Vega", date(2026, 11, 24))
    return lambda unit: translations.take_back_translation(unit, "A mistake on page 3")


@BANK.of("history.record_newest", Permission.PROVE)
def _newest(desk: Desk) -> Call:
    desk.bank()
    found = desk.look(history.newest, {})
    return lambda unit: history.record_newest(unit, found)


@BANK.of("history.record_check", Permission.PROVE)
def _check(desk: Desk) -> Call:
    desk.bank()
    found = desk.look(history.check_whole)
    return lambda unit: history.record_check(unit, found)


# -- files ----------------------------------------------------------------------------------------


def _tape(desk: Desk) -> Any:
    desk.bank()
    return proposed(desk.store, a_file(desk.folder / "t.csv", a_row()), as_of=FEB)


def _brought_in(desk: Desk) -> None:
    desk.bank()
    brought_in(desk.store, a_file(desk.folder / "t.csv", a_row()), as_of=FEB)


BANK.simple(Permission.IMPORT_TAPE, tapes.import_tape, lambda d: (_tape(d),))
BANK.simple(Permission.IMPORT_TAPE, imports.bring_in, lambda d: (_tape(d),))


@BANK.of("tape_layouts.remember_layout", Permission.IMPORT_TAPE)
def _remember(desk: Desk) -> Call:
    found = _tape(desk).file.recognition
    return lambda unit: tape_layouts.remember_layout(unit, found)


@BANK.of("tape_undo.undo_tape", Permission.IMPORT_TAPE)
def _undo(desk: Desk) -> Call:
    _brought_in(desk)
    return lambda unit: tape_undo.undo_tape(unit, 1)


@BANK.of("tapes.add_tape", None)
def _add_tape(desk: Desk) -> Call:
    found = _tape(desk)
    file = found.file
    return lambda unit: tapes.add_tape(
        unit, TapeKind.LOANS, file.path, file.recognition, file.sha256, as_of=FEB, counts={}
    )


@BANK.of("tapes.add_findings", None)
def _add_findings(desk: Desk) -> Call:
    _brought_in(desk)
    return lambda unit: tapes.add_findings(unit, 1, ())


@BANK.of("tape_apply.apply_plan", None)
def _apply_plan(desk: Desk) -> Call:
    _brought_in(desk)
    more = a_file(desk.folder / "more.csv", a_row("0041000018"))
    plan = proposed(desk.store, more, as_of=FEB).plan
    with desk.store.unit() as unit:
        tape = a_tape(unit, FEB).id
    return lambda unit: tape_apply.apply_plan(unit, plan, tape, FEB, ignore)


@BANK.of("tape_apply.recount_late", None)
def _recount_late(desk: Desk) -> Call:
    _brought_in(desk)
    return lambda unit: tape_apply.recount_late(unit, FEB, ignore)


@BANK.of("customers.import_customers", Permission.IMPORT_FILE)
def _customers(desk: Desk) -> Call:
    _brought_in(desk)
    row = {
        "Loan Number": "0041000017",
        "Borrower Name": "RUIZ, MARIA L",
        "Cell Phone": "8025550143",
    }
    found = desk.look(customers.read_customer_file, a_file(desk.folder / "c.csv", row))
    return lambda unit: customers.import_customers(unit, found)


@BANK.of("payment_files.import_payments", Permission.IMPORT_FILE)
def _payments(desk: Desk) -> Call:
    desk.bank()
    late = a_row(**{"Next Due Date": "01/01/2026"})
    brought_in(desk.store, a_file(desk.folder / "t.csv", late), as_of=FEB)
    row = {
        "Loan Number": "0041000017",
        "Date Received": "03/02/2026",
        "Amount": "1499.10",
        "Type": "Regular",
        "Reference": "R1",
    }
    path = a_file(desk.folder / "p.csv", row)
    found = desk.look(payment_files.read_payment_file, path, desk.clock.now())
    return lambda unit: payment_files.import_payments(unit, found)


@BANK.of("exports.record_export", Permission.EXPORT_BOOK)
def _export(desk: Desk) -> Call:
    desk.bank()
    out = desk.folder / "book.xlsx"
    out.write_bytes(b"a book")
    return lambda unit: exports.record_export(unit, "tape", out, 1)


# -- accounts -------------------------------------------------------------------------------------

PASSWORD = "seven green boats at noon"


def _zoe(desk: Desk) -> int:
    desk.bank()
    return int(desk.do(bank.add_user, "zoe", "Zoe Fry", UserRole.SPECIALIST))


BANK.simple(
    Permission.PEOPLE, accounts.add_account, _with_bank("zoe", "Zoe Fry", UserRole.SPECIALIST)
)
BANK.simple(Permission.PEOPLE, accounts.change_account, lambda d: (_zoe(d),), active=False)
BANK.simple(Permission.PEOPLE, accounts.reset_password, lambda d: (_zoe(d),))
BANK.simple(Permission.ENTER, accounts.set_password, _with_bank(PASSWORD))


def _codes_on(unit: Any) -> int:
    secret = passwords.new_secret()
    accounts.set_password(unit, PASSWORD)
    accounts.turn_on_codes(unit, secret, code_at(secret, unit.now))
    return int(unit.session.scalar(select(User.id).where(User.login == unit.actor)))


@BANK.of("accounts.turn_on_codes", Permission.ENTER)
def _turn_on(desk: Desk) -> Call:
    desk.bank()
    return _codes_on


@BANK.of("accounts.turn_off_codes", Permission.ENTER)
def _turn_off(desk: Desk) -> Call:
    desk.bank()
    return lambda unit: accounts.turn_off_codes(unit, _codes_on(unit), PASSWORD)


@BANK.of("sign_in.prove", None)
def _prove(desk: Desk) -> Call:
    _zoe(desk)
    return lambda unit: sign_in.prove(unit, "zoe", PASSWORD)
