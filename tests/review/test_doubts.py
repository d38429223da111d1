"""Answers that do not add up are told beside their line; plausible ones are left alone."""

from datetime import date
from decimal import Decimal

import pytest

from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.doubts import doubts
from mortgage_collect.review.line import Entry
from tests.review.households import DAY, said, whole

WEEKLY, YEARLY, HOURLY = PayFrequency.WEEKLY, PayFrequency.ANNUAL, PayFrequency.HOURLY


@pytest.mark.parametrize(
    ("entries", "key", "words"),
    [
        (
            {"borrower_wages": said(4000), "borrower_wages_take_home": said(4000 + 1)},
            "borrower_wages_take_home",
            "$4,001.00 a month in hand is more than the $4,000.00 before taxes.",
        ),
        (
            {"borrower_wages": said(52_000, WEEKLY)},
            "borrower_wages",
            "That is $225,333.33 a month: was $52,000.00 a year meant?",
        ),
        (
            {"borrower_wages": said(4100, YEARLY)},
            "borrower_wages",
            "That is $341.67 a month: was $4,100.00 a month meant?",
        ),
        ({"food": said("0.75")}, "food", "was a percentage meant?"),
        (
            {"borrower_wages": said(20, HOURLY, hours=Decimal(90))},
            "borrower_wages",
            "90 hours a week",
        ),
        ({"household_size": Entry(0)}, "household_size", "at least one person"),
        ({"credit_score": Entry(900)}, "credit_score", "300 to 850"),
        (
            {"hardship_term": Entry("short"), "hardship_began": Entry(date(2026, 5, 19))},
            "hardship_term",
            "more than six months ago",
        ),
        (
            {
                "hardship_began": Entry(date(2026, 9, 1)),
                "hardship_resolved_on": Entry(date(2026, 8, 31)),
            },
            "hardship_resolved_on",
            "before it began",
        ),
        ({"contributor_lives_here": Entry(False)}, "contributor_lives_here", "left out"),
        (
            {
                "borrower_wages": said(4000),
                "borrower_wages_ytd": said(36_000),
                "borrower_wages_ytd_through": Entry(date(2026, 9, 30)),
                "borrower_wages_take_home": said(3900),
            },
            "borrower_wages",
            "",  # nine months of 4,000: they agree
        ),
        (
            {
                "borrower_wages": said(4000),
                "borrower_wages_ytd": said(18_000),
                "borrower_wages_ytd_through": Entry(date(2026, 9, 30)),
            },
            "borrower_wages",
            "Told were $4,000.00 a month; the papers come to $2,000.00.",
        ),
        (
            {"borrower_wages_ytd_through": Entry(date(2026, 8, 21))},
            "borrower_wages_ytd_through",
            "Older than 90 days",
        ),
        (
            {
                "borrower_wages_ytd_through": Entry(date(2026, 9, 30)),
                "borrower_wages_began": Entry(date(2026, 10, 1)),
            },
            "borrower_wages_ytd_through",
            "after this day",
        ),
        (
            {"borrower_benefits_nontaxable_gross_up": Entry(75)},
            "borrower_benefits_nontaxable_gross_up",
            "their tax rate",
        ),
    ],
)
def test_what_does_not_add_up(entries, key, words):
    found = doubts(entries, DAY)
    if words:
        assert words in found[key]
        assert len(found) == 1
    else:
        assert found == {}


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"food": said(0), "borrower_wages": said(0, YEARLY)},
        {"borrower_wages": said(9230, WEEKLY)},  # 39,996.67 a month: well paid
        {"borrower_wages": said(480_000, YEARLY)},
        {"borrower_wages": said(6000, YEARLY)},
        {"borrower_investment": said(900, YEARLY)},
        {"borrower_wages": said(20, HOURLY, hours=Decimal(80))},
        {"borrower_wages_take_home": said(4000), "borrower_wages": said(4000)},
        {"hardship_term": Entry("short"), "hardship_began": Entry(date(2026, 5, 20))},
        {"borrower_wages_ytd_through": Entry(date(2026, 8, 22))},
        {"contributor_lives_here@2": Entry(True)},
    ],
)
def test_what_may_be_so_is_left_alone(entries):
    assert doubts(entries, DAY) == {}


def test_a_sound_household_has_no_doubts():
    assert doubts(whole(), DAY) == {}
