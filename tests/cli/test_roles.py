"""The command line asks the same table before it begins."""

import pytest

from mortgage_collect.core.words import UserRole
from mortgage_collect.services.bank import add_user
from mortgage_collect.store.store import open_store
from tests.cli.program import SECRET, inside, tape


@pytest.fixture
def database(tmp_path, capsys):
    """Whoever makes it administers it; cy is a specialist, and devon an examiner."""
    place = tmp_path / "bank.db"
    assert inside(capsys, "create", "--database", place).code == 0
    store = open_store(place, passphrase=SECRET, actor="local")
    with store.unit("setup") as unit:
        add_user(unit, "cy", "Cy Odum", UserRole.SPECIALIST)
        add_user(unit, "devon", "Devon Hale", UserRole.EXAMINER)
    store.close()
    return place


def as_user(monkeypatch, login):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, login)


def test_a_specialist_is_told_whom_to_ask_before_a_copy_is_made(
    tmp_path, database, monkeypatch, capsys
):
    as_user(monkeypatch, "cy")
    file = tape(tmp_path / "t.csv")
    ran = inside(capsys, "import", file, "--as-of", "2026-02-28", "--database", database)
    assert ran.code == 1
    assert ran.err.strip() == (
        "A specialist may not bring in a loan tape. Ask a manager or an administrator."
    )
    assert not (tmp_path / "backups").exists()
    looked = inside(
        capsys, "import", file, "--as-of", "2026-02-28", "--dry-run", "--database", database
    )
    assert looked.code == 0


def test_an_examiner_takes_a_report_and_not_the_book(tmp_path, database, monkeypatch, capsys):
    file = tape(tmp_path / "t.csv")
    assert inside(capsys, "import", file, "--as-of", "2026-02-28", "--database", database).code == 0
    as_user(monkeypatch, "devon")
    out = tmp_path / "late.xlsx"
    ran = inside(capsys, "report", "delinquency", "--out", out, "--database", database)
    assert ran.code == 0, ran.err
    book = tmp_path / "book.xlsx"
    ran = inside(capsys, "export", "tape", book, "--database", database)
    assert ran.code == 1
    assert "An examiner may not save the loan book" in ran.err
    assert not book.exists()
