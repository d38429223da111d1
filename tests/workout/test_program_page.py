"""The page of programs and assumptions is fresh, and leaves nothing out."""

from mortgage_collect.workout.program import flat, programs
from mortgage_collect.workout.value.assumptions import shipped
from mortgage_collect.workout.value.moves import moves
from tools import program_page


def test_the_page_of_programs_is_fresh():
    assert program_page.PAGE.read_text(encoding="utf-8") == program_page.page(), (
        "run python -m tools.program_page"
    )


def test_every_program_is_told_with_its_source_dates_and_mark():
    page = program_page.page()
    for each in programs():
        part = page.partition(f"### {each.title}\n")[2].partition("\n## ")[0]
        part = part.partition("\n### ")[0]
        assert f"- Source: {each.source}" in part
        assert f"- Verified: {'yes' if each.verified else 'no'}" in part
        assert ("nobody has recorded a review" in part) == (each.reviewed_on is None)
        named = {name for name in flat(each) if "." in name and not name.endswith(".source")}
        assert part.count("\n| ") == len(named) + 1


def test_every_assumption_is_told_with_its_source_and_what_it_moves():
    lines = program_page.page().splitlines()
    for each in shipped():
        (line,) = [line for line in lines if line.startswith(f"| {each.label} | ")]
        assert f" | {each.shown} | " in line
        assert f" | {each.source} | " in line
        assert moves(each.key)
        assert f" | {moves(each.key)} | " in line


def test_a_stranger_moves_nothing():
    assert moves("no_such_figure") == ""
