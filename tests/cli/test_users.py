"""People and their passwords without a window."""

import pytest

from mortgage_collect.store import passwords
from tests.cli.program import inside
from tests.stores import CHEAP

ANA, BO = "seven green boats at noon", "every cup of tea has gone cold"


@pytest.fixture
def on(tmp_path, capsys, monkeypatch):
    """Runs a command on a new database that ana administers."""
    monkeypatch.setattr(passwords, "COST", CHEAP)
    as_user(monkeypatch, "ana")
    place = tmp_path / "bank.db"

    def do(*arguments):
        return inside(capsys, *arguments, "--database", place, "--json")

    assert do("create").code == 0
    return do


def as_user(monkeypatch, login, **variables):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, login)
    for name in ("PASSWORD", "NEW_PASSWORD", "USER", "CODE"):
        monkeypatch.delenv(f"MORTGAGE_COLLECT_{name}", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(f"MORTGAGE_COLLECT_{name}", value)


def test_somebody_is_added_given_a_password_and_chooses_their_own(on, monkeypatch):
    assert on("users", "add", "bo", "--name", "Bo Larsen").code == 0
    as_user(monkeypatch, "ana", NEW_PASSWORD=ANA)
    assert on("users", "password").code == 0

    as_user(monkeypatch, "ana")
    asked = on("users", "list")
    assert (asked.code, "Password of ana is needed" in asked.error) == (3, True)
    as_user(monkeypatch, "ana", PASSWORD=ANA)
    given = on("users", "reset", "bo").data["said"].partition("\n")[0]

    as_user(monkeypatch, "somebody", USER="bo", PASSWORD=given, NEW_PASSWORD=BO)
    listed = on("users", "list")
    assert [(u["login"], u["role"], u["must_change"]) for u in listed.data["users"]] == [
        ("ana", "administrator", False),
        ("bo", "specialist", False),
    ]
    as_user(monkeypatch, "bo", PASSWORD=BO)
    refused = on("users", "close", "ana")
    assert refused.code == 1
    assert refused.error == "A specialist may not change who works here."


def test_a_wrong_password_is_refused_and_the_password_may_lie_in_a_file(on, monkeypatch, tmp_path):
    as_user(monkeypatch, "ana", NEW_PASSWORD=ANA)
    assert on("users", "password").code == 0
    as_user(monkeypatch, "ana", PASSWORD="not the password")
    wrong = on("users", "list")
    assert (wrong.code, wrong.error) == (1, "The login or the password is wrong.")
    file = tmp_path / "password.txt"
    file.write_text(f"{ANA}\n", encoding="utf-8")
    as_user(monkeypatch, "ana")
    assert on("users", "list", "--password-file", file).code == 0


def test_an_account_is_changed_closed_and_opened(on):
    assert on("users", "add", "eve", "--role", "examiner").error.startswith("An examiner")
    on("users", "add", "devon", "--role", "examiner", "--until", "2099-12-31")
    on("users", "change", "devon", "--name", "Devon Hale")
    on("users", "close", "devon")
    (devon,) = [u for u in on("users", "list").data["users"] if u["login"] == "devon"]
    assert (devon["name"], devon["active"], devon["until"]) == ("Devon Hale", False, "2099-12-31")
    assert on("users", "open", "devon").code == 0
    assert on("users", "close", "ana").error == "This is the last administrator here."
    assert on("users", "close", "nobody").error == "No account has the login nobody."
    assert on("users", "close").code == 2
