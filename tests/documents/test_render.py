import subprocess
import sys

import pytest

from mortgage_collect.core.errors import Bug
from mortgage_collect.documents.document import (
    Align,
    Column,
    Document,
    Heading,
    KeyValues,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Size,
    Table,
    strings,
)
from mortgage_collect.documents.render import render
from tests.documents.plans import pages_of


def paper(*blocks, **other):
    named = {"footer": ("Document 1",), "author": "A bank", "made_on": "2026-03-09"}
    return Document("A paper", "en", blocks, **named | other)


def test_every_kind_of_block_is_drawn():
    table = Table(
        (Column("Name", weight=30), Column("Amount", Align.RIGHT)),
        (("Ana & José <b>", "$1.00"), ("x" * 200, "$2.00")),
        total=("Total", "$3.00"),
    )
    made = paper(
        Heading("A paper", 1),
        Paragraph.of("Some words.", bullet=True),
        KeyValues((("Loan", "4471"),)),
        table,
        PageBreak(),
        Note("Small print."),
        size=Size.LYING,
    )
    first, second = pages_of(render(made).content)

    for words in ("A paper", "Some words.", "Loan 4471", "Ana & José <b>", "Total $3.00"):
        assert words in first
    assert "x" * 40 in first
    assert "Small print." in second
    assert "Page 2 of 2" in second


def test_a_total_never_stands_alone():
    for rows in range(36, 44):
        table = Table((Column("No."),), tuple((f"row{n:02d}",) for n in range(rows)), ("Total",))
        pages = pages_of(render(paper(table)).content)
        last = next(page for page in pages if "Total" in page)

        assert f"row{rows - 1:02d}" in last


def test_a_row_that_does_not_fit_its_columns_is_a_bug():
    with pytest.raises(Bug, match="2 cells under 1 columns"):
        Table((Column("a"),), (("b", "c"),))


def test_five_address_lines_do_not_fit_the_window():
    with pytest.raises(Bug, match="window"):
        Letterhead("A bank", (), ("1", "2", "3", "4", "5"))


def test_every_text_is_checked_before_it_is_printed():
    made = paper(
        Letterhead("A bank", ("b",), ("c",), (("d", "e"),)),
        KeyValues((("f", "g"),)),
        mark="h",
    )

    assert set("bcdefgh") | {"A bank"} <= set(strings(made))


def test_making_a_document_does_not_wake_reportlab():
    code = (
        "import sys, mortgage_collect.documents.repayment_plan, mortgage_collect.documents.render\n"
        "print(sorted({'reportlab', 'num2words'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )

    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("rows", [3, 9, 12, 20])
@pytest.mark.parametrize("lines", range(24, 44, 3))
def test_a_heading_keeps_with_its_table_and_leaves_no_page_half_empty(rows, lines):
    """`lines` of a letter come before it, so that it reaches the foot of the page in every way."""
    table = Table(
        (Column("No."), Column("Amount", Align.RIGHT)),
        tuple((f"row{n:02d}", "$1.00") for n in range(rows)),
    )
    letter = [Paragraph.of(f"line{n:02d}") for n in range(lines)]
    pages = pages_of(
        render(
            paper(*letter, Heading("Your payments", 2), Paragraph.of("As agreed."), table)
        ).content
    )
    page = next(page for page in pages if "Your payments" in page)

    assert "row00" in page
    if page is not pages[0] and rows >= 9:
        # It had no room: less than a heading, its line and three rows were left.
        assert lines >= 36
