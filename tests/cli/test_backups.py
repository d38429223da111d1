"""`backup`, `backups` and `restore` on the command line."""

from pathlib import Path

import pytest

from tests.cli.program import AS_OF, inside, tape


@pytest.fixture
def book(capsys, tmp_path: Path, home: Path) -> Path:
    assert inside(capsys, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF).code == 0
    return home / "bank.db"


def test_a_backup_now_and_one_elsewhere(capsys, book, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    ran = inside(capsys, "backup", "--to", stick, "--json")
    assert ran.code == 0
    made, there = Path(ran.data["backup"]), Path(ran.data["elsewhere"])
    assert there.parent == stick
    assert made.read_bytes() == there.read_bytes()
    names = [each["name"] for each in inside(capsys, "backups", "--json").data["backups"]]
    assert names[0] == made.name
    elsewhere = inside(capsys, "backups", "--folder", stick, "--json").data["backups"]
    assert [each["name"] for each in elsewhere] == [there.name]


def test_a_stick_that_is_not_there_is_told(capsys, book, tmp_path):
    ran = inside(capsys, "backup", "--to", tmp_path / "gone")
    assert ran.code == 1
    assert "Made" in ran.out
    assert "COULD NOT BE COPIED" in ran.out


def test_none_yet(capsys, home):
    assert "There is no backup of bank.db yet." in inside(capsys, "backups").out


def test_looked_into_tried_and_put_back(capsys, book, tmp_path):
    name = Path(inside(capsys, "backup", "--json").data["backup"]).name
    later = tape(tmp_path / "later.csv")
    assert inside(capsys, "import", later, "--as-of", "2026-04-30").code == 0
    head = inside(capsys, "verify", "--json").data["head"]

    looked = inside(capsys, "restore", name, "--try", "--json")
    assert looked.code == 0
    assert looked.data["holds"]
    assert looked.data["lost"] > 0
    assert looked.data["rows"]["loans"] > 0
    assert inside(capsys, "verify", "--json").data["head"] == head
    assert "Nothing was changed" in inside(capsys, "restore", name).out

    done = inside(capsys, "restore", name, "--yes", "--json")
    assert done.code == 0
    assert Path(done.data["kept"]).exists()
    after = inside(capsys, "verify", "--json").data
    assert after["whole"]
    assert after["head"] != head


def test_a_database_that_does_not_open_does_not_stand_in_the_way(capsys, book):
    name = Path(inside(capsys, "backup", "--json").data["backup"]).name
    book.write_bytes(b"damaged" * 1000)
    assert inside(capsys, "verify").code == 3

    ran = inside(capsys, "restore", name, "--yes")

    assert ran.code == 0
    assert "or that does not open" in ran.out
    assert inside(capsys, "verify").code == 0


def test_the_practice_bank_and_a_server_have_none(capsys, home):
    assert inside(capsys, "backups", "--demo").code == 2
    assert inside(capsys, "backups", "--database", "postgresql://nobody@nowhere/x").code == 3
