import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import Money
from mortgage_collect.documents.words import in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("2,305.14", "two thousand three hundred five dollars and 14 cents"),
        ("0", "zero dollars and 00 cents"),
        ("1.01", "one dollar and 01 cents"),
        ("121", "one hundred twenty-one dollars and 00 cents"),
        ("1,000,000.99", "one million dollars and 99 cents"),
    ],
)
def test_an_amount_is_written_out_as_on_a_check(amount, words):
    assert in_words(Money.of(amount)) == words


@given(st.integers(0, 10**11))
def test_the_words_keep_to_plain_letters(cents):
    words = in_words(Money(cents))

    assert words.endswith(f" and {cents % 100:02d} cents")
    assert "," not in words
    assert words.count(" and ") == 1


def test_less_than_nothing_is_not_written_out():
    with pytest.raises(ValueError):
        in_words(Money(-1))
