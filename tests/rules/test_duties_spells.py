"""Stretches of delinquency, as they were known on a day (12 CFR 1024.31)."""

from __future__ import annotations

from datetime import date

from mortgage_collect.rules.duties.life import Installment, LoanLife
from mortgage_collect.rules.duties.spell import Spell, seen, spells

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))
LIFE = LoanLife(
    installments=(
        Installment(MARCH),
        Installment(FEBRUARY, date(2026, 2, 20)),
        Installment(JANUARY, date(2026, 2, 20)),
    )
)
BOTH_UNPAID = (Installment(JANUARY), Installment(FEBRUARY))
BOTH_PAID = (
    Installment(JANUARY, date(2026, 2, 20)),
    Installment(FEBRUARY, date(2026, 2, 20)),
)


def test_a_payment_to_come_is_not_known_yet():
    assert spells(LIFE, date(2026, 2, 19)) == (Spell(JANUARY, None, BOTH_UNPAID),)


def test_a_payment_of_today_is_known_and_ends_it():
    assert spells(LIFE, date(2026, 2, 20)) == (Spell(JANUARY, date(2026, 2, 20), BOTH_PAID),)


def test_what_falls_due_tomorrow_is_not_late_today():
    assert seen(LIFE, date(2026, 2, 28)) == BOTH_PAID
    assert seen(LIFE, MARCH) == (*BOTH_PAID, Installment(MARCH))
