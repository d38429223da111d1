"""Plans, promises and contacts to Excel, and totals that follow a filter."""

from datetime import date, datetime

import openpyxl
import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Outcome, WorkoutStatus
from mortgage_collect.models.workout import Workout
from mortgage_collect.services.contact_reversal import reverse_contact
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.export_lists import (
    CONTACTS,
    PLANS,
    PROMISES,
    export_contacts,
    export_plans,
    export_promises,
    written_to,
)
from mortgage_collect.services.exports import export_queue, export_tape
from mortgage_collect.services.promises import make_promise
from mortgage_collect.services.tapes import read_file
from mortgage_collect.services.workouts import save_workout
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.services.desks import a_case
from tests.services.lives import PLAN_PAYMENT, a_plan, pay
from tests.services.tapes import a_file, a_row, brought_in, with_bank

MONDAY = date(2026, 3, 9)


def sheet_of(store, out, write):
    with store.view() as session:
        rows = write(session, out, store.clock.now())
    sheet = openpyxl.load_workbook(out).active
    return rows, sheet


def lines(sheet):
    """The lines below the header, each by its headers."""
    _, _, headers, *rows = sheet.values
    return [dict(zip(headers, row, strict=True)) for row in rows]


def test_a_plan_goes_out_with_how_it_is_kept(store, clock, tmp_path):
    _, loan_id = a_plan(store)
    clock.move(datetime.fromisoformat("2026-04-10T15:00:00+00:00"))
    pay(store, loan_id, PLAN_PAYMENT, date(2026, 4, 1))
    rows, sheet = sheet_of(store, tmp_path / "plans.xlsx", export_plans)
    assert rows == 1
    assert sheet["A1"].value == "First Green Bank \u2014 plans"
    assert tuple(cell.value for cell in sheet[3]) == PLANS
    plan, total = lines(sheet)
    assert (plan["Option"], plan["Status"]) == ("Repayment plan", "Active")
    assert (plan["Arrears in it"], plan["Received"]) == (4497.3, 2248.65)
    assert (plan["Payments"], plan["Kept"], plan["Failed"]) == (6, 1, 0)
    assert plan["Made on"].date() == MONDAY
    assert total["Loan number"] == "Total"
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:T4"


def test_a_version_that_was_replaced_stays_behind(store, tmp_path):
    first, loan_id = a_plan(store, start=False)
    with store.unit() as unit:
        save_workout(unit, loan_id, Answers(months=8), reason="Longer")
    rows, sheet = sheet_of(store, tmp_path / "plans.xlsx", export_plans)
    with store.view() as session:
        assert session.get_one(Workout, first).status is WorkoutStatus.SUPERSEDED
    assert (rows, lines(sheet)[0]["Version"]) == (1, 2)


def test_promises_go_out_by_the_day_they_fall_due(store, tmp_path):
    case = a_case(store)
    with store.unit() as unit:
        make_promise(unit, case.loan_id, Money.of("500"), date(2026, 3, 20))
        make_promise(unit, case.loan_id, Money.of("250.50"), date(2026, 3, 16))
    rows, sheet = sheet_of(store, tmp_path / "promises.xlsx", export_promises)
    assert rows == 2
    assert tuple(cell.value for cell in sheet[3]) == PROMISES
    first, second, total = lines(sheet)
    assert [first["Due on"].date(), second["Due on"].date()] == [
        date(2026, 3, 16), date(2026, 3, 20),
    ]  # fmt: skip
    assert (first["Amount"], first["Status"], first["Taken by"]) == (250.5, "Open", "ana")
    assert total["Amount"] == "=SUBTOTAL(109,D4:D5)"
    results = openpyxl.load_workbook(tmp_path / "promises.xlsx", data_only=True).active
    assert results["D6"].value == 750.5


def test_contacts_go_out_as_they_were_logged_in_the_bank_s_time(store, tmp_path):
    case = a_case(store)
    with store.unit() as unit:
        said = LogContact(
            case.loan_id,
            Outcome.NO_ANSWER,
            case.person_id,
            case.point_id,
            note="=HYPERLINK(x) SSN 412-33-6789",
        )
        log_contact(unit, said)
        wrong = log_contact(unit, LogContact(case.loan_id, Outcome.NO_ANSWER, case.person_id))
    with store.unit() as unit:
        reverse_contact(unit, wrong, "On the wrong loan")
    rows, sheet = sheet_of(store, tmp_path / "contacts.xlsx", export_contacts)
    assert rows == 2
    assert tuple(cell.value for cell in sheet[3]) == CONTACTS
    first, second = lines(sheet)
    # 15:00 in UTC is eleven in New York, where summer time began the day before.
    assert first["When"].isoformat() == "2026-03-09T11:00:00"
    assert first["Outcome"] == "No answer"
    assert first["Note"] == "=HYPERLINK(x) SSN ***-**-6789"
    assert sheet["J4"].data_type == "s"
    assert (first["Taken back"], second["Why taken back"]) == (None, "On the wrong loan")


def test_a_list_longer_than_a_page_goes_out_whole(store, tmp_path, monkeypatch):
    monkeypatch.setattr("mortgage_collect.services.export_lists._PAGE", 2)
    case = a_case(store)
    with store.unit() as unit:
        for day in range(16, 23):
            make_promise(unit, case.loan_id, Money.of("10"), date(2026, 3, day))
    rows, sheet = sheet_of(store, tmp_path / "promises.xlsx", export_promises)
    assert rows == 7
    assert [line["Due on"].day for line in lines(sheet)[:-1]] == list(range(16, 23))


@pytest.mark.parametrize(
    ("what", "write"), [("tape", export_tape), ("queue", export_queue), ("plans", export_plans)]
)
def test_each_is_written_by_its_own(what, write):
    assert written_to(what) is write


def test_the_book_goes_out_with_totals_that_tie_it_out_when_it_comes_back(store, tmp_path):
    with_bank(store)
    rows = [a_row(f"00410000{n:02d}") for n in range(20)]
    brought_in(store, a_file(tmp_path / "tape.csv", *rows), as_of=date(2026, 2, 28))
    count, _ = sheet_of(store, tmp_path / "book.xlsx", export_tape)
    back = read_file(tmp_path / "book.xlsx")
    assert (count, len(back.parsed.rows)) == (20, 20)
    (total,) = back.parsed.controls
    assert total.values["unpaid_principal_balance"] == Money(20 * 18_000_000)
    assert back.summary.total_upb == Money(20 * 18_000_000)
    assert not [f for f in back.parsed.findings if f.severity.value == "warning"]
