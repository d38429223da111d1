"""`schedule` and `escrow`: files and a loan of the book, as a shell sees them."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.program import AS_OF, inside, tape

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
NOTE, ARM, ESCROW = (EXAMPLES / f"{name}.json" for name in ("note", "adjustable-note", "escrow"))


def changed(tmp_path: Path, source: Path, section: str = "", **given: object) -> Path:
    """An example with other values; None takes a field out."""
    data = json.loads(source.read_text("utf-8"))
    table = data.setdefault(section, {}) if section else data
    for name, value in given.items():
        table[name] = value
    path = tmp_path / "changed.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_a_note_file_is_run_forward_by_its_own_day_count(capsys):
    data = inside(capsys, "schedule", NOTE, "--json").data

    assert (data["loan"], data["way"], data["day_count"]) == (
        "4000123",
        "as_the_note_says",
        "actual/365",
    )
    # 236,765.47 x 6.5 % x 30 / 365 = 1,264.91: November has 30 days.
    first = data["rows"][0]
    assert (first["due_on"], first["days"], first["interest"]) == ("2026-12-01", 30, "1264.91")
    assert data["last_payment"]["due_on"] == "2052-08-01"
    assert data["rows"][-1]["balance"] == "0.00"
    assert data["apr"] == {"rate": "6.5", "finance_charges": "0.00", "for_information": True}


def test_an_adjustable_note_tells_how_its_rate_came_about(capsys):
    ran = inside(capsys, "schedule", ARM)

    assert ran.code == 0
    # AR-002: 5.1 + 2.75 = 7.85, rounded 7.875, the first cap of 2 holds it at 7.75.
    assert "make 7.850%, rounded 7.875%, held by the first cap: 7.750%" in ran.out
    assert "$2,802.64" in ran.out
    assert "APR: not told" in ran.out
    assert "later ones are not known" in ran.out


def test_an_apr_is_told_only_with_its_charges(capsys, tmp_path):
    plain = changed(tmp_path, NOTE, finance_charges=None)

    assert inside(capsys, "schedule", plain, "--json").data["apr"]["rate"] is None
    with_charges = inside(capsys, "schedule", plain, "--charges", "4000", "--json").data["apr"]
    assert float(with_charges["rate"]) > 6.5
    for none in ("0", "0.0", "$0.00"):
        told = inside(capsys, "schedule", plain, "--charges", none, "--json").data["apr"]
        assert told == {"rate": "6.5", "finance_charges": "0.00", "for_information": True}
    assert inside(capsys, "schedule", plain, "--charges", "some", "--json").code == 2


@pytest.mark.parametrize(
    ("section", "given", "says"),
    [
        ("note", {"principal_interest": "1200.00"}, "does not cover the month's interest"),
        ("note", {"maturity_on": "2026-10-01"}, "matured on Oct 1, 2026"),
        ("note", {"rate_percent": 0.065}, "note.rate_percent: found 0.065"),
        ("note", {"rate_percent": "650"}, "a percentage from 0 to 100"),
        ("note", {"balance": None}, "note.balance: found null"),
        ("note", {"ballance": "1"}, "note.ballance"),
        ("", {"way": "sideways"}, "one of as_the_note_says"),
        ("", {"way": "interest_only"}, "How many months of interest only"),
        ("", {"way": "halves_held"}, "not worked out for a note that counts actual/365"),
        ("", {"format": "mortgage-collect-case/1"}, "mortgage-collect-note/1"),
    ],
)
def test_bad_input_is_refused_in_words(capsys, tmp_path, section, given, says):
    ran = inside(capsys, "schedule", changed(tmp_path, NOTE, section, **given), "--json")

    assert ran.code == 1
    assert says in ran.error


def test_what_is_odd_is_told_and_does_not_stop_it(capsys, tmp_path):
    path = changed(tmp_path, NOTE, "note", rate_percent="0")
    data = inside(capsys, "schedule", path, "--json").data
    assert any("The rate is zero" in each for each in data["findings"])

    path = changed(tmp_path, NOTE, "note", rate_percent="0.065")
    data = inside(capsys, "schedule", path, "--json").data
    assert any("Was 6.500% meant?" in each for each in data["findings"])


def test_a_cap_left_out_blocks_an_adjustable_note(capsys, tmp_path):
    path = changed(tmp_path, ARM, "arm", periodic_cap_points=None)

    assert "the periodic cap is not known" in inside(capsys, "schedule", path, "--json").error
    path = changed(tmp_path, ARM, "arm", periodic_cap_points=None, no_other_limits=True)
    assert inside(capsys, "schedule", path, "--json").code == 0


def test_a_loan_of_the_book_is_run_forward_from_its_oldest_unpaid_installment(capsys, tmp_path):
    assert inside(capsys, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF).code == 0
    data = inside(capsys, "schedule", "1000003", "--json").data

    first = data["rows"][0]
    # 180,000 at 6 % is 900 a month; the tape's payment is 1,199.10, its last one due Feb 2050.
    assert (first["due_on"], first["interest"], first["principal"]) == (
        "2026-01-01",
        "900.00",
        "299.10",
    )
    assert data["last_payment"]["due_on"] < "2050-02-01"
    assert inside(capsys, "schedule", "nobody", "--json").code == 1


def test_the_rows_go_to_a_workbook(capsys, tmp_path):
    out = tmp_path / "schedule.xlsx"
    ran = inside(capsys, "schedule", NOTE, "--xlsx", out, "--json")
    page = openpyxl.load_workbook(out).active

    assert ran.data["xlsx"]["path"] == str(out)
    formulas = [cell.value for row in page.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(formulas) > 309 * 6
    assert inside(capsys, "schedule", NOTE, "--xlsx", tmp_path / "schedule.csv", "--json").code == 2


def test_an_escrow_file_is_analyzed_with_what_may_be_done(capsys, tmp_path):
    out = tmp_path / "escrow.xlsx"
    data = inside(capsys, "escrow", ESCROW, "--xlsx", out, "--json").data

    # Appendix E: target 1,040; 890 is 150 short, 12.50 a month over a year.
    assert (data["base_payment"], data["target"]) == ("130.00", "1040.00")
    assert data["low_point"]["month"] == "2026-12-01"
    assert data["differences"] == [
        {
            "kind": "shortage",
            "amount": "150.00",
            "allowed": ["nothing", "at least 12 monthly payments"],
        }
    ]
    assert data["new_payment"] == "142.50"
    assert openpyxl.load_workbook(out).active["A1"].value == "Loan 4000123"
    shown = inside(capsys, "escrow", ESCROW).out
    assert "Shortage of $150.00: nothing or at least 12 monthly payments" in shown
    assert "Lowest point: $260.00 at the end of Dec" in shown


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"cushion_months": 3}, "a whole number from 0 to 2"),
        ({"bills": [{"payee": "property_tax", "months": "soon"}]}, "bills[1].months"),
        ({"bills": [{"payee": "gardener", "months": "1"}]}, "one of property_tax"),
        ({"bills": "none"}, "a list"),
        ({"shortage_months": 6}, "12 months or more"),
        ({"first_month": None}, "first_month"),
    ],
)
def test_a_bad_escrow_file_is_refused_in_words(capsys, tmp_path, given, says):
    ran = inside(capsys, "escrow", changed(tmp_path, ESCROW, **given), "--json")

    assert ran.code == 1
    assert says in ran.error


def test_what_is_not_known_of_an_escrow_account_is_said(capsys, tmp_path):
    path = changed(tmp_path, ESCROW, projected=None)
    data = inside(capsys, "escrow", path, "--json").data
    assert (data["target"], data["differences"]) == ("1040.00", [])
    assert any("projected balance" in each for each in data["findings"])
    assert "no escrow file" in inside(capsys, "escrow", tmp_path / "no.json", "--json").error
