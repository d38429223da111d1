"""How columns are read, settled at the desk: zeros put back, days turned back, signs and scales."""

from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.tape.profiles import profiles
from mortgage_collect.ui.tapes.view import ImportPlace
from tests.services.tapes import a_file, a_row, brought_in, with_bank
from tests.tape.test_layouts import UNKNOWN, invented
from tests.tape.test_readings import spoiled
from tests.tape.workbooks import saved
from tests.ui.panel_desk import a_desk
from tests.ui.test_import import WAIT, at, counts, read

JAN = date(2026, 1, 31)


@pytest.fixture
def bank(store):
    return with_bank(store)


@pytest.fixture
def place(qtbot, bank):
    with a_desk(bank) as (desk, noted):
        made = ImportPlace(desk)
        made.noted = noted
        made.resize(1070, 620)
        qtbot.addWidget(made)
        made.show()
        yield made


def choose(edit, what):
    """As a person does who picks from the list."""
    edit.set_value(what)
    edit.entered.emit(what)


def rows(prefix, many=12):
    return [a_row(f"{prefix}{4100 + n}") for n in range(many)]


def test_zeros_of_loan_numbers_are_put_back_once_asked(qtbot, place, bank, tmp_path):
    brought_in(bank, a_file(tmp_path / "tape 2026-01-31.csv", *rows("0000")), as_of=JAN)
    path = a_file(tmp_path / "tape 2026-02-28.csv", *rows(""))
    read(qtbot, place, path)
    assert not place.go.isEnabled()
    edit = place.preview.questions.first()
    assert "4100 is 00004100" in edit.accessibleName()
    assert [choice.label for choice in edit.choices] == [
        "Put zeros back, to 8 digits",
        "Leave as written",
    ]
    choose(edit, "8 digits")
    qtbot.waitUntil(lambda: "loan_number" in place.model.recognition.readings, timeout=WAIT)
    at(qtbot, place, "preview")
    assert (counts(place)["new"], counts(place)["unchanged"]) == (0, 12)
    place.model.bring_in()
    at(qtbot, place, "done")
    # Next month the layout knows it.
    read(qtbot, place, a_file(tmp_path / "tape 2026-03-05.csv", *rows("", 11)))
    assert place.model.recognition.readings == {"loan_number": "8 digits"}
    assert place.model.why_not == ""


def test_days_changed_round_are_turned_back_with_one_answer(qtbot, place, bank, tmp_path):
    read(qtbot, place, spoiled(tmp_path))
    place.model.choose_as_of(JAN)
    qtbot.waitUntil(lambda: place.model.recognition.as_of == JAN, timeout=WAIT)
    at(qtbot, place, "preview")
    edit = place.preview.questions.first()
    assert "Turn them back?" in edit.accessibleName()
    choose(edit, "days and months turned back")
    qtbot.waitUntil(lambda: bool(place.model.recognition.readings), timeout=WAIT)
    at(qtbot, place, "preview")
    due = [row.values["next_due_date"] for row in place.model.preview.file.parsed.rows]
    assert {day.day for day in due} == {1, 15}
    assert not any(question.readings for question in place.model.recognition.questions)


def test_a_column_is_read_otherwise_and_remembered(qtbot, place, bank, tmp_path):
    path = a_file(tmp_path / "tape 2026-01-31.csv", *rows("0000"))
    read(qtbot, place, path)
    tab = place.preview.columns
    found = place.model.recognition
    at_escrow = found.position("escrow_payment")
    assert at_escrow is not None
    tab.table.choose(at_escrow)
    assert tab.way.isVisibleTo(tab)
    was = place.model.preview.file.parsed.rows[0].values["escrow_payment"]
    choose(tab.way, "sign turned")
    qtbot.waitUntil(lambda: bool(place.model.recognition.readings), timeout=WAIT)
    at(qtbot, place, "preview")
    now = place.model.preview.file.parsed.rows[0].values["escrow_payment"]
    assert now == Money(-was.cents)
    assert tab._field(place.model.recognition.columns[at_escrow]).endswith(": Sign turned")
    place.model.bring_in()
    at(qtbot, place, "done")
    read(qtbot, place, a_file(tmp_path / "tape 2026-02-28.csv", *rows("0000")))
    assert place.model.recognition.readings == {"escrow_payment": "sign turned"}
    # And back to what the values say.
    tab.table.choose(at_escrow)
    choose(tab.way, "")
    qtbot.waitUntil(lambda: not place.model.recognition.readings, timeout=WAIT)


def test_a_state_has_no_way_to_be_read(qtbot, place, bank, tmp_path):
    read(qtbot, place, a_file(tmp_path / "tape 2026-01-31.csv", *rows("0000")))
    tab = place.preview.columns
    tab.table.choose(place.model.recognition.position("property_state"))
    assert not tab.way.isVisibleTo(tab)


def test_of_two_columns_of_one_name_only_these_are_offered(qtbot, place, bank, tmp_path):
    path = tmp_path / "tape 2026-01-31.csv"
    lines = [f"{1000 + n},{n}.00,{n + 7}.00,x" for n in range(1, 9)]
    path.write_text("\n".join(["Loan Number,UPB,UPB,Branch Nickname", *lines]))
    read(qtbot, place, path)
    edit = place.preview.questions.first()
    assert [choice.label for choice in edit.choices] == ["B: UPB", "C: UPB"]
    choose(edit, (2, "unpaid_principal_balance"))
    qtbot.waitUntil(
        lambda: place.model.recognition.position("unpaid_principal_balance") == 2, timeout=WAIT
    )


def test_a_known_layout_without_header_is_confirmed_and_a_month_picked(
    qtbot, place, bank, tmp_path
):
    profile = next(each for each in profiles() if each.key == "agency_performance_old")
    path = saved(tmp_path, invented(profile, 31, loans=10, months=2), "file.txt")
    read(qtbot, place, path)
    layout, month = place.preview.questions.edits[:2]
    assert "agency performance, the older file" in layout.accessibleName()
    assert [choice.label for choice in month.choices] == ["Feb 1, 2026", "Jan 1, 2026"]
    choose(layout, True)
    qtbot.waitUntil(
        lambda: not any(q.layout for q in place.model.recognition.questions), timeout=WAIT
    )
    at(qtbot, place, "preview")
    choose(place.preview.questions.edits[0], JAN.replace(day=1))
    qtbot.waitUntil(lambda: place.model.why_not == "", timeout=WAIT)
    at(qtbot, place, "preview")
    assert counts(place)["new"] == 10


def test_columns_of_a_file_without_header_are_named_by_their_place(qtbot, place, bank, tmp_path):
    read(qtbot, place, saved(tmp_path, UNKNOWN, "tape 2026-01-31.txt"))
    assert not place.go.isEnabled()
    edits = place.preview.questions.edits
    number = next(e for e in edits if "the loan number" in e.accessibleName())
    assert number.choices[0].label == "A: 1000, 1001"
    choose(number, (0, "loan_number"))
    qtbot.waitUntil(lambda: place.model.recognition.position("loan_number") == 0, timeout=WAIT)
    at(qtbot, place, "preview")
    place.model.choose_field(3, "unpaid_principal_balance")
    qtbot.waitUntil(lambda: place.model.why_not == "", timeout=WAIT)
    at(qtbot, place, "preview")
    assert counts(place)["new"] == 8
    place.model.bring_in()
    at(qtbot, place, "done")
    read(qtbot, place, saved(tmp_path, UNKNOWN, "tape 2026-02-28.txt"))
    assert counts(place)["unchanged"] == 8
    assert place.model.why_not == ""
