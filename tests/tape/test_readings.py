"""How whole columns are read, as a person settled it; what is asked where one is spoiled."""

from datetime import date

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.columnrules import ColumnRule
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.fillers import is_id_filler, is_phone_filler, is_tax_filler
from mortgage_collect.tape.padding import about_zeros
from mortgage_collect.tape.parsed import LoanRow
from mortgage_collect.tape.readings import lasting, readings_of, settled
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from tests.tape.workbooks import cells, saved, workbook

AS_OF = date(2026, 2, 28)


def read(path, **how):
    with open_source(path) as opened:
        found = recognize(opened, as_of=AS_OF, **how)
        return found, parse_rows(opened, found)


def text_tape(tmp_path, header, *lines):
    return saved(tmp_path, "\n".join([header, *lines]) + "\n", "tape.csv")


@pytest.mark.parametrize(
    ("field", "header", "written", "reading", "meant"),
    [
        ("next_due_date", "Next Due Date", "03/04/2026", "day first", date(2026, 4, 3)),
        ("next_due_date", "Next Due Date", "2026-03-04", "days and months turned back",
         date(2026, 4, 3)),
        ("current_interest_rate", "Interest Rate", "0.35", "6.5", Rate(3_500)),
        ("current_interest_rate", "Interest Rate", "0.35", "0.065", Rate(350_000)),
        ("escrow_balance", "Escrow Balance", "12.00", "sign turned", Money(-1200)),
        ("pay_string", "Pay String", "0012", "newest month on the left", "2100"),
        ("loan_number", "Loan Number", "1001", "10 digits", "0000001001"),
        ("original_ltv", "Orig LTV", "1.2", "0.065", 120),
    ],
)  # fmt: skip
def test_a_person_settles_how_a_column_is_read(tmp_path, field, header, written, reading, meant):
    number = "" if header == "Loan Number" else "1001,"
    head = "" if header == "Loan Number" else "Loan Number,"
    path = text_tape(tmp_path, f"{head}UPB,{header}", f"{number}5.00,{written}")
    if header == "Loan Number":
        path = text_tape(tmp_path, "Loan Number,UPB,Maturity Date", "1001,5.00,01/01/2040")
    found, tape = read(path, readings={field: reading})
    if field == "current_interest_rate" and meant == Rate(350_000):
        assert field not in tape.rows[0].values, "35 % is told and not taken"
        return
    assert tape.rows[0].values[field] == meant
    assert found.readings == {field: reading}


def test_what_is_no_reading_is_refused_with_those_there_are(tmp_path):
    path = text_tape(tmp_path, "Loan Number,UPB,Next Due Date", "1001,5.00,03/04/2026")
    with pytest.raises(UserError, match='cannot be read "sideways"') as refused:
        read(path, readings={"next_due_date": "sideways"})
    assert '"day first"' in refused.value.do


@pytest.mark.parametrize("name", ["next_due_date", "current_interest_rate", "pay_string"])
def test_every_reading_offered_can_be_settled(name):
    field = all_fields()[name]
    for reading in readings_of(field):
        assert settled(ColumnRule(), field, reading)


def test_what_spoiled_one_file_is_not_remembered_for_the_next():
    kept = {"loan_number": "10 digits", "escrow_balance": "sign turned"}
    assert lasting({**kept, "next_due_date": "days and months turned back"}) == kept


# -- days and months changed round ----------------------------------------------------------------


def spoiled(tmp_path):
    """Due on the 1st and the 15th, read by a PC that expects the day first."""
    rows = cells(1, "Loan Number", "UPB", "Next Due Date", "Maturity Date")
    for at in range(2, 40):
        month = at % 12 + 1
        if at % 3:
            due, ends = (date(2026, 1, month) - date(1899, 12, 30)).days, 50000 + month
            rows += (
                f'<row r="{at}"><c r="A{at}"><v>{at + 1000}</v></c><c r="B{at}"><v>5</v></c>'
                f'<c r="C{at}" s="1"><v>{due}</v></c><c r="D{at}" s="1"><v>{ends}</v></c></row>'
            )
        else:
            rows += cells(at, f"{at + 1000}", 5, f"{month:02d}/15/2026", "03/20/2040")
    return saved(tmp_path, workbook(rows))


def test_changed_round_days_are_asked_about_once_with_the_proof(tmp_path):
    found, _ = read(spoiled(tmp_path))
    [asked] = [question for question in found.questions if question.readings]
    assert asked.blocking
    assert "next_due_date" in asked.candidates
    assert "turned back, 66 % of Next due fall on day 1 of the month instead of 34 %" in asked.text


def test_yes_turns_them_back_and_no_leaves_them(tmp_path):
    path = spoiled(tmp_path)
    found, held = read(path)
    assert any(row.fate.value == "held" for row in held.rows)
    _, turned = read(path, readings=dict.fromkeys(["next_due_date"], "days and months turned back"))
    days = {row.values["next_due_date"].day for row in turned.rows}
    assert days == {1, 15}
    assert not any(row.fate.value == "held" for row in turned.rows)
    found, left = read(
        path, readings={"next_due_date": "as written", "maturity_date": "as written"}
    )
    assert not any(question.readings for question in found.questions)
    assert left.rows[0].values["next_due_date"] == date(2026, 1, 3)


def test_honest_days_are_not_asked_about(tmp_path):
    lines = [f"{1000 + n},5.00,2026-{n % 12 + 1:02d}-01" for n in range(30)]
    found, _ = read(text_tape(tmp_path, "Loan Number,UPB,Next Due Date", *lines))
    assert not found.questions or not any(question.readings for question in found.questions)


# -- two columns of one name ----------------------------------------------------------------------


def test_two_columns_of_one_name_are_named_with_their_letters(tmp_path):
    lines = [f"{1000 + n},{n}.00,{n + 7}.00,01/01/2040" for n in range(1, 9)]
    path = text_tape(tmp_path, "Loan Number,UPB,UPB,Maturity Date", *lines)
    found, _ = read(path)
    [asked] = [question for question in found.questions if question.blocking]
    assert asked.text == (
        'Columns B "UPB" and C "UPB" could all be Unpaid principal: which one is?'
    )
    assert asked.columns == (1, 2)
    settled_one, tape = read(path, mapping={2: "unpaid_principal_balance"})
    assert not any(question.blocking for question in settled_one.questions)
    assert tape.rows[0].values["unpaid_principal_balance"] == Money(800)


# -- leading zeros of loan numbers ----------------------------------------------------------------

BOOK = {f"00{n:06d}" for n in range(4100, 4140)}


def rows(*numbers):
    return [LoanRow(at, number, {}, {}) for at, number in enumerate(numbers)]


def asked_of(tmp_path, numbers, book, readings=None):
    path = text_tape(tmp_path, "Loan Number,UPB", "1,5.00", "2,6.00")
    found, _ = read(path, readings=readings)
    return about_zeros(found, rows(*numbers), book)


def test_lost_zeros_are_proposed_with_pairs(tmp_path):
    asked = asked_of(tmp_path, [str(n) for n in range(4100, 4130)], BOOK)
    assert asked is not None
    assert asked.blocking
    assert "4100 is 00004100" in asked.text
    assert "have 8 digits, and 30 numbers of this file" in asked.text
    assert asked.readings == ("8 digits", "as written")


@pytest.mark.parametrize(
    ("numbers", "book"),
    [
        (["4100", "4101"], BOOK),  # too few to say
        ([str(n) for n in range(9000, 9040)], BOOK),  # not in the book either way
        ([f"00{n:06d}" for n in range(4100, 4130)], BOOK),  # as in the book
        ([str(n) for n in range(4100, 4130)], {str(n) for n in range(4100, 4140)}),
        ([str(n) for n in range(4100, 4130)], set()),
        ([str(n) for n in range(4100, 4130)], {"00004100", "77", "5151"}),  # of several lengths
    ],
)
def test_nothing_is_proposed_without_cause(tmp_path, numbers, book):
    assert asked_of(tmp_path, numbers, book) is None


def test_an_answer_about_zeros_is_not_asked_for_again(tmp_path):
    numbers = [str(n) for n in range(4100, 4130)]
    assert asked_of(tmp_path, numbers, BOOK, {"loan_number": "as written"}) is None


# -- fillers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tells", "fillers", "honest"),
    [
        (is_tax_filler, ["000000000", "999-99-9999", "123456789", "0"], ["900123456", "1234", "x"]),
        (is_phone_filler, ["0000000000", "(999) 999-9999", "0"], ["8025550100", "5550100", "9"]),
        (is_id_filler, ["000", "000000000"], ["0", "00", "0001", "9999", "A000", None]),
    ],
)
def test_fillers_are_told_from_numbers(tells, fillers, honest):
    assert all(tells(each) for each in fillers)
    assert not any(tells(each) for each in honest)


# -- pay strings ----------------------------------------------------------------------------------


def history_tape(tmp_path, *pairs):
    lines = [f"{1000 + n},5.00,{late},{text}" for n, (text, late) in enumerate(pairs)]
    path = text_tape(tmp_path, "Loan Number,UPB,Payments Past Due,Pay String", *lines)
    _, tape = read(path)
    return [row.values["pay_string"] for row in tape.rows], [f.says for f in tape.findings]


def test_the_end_that_agrees_with_what_is_owed_is_the_newest(tmp_path):
    pairs = [("2100", 2), ("1000", 1), ("3210", 3), ("0000", 0)]
    kept, says = history_tape(tmp_path, *pairs)
    assert kept == ["0012", "0001", "0123", "0000"]
    assert any("newest month on the left: 3 of 3 late loans agree" in each for each in says)
    kept, _ = history_tape(tmp_path, *((text[::-1], late) for text, late in pairs))
    assert kept == ["0012", "0001", "0123", "0000"]


def test_two_signs_a_month_are_turned_by_the_month(tmp_path):
    kept, _ = history_tape(tmp_path, ("120100", 12), ("110000", 11), ("100900", 10))
    assert kept == ["000112", "000011", "000910"]


def test_with_too_few_late_loans_it_stays_as_it_came(tmp_path):
    kept, _ = history_tape(tmp_path, ("2100", 2), ("1000", 1), ("0000", 0))
    assert kept == ["2100", "1000", "0000"]


def test_pay_strings_that_came_as_numbers_get_their_zeros_back(tmp_path):
    rows = cells(1, "Loan Number", "UPB", "Payments Past Due", "Pay String")
    rows += cells(2, "1001", 5, 1, 1) + cells(3, "1002", 5, 2, 12) + cells(4, "1003", 5, 0, 10000)
    _, tape = read(saved(tmp_path, workbook(rows)))
    assert [row.values["pay_string"] for row in tape.rows] == [
        "000000000001", "000000000012", "000000010000",
    ]  # fmt: skip
    assert any("leading zeros were put back to 12 signs" in f.says for f in tape.findings)


# -- days of seven digits -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["2026060", "2026001"], [date(2026, 3, 1), date(2026, 1, 1)]),
        (
            ["1260301", "1261231", "990704"],
            [date(2026, 3, 1), date(2026, 12, 31), date(1999, 7, 4)],
        ),
        (["3012026", "12312025"], [date(2026, 3, 1), date(2025, 12, 31)]),
    ],
)
def test_days_of_cores(tmp_path, written, meant):
    lines = [f"{1000 + n},5.00,{day}" for n, day in enumerate(written)]
    _, tape = read(text_tape(tmp_path, "Loan Number,UPB,Last Payment Date", *lines))
    assert [row.values["last_payment_date"] for row in tape.rows] == meant
