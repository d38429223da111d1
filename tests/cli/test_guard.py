"""`guard`: may we, now, by every channel; asked in one process."""

from pathlib import Path

import pytest

from mortgage_collect.rules.book import EDITION
from tests.cli.program import AS_OF, inside, tape

LATE = "1000003"


@pytest.fixture
def book(capsys, tmp_path: Path, home: Path) -> Path:
    assert inside(capsys, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF).code == 0
    return home / "bank.db"


def test_every_way_by_every_number(capsys, book):
    ran = inside(capsys, "guard", LATE, "--at", "2026-03-09T10:42", "--json")

    assert ran.code == 0
    assert (ran.data["loan"], ran.data["edition"]) == (LATE, EDITION)
    assert ran.data["at"] == "2026-03-09T14:42:00+00:00"
    [person] = ran.data["people"]
    assert (person["person"], person["role"]) == ("RUIZ, MARIA", "borrower")
    assert [way["channel"] for way in person["ways"]] == [
        "call", "message", "text", "email", "letter", "visit", "others",
    ]  # fmt: skip
    call = person["ways"][0]
    assert (call["verdict"], call["by"]) == ("CLEAR", "cell, ends in 0003")
    assert call["count"] == {"used": 0, "allowed": 7, "days": 7}
    assert call["capacity"] == "creditor"
    assert "reg_f.hours" in {finding["rule"] for finding in call["findings"]}


def test_at_night_with_the_next_moment(capsys, book):
    given = ("guard", LATE, "--at", "2026-03-10T01:30:00Z", "--channel", "call")
    [call] = inside(capsys, *given, "--json").data["people"][0]["ways"]

    assert (call["verdict"], call["needs"]) == ("STOP", "reason")
    assert call["next_permitted"] == "2026-03-10T12:00:00+00:00"
    assert call["next_permitted_there"] == "8:00 AM Eastern time tomorrow"
    assert {"12 CFR 1006.6(b)(1)", "15 USC 1692c(a)(1)"} <= set(call["cites"])


def test_in_words(capsys, book):
    out = inside(capsys, "guard", LATE, "--at", "2026-03-09T21:30", "--channel", "call").out

    assert f"Loan {LATE} on Mar 9, 2026, 9:30 PM by the bank's clock; rules, edition" in out
    assert "STOP    call (cell, ends in 0003): Do not call before 8:00 AM Eastern time" in out
    assert "[12 CFR 1006.6(b)(1); 15 USC 1692c(a)(1)]" in out
    assert "Set aside by: reason." in out


def test_now_is_the_usual_moment(capsys, book):
    assert inside(capsys, "guard", LATE, "--channel", "letter", "--json").code == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [(("none",), 1), ((LATE, "--at", "noon"), 2), ((LATE, "--channel", "fax"), 2),
     ((LATE, "--at", "3026-03-09T10:00"), 2)],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(capsys, book, given, code):
    assert inside(capsys, "guard", *given, "--json").code == code
