"""Every other command, in one process."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

import pytest

from mortgage_collect.cli import checks
from mortgage_collect.cli.arguments import day
from mortgage_collect.core.errors import Bug
from mortgage_collect.store.engine import writing
from mortgage_collect.store.store import open_store
from tests.cli.program import AS_OF, SECRET, inside, tape

LATE = "1000003"


@pytest.fixture
def book(capsys, tmp_path: Path, home: Path) -> Path:
    assert inside(capsys, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF).code == 0
    return home / "bank.db"


def test_create_makes_a_bank_once(capsys, tmp_path):
    place = tmp_path / "new.db"
    given = ("create", "--database", place, "--bank", "First Green", "--zone", "America/Chicago")

    assert inside(capsys, *given, "--json").data == {"database": str(place), "bank": "First Green"}
    again = inside(capsys, *given, "--json")
    assert (again.code, "already there" in again.error) == (1, True)
    assert inside(capsys, "create", "--zone", "Mars/North", "--json").code == 1


def test_verify_tells_the_head(capsys, book):
    ran = inside(capsys, "verify", "--json")

    assert ran.code == 0
    assert (ran.data["whole"], ran.data["broken_at"]) == (True, None)
    assert ran.data["head"].startswith(f"{ran.data['entries']}-")
    assert (ran.data["files"], ran.data["wrong"]) == (1, "")
    assert "What is stored is what was kept: 1 file" in inside(capsys, "verify").out


def test_verify_names_a_kept_file_that_was_changed(capsys, book):
    store = open_store(book, passphrase=SECRET)
    with writing(store._engine) as connection:
        connection.exec_driver_sql("UPDATE tape_file SET content = x'00'")
    store.close()
    ran = inside(capsys, "verify", "--json")

    assert (ran.code, ran.data["whole"], ran.data["broken_at"]) == (1, False, None)
    assert ran.data["wrong"].startswith("file 1, ")
    assert ran.data["wrong_at"] <= ran.data["entries"]


def test_a_quote_is_lines_that_add_up(capsys, book):
    given = ("quote", LATE, "--good-through", AS_OF)
    data = inside(capsys, *given, "--json").data

    assert (data["kind"], data["total"], data["at_least"]) == ("reinstatement", "2998.20", True)
    assert len(data["unknown"]) == 5
    assert inside(capsys, *given, "--payoff", "--json").data["kind"] == "payoff"
    assert "at least $2,998.20" in inside(capsys, *given).out


def test_a_quote_for_nobody_or_for_long_ago_is_refused(capsys, book):
    assert "No loan" in inside(capsys, "quote", "none", "--json").error
    past = inside(capsys, "quote", LATE, "--good-through", "2020-01-01", "--json")
    assert past.code == 1


@pytest.mark.parametrize("written", ["1899-12-31", "3026-01-01", "31/01/2026", "yesterday"])
def test_a_day_that_cannot_be_meant_is_usage(capsys, book, written):
    ran = inside(capsys, "quote", LATE, "--good-through", written, "--json")

    assert (ran.code, written in ran.error) == (2, True)


@pytest.mark.parametrize("written", ["2026-04-30", "4/30/2026", "04/30/2026"])
def test_a_day_is_written_either_way(written):
    assert day(written) == date(2026, 4, 30)


@pytest.mark.parametrize("written", ["30/4/2026", "4/30/26", "4/31/2026", "2026/04/30"])
def test_what_is_no_day_says_how_one_is_written(written):
    with pytest.raises(ArgumentTypeError, match="2026-03-31 or 3/31/2026"):
        day(written)


def test_a_plan_by_months_and_by_payment(capsys, book):
    by_months = inside(capsys, "plan", LATE, "--months", 12, "--json").data
    assert by_months["months"] == len(by_months["installments"]) == 12
    cents = sum(round(float(part["arrears"]) * 100) for part in by_months["installments"])
    assert cents == round(float(by_months["arrears"]) * 100)

    down = f"{float(by_months['arrears']) - 2000:.2f}"
    given = ("plan", LATE, "--pay", "2,199.10", "--down-payment", down, "--json")
    assert inside(capsys, *given).data["months"] == 3
    assert inside(capsys, "plan", LATE, "--pay", "10", "--json").code == 1


def test_a_plan_that_outlives_the_loan_is_refused(capsys, book):
    ran = inside(capsys, "plan", LATE, "--months", 400, "--json")

    assert (ran.code, "matures" in ran.error) == (1, True)


@pytest.mark.parametrize(
    "given",
    [(), ("--months", "6", "--pay", "10"), ("--months", "0"), ("--pay", "-5"), ("--pay", "1.234")],
)
def test_a_plan_asks_for_one_sensible_figure(capsys, book, given):
    assert inside(capsys, "plan", LATE, *given, "--json").code == 2


def test_a_plan_on_paper_is_kept_in_the_database(capsys, book, tmp_path):
    out = tmp_path / "plan.pdf"
    given = ("plan", LATE, "--months", 8, "--pdf", out, "--reason", "The income is proven")

    ran = inside(capsys, *given, "--json")

    assert ran.code == 0, ran.out
    assert out.read_bytes().startswith(b"%PDF")
    assert ran.data["pdf"]["path"] == str(out)


def test_exports_are_workbooks_and_leave_a_trace(capsys, book, tmp_path):
    before = inside(capsys, "verify", "--json").data["entries"]
    for what, rows in (("tape", 3), ("queue", 1), ("plans", 0), ("promises", 0), ("contacts", 0)):
        data = inside(capsys, "export", what, tmp_path / f"{what}.xlsx", "--json").data
        assert data["rows"] == rows
    after = inside(capsys, "verify", "--json").data["entries"]
    assert after == before + 5

    back = inside(capsys, "import", tmp_path / "tape.xlsx", "--dry-run", "--json").data
    assert (back["unchanged"], back["changed"], back["new"]) == (3, 0, 0)


@pytest.mark.parametrize(("ending", "mark"), [("xlsx", b"PK"), ("pdf", b"%PDF")])
def test_a_report_to_excel_and_to_paper(capsys, book, tmp_path, ending, mark):
    out = tmp_path / f"late.{ending}"

    data = inside(capsys, "report", "delinquency", "--out", out, "--json").data

    assert out.read_bytes().startswith(mark)
    assert data["tables"][0]["total"]["Loans"] == 3
    assert data["as_of"] == AS_OF
    assert not list(tmp_path.glob(".late*"))


def test_what_cannot_be_written_is_told_before_the_work(capsys, book, tmp_path):
    assert inside(capsys, "export", "tape", tmp_path / "x.csv", "--json").code == 2
    nowhere = tmp_path / "none" / "x.xlsx"
    assert inside(capsys, "export", "tape", nowhere, "--json").code == 3
    assert inside(capsys, "report", "delinquency", "--out", nowhere, "--json").code == 3


def test_self_check_names_what_does_not_work(capsys, monkeypatch):
    def broken() -> str:
        raise Bug("the shelf is empty")

    monkeypatch.setattr(checks, "CHECKS", (("shelf", broken), ("other", lambda: "fine")))
    ran = inside(capsys, "self-check", "--json")

    assert ran.code == 1
    assert [check["ok"] for check in ran.data["checks"]] == [False, True]
    assert "the shelf is empty" in ran.data["checks"][0]["says"]


def test_a_wrong_passphrase_and_an_unreadable_passphrase_file(capsys, book, tmp_path, monkeypatch):
    file = tmp_path / "secret.txt"
    file.write_text(f"{SECRET}\nsecond line\n", encoding="utf-8-sig")
    monkeypatch.setenv("MORTGAGE_COLLECT_PASSPHRASE", "another passphrase")

    assert inside(capsys, "verify", "--json").code == 3
    assert inside(capsys, "verify", "--passphrase-file", file).code == 0
    assert inside(capsys, "verify", "--passphrase-file", tmp_path / "none", "--json").code == 1


def test_the_practice_bank_and_a_database_are_two(capsys, book):
    assert inside(capsys, "verify", "--demo", "--database", book, "--json").code == 2
    assert inside(capsys, "create", "--demo", "--json").code == 2


@pytest.mark.parametrize("name", ["", "import", "export", "quote", "plan", "report", "verify"])
def test_every_help_names_the_exit_codes(capsys, name):
    ran = inside(capsys, *([name] if name else []), "--help")

    assert ran.code == 0
    assert "exit codes" in ran.out
