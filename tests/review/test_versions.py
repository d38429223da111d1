"""Two versions of a review side by side, and one as the start of another."""

from datetime import date
from fractions import Fraction

from mortgage_collect.core.words import PayFrequency, Standing
from mortgage_collect.review.carry import carried
from mortgage_collect.review.compare import changed_lines, compared_figures
from mortgage_collect.review.household import household
from mortgage_collect.review.line import Entry
from tests.review.households import DAY, PAYMENT, USD, said, whole


def test_only_what_changed_is_listed_in_the_order_of_the_talk():
    was, now = whole(), whole()
    now["borrower_wages"] = said(2600, PayFrequency.BIWEEKLY, Standing.VERIFIED)
    now["food"] = said(700, standing=Standing.SEEN)
    now["clothing"] = said(60)
    del now["savings"]
    found = changed_lines(was, now)

    assert [each.spec.key for each in found] == ["borrower_wages", "food", "clothing", "savings"]
    wages, food, clothing, savings = found
    assert wages.by == USD("433.33")  # 200 x 26 / 12; 5,633.33 - 5,200.00
    assert food.by == USD(0)
    assert (clothing.was, clothing.by) == (None, None)
    assert (savings.now, savings.by) == (None, None)
    assert changed_lines(was, was) == ()


def test_a_line_taken_back_is_no_answer():
    was = whole() | {"clothing": Entry(None)}
    assert changed_lines(was, whole()) == ()


def test_a_line_only_one_version_has_is_listed_with_its_kind():
    now = whole() | {"borrower_wages#2": said(500), "borrower_wages_take_home#2": said(400)}
    assert [each.spec.key for each in changed_lines(whole(), now)] == [
        "borrower_wages#2",
        "borrower_wages_take_home#2",
    ]


def test_the_figures_of_both():
    now = whole() | {"auto_loans": said(10)}
    del now["medical"]
    was_home, now_home = (
        household(each, as_of=DAY, payment=PAYMENT, state="VT") for each in (whole(), now)
    )
    found = {each.key: each for each in compared_figures(was_home, now_home)}
    assert (found["debts"].was, found["debts"].now) == (USD(400), USD(100))
    assert (found["surplus"].was, found["surplus"].now) == (USD("1151.67"), None)
    assert found["front_end"].was == Fraction(1875, 5700)
    assert found["front_end"].same
    assert not found["debts"].same


def test_people_keep_their_own_lines_on_another_loan():
    """Marco is the co-borrower here and the borrower there; Ana contributes there."""
    entries = whole() | {
        "co_borrower_wages": said(1500, standing=Standing.SEEN, paper_on=date(2026, 10, 2)),
        "co_borrower_wages_take_home": said(1200),
        "borrower_wages#2": said(300),
        "borrower_email": Entry("ana@example.com"),
        "certify_true": Entry(True),
        "borrower_signed_on": Entry(DAY),
        "clothing": Entry(None),
    }
    seats = {("borrower", 1): ("contributor", 1), ("co_borrower", 1): ("borrower", 1)}
    found = carried(entries, seats)

    assert found["borrower_wages"] == entries["co_borrower_wages"]
    assert found["contributor_wages"] == entries["borrower_wages"]
    assert found["contributor_wages#2"] == said(300)
    assert found["auto_loans"] == entries["auto_loans"]
    assert found["hardship"] == entries["hardship"]
    assert found["household_size"] == Entry(3)
    for left in (
        "hoa_dues",
        "second_mortgage",
        "property_use",
        "intent",
        "certify_true",
        "borrower_signed_on",
        "borrower_email",
        "contributor_email",
        "clothing",
    ):
        assert left not in found, left


def test_whoever_has_no_seat_is_left_behind():
    entries = {"co_borrower_wages@2": said(800), "contributor_name": Entry("Rosa"), "food": said(5)}
    assert carried(entries, {("contributor", 1): ("borrower", 1)}) == {"food": said(5)}
