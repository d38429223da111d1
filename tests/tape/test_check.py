"""Rows into loans: what is taken, held, refused, and what is said about it."""

from datetime import date

import pytest

from mortgage_collect.core.errors import Cancelled
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Bucket, Severity
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.columnrules import Scale
from mortgage_collect.tape.parsed import Fate
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from mortgage_collect.tape.summary import summarize
from tests.tape.lookalike import TOTAL_LABEL, two_month_tape
from tests.tape.workbooks import cells, saved, workbook

AS_OF = date(2026, 2, 28)


def parsed(path, **more):
    with open_source(path) as opened:
        return parse_rows(opened, recognize(opened, **more))


def parsed_text(tmp_path, text, **more):
    more.setdefault("as_of", AS_OF)
    return parsed(saved(tmp_path, text, "tape.csv"), **more)


def says(tape, severity=None):
    return [f.says for f in tape.findings if severity is None or f.severity is severity]


def fates(tape):
    return [row.fate.value for row in tape.rows]


@pytest.mark.parametrize("cached", [False, True])
def test_the_two_month_tape_to_the_cent(tmp_path, cached):
    path = tmp_path / "tape.xlsx"
    truth = two_month_tape(path, loans=120, cached_totals=cached)
    for month in truth.months:
        tape = parsed(path, sheet=month.sheet)
        figures = summarize(tape)
        assert figures.rows_read == figures.loans == figures.accepted == len(month.loans)
        assert figures.total_upb == figures.accepted_upb == Money(month.balance)
        assert figures.held == figures.refused == figures.duplicates == 0
        assert [c.label for c in tape.controls] == [TOTAL_LABEL]
        assert not says(tape, Severity.WARNING)
        for row in tape.rows:
            loan = month.loans[row.loan_number]
            assert row.values["next_due_date"] == loan.next_due
            assert row.values["current_interest_rate"] == Rate(loan.rate)
            assert row.values["property_zip"] == loan.town[2]
            assert row.values["maturity_date"] == loan.maturity
            assert row.other == {"Service Fee": "0.0025"}


def test_totals_with_results_are_compared_and_never_counted(tmp_path):
    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=20, cached_totals=True)
    assert "A totals row was left out; 5 sums of it agree with the rows above." in says(
        parsed(path)
    )
    two_month_tape(path, loans=20)
    assert any("formulas hold no results" in one for one in says(parsed(path)))


def test_a_total_that_does_not_tie_is_a_warning(tmp_path):
    rows = cells(1, "Loan Number", "UPB", "Borrower Name") + cells(2, "1001", 5, "AMES, ADA")
    tape = parsed(saved(tmp_path, workbook(rows + cells(3, "Total", 7))), as_of=AS_OF)
    finding = next(f for f in tape.findings if f.severity is Severity.WARNING)
    assert (finding.found, finding.expected, finding.row) == ("$7.00", "$5.00", 3)


def test_one_loan_crosses_sixty_days(tmp_path):
    path = tmp_path / "tape.xlsx"
    truth = two_month_tape(path, loans=50)
    assert [len(month.late(2)) for month in truth.months] == [1, 2]
    for month, expected in zip(truth.months, ({}, {Bucket.DAYS_60: 1}), strict=True):
        buckets = summarize(parsed(path, sheet=month.sheet)).buckets
        assert {b: n for b, n in buckets.items() if b is Bucket.DAYS_60} == expected


def test_the_bucket_can_be_counted_by_somebody_else(tmp_path):
    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=20)
    assert summarize(parsed(path), lambda due, as_of: Bucket.HOLD).buckets == {
        Bucket.HOLD: 20 - 2 + 1
    }


HEAD = "Loan Number,UPB,Original Amount,Interest Rate,Next Due Date,Borrower Name\n"
GOOD = "".join(
    f"10{at:02d},{9000 + at}.00,10000.00,6.5,02/01/2026,NAME {chr(65 + at)}\n" for at in range(10)
)


def one(tmp_path, line):
    """The last row of an otherwise good tape, and the findings about it."""
    tape = parsed_text(tmp_path, HEAD + GOOD + line + "\n")
    return tape.rows[-1], [f for f in tape.findings if f.row == 12]


@pytest.mark.parametrize(
    ("line", "fate", "severity", "field"),
    [
        ("2001,0.00,10000,6.5,02/01/2026,A B", "taken", "warning", "unpaid_principal_balance"),
        ("2001,12000,10000,6.5,02/01/2026,A B", "taken", "warning", "unpaid_principal_balance"),
        ("2001,-5.00,10000,6.5,02/01/2026,A B", "held", "hold", "unpaid_principal_balance"),
        ("2001,,10000,6.5,02/01/2026,A B", "held", "hold", "unpaid_principal_balance"),
        ("2001,abc,10000,6.5,02/01/2026,A B", "held", "hold", "unpaid_principal_balance"),
        ("2001,5.00,abc,6.5,02/01/2026,A B", "taken", "warning", "original_loan_amount"),
        ("2001,5.00,10000,0.065,02/01/2026,A B", "held", "hold", "current_interest_rate"),
        ("2001,5.00,10000,26,02/01/2026,A B", "held", "hold", "current_interest_rate"),
        ("2001,5.00,10000,6.5,02/31/2026,A B", "held", "hold", "next_due_date"),
        ("2001,5.00,10000,6.5,02/01/2106,A B", "held", "hold", "next_due_date"),
        ("2001,5.00,10000,6.5,01/01/1899,A B", "held", "hold", "next_due_date"),
        (",5.00,10000,6.5,02/01/2026,A B", "refused", "refuse", "loan_number"),
        ("1.02E+11,5.00,10000,6.5,02/01/2026,A B", "refused", "refuse", "loan_number"),
        ("2001,5.00,10000,6.5,02/01/2026,A B,more", "held", "hold", ""),
        ("2001,5.00,10000,6.5,02/01/2026", "held", "hold", ""),
    ],
)
def test_one_wrong_cell(tmp_path, line, fate, severity, field):
    row, findings = one(tmp_path, line)
    assert row.fate.value == fate
    assert (findings[0].severity.value, findings[0].field) == (severity, field)
    assert row.fate is Fate.TAKEN or row.why


def test_a_finding_says_where_what_and_what_was_expected(tmp_path):
    _, findings = one(tmp_path, "2001,5.00,10000,6.5,02/31/2026,A B")
    found = findings[0]
    assert (found.row, found.column, found.found, found.expected, found.loan_number) == (
        12, "E: Next Due Date", "02/31/2026", "a day that exists", "2001",
    )  # fmt: skip


def test_a_cell_that_was_not_understood_leaves_the_book_alone_but_a_blank_one_does_not(tmp_path):
    bad, _ = one(tmp_path, "2001,5.00,abc,6.5,02/01/2026,A B")
    blank, _ = one(tmp_path, "2001,5.00,,6.5,02/01/2026,A B")
    assert "original_loan_amount" not in bad.values
    assert blank.values["original_loan_amount"] is None


def test_error_cells_and_formulas_without_results(tmp_path):
    rows = cells(1, "Loan Number", "UPB", "Escrow Balance", "Borrower Name")
    rows += cells(2, "1001", 5, 6, "AMES, ADA")
    rows += (
        '<row r="3"><c r="A3"><v>1002</v></c><c r="B3" t="e"><v>#REF!</v></c><c r="C3"><v>5</v></c>'
        '<c r="D3" t="inlineStr"><is><t>BIRCH, BEN</t></is></c></row>'
        '<row r="4"><c r="A4"><v>1003</v></c><c r="B4"><v>5</v></c><c r="C4"><f>B4</f></c>'
        '<c r="D4" t="inlineStr"><is><t>COLE, CORA</t></is></c></row>'
    )
    tape = parsed(saved(tmp_path, workbook(rows)), as_of=AS_OF)
    assert fates(tape) == ["taken", "held", "taken"]
    assert "escrow_balance" not in tape.rows[2].values
    assert any("open the file in Excel and save it" in f.expected for f in tape.findings)


def test_equal_rows_are_taken_once_and_different_ones_all_wait(tmp_path):
    tape = parsed_text(tmp_path, HEAD + GOOD + GOOD.splitlines()[0] + "\n")
    assert fates(tape) == ["taken"] * 10 + ["duplicate"]
    tape = parsed_text(tmp_path, HEAD + GOOD + "1000,1.00,10000,6.5,02/01/2026,NAME A\n")
    assert fates(tape) == ["held"] + ["taken"] * 9 + ["held"]
    figures = summarize(tape)
    assert (figures.rows_read, figures.loans, figures.held) == (11, 10, 2)
    assert figures.total_upb - figures.accepted_upb == Money.of(9001)


def test_what_stands_between_loans_is_no_loan(tmp_path):
    between = "SECTION 2,,,,,\n" + HEAD + ",18000.00,20000.00,,,\nPrinted by Ann,,,,,\n"
    tape = parsed_text(tmp_path, HEAD + GOOD + between)
    assert fates(tape) == ["taken"] * 10
    assert tape.skipped == {"footers and titles": 2, "repeated headers": 1}
    assert len(tape.controls) == 1


def test_a_title_that_claims_another_number_of_loans(tmp_path):
    rows = cells(1, "Tape of 3 loans") + cells(2, "Loan Number", "UPB") + cells(3, "1001", 5)
    tape = parsed(saved(tmp_path, workbook(rows + cells(4, "1002", 6))), as_of=AS_OF)
    assert any("another number of loans" in one for one in says(tape))


@pytest.mark.parametrize(
    ("rates", "scale", "meant"),
    [
        (["6.5", "5.25"], Scale.PERCENT, "6.5"),
        (["0.065", "0.0525"], Scale.FRACTION, "6.5"),
        (["650", "525"], Scale.BASIS_POINTS, "6.5"),
        (["6500", "5250"], Scale.THOUSANDTHS, "6.5"),
        (["6.5%", "5.25%"], Scale.PERCENT, "6.5"),
    ],
)
def test_the_scale_of_rates_is_decided_for_the_column(tmp_path, rates, scale, meant):
    lines = "".join(f"100{at},5.00,{rate}\n" for at, rate in enumerate(rates))
    tape = parsed_text(tmp_path, "Loan Number,UPB,Interest Rate\n" + lines)
    assert tape.rules["current_interest_rate"].scale is scale
    assert tape.rows[0].values["current_interest_rate"] == Rate.percent(meant)


def test_the_payment_settles_the_scale_of_rates(tmp_path):
    """Rates of 0.3 % look like fractions until they are tried against the payments."""
    head = "Loan Number,UPB,Original Amount,Interest Rate,Original Term,P&I\n"
    lines = "".join(f"100{at},90000,100000,0.3,120,845.98\n" for at in range(6))
    tape = parsed_text(tmp_path, head + lines)
    assert tape.rules["current_interest_rate"].scale is Scale.PERCENT


def test_a_ledger_of_negative_balances_is_turned(tmp_path):
    lines = "".join(f"100{at},-{at + 5}.00\n" for at in range(5))
    tape = parsed_text(tmp_path, "Loan Number,UPB\n" + lines)
    assert tape.rows[0].values["unpaid_principal_balance"] == Money.of(5)
    assert any("sign" in one for one in says(tape))


def test_a_person_may_settle_a_rule(tmp_path):
    text = "Loan Number,UPB,Next Due Date\n1001,5,03/04/2026\n1002,5,05/06/2026\n"
    with open_source(saved(tmp_path, text, "tape.csv")) as opened:
        found = recognize(opened, as_of=AS_OF)
        usual = parse_rows(opened, found)
        rule = usual.rules["next_due_date"]
        from dataclasses import replace

        from mortgage_collect.tape.dates import Order

        turned = replace(rule, date=replace(rule.date, order=Order.DAY_FIRST))
        other = parse_rows(opened, found, rules={"next_due_date": turned})
    assert usual.rows[0].values["next_due_date"] == date(2026, 3, 4)
    assert other.rows[0].values["next_due_date"] == date(2026, 4, 3)
    assert any("month first" in one for one in says(usual))


def test_days_and_months_changed_round_are_held_where_they_may_be_wrong(tmp_path):
    head = cells(1, "Loan Number", "UPB", "Next Due Date")
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="B{at}"><v>5</v></c>'
        f'<c r="C{at}" s="1"><v>{46023 + at}</v></c></row>'
        for at in range(2, 10)
    )
    texts = "".join(cells(at, f"{at}", 5, f"02/{at}/2026") for at in range(13, 20))
    tape = parsed(saved(tmp_path, workbook(head + rows + texts)), as_of=AS_OF)
    assert fates(tape) == ["held"] * 8 + ["taken"] * 7
    assert any("changed round" in one for one in says(tape, Severity.WARNING))


def test_a_book_mostly_months_behind_is_doubted(tmp_path):
    lines = "".join(f"{10_000 + at},5,0{1 + at % 9}/09/2025\n" for at in range(30))
    tape = parsed_text(tmp_path, "Loan Number,UPB,Next Due Date\n" + lines)
    assert "30 of 30 loans would be 60 or more days past due." in says(tape)


def test_every_balance_zero_is_never_silent(tmp_path):
    tape = parsed_text(tmp_path, "Loan Number,UPB\n1001,0\n1002,0\n")
    assert "Every balance in this file is zero." in says(tape)


def test_many_like_findings_are_counted_not_listed(tmp_path):
    lines = "".join(f"{10_000 + at},0\n" for at in range(700)) + "99999,5\n"
    tape = parsed_text(tmp_path, "Loan Number,UPB\n" + lines)
    assert len(tape.findings) == 501
    assert tape.findings[0].says.endswith("(200 more rows like this)")


def test_hidden_rows_are_read_and_said(tmp_path):
    rows = cells(1, "Loan Number", "UPB") + cells(2, "1001", 5)
    rows += cells(3, "1002", 6).replace("<row", '<row hidden="1"')
    tape = parsed(saved(tmp_path, workbook(rows)), as_of=AS_OF)
    assert len(tape.accepted) == 2
    assert any("1 hidden row of the sheet was read too" in one for one in says(tape))


def test_progress_is_told_and_may_stop_the_work(tmp_path):
    lines = "".join(f"{10_000 + at},5\n" for at in range(3_000))
    path = saved(tmp_path, "Loan Number,UPB\n" + lines, "tape.csv")
    told = []

    def stop(done, of, what):
        told.append((done, of, what))
        if what == "Checking rows" and done == 2_000:
            raise Cancelled

    with open_source(path) as opened:
        found = recognize(opened)
        with pytest.raises(Cancelled):
            parse_rows(opened, found, progress=stop)
    assert "Reading rows" in {what for _, _, what in told}
    assert told[-1] == (2_000, 3_000, "Checking rows")


def test_each_cell_is_read_once(tmp_path, monkeypatch):
    """A guard of speed that counts work instead of seconds."""
    from mortgage_collect.tape import values

    calls = 0
    money = values.money

    def counted(cell):
        nonlocal calls
        calls += 1
        return money(cell)

    path = tmp_path / "tape.xlsx"
    truth = two_month_tape(path, loans=300)
    with open_source(path) as opened:
        found = recognize(opened)
        monkeypatch.setattr(values, "money", counted)
        parse_rows(opened, found)
    rows = len(truth.last.loans)
    # Five columns of money; once more the balance for its sign, and 200 rows for the rates' scale.
    assert calls <= 6 * (rows + 1) + 2 * 200
