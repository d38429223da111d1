"""Dates, counts and lists as people write them."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core import text

DAY = date(2026, 3, 9)


def test_a_day_in_four_ways():
    assert text.day(DAY) == "Mar 9, 2026"
    assert text.long_day(DAY) == "March 9, 2026"
    assert text.short_day(DAY) == "Mar 9"
    assert text.weekday(DAY) == "Mon Mar 9"


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (time(0), "12:00 AM"),
        (time(0, 5), "12:05 AM"),
        (time(8, 5), "8:05 AM"),
        (time(11, 59), "11:59 AM"),
        (time(12), "12:00 PM"),
        (time(13, 1), "1:01 PM"),
        (time(21), "9:00 PM"),
        (datetime(2026, 3, 9, 23, 59), "11:59 PM"),  # noqa: DTZ001
    ],
)
def test_the_time_of_day(moment, shown):
    assert text.clock(moment) == shown


@pytest.mark.parametrize(
    ("number", "one", "many", "shown"),
    [
        (1, "loan", "", "1 loan"),
        (0, "loan", "", "0 loans"),
        (1188, "loan", "", "1,188 loans"),
        (2, "person", "people", "2 people"),
    ],
)
def test_counts(number, one, many, shown):
    assert text.count(number, one, many) == shown


@pytest.mark.parametrize(
    ("items", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists(items, shown):
    assert text.listed(items) == shown


def test_a_list_of_choices():
    assert text.listed(["call", "write"], "or") == "call or write"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("MUÑOZ", "munoz"),
        ("  de  la   Cruz ", "de la cruz"),
        ("Straße", "strasse"),
        ("\uff26", "f"),
    ],
)
def test_folded_for_finding(value, shown):
    assert text.folded(value) == shown


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(value):
    once = text.folded(value)

    assert once == " ".join(once.split())
    assert text.folded(once) == once


@pytest.mark.parametrize(
    ("value", "shown"),
    [("100044471", "\u20254471"), ("4471", "4471"), ("", ""), ("12345", "\u20252345")],
)
def test_an_identifier_on_a_shared_screen(value, shown):
    assert text.last_four(value) == shown


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("8025550101", "(802) 555-0101"), ("5550101", "5550101"), ("802555010x", "802555010x")],
)
def test_a_telephone_number(digits, shown):
    assert text.phone(digits) == shown
