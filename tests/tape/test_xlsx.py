"""Our reader of workbooks, against openpyxl and against files no other reader gets right."""

from datetime import date, datetime

import pytest

from mortgage_collect.tape.cells import MOST_COLUMNS, UNCACHED, ErrorCell, Number
from mortgage_collect.tape.serial import from_serial, is_date_format
from mortgage_collect.tape.source import open_source
from tests.tape.lookalike import two_month_tape
from tests.tape.workbooks import saved, workbook


def rows_of(path):
    with open_source(path) as opened:
        return list(opened.sheets[0].rows()), opened.sheets[0].notes


def read(tmp_path, data, **more):
    return rows_of(saved(tmp_path, workbook(data, **more)))


def test_every_cell_is_as_openpyxl_sees_it(tmp_path):
    import openpyxl

    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=60, cached_totals=True)
    theirs = openpyxl.load_workbook(path, data_only=True)
    with open_source(path) as opened:
        assert [sheet.name for sheet in opened.sheets] == theirs.sheetnames
        for sheet in opened.sheets:
            grid = theirs[sheet.name]
            seen = 0
            for row in sheet.rows():
                for at, cell in enumerate(row.cells):
                    other = grid.cell(row.number, at + 1).value
                    seen += other is not None
                    if isinstance(cell, Number):
                        assert float(cell) == float(other)
                    elif isinstance(cell, date):
                        assert datetime(cell.year, cell.month, cell.day) == other  # noqa: DTZ001
                    else:
                        assert cell == other
            assert seen == sum(v is not None for line in grid.values for v in line)
    theirs.close()


def test_kinds_of_cells(tmp_path):
    rows, notes = read(
        tmp_path,
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c>'
        '<c r="E1"><f>1+1</f></c><c r="F1"><f>1+1</f><v>2</v></c>'
        '<c r="G1" t="str"><f>"x"</f><v>x</v></c><c r="H1" t="d"><v>2026-01-31</v></c>'
        '<c r="I1"><v>1.0200000000000001E+2</v></c><c r="J1" t="inlineStr"><is><r><t>a</t></r>'
        "<r><t>b</t></r></is></c></row>",
        shared=[
            "<si><t>plain</t></si>",
            "<si><r><t>ri</t></r><r><t>ch</t></r><rPh sb='0' eb='1'><t>PHONETIC</t></rPh></si>",
        ],
    )
    assert rows[0].cells == [
        "plain", "rich", True, ErrorCell("#N/A"), UNCACHED, "2", "x", date(2026, 1, 31),
        "1.0200000000000001E+2", "ab",
    ]  # fmt: skip
    assert isinstance(rows[0].cells[5], Number)
    assert notes.formulas == {4: 1, 5: 1, 6: 1}


DATED = (
    '<row r="1"><c r="A1" s="1"><v>46053</v></c><c r="B1" s="2"><v>46053.5</v></c>'
    '<c r="C1" s="3"><v>0.065</v></c><c r="D1" s="1"><v>0</v></c><c r="E1" s="1"><v>60</v></c>'
    '<c r="F1" s="1"><v>9999999</v></c><c r="G1" s="1"><v>59</v></c></row>'
)


def test_dates_by_their_number_format(tmp_path):
    rows, _ = read(tmp_path, DATED)
    assert rows[0].cells == [
        date(2026, 1, 31), datetime.fromisoformat("2026-01-31 12:00"), "0.065", "1/0/1900",
        "2/29/1900", ErrorCell("#####"), date(1900, 2, 28),
    ]  # fmt: skip


def test_dates_of_the_1904_epoch(tmp_path):
    rows, _ = read(tmp_path, '<row r="1"><c r="A1" s="1"><v>44591</v></c></row>', date1904=True)
    assert rows[0].cells == [date(2026, 1, 31)]


@pytest.mark.parametrize(
    ("number", "code", "meant"),
    [
        (14, "", True),
        (22, "", True),
        (18, "", False),
        (0, "General", False),
        (164, "mm/dd/yyyy", True),
        (164, '"day" 0.00', False),
        (164, "[Red]0.00", False),
        (164, "[h]:mm", False),
        (164, "h:mm", False),
        (164, "mmm-yy", True),
        (164, "#,##0.00_);[Red](#,##0.00)", False),
    ],
)
def test_which_formats_are_dates(number, code, meant):
    assert is_date_format(number, code) is meant


def test_serials_outside_the_calendar():
    assert from_serial(-1) is None
    assert from_serial(2_958_466) is None
    assert from_serial(2_958_465) == date(9999, 12, 31)
    assert from_serial(1) == date(1900, 1, 1)


def test_true_row_and_column_numbers(tmp_path):
    rows, _ = read(tmp_path, '<row r="7"><c r="C7"><v>1</v></c></row><row r="9"/>')
    assert [(row.number, row.cells) for row in rows] == [(7, [None, None, "1"])]


def test_rows_and_cells_without_references_are_counted(tmp_path):
    rows, _ = read(tmp_path, "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    assert [(row.number, row.cells) for row in rows] == [(1, ["1", "2"]), (2, ["3"])]


def test_a_dimension_that_lies_and_a_stray_far_cell(tmp_path):
    rows, notes = read(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>',
        before='<dimension ref="A1"/>',
    )
    assert [row.number for row in rows] == [1, 2]
    assert notes.too_wide == 16_384 > MOST_COLUMNS


def test_empty_formatted_cells_are_no_rows(tmp_path):
    blank = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(2, 999)
    )
    rows, _ = read(tmp_path, '<row r="1"><c r="A1"><v>1</v></c></row>' + blank)
    assert [row.number for row in rows] == [1]


def test_hidden_rows_columns_and_filters_are_known(tmp_path):
    rows, notes = read(
        tmp_path,
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>',
        before='<cols><col min="2" max="3" hidden="1"/></cols>',
        after='<autoFilter ref="A1:C9"/><headerFooter><oddFooter>Page 1</oddFooter></headerFooter>',
    )
    assert [row.hidden for row in rows] == [False, True]
    assert (notes.hidden_rows, notes.hidden_columns, notes.filtered) == (1, {1, 2}, True)
    assert rows[-1].cells == ["2"]


def test_line_breaks_between_elements_do_not_get_into_texts(tmp_path):
    data = (
        '\n  <row r="1">\n    <c r="A1" t="inlineStr">\n <is>\n <r><t>a</t>\n</r>\n'
        "<r><t>b</t>\n</r>"
        '\n</is>\n</c>\n <c r="B1">\n<v>5</v>\n</c>\n</row>\n'
    )
    assert read(tmp_path, data)[0][0].cells == ["ab", "5"]


def test_prefixed_elements(tmp_path):
    data = '<x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c><x:c r="B1"><x:f>1</x:f></x:c></x:row>'
    assert read(tmp_path, data, prefix="x")[0][0].cells == ["5", UNCACHED]


def test_attributes_in_any_order(tmp_path):
    data = '<row r="1"><c t="inlineStr" s="0" r="B1"><is><t>x</t></is></c></row>'
    assert read(tmp_path, data)[0][0].cells == [None, "x"]


def test_entities_of_xml_itself_are_text(tmp_path):
    data = '<row r="1"><c r="A1" t="inlineStr"><is><t>A &amp; B &lt; &#8212;</t></is></c></row>'
    assert read(tmp_path, data)[0][0].cells == ["A & B < —"]


def test_rows_come_while_the_file_is_being_read(tmp_path):
    """A look at the header must not cost the whole sheet."""
    one = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}"><v>12345678</v></c></row>'
    path = saved(tmp_path, workbook("".join(one.format(n) for n in range(1, 20_001))))
    with open_source(path) as opened:
        sheet = opened.sheets[0]
        rows = sheet.rows()
        next(rows)
        assert sheet.notes.rows < 6_000
        rows.close()


def test_a_sheet_can_be_read_again(tmp_path):
    path = saved(tmp_path, workbook('<row r="1"><c r="A1"><v>1</v></c></row>'))
    with open_source(path) as opened:
        sheet = opened.sheets[0]
        assert list(sheet.rows()) == list(sheet.rows())
        assert sheet.notes.rows == 1


MIXED = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>\n'
    '<row r="2"/><row r="3"><c r="A3" t="inlineStr"><is><t>A &amp; B</t></is></c></row>'
    '<row r="4" spans="1:2"><c r="A4" s="1"/><c r="B4" s="1"><v>46053</v></c></row>'
    '<row r="5"><c r="A5"><f>1+1</f></c></row>'
    '<row r="6" hidden="1"><c r="A6"><v>6</v></c></row>'
    '<row r="7"><c r="C7" t="e"><v>#N/A</v></c><c r="D7" t="b"><v>1</v></c></row>'
    "<row><c><v>8</v></c></row>"
    '<row r="9"><c r="B9"><v>9</v></c><c r="A9"><v>0</v></c></row>'
    '<row r="10"><c r="A10" t="s"><v>0</v></c></row>'
)
MEANT = [
    (1, ["1", "x"]), (3, ["A & B"]), (4, [None, date(2026, 1, 31)]), (5, [UNCACHED]), (6, ["6"]),
    (7, [None, None, ErrorCell("#N/A"), True]), (8, ["8"]), (9, ["0", "9"]), (10, ["shared"]),
]  # fmt: skip


@pytest.mark.parametrize("plain", [True, False])
def test_the_fast_way_and_the_parser_see_the_same(tmp_path, monkeypatch, plain):
    from mortgage_collect.tape import plainrows

    if not plain:
        monkeypatch.setattr(plainrows.PlainRows, "read", lambda self, row: None)
    rows, notes = read(tmp_path, MIXED, shared=["<si><t>shared</t></si>"])
    assert [(row.number, row.cells) for row in rows] == MEANT
    assert (notes.rows, notes.hidden_rows, notes.formulas) == (9, 1, {0: 1})


def test_most_rows_of_a_tape_take_the_fast_way(tmp_path, monkeypatch):
    """A guard of speed that counts rows instead of seconds."""
    from mortgage_collect.tape import plainrows

    fast = slow = 0
    usual = plainrows.PlainRows.read

    def counted(self, row):
        nonlocal fast, slow
        found = usual(self, row)
        fast, slow = fast + (found is not None), slow + (found is None)
        return found

    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=200)
    monkeypatch.setattr(plainrows.PlainRows, "read", counted)
    rows_of(path)
    assert fast >= 200
    assert slow <= 3
