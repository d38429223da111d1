"""Files without a header: known layouts by width and values, months, fixed positions, asking."""

import random
from datetime import date

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.profiles import profiles
from mortgage_collect.tape.recognition import Confidence, Layout
from mortgage_collect.tape.recognize import recognize, recognize_again
from mortgage_collect.tape.source import open_source
from tests.tape.workbooks import saved

DELIMITED = [profile for profile in profiles() if not profile.slices]


def read(path, **how):
    with open_source(path) as opened:
        found = recognize(opened, **how)
        return found, parse_rows(opened, found)


def invented(profile, width, loans=12, months=1):
    """Lines of a layout: what a field wants where one is named, else a letter or nothing."""
    dice = random.Random(f"{profile.key} {width}")
    lines = []
    for month in range(1, months + 1):
        for at in range(loans):
            cells = ["" if dice.random() < 0.5 else "N" for _ in range(width)]
            for place, name in profile.fields.items():
                cells[place] = _value(profile, name, place, at, month)
            for place in profile.looks.keys() - profile.fields.keys():
                cells[place] = "36100" if place == 6 else "12"
            lines.append("|".join(cells))
    return "\n".join(lines) + "\n"


def _value(profile, name, place, at, month):
    if name == "loan_number":
        quarter = f"F20Q{1 + at % 4}{at:07d}"
        return quarter if profile.looks[place].fullmatch(quarter) else f"{100_000_000_000 + at}"
    if all_fields()[name].type == "date":
        return _day(profile, name, place, month)
    values = {
        "unpaid_principal_balance": f"{90_000 + at}.55",
        "original_loan_amount": "120000",
        "current_interest_rate": "6.125",
        "original_interest_rate": "6.125",
        "payments_past_due": "0" if profile.key != "agency_performance" else "00",
        "property_state": "VT",
        "borrower_credit_score_original": "712",
        "pay_string": "00" * 24,
        "modification_flag": "N",
        "interest_only_flag": "N",
        "deferred_principal_balance": "0",
    }
    return values.get(name, "1")


def _day(profile, name, place, month):
    look = profile.looks.get(place)
    year = 2040 if name == "maturity_date" else 2026
    for written in (
        f"{month:02d}/01/{year}",
        f"{month:02d}/{year}",
        f"{month:02d}{year}",
        f"{year}{month:02d}",
    ):
        if (
            look is not None
            and look.fullmatch(written)
            and (not look.fullmatch("202613") or written == f"{year}{month:02d}")
        ):
            return written
    loan_level = profile.key.startswith("loan_level")
    return f"{year}{month:02d}" if loan_level else f"{month:02d}{year}"


@pytest.mark.parametrize(
    ("profile", "width"),
    [(profile, width) for profile in DELIMITED for width in sorted(profile.widths)],
    ids=lambda value: getattr(value, "key", str(value)),
)
def test_a_known_layout_is_told_by_width_and_values(tmp_path, profile, width):
    path = saved(tmp_path, invented(profile, width), "file.txt")
    found, tape = read(path)
    asked = next(question for question in found.questions if question.layout)
    assert asked.layout == profile.key
    assert asked.blocking
    assert profile.name in asked.text
    assert {c.position: c.field for c in found.columns if c.field} == profile.fields
    assert {c.confidence for c in found.columns if c.field} == {Confidence.LAYOUT}
    assert len(tape.rows) == 12
    if "unpaid_principal_balance" in profile.fields.values():
        assert tape.rows[3].values["unpaid_principal_balance"] == Money(9_000_355)


def test_every_layout_names_fields_there_are_and_says_where_it_is_from():
    for profile in profiles():
        assert set(profile.fields.values()) <= all_fields().keys()
        assert profile.source
        assert profile.verified or "UNVERIFIED" in profile.source
        assert "loan_number" in profile.fields.values()
        assert max(profile.fields) < min(profile.widths)


def test_once_confirmed_nothing_is_asked_about_the_header(tmp_path):
    profile = next(p for p in DELIMITED if p.key == "agency_performance")
    path = saved(tmp_path, invented(profile, 113), "file 2026-01-31.txt")
    found, _ = read(path)
    mapping = {c.position: c.field or "" for c in found.columns}
    again, tape = read(path, mapping=mapping)
    assert not any(question.blocking for question in again.questions)
    assert len(tape.accepted) == 12
    assert again.as_of == date(2026, 1, 31)


def test_values_that_do_not_look_so_are_no_known_layout(tmp_path):
    profile = next(p for p in DELIMITED if p.key == "agency_performance_extract")
    text = invented(profile, 9).replace("/2040", "-2040")
    path = saved(tmp_path, text, "file.txt")
    try:
        found, _ = read(path)
    except UserError:
        return
    assert not any(question.layout for question in found.questions)


# -- a row for each loan and month --------------------------------------------------------------


@pytest.fixture
def history(tmp_path):
    profile = next(p for p in DELIMITED if p.key == "agency_performance_old")
    return saved(tmp_path, invented(profile, 31, loans=10, months=6), "history.txt")


def test_of_several_months_one_is_asked_for(history):
    _, tape = read(history)
    asked = next(question for question in tape.recognition.questions if question.days)
    assert asked.blocking
    assert "rows of 6 months, Jan 1, 2026 to Jun 1, 2026" in asked.text
    assert asked.days[0] == date(2026, 6, 1)
    assert len(tape.rows) == len(tape.accepted) == 60, "a loan of another month is no duplicate"


def test_the_month_asked_for_is_read_and_the_others_are_counted(history):
    found, tape = read(history, as_of=date(2026, 4, 1))
    assert not any(question.days for question in tape.recognition.questions)
    assert len(tape.accepted) == 10
    assert {row.values["as_of_date"] for row in tape.rows} == {date(2026, 4, 1)}
    assert any("50 rows of other months left out" in f.says for f in tape.findings)
    assert found.as_of == date(2026, 4, 1)


def test_months_are_asked_about_in_a_file_with_headers_too(tmp_path):
    lines = [f"{1000 + n},5.00,{month}/28/2026" for month in (1, 2) for n in range(5)]
    text = "\n".join(["Loan Number,UPB,As of Date", *lines])
    _, tape = read(saved(tmp_path, text, "tape.csv"))
    assert any(question.days for question in tape.recognition.questions)


def test_one_month_is_not_asked_about(tmp_path):
    lines = [f"{1000 + n},5.00,1/{28 + n % 2}/2026" for n in range(5)]
    text = "\n".join(["Loan Number,UPB,As of Date", *lines])
    _, tape = read(saved(tmp_path, text, "tape.csv"))
    assert not any(question.days for question in tape.recognition.questions)


# -- fixed positions ----------------------------------------------------------------------------


def fixed_line(at: int, balance: str = "0000090000.55", length: int = 640) -> str:
    line = [" "] * length
    for begin, text in (
        (1, "FOSS, HESTER & IVO"),
        (69, f"{71_000_000 + at:010d}"),
        (79, "900123456"),
        (90, balance),
        (105, "20190301"),
        (113, "VT"),
        (115, "STOWE"),
        (135, "12 ALDER RD"),
        (180, "05672"),
        (542, "0004"),
        (558, "00000000012.34"),
    ):
        line[begin - 1 : begin - 1 + len(text)] = text
    return "".join(line)


def test_fixed_positions_are_cut_where_the_layout_says(tmp_path):
    text = "\r\n".join(fixed_line(at) for at in range(8)) + "\r\n\x1a"
    path = saved(tmp_path, text, "0142 20260331 Regloans.TXT")
    found, tape = read(path)
    assert next(question for question in found.questions if question.layout)
    values = tape.rows[2].values
    assert values["loan_number"] == "0071000002"
    assert values["borrower_name"] == "FOSS, HESTER & IVO"
    assert values["unpaid_principal_balance"] == Money(9_000_055)
    assert values["origination_date"] == date(2019, 3, 1)
    assert (values["mailing_zip"], values["borrower_ssn"]) == ("05672", "3456")
    assert found.as_of == date(2026, 3, 31)


def test_lines_of_one_length_that_are_no_such_layout_are_read_as_before(tmp_path):
    text = "Loan Number,UPB\n" + "".join(f"{1000 + n},{500 + n}.00\n" for n in range(9))
    _, tape = read(saved(tmp_path, text, "tape.csv"))
    assert len(tape.rows) == 9
    with pytest.raises(UserError, match="not a table"):
        read(saved(tmp_path, "\n".join(["x" * 700] * 9), "lines.txt"))


# -- named once, by position --------------------------------------------------------------------

UNKNOWN = "".join(f"{1000 + n}|x|0{1 + n}/01/2026|{500 + n}.00\n" for n in range(8))


def test_an_unknown_file_without_header_is_asked_about(tmp_path):
    found, tape = read(saved(tmp_path, UNKNOWN, "tape.txt"))
    assert found.header_row == 0
    texts = [question.text for question in found.questions]
    assert texts[0] == "The file has no header: say once, under Columns, what each column is."
    assert any("Which column is the loan number?" in text for text in texts)
    assert not tape.rows
    assert [column.samples[0] for column in found.columns[:3]] == ["1000", "x", "01/01/2026"]


def test_what_was_named_is_found_again_and_not_put_on_another_file(tmp_path):
    mapping = {0: "loan_number", 1: "", 2: "next_due_date", 3: "unpaid_principal_balance"}
    path = saved(tmp_path, UNKNOWN, "tape.txt")
    with open_source(path) as opened:
        key = recognize(opened, mapping=mapping).layout_key
        layouts = {key: Layout(mapping)}
        found = recognize_again(opened, layouts.get)
        assert found.position("unpaid_principal_balance") == 3
        assert len(parse_rows(opened, found).accepted) == 8
    other = "".join(f"{500 + n}.00|VT|9{n}01|05/01/2026\n" for n in range(8))
    with open_source(saved(tmp_path, other, "other.txt")) as opened:
        found = recognize_again(opened, layouts.get)
        assert found.position("unpaid_principal_balance") is None


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir,\nwe write to you.\nYours,\nMary\n",
        "Milk,2.50\nBread,3.10\nEggs,4.20\n",
        "0.0,1.5,7\n0.0,1.5,8\n0.0,2.5,9\n",
        "1001|5.00\n1001|6.00\n1001|7.00\n",
    ],
)
def test_what_is_no_table_of_loans_is_refused(tmp_path, text):
    with pytest.raises(UserError) as refused:
        read(saved(tmp_path, text, "file.txt"))
    assert refused.value.do
