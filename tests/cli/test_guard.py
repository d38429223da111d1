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
    assert "    STOP                  It is 9:30 PM Eastern time" in out
    assert "    CLEAR                 0 of 7 calls used" in out
    assert "Goes on only with: a reason, written down with the contact." in out
    assert "Next permitted: 8:00 AM Eastern time tomorrow" in out


def test_a_stop_that_nothing_sets_aside_says_so(capsys, book):
    out = inside(capsys, "guard", LATE, "--at", "2026-03-09T10:30", "--channel", "others").out
    assert "STOP    others: Do not ask where they are: we know where they are." in out
    assert "Goes on only with: nothing. No reason sets this aside." in out
    assert "Next permitted: no end in sight" in out


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-03-08T02:30", "There is no 2026-03-08T02:30 on the bank's clock"),
        ("2026-11-01T01:30", "2026-11-01T01:30-04:00 and 2026-11-01T01:30-05:00"),
        ("2026-11-02", "has no hour; write it as 2026-11-02T10:30"),
    ],
)
def test_a_moment_is_one_moment(capsys, book, at, says):
    ran = inside(capsys, "guard", LATE, "--at", at)

    assert ran.code
    assert says in ran.out + ran.err


def test_one_of_the_two_may_be_named(capsys, book):
    for at in (
        "2026-11-01T01:30-05:00",
        "2026-11-01T00:59",
        "2026-11-01T02:00",
        "2026-03-08T03:00",
    ):
        assert inside(capsys, "guard", LATE, "--at", at, "--json").code == 0


def test_now_is_the_usual_moment(capsys, book):
    assert inside(capsys, "guard", LATE, "--channel", "letter", "--json").code == 0


@pytest.mark.parametrize(
    ("given", "code"),
    [(("none",), 1), ((LATE, "--at", "noon"), 2), ((LATE, "--channel", "fax"), 2),
     ((LATE, "--at", "3026-03-09T10:00"), 2), ((LATE, "--at", "2026-03-09"), 2)],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(capsys, book, given, code):
    assert inside(capsys, "guard", *given, "--json").code == code
