"""The household's figures, on half a form and on a whole one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import PayFrequency, Standing
from mortgage_collect.review.lines import LINES
from mortgage_collect.review.missing import missing_lines
from mortgage_collect.review.ratios import Entry, ratio_text, ratios

USD = Money.of
PAYMENT = USD(1800)


def money(amount, frequency=PayFrequency.MONTHLY, **more):
    return Entry(USD(amount), frequency, **more)


def test_the_two_ratios():
    # IN-007: gross 6,000; payment 1,800 and 75 of dues; other debts 650.
    entries = {
        "borrower_wages": money(6000),
        "has_hoa": Entry(True),
        "hoa_dues": money(75),
        "auto_loans": money(650),
    }
    found = ratios(entries, PAYMENT)
    assert found.housing_ratio is not None
    assert ratio_text(found.housing_ratio) == "31.25%"
    assert found.back_end_ratio is not None
    assert ratio_text(found.back_end_ratio) == "42.08%"


def test_nothing_asked_is_nothing_known():
    found = ratios({}, PAYMENT)
    assert found.housing == PAYMENT
    for key in ("gross_income", "net_income", "debts", "living", "surplus", "surplus_so_far"):
        assert getattr(found, key) is None, key
    assert found.housing_ratio is found.back_end_ratio is found.reserves is None
    assert found.months_of_reserves is None
    assert not found.complete
    assert "borrower_wages" in found.missing
    assert "food" in found.missing


def test_the_surplus_uses_take_home_and_waits_for_debts_and_living():
    entries = {"borrower_wages": money(6000), "borrower_wages_take_home": money(4500)}
    half = ratios(entries, PAYMENT)
    assert (half.surplus, half.surplus_so_far) == (None, USD(2700))
    entries |= {"credit_cards": money(200), "food": money(800)}
    assert ratios(entries, PAYMENT).surplus == USD(1700)
    entries["first_mortgage"] = money(9999)  # the payment handed in stands for it
    assert ratios(entries, PAYMENT).surplus == USD(1700)


def test_gross_pay_alone_gives_no_surplus_and_asks_for_the_take_home():
    found = ratios({"borrower_wages": money(6000)}, PAYMENT)
    assert (found.gross_income, found.net_income) == (USD(6000), None)
    assert "borrower_wages_take_home" in found.missing
    assert "borrower_wages_take_home" not in ratios({"borrower_wages": money(0)}, PAYMENT).missing


def test_untaxed_income_is_grossed_up_for_the_ratio_and_taken_as_it_is_for_the_surplus():
    found = ratios({"borrower_benefits_nontaxable": money(1000)}, PAYMENT)
    assert (found.gross_income, found.grossed_up) == (USD(1250), USD(250))
    assert found.net_income == USD(1000)
    assert ratios({"borrower_other_income": money(1000)}, PAYMENT, 0).gross_income == USD(1000)


def test_rent_below_its_mortgage_becomes_a_debt():
    # IN-005
    entries = {
        "borrower_wages": money(6000),
        "rental_income": money(1400),
        "rental_mortgage": money(1250),
    }
    found = ratios(entries, PAYMENT)
    assert (found.gross_income, found.debts) == (USD(6000), USD(200))
    better = ratios(entries | {"rental_income": money(2000)}, PAYMENT)
    assert (better.gross_income, better.net_income, better.debts) == (USD(6250), USD(250), None)
    del entries["rental_mortgage"]
    assert "rental_mortgage" in ratios(entries, PAYMENT).missing


def test_every_rhythm_becomes_a_month():
    entries = {
        "borrower_wages": money(20, PayFrequency.HOURLY, hours=Decimal(40)),
        "food": money(150, PayFrequency.WEEKLY),
    }
    found = ratios(entries, PAYMENT)
    assert (found.gross_income, found.living) == (USD("3466.67"), USD(650))


def test_hourly_pay_without_hours_is_half_an_answer():
    found = ratios({"borrower_wages": money(20, PayFrequency.HOURLY)}, PAYMENT)
    assert found.gross_income is None
    assert "borrower_wages" in found.missing


def test_a_second_mortgage_counts_in_the_back_end_only():
    found = ratios({"borrower_wages": money(6000), "second_mortgage": money(300)}, PAYMENT)
    assert (found.housing, found.debts) == (PAYMENT, USD(300))


def test_reserves_in_months_of_the_payment():
    found = ratios({"checking_cash": money(2700), "savings": money(900)}, PAYMENT)
    assert (found.reserves, found.months_of_reserves) == (USD(3600), Fraction(2))
    assert ratios({"savings": money(900)}, ZERO).months_of_reserves is None


def test_taxes_and_insurance_are_asked_only_without_escrow():
    assert "property_taxes" not in ratios({}, PAYMENT).missing
    assert "property_taxes" not in ratios({"escrowed": Entry(True)}, PAYMENT).missing
    assert "property_taxes" in ratios({"escrowed": Entry(False)}, PAYMENT).missing


def test_zero_is_an_answer():
    assert "food" not in ratios({"food": money(0)}, PAYMENT).missing
    assert "food" in ratios({"food": Entry(None)}, PAYMENT).missing
    assert "hardship" in ratios({"hardship": Entry("")}, PAYMENT).missing


def test_zero_income_has_no_ratio():
    found = ratios({"borrower_wages": money(0), "food": money(0)}, PAYMENT)
    assert found.gross_income == ZERO
    assert found.housing_ratio is None


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (Fraction(5, 16), "31.25%"),
        (Fraction(101, 240), "42.08%"),
        (Fraction(1, 3), "33.33%"),
        (Fraction(12345, 100_000), "12.35%"),  # a tie goes up
        (Fraction(3, 2), "150.00%"),
    ],
)
def test_ratio_text(ratio, text):
    assert ratio_text(ratio) == text


def test_a_whole_form_misses_nothing():
    answers = {"money": USD(1), "yes_no": False, "choice": "owner", "text": "x", "number": 1}
    entries = {
        line.key: Entry(answers.get(line.kind, "2026-01-01"), standing=Standing.VERIFIED)
        for line in LINES
    }
    assert ratios(entries, PAYMENT).complete


keys = st.sampled_from([line.key for line in LINES if line.kind == "money"])


@given(st.dictionaries(keys, st.integers(0, 900_000).map(Money).map(Entry), max_size=30), keys)
def test_an_answer_never_makes_another_line_vanish_from_the_sums(entries, key):
    before, after = ratios(entries, PAYMENT), ratios(entries | {key: Entry(ZERO)}, PAYMENT)
    assert set(missing_lines(entries)) == set(before.missing)
    assert key not in after.missing
    if key not in entries and key != "rental_mortgage":
        assert (after.gross_income or ZERO) == (before.gross_income or ZERO)
        assert (after.debts or ZERO) == (before.debts or ZERO)
        assert (after.living or ZERO) == (before.living or ZERO)
