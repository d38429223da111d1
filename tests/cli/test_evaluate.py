"""`evaluate`: a case file and a loan of the book, as a shell sees it."""

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from mortgage_collect.cli.opening import opened
from tests.cli.program import AS_OF, inside, tape

ROOT = Path(__file__).resolve().parents[2]
AT_HOME = Namespace(demo=False, database=None, passphrase_file=None)
EXAMPLE = ROOT / "docs" / "examples" / "case.json"


def test_a_case_file_tells_every_option_with_reasons_terms_and_steps(capsys):
    ran = inside(capsys, "evaluate", EXAMPLE, "--pay", "3000", "--json")

    assert ran.code == 0
    data = ran.data
    assert (data["loan"], data["arrears"], data["months_behind"]) == ("4000123", "8400.68", 4)
    assert data["program"]["edition"].startswith("portfolio-")
    plan = next(each for each in data["options"] if each["key"] == "repayment_plan")
    assert plan["reasons"]
    keys = {line["key"] for line in plan["working"]}
    assert {"unpaid", "arrears", "share", "payment"} <= keys
    for line in plan["working"]:
        named = [key for key in keys if f"{{{key}}}" in line["formula"]]
        assert bool(line["formula"]) == bool(named), line


def test_a_person_reads_it_with_the_steps(capsys):
    out = inside(capsys, "evaluate", EXAMPLE, "--pay", "3000", "--steps").out
    assert "4 payments behind, $8,400.68 due" in out
    assert "Repayment plan" in out
    assert "ROUNDUP([To repay in the plan]/[Plan payments],2)" in out


def test_an_unverified_program_says_so(capsys):
    out = inside(capsys, "evaluate", EXAMPLE, "--program", "fannie", "--even-off").out
    assert "UNVERIFIED" in out
    assert inside(capsys, "evaluate", EXAMPLE, "--program", "hope", "--json").code == 2
    assert inside(capsys, "evaluate", EXAMPLE, "--even-off").code == 2


def test_a_program_that_is_off_is_looked_at_only_when_asked_for(capsys):
    ran = inside(capsys, "evaluate", EXAMPLE, "--program", "fannie", "--json")
    assert ran.code == 1
    assert "fannie (Fannie Mae) is off" in ran.data["error"]["message"]
    assert "--even-off" in ran.data["error"]["do"]

    ran = inside(capsys, "evaluate", EXAMPLE, "--program", "fannie", "--even-off", "--json")
    assert ran.code == 0
    assert ran.data["program"]["on"] is False
    assert "Fannie Mae is off" in ran.data["program"]["off"]
    out = inside(capsys, "evaluate", EXAMPLE, "--program", "fannie", "--even-off").out
    assert "OFF: Fannie Mae is off" in out
    ran = inside(capsys, "evaluate", EXAMPLE, "--program", "portfolio", "--json")
    assert (ran.code, ran.data["program"]["off"]) == (0, "")


def test_a_case_file_that_names_a_program_itself_is_told_that_it_is_off(capsys, tmp_path):
    case = json.loads(EXAMPLE.read_text()) | {"program": "fannie"}
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case))
    ran = inside(capsys, "evaluate", path, "--json")
    assert (ran.code, ran.data["program"]["on"]) == (0, False)
    assert "Fannie Mae is off" in ran.data["program"]["off"]


def test_the_bank_turns_a_program_on_for_its_loans(capsys, tmp_path: Path, home: Path):
    from mortgage_collect.services.programs import switch_program

    assert inside(capsys, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF).code == 0
    under = ("evaluate", "1000003", "--program", "va")
    refused = inside(capsys, *under, "--json")
    assert refused.code == 1
    assert "Shift+F9" in refused.data["error"]["do"]
    assert inside(capsys, *under, "--even-off").code == 0
    with opened(AT_HOME) as store, store.unit() as unit:
        switch_program(unit, "va", True, date(2026, 1, 1), "Our VA loans")
    ran = inside(capsys, *under, "--json")
    assert (ran.code, ran.data["program"]["off"]) == (0, "")


def test_a_loan_of_the_book_is_evaluated(capsys, tmp_path: Path, home: Path):
    assert inside(capsys, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF).code == 0
    data = inside(capsys, "evaluate", "1000003", "--json").data
    assert data["loan"] == "1000003"
    assert data["options"]
    assert inside(capsys, "evaluate", "nobody", "--json").code == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{}", "as_of"),
        ("not json", "not JSON"),
        ("\ufeff[]", "one JSON object"),
    ],
)
def test_a_bad_case_file_is_refused_in_words(capsys, tmp_path, content, told):
    path = tmp_path / "case.json"
    path.write_text(content, encoding="utf-8")
    ran = inside(capsys, "evaluate", path, "--json")
    assert ran.code == 1
    assert told in ran.error


def test_a_missing_or_foreign_file_is_refused(capsys, tmp_path):
    assert "no case file" in inside(capsys, "evaluate", tmp_path / "none.json", "--json").error
    path = tmp_path / "latin.json"
    path.write_bytes(json.dumps({"as_of": "\u00e9"}, ensure_ascii=False).encode("latin-1"))
    assert "UTF-8" in inside(capsys, "evaluate", path, "--json").error


def test_a_finding_does_not_stop_the_rest(capsys, tmp_path):
    case = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    case["loan"]["rate_percent"] = "0.065"
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    ran = inside(capsys, "evaluate", path, "--json")
    assert ran.code == 0
    assert [each["where"] for each in ran.data["findings"]] == ["loan.rate_percent"]


def test_the_workbook_is_written_and_no_other_place_is(capsys, tmp_path):
    out = tmp_path / "options.xlsx"
    ran = inside(capsys, "evaluate", EXAMPLE, "--xlsx", out, "--json")
    assert ran.data["xlsx"]["path"] == str(out)
    assert out.read_bytes()[:2] == b"PK"
    assert inside(capsys, "evaluate", EXAMPLE, "--xlsx", tmp_path / "o.pdf", "--json").code == 2
