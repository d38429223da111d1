"""The program as a process: exit codes, one JSON document, what a shell may do to it."""

import json
import os
import subprocess
import sys

import pytest

from mortgage_collect.cli.run import program_version
from mortgage_collect.store import schema
from mortgage_collect.store.engine import open_file, writing
from mortgage_collect.store.keys import unlock
from tests.cli.program import AS_OF, SECRET, outside, tape


@pytest.fixture
def book(tmp_path, home):
    made = outside(home, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF, "--json")
    assert made.code == 0, made.err
    return home / "bank.db"


def test_a_whole_round_in_processes_of_their_own(book, home, tmp_path):
    ran = outside(home, "verify", "--json")
    assert (ran.code, ran.err, ran.data["whole"]) == (0, "", True)

    quoted = outside(
        home, "quote", "1000003", "--good-through", AS_OF, env={"PYTHONIOENCODING": "cp1252"}
    )
    assert (quoted.code, "$2,998.20" in quoted.out) == (0, True)


def test_the_version_and_usage(home):
    assert outside(home, "--version").out.strip() == program_version()
    assert outside(home, "--version", "--json").data == {"version": program_version()}
    wrong = outside(home, "frobnicate", "--json")
    assert (wrong.code, "invalid choice" in wrong.error, wrong.err) == (2, True, "")
    spoken = outside(home, "frobnicate")
    assert (spoken.code, spoken.out) == (2, "")


def test_self_check_holds(home):
    ran = outside(home, "self-check", "--json", env={"QT_QPA_PLATFORM": "offscreen"})

    assert (ran.code, ran.data["ok"]) == (0, True), ran.out


def test_without_key_store_passphrase_or_person_it_says_what_to_do(book, home):
    ran = outside(home, "verify", "--json", secret="")

    assert ran.code == 3
    do = ran.data["error"]["do"]
    assert "MORTGAGE_COLLECT_PASSPHRASE" in do
    assert "--passphrase-file" in do


def test_troubles_with_the_database_are_three(book, home, tmp_path):
    assert outside(home, "verify", "--json", secret="quite another one").code == 3
    nothing = outside(home, "verify", "--database", tmp_path / "none.db", "--json")
    assert (nothing.code, "no database" in nothing.error) == (3, True)
    text = tmp_path / "text.db"
    text.write_text("not a database", encoding="utf-8")
    assert outside(home, "verify", "--database", text, "--json").code == 3


def test_a_database_of_a_newer_program_is_left_alone(book, home):
    engine = open_file(book, unlock(book, passphrase=SECRET))
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = book.read_bytes()

    ran = outside(home, "import", home.parent / "tape.csv", "--as-of", AS_OF, "--json")

    assert (ran.code, "newer version" in ran.error) == (3, True)
    assert schema.HEAD in ran.error
    assert book.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="folders have no such mode there")
@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read(book, home, tmp_path):
    home.chmod(0o500)
    try:
        assert outside(home, "verify", "--json").code == 3
    finally:
        home.chmod(0o700)


def test_a_reader_that_goes_away_is_no_error(book, home, tmp_path):
    """`mortgage-collect import TAPE --json | head -1`."""
    env = {
        **os.environ,
        "MORTGAGE_COLLECT_HOME": str(home),
        "MORTGAGE_COLLECT_PASSPHRASE": SECRET,
    }
    program = subprocess.Popen(
        [sys.executable, "-m", "mortgage_collect", "verify", "--json"],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    complaint = program.stderr.read().decode()
    program.stderr.close()
    assert (program.wait(60), complaint) == (0, "")


def test_a_stop_is_told_in_json_too(monkeypatch, capsys):
    from mortgage_collect.cli import run

    def stopped(_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "_commands", lambda: {"verify": stopped})
    code = run.run(["verify", "--json"])

    assert code == 130
    assert json.loads(capsys.readouterr().out)["error"]["code"] == 130


def test_our_own_error_is_not_taken_for_a_refusal(monkeypatch, capsys):
    from mortgage_collect.cli import run

    def broken(_given: object) -> None:
        raise ZeroDivisionError("somewhere")

    monkeypatch.setattr(run, "_commands", lambda: {"verify": broken})

    assert run.run(["verify", "--json"]) == 3
    told = capsys.readouterr()
    assert "ZeroDivisionError" in json.loads(told.out)["error"]["details"]
    assert told.err == ""


def test_a_window_without_a_screen(home):
    env = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have one")

    ran = outside(home, env=env)

    assert (ran.code, ran.out) == (3, "")
    assert "no screen" in ran.err
