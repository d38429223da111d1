"""Rows are written as they go by: every value comes back, and no text becomes anything else."""

from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.tape.source import open_source
from mortgage_collect.tape.values import YearMonth
from mortgage_collect.tape.write import write_grid

# What a person could type to be taken for more than a text.
SLY = [
    "=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "{=1}", "http://example.com",
    "<r><t>x</t></r>", "<r></is></c><c r=\"A9\"><f>1+1</f></c></r>", "</t></is></c>", "&amp;", "&",
    "_x0041_", "_x000D_", "0012", "1e5", "TRUE", " padded ", "line\nbreak", "tab\tbed",
]  # fmt: skip


def cells(path):
    """The first row of values, by three readers."""
    by_openpyxl = openpyxl.load_workbook(path).active
    by_calamine = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    with open_source(path) as source:
        by_us = {row.number: row.cells for row in source.sheets[0].rows()}
    return list(by_openpyxl[4]), by_calamine[3], by_us[4]


def test_whatever_a_text_looks_like_it_stays_that_text(tmp_path):
    path = tmp_path / "grid.xlsx"
    write_grid(path, "Sly", [str(at) for at in range(len(SLY))], [SLY])
    theirs, others, ours = cells(path)
    assert [cell.data_type for cell in theirs] == ["s"] * len(SLY)
    # Excel reads "_x005F_" as "_"; none of the three readers does.
    assert [cell.value.replace("_x005F_", "_") for cell in theirs] == SLY
    assert [text.replace("_x005F_", "_") for text in others] == SLY
    assert [text.replace("_x005F_", "_") for text in ours] == SLY


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=40))
def test_any_text_comes_back_but_for_signs_no_cell_can_hold(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("grid") / "grid.xlsx"
    write_grid(path, "Text", ["a", "b"], [["x", text]])
    with open_source(path) as source:
        row = next(row.cells for row in source.sheets[0].rows() if row.number == 4)
    found = row[1] if len(row) > 1 else ""
    kept = "".join(sign for sign in text if sign.isprintable())
    assert "".join(sign for sign in found or "" if sign.isprintable()) == kept


@pytest.mark.parametrize(
    ("value", "expected", "look"),
    [
        (Money.of("1204.50"), 1204.5, "#,##0.00;[Red]-#,##0.00"),
        (Money.of("-0.01"), -0.01, "#,##0.00;[Red]-#,##0.00"),
        (Money(99_999_999_999_99), 99_999_999_999.99, "#,##0.00;[Red]-#,##0.00"),
        (Rate.percent("6.125"), 0.06125, "0.0000%"),
        (360, 360, "0"),
        (12.5, 12.5, "General"),
        (7.0, 7, "General"),
        (True, "Y", "General"),
        (Decimal("80.5"), "80.5%", "General"),
        (YearMonth(2041, 3), "03/2041", "General"),
        (date(2026, 2, 28), datetime(2026, 2, 28), "mm/dd/yyyy"),  # noqa: DTZ001
        (date(1900, 3, 1), datetime(1900, 3, 1), "mm/dd/yyyy"),  # noqa: DTZ001
        (date(1899, 12, 31), "1899-12-31", "@"),
        (
            datetime(2026, 3, 9, 11, 30, 15),  # noqa: DTZ001
            datetime(2026, 3, 9, 11, 30, 15),  # noqa: DTZ001
            "mm/dd/yyyy h:mm AM/PM",
        ),
    ],
)
def test_a_value_is_written_as_what_it_is(tmp_path, value, expected, look):
    path = tmp_path / "grid.xlsx"
    write_grid(path, "One", ["a"], [[value]])
    cell = openpyxl.load_workbook(path).active["A4"]
    assert (cell.value, cell.number_format) == (expected, look)


def test_a_whole_number_leaves_without_a_point(tmp_path):
    path = tmp_path / "grid.xlsx"
    write_grid(path, "One", ["a", "b"], [[7.0, Money.of("180000")]])
    assert cells(path)[2] == ["7", "180000"]


def test_rows_without_values_and_sheets_without_rows_are_sound(tmp_path):
    path = tmp_path / "grid.xlsx"
    write_grid(path, "Some", ["a", "b"], [[None, None], [None, "x"], []], totals=True)
    rows = list(openpyxl.load_workbook(path).active.values)[3:]
    assert rows[:2] == [(None, None), (None, "x")]
    write_grid(path, "None", ["a", "b"], [])
    assert list(openpyxl.load_workbook(path).active.values)[2:] == [("a", "b")]
