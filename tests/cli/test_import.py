"""`import`: what it tells, what it refuses, and that a dry run leaves nothing behind."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.cli.program import AS_OF, HEADERS, inside, line, payments, tape
from tests.tape.other_workbooks import protected

PROMISED = {
    "rows_read", "loans", "new", "changed", "unchanged", "missing", "duplicates", "refused",
    "total_upb", "buckets", "findings",
}  # fmt: skip


def test_a_dry_run_needs_no_database_and_makes_none(capsys, tmp_path, home, monkeypatch):
    monkeypatch.delenv("MORTGAGE_COLLECT_PASSPHRASE")
    path = tape(tmp_path / "tape.csv")

    ran = inside(capsys, "import", path, "--as-of", AS_OF, "--dry-run", "--json")

    assert ran.code == 0
    assert ran.data.keys() >= PROMISED
    assert (ran.data["rows_read"], ran.data["loans"], ran.data["new"]) == (3, 3, 3)
    assert ran.data["total_upb"] == "540000.00"
    assert ran.data["buckets"] == {"CUR": 2, "60+": 1}
    assert ran.data["imported"] is False
    assert list(home.iterdir()) == []


def test_the_first_tape_makes_the_database_and_the_second_is_compared(capsys, tmp_path):
    first = inside(capsys, "import", tape(tmp_path / "a.csv"), "--as-of", AS_OF, "--json")
    assert (first.code, first.data["imported"], first.data["new"]) == (0, True, 3)

    changed = tape(tmp_path / "b.csv", line(1, upb="179000.00"), line(3, due="01/01/2026"), line(9))
    told = inside(capsys, "import", changed, "--as-of", "2026-03-31", "--dry-run", "--json").data
    again = inside(capsys, "--json", "import", changed, "--as-of", "2026-03-31").data

    for data in (told, again):
        found = {name: data[name] for name in ("new", "changed", "unchanged", "missing")}
        assert found == {"new": 1, "changed": 1, "unchanged": 1, "missing": 1}
    assert (told["imported"], again["imported"]) == (False, True)


def test_the_options_may_stand_on_either_side_of_the_command(capsys, tmp_path):
    path, database = tape(tmp_path / "a.csv"), tmp_path / "bank.db"
    inside(capsys, "--database", database, "import", path, "--as-of", AS_OF)

    ran = inside(capsys, "verify", "--json", "--database", database)

    assert database.exists()
    assert (ran.code, ran.data["whole"]) == (0, True)


def test_findings_are_told_and_only_strict_refuses_them(capsys, tmp_path, home):
    path = tape(tmp_path / "tape.csv", *map(line, range(1, 30)), line(30, due="06/15/1899"))
    given = ("import", path, "--as-of", AS_OF, "--json")

    strict = inside(capsys, *given, "--strict")
    loose = inside(capsys, *given)

    assert (strict.code, strict.data["imported"]) == (1, False)
    assert (loose.code, loose.data["imported"]) == (0, True)
    held = [found for found in loose.data["findings"] if found["field"] == "next_due_date"]
    assert [(found["row"], found["severity"]) for found in held] == [(31, "hold")]
    assert loose.data["held"] == 1


def test_a_column_nobody_is_sure_of_is_asked_about(capsys, tmp_path):
    path = tape(tmp_path / "tape.csv", line(1), line(2, due="06/15/1899"))
    given = ("import", path, "--as-of", AS_OF, "--dry-run")

    assert "question: Is column E" in inside(capsys, *given).out
    assert inside(capsys, *given, "--strict").code == 1
    assert any(
        "Next Due Date" in asked for asked in inside(capsys, *given, "--json").data["questions"]
    )


def test_a_strict_refusal_leaves_no_database_behind(capsys, tmp_path, home):
    path = tape(tmp_path / "tape.csv", line(1), line(2, upb=""))

    assert inside(capsys, "import", path, "--as-of", AS_OF, "--strict").code == 1
    assert list(home.iterdir()) == []


def test_a_tape_without_a_day_asks_for_it_and_writes_nothing(capsys, tmp_path, home):
    path = tape(tmp_path / "tape.csv")

    ran = inside(capsys, "import", path, "--json")

    assert ran.code == 1
    assert "as of which day" in ran.error
    assert "--as-of" in ran.data["error"]["do"]
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("letter.csv", b"Dear Sir or Madam\nplease find attached\n", "not a table"),
        ("paper.xlsx", b"%PDF-1.7 and so on", "PDF"),
        ("empty.xlsx", b"", "empty"),
        ("header only.csv", HEADERS.encode() + b"\n", "no rows"),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        ("nameless.csv", b"Name,Balance\nRUIZ,100.00\nORTIZ,200.00\nGARCIA,300.00\n", "loan"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_tape_is_refused_with_one_clear_sentence(
    capsys, tmp_path, home, name, content, says
):
    path = tmp_path / name
    path.write_bytes(content)

    ran = inside(capsys, "import", path, "--as-of", AS_OF, "--json")

    assert ran.code == 1
    assert says in ran.error
    assert "\n" not in ran.error
    assert list(home.iterdir()) == []


def test_a_missing_file_and_a_folder_are_refused(capsys, tmp_path):
    assert inside(capsys, "import", tmp_path / "none.csv", "--json").code == 1
    assert "folder" in inside(capsys, "import", tmp_path, "--json").error


def test_payments_larger_than_the_debt_are_left_out_and_told(capsys, tmp_path):
    inside(capsys, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF)
    file = payments(
        tmp_path / "payments.csv",
        "1000003,03/02/2026,1499.10,A1",
        "1000001,03/02/2026,9999999.00,A2",
        "7777777,03/02/2026,10.00,A3",
    )

    ran = inside(capsys, "import", file, "--json")

    assert ran.code == 0
    assert (ran.data["kind"], ran.data["posted"]) == ("payments", 1)
    said = " ".join(found["says"] for found in ran.data["findings"])
    assert "debt" in said
    assert {found["row"] for found in ran.data["findings"]} >= {3, 4}


def test_customers_and_payments_need_a_book_first(capsys, tmp_path):
    file = payments(tmp_path / "payments.csv", "1000003,03/02/2026,1499.10,A1")

    ran = inside(capsys, "import", file, "--json")

    assert ran.code == 1
    assert "no database yet" in ran.error


def test_a_person_reads_words_and_twenty_findings(capsys, tmp_path):
    rows = [line(number, upb="") for number in range(30)] + [*map(line, range(30, 62))]
    path = tape(tmp_path / "tape.csv", *rows)

    ran = inside(capsys, "import", path, "--as-of", AS_OF, "--dry-run")

    assert ran.code == 0
    assert "62 rows read" in ran.out
    assert "more findings (--json lists them all)" in ran.out
    assert "Nothing was written" in ran.out
    assert ran.err == ""


def test_paths_with_letters_of_other_alphabets(capsys, tmp_path):
    path = tape(Path(tmp_path / "café ñandú.csv"))

    ran = inside(capsys, "import", path, "--as-of", AS_OF, "--dry-run", "--json")

    assert ran.data["file"] == "café ñandú.csv"
    assert ran.out.isascii()


def test_a_protected_workbook_takes_its_password_from_the_environment(
    capsys, tmp_path, monkeypatch
):
    path = tmp_path / "tape.xlsx"
    heads = ["Loan Number", "Borrower Name", "Unpaid Principal Balance", "Next Due Date"]
    loans = [[number, "RUIZ, MARIA", 180_000, date(2026, 3, 1)] for number in ("0101", "0102")]
    path.write_bytes(protected([heads, *loans], "Oak 12"))
    given = ("import", path, "--as-of", AS_OF, "--dry-run", "--json")

    without = inside(capsys, *given)
    monkeypatch.setenv("MORTGAGE_COLLECT_FILE_PASSWORD", "Elm 12")
    wrong = inside(capsys, *given)
    monkeypatch.setenv("MORTGAGE_COLLECT_FILE_PASSWORD", "Oak 12")
    right = inside(capsys, *given)

    assert (without.code, without.error) == (1, "tape.xlsx is protected with a password.")
    assert (wrong.code, wrong.error) == (1, "That password does not open tape.xlsx.")
    assert (right.code, right.data["loans"]) == (0, 2)


def test_an_import_is_undone_by_its_number(capsys, tmp_path):
    inside(capsys, "import", tape(tmp_path / "a.csv"), "--as-of", AS_OF)
    changed = tape(tmp_path / "b.csv", line(1, upb="179000.00"), line(9))
    came = inside(capsys, "import", changed, "--as-of", "2026-03-31", "--json").data

    told = inside(capsys, "import", "--undo", came["tape_id"], "--dry-run", "--json")
    done = inside(capsys, "import", "--undo", came["tape_id"], "--json")
    again = inside(capsys, "import", "--undo", came["tape_id"])

    # One loan was new; one changed and two were missing.
    assert (told.data["undone"], told.data["removed"], told.data["restored"]) == (False, 1, 3)
    assert (done.code, done.data) == (0, told.data | {"undone": True})
    assert again.code == 1
    assert "was undone already" in again.err
    assert inside(capsys, "import", changed, "--as-of", "2026-03-31", "--json").data["new"] == 1


def test_a_file_goes_back_with_the_cells_marked_that_keep_rows_out(capsys, tmp_path):
    path = tape(tmp_path / "tape.csv", *map(line, range(1, 30)), line(30, upb="lots"))
    out = tmp_path / "correct.xlsx"
    given = ("import", path, "--as-of", AS_OF, "--to-correct", out)
    assert inside(capsys, *given, "--dry-run").code == 0
    sheet = openpyxl.load_workbook(out).active
    assert [row[-1] for row in sheet.values] == ["Row in the file", 31]
    assert any(cell.comment is not None for cell in sheet[2])
    out.unlink()
    assert inside(capsys, *given).code == 0
    assert out.exists()
    assert inside(capsys, "import", path, "--to-correct", tmp_path / "out.csv").code == 2


def test_figures_of_the_report_are_tied_out_and_strict_refuses_a_difference(capsys, tmp_path):
    path = tape(tmp_path / "tape.csv")
    given = ("import", path, "--as-of", AS_OF, "--json", "--loans", 3, "--upb", "540000.01")
    told = inside(capsys, *given, "--dry-run")
    strict = inside(capsys, *given, "--strict")
    done = inside(capsys, *given)

    upb = told.data["controls"]["unpaid_principal_balance"]
    assert told.data["controls"]["loans"] == {"read": 3, "typed": 3}
    assert upb == {"read": "540000.00", "typed": "540000.01"}
    assert (strict.code, strict.data["imported"]) == (1, False)
    assert (done.code, done.data["imported"]) == (0, True)
    assert any("$0.01 less" in found["says"] for found in done.data["findings"])


def test_undo_takes_no_file(capsys, tmp_path):
    assert inside(capsys, "import", tape(tmp_path / "a.csv"), "--undo", "1").code == 2
    assert inside(capsys, "import").code == 2


def test_a_column_is_read_as_the_command_says(capsys, tmp_path):
    path = tape(tmp_path / "a.csv")

    ran = inside(
        capsys, "import", path, "--as-of", AS_OF, "--dry-run", "--json",
        "--read", "next_due_date=day first",
    )  # fmt: skip
    assert ran.code == 0
    wrong = inside(capsys, "import", path, "--as-of", AS_OF, "--dry-run", "--read", "upb")
    assert wrong.code == 2
    no_way = inside(
        capsys, "import", path, "--as-of", AS_OF, "--dry-run", "--read", "next_due_date=sideways"
    )
    assert no_way.code == 1
    assert '"day first"' in no_way.err


def test_what_a_column_asks_can_be_answered_by_the_command(capsys, tmp_path):
    from tests.tape.test_readings import spoiled

    path = spoiled(tmp_path)
    asked = inside(capsys, "import", path, "--as-of", AS_OF)
    assert asked.code == 1
    assert '--read "next_due_date=days and months turned back"' in asked.err
    told = inside(
        capsys, "import", path, "--as-of", AS_OF, "--dry-run", "--json",
        "--read", "next_due_date=days and months turned back",
    )  # fmt: skip
    assert (told.code, told.data["new"]) == (0, 38)
