import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.ui.kit import parse

MONDAY = date(2026, 3, 9)
NEW_YEARS_EVE = date(2026, 12, 31)

NEXT = [
    ("15", MONDAY, date(2026, 3, 15)),
    ("15th", MONDAY, date(2026, 3, 15)),
    ("9", MONDAY, MONDAY),
    ("8", MONDAY, date(2026, 4, 8)),
    ("31", date(2026, 4, 2), date(2026, 5, 31)),
    ("30", date(2026, 2, 2), date(2026, 3, 30)),
    ("1", NEW_YEARS_EVE, date(2027, 1, 1)),
    ("+7", MONDAY, date(2026, 3, 16)),
    ("+1", NEW_YEARS_EVE, date(2027, 1, 1)),
    ("+2w", MONDAY, date(2026, 3, 23)),
    ("+1m", date(2026, 1, 31), date(2026, 2, 28)),
    ("-3", MONDAY, date(2026, 3, 6)),
    ("fri", MONDAY, date(2026, 3, 13)),
    ("Friday", MONDAY, date(2026, 3, 13)),
    ("mon", MONDAY, date(2026, 3, 16)),
    ("th", MONDAY, date(2026, 3, 12)),
    ("fri", NEW_YEARS_EVE, date(2027, 1, 1)),
    ("12/1", MONDAY, date(2026, 12, 1)),
    ("3/9", MONDAY, MONDAY),
    ("3/8", MONDAY, date(2027, 3, 8)),
    ("1/2", NEW_YEARS_EVE, date(2027, 1, 2)),
    ("2/29", MONDAY, date(2028, 2, 29)),
    ("12/1/26", MONDAY, date(2026, 12, 1)),
    ("12-1-2026", MONDAY, date(2026, 12, 1)),
    ("2026-12-01", MONDAY, date(2026, 12, 1)),
    ("20261201", MONDAY, date(2026, 12, 1)),
    ("dec 1", MONDAY, date(2026, 12, 1)),
    ("1 Dec", MONDAY, date(2026, 12, 1)),
    ("Dec 1, 2026", MONDAY, date(2026, 12, 1)),
    ("December 1 27", MONDAY, date(2027, 12, 1)),
    ("today", MONDAY, MONDAY),
    ("Tomorrow", NEW_YEARS_EVE, date(2027, 1, 1)),
    ("yesterday", date(2026, 1, 1), date(2025, 12, 31)),
]
LAST = [
    ("9", MONDAY, MONDAY),
    ("15", MONDAY, date(2026, 2, 15)),
    ("31", date(2026, 3, 1), date(2026, 1, 31)),
    ("fri", MONDAY, date(2026, 3, 6)),
    ("mon", MONDAY, date(2026, 3, 2)),
    ("12/1", MONDAY, date(2025, 12, 1)),
    ("7/4/61", MONDAY, date(1961, 7, 4)),
    ("7/4/25", MONDAY, date(2025, 7, 4)),
]
NO_DAY = ["", "  ", "someday", "45", "0", "13/1", "2/30", "2/29/27", "12/1/1", "m", "mar", "+",
          "+99999", "1/2/3/4", "2026-13-01"]  # fmt: skip


@pytest.mark.parametrize(("typed", "today", "meant"), NEXT)
def test_a_day_typed_in_a_hurry_is_the_next_such_day(typed, today, meant):
    assert parse.parse_day(typed, today) == meant


@pytest.mark.parametrize(("typed", "today", "meant"), LAST)
def test_for_things_gone_by_it_is_the_last_such_day(typed, today, meant):
    assert parse.parse_day(typed, today, "last") == meant


@pytest.mark.parametrize("typed", NO_DAY)
def test_what_is_no_day_is_told_what_is_accepted(typed):
    with pytest.raises(UserError) as wrong:
        parse.parse_day(typed, MONDAY)
    assert wrong.value.do == parse.DAYS_ACCEPTED


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_the_program_wrote_is_read_back(day):
    assert parse.parse_day(text.day(day), MONDAY) == day
    assert parse.parse_day(text.day(day), MONDAY, "last") == day


@given(st.text(max_size=12), st.dates())
def test_no_writing_breaks_the_reader(typed, today):
    for read in (lambda: parse.parse_day(typed, today), lambda: parse.parse_amount(typed)):
        with contextlib.suppress(UserError):
            read()


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.2k", 120_000),
        ("1204.5", 120_450),
        ("1,204.50", 120_450),
        ("$1,204.50", 120_450),
        ("$ 75", 7_500),
        (".5", 50),
        ("5.", 500),
        ("1.2345K", 123_450),
        ("2m", 200_000_000),
        ("-3", -300),
        ("(50)", -5_000),
        ("0", 0),
    ],
)
def test_an_amount_typed_in_a_hurry(typed, cents):
    assert parse.parse_amount(typed) == Money(cents)


@pytest.mark.parametrize(
    "typed", ["", "k", "12,34", "1.234", "1.234567k", "--5", "(5", "five", ".", "1k5"]
)
def test_what_is_no_amount_is_told_what_is_accepted(typed):
    with pytest.raises(UserError) as wrong:
        parse.parse_amount(typed)
    assert wrong.value.do == parse.AMOUNTS_ACCEPTED


@given(st.integers(-(10**11), 10**11))
def test_an_amount_the_program_wrote_is_read_back(cents):
    assert parse.parse_amount(str(Money(cents))) == Money(cents)


@pytest.mark.parametrize(
    ("typed", "percent"), [("6.125", "6.125"), ("6.125%", "6.125"), ("6 1/8", "6.125"), ("7", "7")]
)
def test_a_rate(typed, percent):
    assert parse.parse_rate(typed) == Rate.percent(percent)


@pytest.mark.parametrize("typed", ["", "abc", "7 1/3", "6.12345", "101", "6 1/0", "."])
def test_what_is_no_rate_is_told_what_is_accepted(typed):
    with pytest.raises(UserError) as wrong:
        parse.parse_rate(typed)
    assert wrong.value.do == parse.RATES_ACCEPTED


@pytest.mark.parametrize(
    "typed", ["8025550101", "(802) 555-0101", "802.555.0101", "+1 802 555 0101", "1-802-555-0101"]
)
def test_a_phone_number_is_its_ten_digits(typed):
    assert parse.parse_phone(typed) == "8025550101"


@pytest.mark.parametrize("typed", ["", "555-0101", "0025550101", "802555010122", "call me"])
def test_what_is_no_phone_number_is_told_so(typed):
    with pytest.raises(UserError):
        parse.parse_phone(typed)


@pytest.mark.parametrize(("typed", "count"), [("12", 12), ("1,200", 1200), ("-4", -4)])
def test_a_count(typed, count):
    assert parse.parse_count(typed) == count


def test_half_a_count_is_refused():
    with pytest.raises(UserError):
        parse.parse_count("1.5")
