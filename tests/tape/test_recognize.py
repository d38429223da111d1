"""Finding the table and naming its columns, on look-alikes and small files with one doubt."""

from datetime import date

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import TapeKind
from mortgage_collect.tape.asof import days_in
from mortgage_collect.tape.fields import all_fields, dictionary, lookup, normalize
from mortgage_collect.tape.recognition import Confidence
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from tests.tape.lookalike import (
    HEADERS,
    customer_file,
    make_truth,
    payment_file,
    payment_rows,
    two_month_tape,
)
from tests.tape.workbooks import cells, saved, workbook

UPB = "unpaid_principal_balance"


def seen(tmp_path, text, name="tape.csv", **more):
    with open_source(saved(tmp_path, text, name)) as opened:
        return recognize(opened, **more)


def fields_of(recognition):
    return [column.field for column in recognition.columns]


def asked(recognition):
    return " ".join(question.text for question in recognition.questions)


def test_every_field_is_in_the_dictionary():
    assert len(dictionary(TapeKind.LOANS).fields) == 135
    assert len(all_fields()) == 141
    assert sum(field.core for field in dictionary().fields.values()) == 91


@pytest.mark.parametrize("kind", list(TapeKind))
def test_our_own_labels_are_understood(kind):
    """What we write over a column of an export, we can read."""
    for field in dictionary(kind).fields.values():
        assert lookup(field.label, kind)[0] == (field.name,), field.label


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("LOAN NO.", "loan_number"),
        ("Curr Prin Bal", "unpaid_principal_balance"),
        ("Outst. Principal Balance", "unpaid_principal_balance"),
        ("P & I Pmt", "principal_interest_payment"),
        ("Nxt Pmt Due Dt", "next_due_date"),
        ("nextPaymentDueDate", "next_due_date"),
        ("Days Past-Due", "days_past_due"),
        ("Orig. Note Amt", "original_loan_amount"),
        ("Esc. Bal.", "escrow_balance"),
        ("Co-Borr First Name", "co_borrower_first_name"),
    ],
)
def test_headers_in_other_spellings(header, field):
    assert lookup(header)[0] == (field,)


@pytest.mark.parametrize("header", ["Net Serv Fee", "Dealer", "Vehicle VIN", "Page", "x"])
def test_unknown_headers_stay_unknown(header):
    assert lookup(header) == ((), "")


def test_words_of_a_header_are_compared_without_order():
    assert normalize("Bal Curr. Prin ($)") == normalize("Current Principal Balances")


@pytest.mark.parametrize("cached", [False, True])
def test_the_two_month_tape(tmp_path, cached):
    path = tmp_path / "tape.xlsx"
    truth = two_month_tape(path, loans=40, cached_totals=cached)
    with open_source(path) as opened:
        last, first = recognize(opened), recognize(opened, sheet="Jan 2026")
    assert (last.sheet, last.header_row, last.as_of) == ("Feb 2026", 3, truth.last.as_of)
    assert last.passed_over == ("Jan 2026",)
    assert last.other_sheets == ("Jan 2026", "Summary")
    assert first.as_of == truth.months[0].as_of
    assert last.layout_key == first.layout_key
    assert last.ready
    named = {column.header: column.field for column in last.columns}
    assert list(named) == list(HEADERS)
    assert named["Loan Number"] == "loan_number"
    assert named["Current UPB ($)"] == "unpaid_principal_balance"
    assert named["Rate"] == "current_interest_rate"
    assert named["Status"] == "delinquency_status"
    assert named["Next Due Date"] == "next_due_date"
    assert [header for header, field in named.items() if field is None] == ["Service Fee"]


def test_a_doubtful_header_is_settled_by_values_and_still_asked(tmp_path):
    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=30)
    with open_source(path) as opened:
        found = recognize(opened)
    status = next(column for column in found.columns if column.header == "Status")
    assert status.confidence is Confidence.VALUES
    assert any(question.position == status.position for question in found.questions)


BASE = "Loan Number,UPB,"


@pytest.mark.parametrize(
    ("header", "values", "field"),
    [
        ("Due Date", ["02/01/2026", "03/01/2026"], "next_due_date"),
        ("Due Date", ["02/01/2046", "03/01/2051"], "maturity_date"),
        ("Status", ["Current", "30 DPD"], "delinquency_status"),
        ("Status", ["Active", "Paid Off"], "loan_status"),
        ("Status", ["Accruing", "Nonaccrual"], "accrual_status"),
        ("Status", ["blue", "green"], None),
        ("Name", ["AMES, ADA", "BIRCH, BEN"], "borrower_name"),
        ("Rate", ["6.5", "5.25"], "current_interest_rate"),
        ("Rate", ["good", "bad"], None),
        ("Escrow", ["Y", "N"], "escrow_flag"),
        ("Escrow", ["120.50", "-33.00"], "escrow_balance"),
        ("City", ["Barre", "Keene"], "property_city"),
        ("Occupancy", ["Owner", "Tenant"], "occupancy_status"),
        ("Occupancy", ["95", "100"], None),
        ("Paid To Date", ["02/01/2026", "01/01/2026"], "paid_to_date"),
        ("Promise Date", ["0", "03/10/2026"], "promise_date"),
    ],
)
def test_what_values_decide(tmp_path, header, values, field):
    text = (
        BASE
        + header
        + "\n"
        + "".join(f'{1001 + at},100000.00,"{value}"\n' for at, value in enumerate(values))
    )
    found = seen(tmp_path, text, as_of=date(2026, 2, 28))
    assert fields_of(found) == ["loan_number", "unpaid_principal_balance", field]
    assert header in asked(found) or field == "promise_date"


def test_a_payment_that_is_the_sum_of_two_columns_is_the_total(tmp_path):
    text = "Loan Number,UPB,P&I,Escrow Payment,Payment\n1,90000,500.10,99.90,600.00\n" * 1
    found = seen(tmp_path, text + "2001,80000,400,100,500\n")
    assert fields_of(found)[-1] == "total_payment"


def test_a_name_that_its_values_deny_is_not_selected(tmp_path):
    found = seen(tmp_path, "Loan Number,UPB,Maturity Date\n1001,5,n. a. yet\n1002,6,open end\n")
    assert fields_of(found)[2] is None
    assert "really Maturity date" in asked(found)


def test_two_columns_for_one_field_are_a_question(tmp_path):
    text = "Loan Number,Current UPB,Principal Balance\n1001,5,7\n1002,6,8\n"
    found = seen(tmp_path, text + "1003,6,8\n", mapping={"Current UPB": "unpaid_principal_balance"})
    assert fields_of(found)[1:] == ["unpaid_principal_balance", None]
    unsettled = seen(tmp_path, text)
    assert fields_of(unsettled)[1:] == [None, None]
    blocking = next(each for each in unsettled.questions if each.blocking)
    assert blocking.columns == (1, 2)
    assert blocking.text == (
        'Columns B "Current UPB" and C "Principal Balance" could all be Unpaid principal: '
        "which one is?"
    )


def test_a_balance_with_one_cell_that_is_none_is_asked_about(tmp_path):
    text = "Loan Number,Current UPB,Name\n1001,100000.00,A\n1002,abc,B\n1003,90000.00,C\n"
    found = seen(tmp_path, text)
    assert next(each.candidates for each in found.questions if each.blocking) == (UPB,)


def test_a_table_with_no_column_that_could_be_a_balance_is_no_tape(tmp_path):
    with pytest.raises(UserError, match="is a loan balance"):
        seen(tmp_path, "Loan Number,Name\n1001,Ruiz\n1002,Chen\n")


def test_two_loan_numbers_take_the_one_without_repeats(tmp_path):
    text = "Loan ID,Loan Number,UPB\n7,1001,5\n7,1002,6\n7,1003,6\n"
    found = seen(tmp_path, text)
    assert found.position("loan_number") == 1
    assert "could all be Loan number" in asked(found)


def test_a_saved_mapping_wins(tmp_path):
    text = "Loan Number,UPB,Odd\n1001,5,x\n1002,6,y\n"
    by_header = seen(tmp_path, text, mapping={"Odd": "remarks"})
    by_position = seen(tmp_path, text, mapping={2: "remarks"})
    aside = seen(tmp_path, text + "1003,5,z\n", mapping={"odd": ""})
    assert by_header.columns[2].field == by_position.columns[2].field == "remarks"
    assert by_header.columns[2].confidence is Confidence.SAVED
    assert aside.columns[2].field is None


def test_a_close_name_is_only_a_suggestion(tmp_path):
    found = seen(tmp_path, "Loan Number,UPB,Maturiti Date\n1001,5,01/01/2040\n")
    assert fields_of(found)[2] is None
    assert "is it Maturity date?" in asked(found)


def test_headers_over_two_rows(tmp_path):
    rows = (
        cells(1, "FIRST BANK")
        + cells(2, "Loan", "Current Principal", "Next Due", "Maturity")
        + cells(3, "Number", "Balance", "Date", "Date")
        + cells(4, "1001", 5, "02/01/2026", "02/01/2046")
        + cells(5, "1002", 6, "02/01/2026", "02/01/2046")
    )
    found = seen(tmp_path, workbook(rows), "tape.xlsx")
    assert found.header_row == 3
    assert fields_of(found) == [
        "loan_number", "unpaid_principal_balance", "next_due_date", "maturity_date",
    ]  # fmt: skip


def test_a_table_that_does_not_begin_in_the_corner(tmp_path):
    rows = (
        cells(4, None, "Loan Number", "UPB") + cells(5, None, "1001", 5) + cells(6, None, "1002", 6)
    )
    found = seen(tmp_path, workbook(rows), "tape.xlsx")
    assert (found.header_row, found.position("loan_number")) == (4, 1)


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("Tape (As of 12/31/2025)", date(2025, 12, 31)),
        ("Run 01/05/2026, as of December 31, 2025", date(2025, 12, 31)),
        ("December 2025", date(2025, 12, 31)),
        ("Report 2025-12-31", date(2025, 12, 31)),
        ("loans_20251231_final", date(2025, 12, 31)),
        ("Feb. 2024", date(2024, 2, 29)),
        ("Branch 12", None),
    ],
)
def test_days_in_titles(title, day):
    text = title[title.casefold().find("as of") :] if "as of" in title.casefold() else title
    found = days_in(text)
    assert (found[0][0] if found else None) == day


def test_the_day_is_found_in_a_column_a_file_name_or_asked_for(tmp_path):
    column = "Loan Number,UPB,As of Date\n1001,5,2026-02-28\n1002,6,2026-02-28\n"
    assert seen(tmp_path, column).as_of == date(2026, 2, 28)
    plain = "Loan Number,UPB\n1001,5\n1002,6\n"
    assert seen(tmp_path, plain, "tape_20260228.csv").as_of == date(2026, 2, 28)
    nowhere = seen(tmp_path, plain)
    assert nowhere.as_of is None
    assert not nowhere.ready
    assert seen(tmp_path, plain, as_of=date(2026, 1, 31)).ready


def test_days_that_disagree_are_a_question(tmp_path):
    column = "Loan Number,UPB,As of Date\n1001,5,2026-02-28\n1002,6,2026-02-28\n"
    assert "more than one day" in asked(seen(tmp_path, column, "tape_jan2026.csv"))


def test_the_layout_key_is_of_the_headers_not_of_the_values(tmp_path):
    one = seen(tmp_path, "Loan Number,UPB\n1001,5\n")
    two = seen(tmp_path, "LOAN NUMBER,upb\n7001,9\n")
    three = seen(tmp_path, "Loan Number,UPB,\n7001,9,\n")
    assert one.layout_key == two.layout_key != three.layout_key


def test_kinds_of_files(tmp_path):
    truth = make_truth(20)
    people, payments = tmp_path / "people.csv", tmp_path / "payments.csv"
    customer_file(people, truth)
    payment_file(payments, payment_rows(truth))
    with open_source(people) as opened:
        assert recognize(opened).kind is TapeKind.CUSTOMERS
    with open_source(payments) as opened:
        assert recognize(opened).kind is TapeKind.PAYMENTS
