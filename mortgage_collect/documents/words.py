"""Amounts in words, as they stand beside the figures in an agreement."""

from __future__ import annotations

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.waking import waking


def in_words(amount: Money) -> str:
    """ "two thousand three hundred five dollars and 14 cents"; below zero raises ValueError."""
    if amount < ZERO:
        raise ValueError(f"{amount} is not an amount to be written out")
    dollars, cents = divmod(amount.cents, 100)
    unit = "dollar" if dollars == 1 else "dollars"
    return f"{number_in_words(dollars)} {unit} and {cents:02d} cents"


def number_in_words(number: int) -> str:
    """ "one hundred twenty-one", the American way, without "and" and commas."""
    with waking:
        from num2words import num2words

    written: str = num2words(number, lang="en")
    return written.replace(",", "").replace(" and ", " ")
