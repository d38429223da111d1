"""Columns in another unit, with another count of days, or with a day in their header."""

from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.fields import lookup, undated
from mortgage_collect.tape.places import STATES, state_code
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from mortgage_collect.tape.units import garbled, repaired
from tests.tape.workbooks import saved

AS_OF = date(2026, 2, 28)


def read(tmp_path, header, lines, **how):
    path = saved(tmp_path, "\n".join([header, *lines]) + "\n", "tape.csv")
    how.setdefault("as_of", AS_OF)
    with open_source(path) as opened:
        found = recognize(opened, **how)
        return found, parse_rows(opened, found)


def terms(tmp_path, years, matures, **how):
    head = "Loan Number,UPB,First Payment Date,Maturity Date,Original Term"
    lines = [f"{1000 + n},5.00,01/01/2020,12/01/{matures},{years}" for n in range(8)]
    _, tape = read(tmp_path, head, lines, **how)
    return tape.rows[0].values["original_term_months"]


def test_a_term_of_thirty_between_days_thirty_years_apart_is_years(tmp_path):
    assert terms(tmp_path, 30, 2049) == 360


def test_a_term_of_thirty_months_stays_months(tmp_path):
    assert terms(tmp_path, 30, 2022) == 30
    assert terms(tmp_path, 360, 2049) == 360


def test_a_person_may_say_so_or_otherwise(tmp_path):
    assert terms(tmp_path, 30, 2022, readings={"original_term_months": "in years"}) == 360
    assert terms(tmp_path, 30, 2049, readings={"original_term_months": "in months"}) == 30


HEAD = "Loan Number,UPB,P&I Payment,Escrow Balance"
CENTS = [f"{1000 + n},{15_000_000 + n},95000,-1050" for n in range(8)]


def test_balances_no_home_has_are_asked_about_as_cents(tmp_path):
    found, _ = read(tmp_path, HEAD, CENTS)
    [asked] = [question for question in found.questions if question.readings]
    assert asked.blocking
    assert asked.candidates == (
        "unpaid_principal_balance", "principal_interest_payment", "escrow_balance",
    )  # fmt: skip
    assert asked.readings == ("in cents", "as written")
    found, tape = read(tmp_path, HEAD, CENTS, readings=dict.fromkeys(asked.candidates, "in cents"))
    assert not any(question.readings for question in found.questions)
    values = tape.rows[1].values
    assert values["unpaid_principal_balance"] == Money(15_000_001)
    assert values["escrow_balance"] == Money(-1050)


@pytest.mark.parametrize(
    "balance",
    ["150000", "15000000.00", "4999999"],  # whole dollars; written with cents; not above the line
)
def test_other_balances_are_not_asked_about(tmp_path, balance):
    found, _ = read(tmp_path, "Loan Number,UPB", [f"{1000 + n},{balance}" for n in range(8)])
    assert not any(question.readings for question in found.questions)


def test_thousands_can_be_settled(tmp_path):
    how = {"readings": {"unpaid_principal_balance": "in thousands of dollars"}}
    _, tape = read(tmp_path, "Loan Number,UPB", ["1001,150.25", "1002,90"], **how)
    assert [row.values["unpaid_principal_balance"] for row in tape.rows] == [
        Money.of(150_250), Money.of(90_000),
    ]  # fmt: skip


# 1 January 1960 is day 0: 18 911 is 11 October 2011, 24 166 is 1 March 2026.
def test_days_counted_from_1960(tmp_path):
    lines = [f"{1000 + n},5.00,{24_166 + n},{18_911 + n}" for n in range(3)]
    _, tape = read(tmp_path, "Loan Number,UPB,Next Due Date,Origination Date", lines)
    assert tape.rows[0].values["next_due_date"] == date(2026, 3, 1)
    assert tape.rows[0].values["origination_date"] == date(2011, 10, 11)
    assert any("days counted from 1960" in each.says for each in tape.findings)


def test_days_of_a_spreadsheet_are_not_taken_for_them(tmp_path):
    lines = [f"{1000 + n},5.00,{46_082 + n}" for n in range(3)]
    _, tape = read(tmp_path, "Loan Number,UPB,Next Due Date", lines)
    assert tape.rows[0].values["next_due_date"] == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("header", "bare"),
    [
        ("UPB 9/30/26", "UPB"),
        ("Current UPB as of 06/30/2026", "Current UPB"),
        ("UPB_06-2026", "UPB"),
        ("Principal Balance (06/30/2026)", "Principal Balance"),
        ("UPB Jun 2026", "UPB"),
        ("Current Balance 20260630", "Current Balance"),
        ("12 Month History", "12 Month History"),
        ("Times 30", "Times 30"),
        ("LOAN_NBR", "LOAN_NBR"),
        ("06/30/2026", "06/30/2026"),
    ],
)
def test_a_day_in_a_header_is_left_out(header, bare):
    assert undated(header) == bare


def test_the_day_of_a_header_is_the_tapes_and_the_layout_is_the_same_next_month(tmp_path):
    lines = ["1001,5.00", "1002,6.00"]
    one, _ = read(tmp_path, "Loan Number,UPB 06/30/2026", lines, as_of=None)
    other, _ = read(tmp_path, "Loan Number,UPB 07/31/2026", lines, as_of=None)
    assert lookup("UPB 06/30/2026") == (("unpaid_principal_balance",), "exact")
    assert (one.as_of, other.as_of) == (date(2026, 6, 30), date(2026, 7, 31))
    assert one.layout_key == other.layout_key


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Garc\u00c3\u00a9", "Garc\u00e9"), ("Jos\u00e9", "Jos\u00e9"), ("Smith", "Smith")],
)
def test_letters_read_in_the_wrong_encoding(text, meant):
    assert repaired(text) == meant


def test_one_sound_text_beyond_ascii_means_the_column_is_sound():
    assert garbled(["Garc\u00c3\u00a9", "x"]) == "Garc\u00c3\u00a9 is Garc\u00e9"
    assert not garbled(["Garc\u00c3\u00a9", "Jos\u00e9"])
    assert not garbled(["Smith", None])


@pytest.mark.parametrize(
    ("number", "code"), [("50", "VT"), ("9", "CT"), ("06", "CA"), ("72", "PR")]
)
def test_states_by_number(number, code):
    assert state_code(number) == code
    assert code in STATES


@pytest.mark.parametrize("number", ["3", "07", "99", "0", "050"])
def test_numbers_of_no_state(number):
    assert state_code(number) is None


@pytest.mark.parametrize("bare", ["0.0583", "5.83"])
def test_among_percents_that_say_so_a_bare_fraction_is_not_guessed_at(tmp_path, bare):
    """5.83 can only be percent; 0.0583 might be 5.83 % or what it says."""
    head = "Loan Number,UPB,Interest Rate"
    lines = [*(f"{1000 + n},5.00,{4 + n % 3}.25%" for n in range(8)), f"2000,5.00,{bare}"]
    _, tape = read(tmp_path, head, lines)
    rates = {
        row.values["loan_number"]: row.values.get("current_interest_rate") for row in tape.rows
    }
    assert ("2000" in rates and rates["2000"] is not None) == (bare == "5.83")
