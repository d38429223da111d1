"""`clocks`: what must happen by when, on one loan and on all; asked in one process."""

from pathlib import Path

import pytest

from tests.cli.program import AS_OF, inside, tape
from tests.documents.test_ics import events

LATE = "1000003"  # unpaid since January 1, 2026


@pytest.fixture
def book(capsys, tmp_path: Path, home: Path) -> Path:
    assert inside(capsys, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF).code == 0
    return home / "bank.db"


def test_one_loan_on_a_day_of_its_own(capsys, book):
    ran = inside(capsys, "clocks", LATE, "--on", "2026-02-10", "--json")

    assert ran.code == 0
    assert (ran.data["loan"], ran.data["on"]) == (LATE, "2026-02-10")
    found = {each["duty"]: each for each in ran.data["deadlines"]}
    # Forty-five days from the day a payment was missed: 12 USC 1701x(c)(5).
    assert found["statute.counseling_notice"]["due"] == "2026-02-14"
    assert found["statute.counseling_notice"]["progress"] == "open"


def test_in_words_with_how_the_day_was_counted(capsys, book):
    out = inside(capsys, "clocks", LATE, "--on", "2026-02-10").out

    assert f"Loan {LATE} on Feb 10, 2026" in out
    assert "  Feb 14, 2026  in 4 days             Notice of counseling" in out
    assert "12 USC 1701x" in out


def test_what_is_due_today_says_so_and_what_is_not_settled_is_said_once(capsys, book):
    out = inside(capsys, "clocks", LATE, "--on", "2026-02-14").out

    assert "  Feb 14, 2026  today                 Notice of counseling" in out
    settled = [line for line in out.splitlines() if "Not settled" in line]
    assert settled == ["  Not settled, so what hangs on it counts as owed:"]


def test_strict_ends_in_one_when_something_is_late(capsys, book):
    early = inside(capsys, "clocks", LATE, "--on", "2026-01-20", "--strict")
    late = inside(capsys, "clocks", LATE, "--on", "2026-02-28", "--strict", "--json")

    assert (early.code, late.code) == (0, 1)
    assert late.data["late"] is True


def test_every_loan_within_days(capsys, book):
    ran = inside(capsys, "clocks", "--due-within", "7", "--json")

    assert ran.code == 0
    assert {each["loan"] for each in ran.data["deadlines"]} == {LATE}
    assert ran.data["late"] is True
    days = [each["due"] for each in ran.data["deadlines"]]
    assert days == sorted(days)
    assert LATE in inside(capsys, "clocks", "--due-within", "7").out


def test_a_calendar_file_is_written_and_told_to_history(capsys, book, tmp_path):
    out = tmp_path / "due.ics"
    ran = inside(capsys, "clocks", "--due-within", "7", "--ics", out, "--json")

    found = events(out.read_bytes())
    assert len(found) == len(ran.data["deadlines"])
    assert {each["SUMMARY"].partition(":")[0] for each in found} == {LATE}
    assert len({each["UID"] for each in found}) == len(found)
    assert inside(capsys, "verify", "--json").code == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ((), 2),
        (("none",), 1),
        ((LATE, "--due-within", "5"), 2),
        (("--due-within", "5", "--on", "2026-01-01"), 2),
        (("--due-within", "5", "--all"), 2),
        (("--due-within", "soon"), 2),
        ((LATE, "--ics", "due.txt"), 2),
    ],
)
def test_what_cannot_be_asked_is_said(capsys, book, given, code):
    assert inside(capsys, "clocks", *given, "--json").code == code
