"""A working is a little sheet: inputs, formulas over lines above, and the steps of one figure."""

from datetime import date
from fractions import Fraction

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.working import Sheet, percent, written


def a_sheet() -> Sheet:
    sheet = Sheet()
    sheet.given("upb", "UPB", Money.of("200000.00"), "tape", date(2026, 10, 31))
    sheet.given("rate", "Rate", Rate.percent("6"), "the note")
    sheet.given("value", "Value of the home", Money.of("250000"), "broker")
    sheet.found("month", "A month of interest", Money.of(1000), "=ROUND({upb}*{rate}/12,2)")
    sheet.found("ltv", "Loan to value", Fraction(4, 5), "={upb}/{value}")
    return sheet


def test_the_steps_of_a_figure_are_the_lines_it_rests_on_in_order():
    working = a_sheet().done()
    assert [line.key for line in working.behind("month")] == ["upb", "rate", "month"]
    assert [line.key for line in working.behind("ltv")] == ["upb", "value", "ltv"]
    with pytest.raises(KeyError):
        working.behind("nothing")


def test_a_formula_is_spoken_with_the_names_of_its_lines():
    working = a_sheet().done()
    assert working.spoken(working["month"]) == "ROUND([UPB]*[Rate]/12,2)"
    assert working.spoken(working["upb"]) == ""


def test_a_line_is_written_once_and_names_only_lines_above():
    sheet = a_sheet()
    with pytest.raises(ValueError, match="already"):
        sheet.given("upb", "UPB", Money.of(1))
    with pytest.raises(ValueError, match="not above it"):
        sheet.found("late", "Later", Money.of(1), "={nobody}+1")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (None, "unknown"),
        (Money.of("1204.50"), "$1,204.50"),
        (Rate.percent("6.125"), "6.125%"),
        (Fraction(8669, 10000), "86.69%"),
        (309, "309"),
        (date(2026, 11, 2), "Nov 2, 2026"),
        (True, "yes"),
    ],
)
def test_values_are_written_as_people_write_them(value, says):
    assert written(value) == says


@pytest.mark.parametrize(
    ("share", "says"),
    [("1/3", "33.33"), ("-1/3", "-33.33"), ("1/16", "6.25"), ("12345/100000", "12.35")],
)
def test_percentages_round_half_up_on_both_sides_of_zero(share, says):
    assert percent(Fraction(share)) == says
