from datetime import date
from fractions import Fraction

import pytest

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import Bucket, Counting
from mortgage_collect.queries.portfolio import delinquency_table, loans_behind
from mortgage_collect.reports.delinquency import Parameters, delinquency_report
from mortgage_collect.reports.report import percent
from mortgage_collect.reports.shelf import SHELF, report
from tests.builders import a_bank, a_loan
from tests.reports.small_book import AS_OF, WHOLE, fill
from tests.stores import MONDAY

# Worked out by hand from the dates in small_book.py.
BY_HAND = {
    Counting.MBA: {
        Bucket.CURRENT: (2, "150,000.10"),  # April 1; March 31 is due today
        Bucket.DAYS_1: (1, "90,000.20"),  # March 15: its month ends April 14
        Bucket.DAYS_30: (2, "150,000.70"),  # March 1: today is its month's last day; Feb 28
        Bucket.DAYS_60: (1, "60,000.50"),
        Bucket.DAYS_90: (1, "40,000.60"),
        Bucket.DAYS_120: (1, "30,000.70"),
        None: (1, "0"),
    },
    Counting.OTS: {
        Bucket.CURRENT: (2, "150,000.10"),
        Bucket.DAYS_1: (2, "170,000.50"),  # March 1 is a month only on April 1
        Bucket.DAYS_30: (2, "130,000.90"),  # Feb 28 stands for a 31st: a month on March 31
        Bucket.DAYS_60: (1, "40,000.60"),
        Bucket.DAYS_90: (1, "30,000.70"),
        Bucket.DAYS_120: (0, "0"),
        None: (1, "0"),
    },
    Counting.DAYS: {
        Bucket.CURRENT: (2, "150,000.10"),
        Bucket.DAYS_1: (1, "90,000.20"),
        Bucket.DAYS_30: (3, "210,001.20"),  # 30, 31 and 58 days
        Bucket.DAYS_60: (1, "40,000.60"),  # 89 days
        Bucket.DAYS_90: (0, "0"),
        Bucket.DAYS_120: (1, "30,000.70"),  # 120 days
        None: (1, "0"),
    },
}


@pytest.mark.parametrize("counting", list(Counting))
def test_the_table_is_what_was_worked_out_by_hand(store, counting):
    with fill(store).view() as session:
        table = delinquency_table(session, MONDAY, counting)

    assert {row.bucket: (row.count, row.upb) for row in table.rows} == {
        bucket: (count, Money.of(upb)) for bucket, (count, upb) in BY_HAND[counting].items()
    }
    assert (table.count, str(table.upb)) == (9, WHOLE)
    assert sum(row.count_share or 0 for row in table.rows) == 1
    assert sum(row.upb_share or 0 for row in table.rows) == 1
    assert (table.as_of, table.counting, table.known) == (AS_OF, counting, True)
    assert (table.no_balance, table.not_on_tape) == (1, 1)


def test_the_bank_s_own_way_is_used_unless_another_is_asked_for(store):
    with fill(store).view() as session:
        assert delinquency_table(session, MONDAY).counting is Counting.MBA


def test_bankruptcies_are_shown_beside_the_count_and_never_twice(store):
    with fill(store).view() as session:
        table = delinquency_table(session, MONDAY)

    held = {row.bucket: (row.held, row.held_upb) for row in table.rows if row.held}
    assert held == {
        Bucket.DAYS_90: (1, Money.of("40,000.60")),
        Bucket.DAYS_120: (1, Money.of("30,000.70")),
    }
    assert (table.held, table.held_upb) == (2, Money.of("70,001.30"))
    assert all(row.held <= row.count for row in table.rows)


def test_late_loans_taken_together(store):
    with fill(store).view() as session:
        table = delinquency_table(session, MONDAY)

    assert table.at_least(Bucket.DAYS_1) == (6, Money.of("370,002.70"))
    assert table.at_least(Bucket.DAYS_90) == (2, Money.of("70,001.30"))


@pytest.mark.parametrize("counting", list(Counting))
def test_the_loans_behind_a_bucket_come_to_its_count_and_balance(store, counting):
    with fill(store).view() as session:
        table = delinquency_table(session, MONDAY, counting)
        for row in table.rows:
            loans = loans_behind(session, table, [row.bucket])
            assert len(loans) == row.count
            assert sum((loan.upb or ZERO).cents for loan in loans) == row.upb.cents
            assert sum(loan.held for loan in loans) == row.held
        everything = loans_behind(session, table)

    assert len(everything) == table.count
    assert [loan.days for loan in everything[:3]] == [120, 89, 58]


def test_an_empty_book_has_a_table_too(store):
    with store.unit() as unit:
        a_bank(unit)
    with store.view() as session:
        table = delinquency_table(session, MONDAY)
        made = delinquency_report.build(session, MONDAY, Parameters())

    assert (table.count, table.upb, table.known) == (0, ZERO, False)
    assert all(row.count_share is None for row in table.rows)
    assert any("No tape" in line for line in made.footnotes)


def test_the_table_holds_on_every_database(any_store):
    with fill(any_store).view() as session:
        table = delinquency_table(session, MONDAY)

    assert (table.count, str(table.upb), table.held) == (9, WHOLE, 2)


def test_a_hundred_loans_on_one_date_are_one_sum(store):
    with store.unit() as unit:
        a_bank(unit)
        for at in range(100):
            a_loan(
                unit,
                number=str(at),
                property=None,
                upb=Money(1),
                oldest_unpaid_on=date(2026, 2, 1),
            )
    with store.view() as session:
        table = delinquency_table(session, MONDAY)

    assert table.at_least(Bucket.DAYS_30) == (100, Money(100))


def test_the_report_says_how_it_counted_and_ties_to_the_book(store):
    with fill(store).view() as session:
        made = delinquency_report.build(session, MONDAY, Parameters(counting=Counting.OTS))

    buckets, together, loans = made.tables
    assert made.stands_for == "As of Mar 31, 2026 · counted the OTS way"
    assert buckets.total is not None
    assert buckets.total[:4] == ("All active loans", 9, Fraction(1), Money.of("520,002.80"))
    assert [row[0] for row in together.rows][:2] == ["1 day and more", "30 days and more"]
    assert len(loans.rows) == 7
    notes = " ".join(made.footnotes)
    for words in ("OTS:", "9 active loans", WHOLE, "1 loan without a balance", "1 loan no longer"):
        assert words in notes
    assert made.history.split("-")[0].isdigit()


def test_current_loans_are_listed_when_asked_for(store):
    with fill(store).view() as session:
        made = delinquency_report.build(session, MONDAY, Parameters(current_too=True))

    assert len(made.tables[2].rows) == 9


def test_a_report_is_found_by_its_key():
    assert [each.key for each in SHELF] == ["delinquency", "options", "deadlines"]
    assert report("delinquency") is delinquency_report
    with pytest.raises(KeyError):
        report("rain")


@pytest.mark.parametrize(
    ("share", "says"),
    [(Fraction(1), "100.0%"), (Fraction(1, 3), "33.3%"), (Fraction(1, 2000), "0.1%")],
)
def test_a_share_is_written_with_one_decimal(share, says):
    assert percent(share) == says
