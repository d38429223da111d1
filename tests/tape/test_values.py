"""How single cells are read: one line a way people write."""

from datetime import date
from decimal import Decimal

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.tape import values
from mortgage_collect.tape.cells import UNCACHED, ErrorCell, Number
from mortgage_collect.tape.columnrules import ColumnRule, Scale, same_scale
from mortgage_collect.tape.dates import DateRule, Digits, Order, date_rule, read_date
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.readers import ColumnReader
from mortgage_collect.tape.values import Unread, YearMonth

MONEY = """
362934.69           362934.69
1,204.50            1204.50
$1,204.50           1204.50
$ 1,204             1204.00
USD 12.5            12.50
(123.45)            -123.45
($123.45)           -123.45
-123.45             -123.45
-$5.00              -5.00
$-5.00              -5.00
123.45-             -123.45
123.45CR            -123.45
123.45 DR           123.45
.5                  0.50
12.                 12.00
1.5E5               150000.00
168.9100000003      168.91
0.125               0.13
-0.125              -0.13
1,234,567.89        1234567.89
"""


@pytest.mark.parametrize("line", MONEY.strip().splitlines())
def test_money(line):
    written, _, meant = line.rpartition("  ")
    assert values.money(written.strip()) == Money.of(meant.strip())


@pytest.mark.parametrize(
    "written", ["abc", "12,34", "1.234,56", "(5", "5)", "-5-", "(-5)", "1 2 3 x", "--5", "$", "1/2"]
)
def test_not_money(written):
    assert isinstance(values.money(written), Unread)


@pytest.mark.parametrize("cell", [ErrorCell("#N/A"), UNCACHED, True, date(2026, 1, 1)])
def test_other_cells_are_not_money(cell):
    assert isinstance(values.money(cell), Unread)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (None, True),
        ("", True),
        ("   ", True),
        ("N/A", True),
        ("null", True),
        (" - ", True),
        ("N/A\u200b", True),
        ("00/00/0000", True),
        ("0", False),
        ("none at all here", False),
        (Number("0"), False),
        (False, False),
    ],
)
def test_nothing(cell, meant):
    assert values.is_blank(cell) is meant


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("0000012345", "0000012345"),
        (" 12-345 ", "12-345"),
        ('="00123"', "00123"),
        ("'00123", "00123"),
        (Number("12345.0"), "12345"),
        (Number("123456789012345"), "123456789012345"),
        ("12345678901234567890", "12345678901234567890"),
        ("12\u200b345", "12345"),
    ],
)
def test_identifiers_stay_as_written(cell, meant):
    assert values.identifier(cell) == meant


@pytest.mark.parametrize(
    "cell", ["1.02E+11", Number("1.02E+11"), Number("1234567890123456"), Number("12.5"),
             ErrorCell("#REF!"), UNCACHED],
)  # fmt: skip
def test_identifiers_a_spreadsheet_destroyed(cell):
    assert isinstance(values.identifier(cell), Unread)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("8025550101", "8025550101"),
        ("(802) 555-0101", "8025550101"),
        ("802.555.0101 x12", "8025550101x12"),
        ("1-802-555-0101", "8025550101"),
        ("+1 802 555 0101 ext. 7", "8025550101x7"),
    ],
)
def test_phones(written, meant):
    assert values.phone(written) == meant


@pytest.mark.parametrize(
    "written", ["555-0101", "0000000000", "802-555-0101 / 802-555-0102", "call"]
)
def test_phones_not_to_be_dialed_stay_as_text(written):
    assert values.phone(written) == Unread("a telephone number of ten digits", keep=written)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        (Number("5401"), "05401"),
        ("05401", "05401"),
        ("05401-2643", "05401-2643"),
        (Number("54012643"), "05401-2643"),
        (Number("5401.0"), "05401"),
        ("501", "00501"),
    ],
)
def test_zips(cell, meant):
    assert values.zip_code(cell) == meant


def test_states():
    assert [values.state(s) for s in ("vt", "Vermont", "D.C.", "district of columbia")] == [
        "VT", "VT", "DC", "DC",
    ]  # fmt: skip
    assert values.state("Ontario") == Unread("a US state", keep="Ontario")


def test_only_the_last_four_of_a_social_security_number_are_kept():
    assert [values.last_four(s) for s in ("666-12-3456", "XXX-XX-3456", "3456")] == ["3456"] * 3
    assert values.last_four(Number("1123456")) == "3456"
    assert isinstance(values.last_four("999999999"), Unread)
    assert isinstance(values.last_four("123456789"), Unread)


def test_yes_and_no():
    assert [values.boolean(s) for s in ("Y", "no", "TRUE", "0", "x", True)] == [
        True, False, True, False, True, True,
    ]  # fmt: skip
    assert isinstance(values.boolean("maybe"), Unread)


@pytest.mark.parametrize(
    ("written", "scale", "meant"),
    [
        ("6.125", Scale.PERCENT, "6.125"),
        ("0.06125", Scale.FRACTION, "6.125"),
        ("612.5", Scale.BASIS_POINTS, "6.125"),
        ("6125", Scale.THOUSANDTHS, "6.125"),
        ("6.125%", Scale.FRACTION, "6.125"),
        ("0.058299999999999998", Scale.FRACTION, "5.83"),
        ("60.8333333", Scale.PERCENT, "60.8333"),
    ],
)
def test_rates(written, scale, meant):
    assert values.rate(written, scale.factor) == Rate.percent(meant)


def test_a_rate_of_another_scale_is_seen():
    assert not same_scale("5.83", Scale.FRACTION)
    assert not same_scale("0.0583", Scale.PERCENT)
    assert same_scale("0", Scale.PERCENT)
    assert same_scale("5.83%", Scale.FRACTION)


def test_percentages():
    assert values.percent("80", Decimal(1)) == Decimal(80)
    assert values.percent("0.8", Decimal(100)) == Decimal(80)
    assert str(values.percent("100", Decimal(1))) == "100"


DATES = [
    ("09/30/2026", DateRule(), date(2026, 9, 30)),
    ("9/3/26", DateRule(), date(2026, 9, 3)),
    ("9-3-2026", DateRule(), date(2026, 9, 3)),
    ("30/09/2026", DateRule(order=Order.DAY_FIRST), date(2026, 9, 30)),
    ("2026-09-30", DateRule(), date(2026, 9, 30)),
    ("2026-09-30 00:00:00", DateRule(), date(2026, 9, 30)),
    ("30-SEP-26", DateRule(), date(2026, 9, 30)),
    ("Sep 30, 2026", DateRule(), date(2026, 9, 30)),
    ("08/01/52", DateRule(latest_two_digit=2069), date(2052, 8, 1)),
    ("08/01/52", DateRule(latest_two_digit=2035), date(1952, 8, 1)),
    ("20260930", DateRule(digits=Digits.YMD), date(2026, 9, 30)),
    ("09302026", DateRule(digits=Digits.MDY), date(2026, 9, 30)),
    ("202609", DateRule(digits=Digits.YM), YearMonth(2026, 9)),
    ("092026", DateRule(digits=Digits.MY), YearMonth(2026, 9)),
    ("09/2026", DateRule(), YearMonth(2026, 9)),
    (Number("46295"), DateRule(digits=Digits.SERIAL), date(2026, 9, 30)),
    (Number("44833"), DateRule(digits=Digits.SERIAL, epoch_1904=True), date(2026, 9, 30)),
    (date(2026, 9, 30), DateRule(), date(2026, 9, 30)),
]


@pytest.mark.parametrize(("cell", "rule", "meant"), DATES)
def test_dates(cell, rule, meant):
    assert read_date(cell, rule) == meant


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("02/30/2026", "a day that exists"),
        ("06/31/2026", "a day that exists"),
        ("13/13/2026", "a day that exists"),
        ("01/01/1899", "a day between 1920 and 2120"),
        (date(1899, 12, 31), "a day between 1920 and 2120"),
        (date(2121, 1, 1), "a day between 1920 and 2120"),
        ("2/29/1900", "a day that exists"),
        ("soon", "a date (month/day/year)"),
        (ErrorCell("#VALUE!"), "a date (month/day/year)"),
    ],
)
def test_impossible_dates(cell, expected):
    assert read_date(cell, DateRule()) == Unread(expected)


def test_the_order_of_a_column_is_told_by_its_values():
    rule = date_rule(["03/04/2026", "25/12/2026"], future=False)
    assert rule.order is Order.DAY_FIRST
    assert date_rule(["03/04/2026", "12/25/2026"], future=False).order is Order.MONTH_FIRST
    assert date_rule(["03/04/2026"], future=False).tie


def test_half_swapped_columns_are_recognized():
    true = [date(2026, month, 1 + month) for month in range(1, 10)]
    assert date_rule([*true, "9/20/2021", "7/22/2019"], future=False).half_swapped
    assert not date_rule([*true, date(2026, 1, 20), "9/20/2021"], future=False).half_swapped
    assert not date_rule([*true, "9/20/2021", "7/2/2019"], future=False).half_swapped


def test_the_digits_of_a_column_are_told_by_most_of_its_values():
    assert date_rule(["202609", "205001"], future=True).digits is Digits.YM
    assert date_rule(["092026", "012050"], future=True).digits is Digits.MY
    assert date_rule(["20260930"], future=True).digits is Digits.YMD
    assert date_rule([Number("46295")], future=True).digits is Digits.SERIAL
    assert date_rule([Number("15074")], future=True).digits is Digits.SAS
    assert date_rule([Number("9074")], future=True).digits is Digits.NONE


def test_a_column_never_takes_a_number_for_the_text_of_the_same_digits():
    """Equal cells are read once, but a spreadsheet has rounded a number of so many digits."""
    reader = ColumnReader(all_fields()["loan_number"], ColumnRule())
    digits = "1000123456789012"

    for _ in range(2):
        values, unread = reader.read_many(
            [digits, Number(digits), None, "7.0", Number("7.0"), digits]
        )
        assert values == [digits, None, None, "7.0", "7", digits]
        assert list(unread) == [1]
