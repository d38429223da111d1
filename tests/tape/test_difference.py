"""The changes of a tape by kind: what they mean for the loan, and field by field."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.tape.difference import grouped
from mortgage_collect.tape.parsed import LoanRow
from mortgage_collect.tape.plan import FieldChange, LoanChange
from mortgage_collect.tape.values import YearMonth

JAN, FEB = date(2026, 1, 31), date(2026, 2, 28)
DUE, UPB, RATE = "next_due_date", "unpaid_principal_balance", "current_interest_rate"


@dataclass
class Was:
    """A loan that was due and owed so much, and is and does now."""

    due: tuple[date, date]
    upb: tuple[int, int] = (100, 100)
    returns: bool = False
    known: date | None = JAN
    kept: tuple[FieldChange, ...] = field(default_factory=tuple)

    def change(self):
        row = LoanRow(2, "1", {DUE: self.due[1], UPB: Money(self.upb[1])}, {})
        fields = []
        if self.due[0] != self.due[1]:
            fields.append(FieldChange(DUE, *self.due))
        if self.upb[0] != self.upb[1]:
            fields.append(FieldChange(UPB, *map(Money, self.upb)))
        return LoanChange(row, tuple(fields), self.returns, kept=self.kept, known=self.known)


def kinds(*loans, as_of=FEB):
    return {group.key: list(group.places) for group in grouped([w.change() for w in loans], as_of)}


# By MBA counting a payment is 30 days late at the end of the day before the next one is due.
@pytest.mark.parametrize(
    ("due", "meaning"),
    [
        ((date(2026, 1, 1), date(2026, 3, 1)), "CURED"),  # 30 on Jan 31, current on Feb 28
        ((date(2025, 12, 1), date(2026, 3, 1)), "CURED"),  # 60, current
        ((date(2026, 1, 2), date(2026, 3, 2)), None),  # 29 days on Jan 31: not late yet
        ((date(2026, 2, 1), date(2026, 2, 1)), "BEHIND"),  # current, 30 on Feb 28
        ((date(2026, 1, 1), date(2026, 1, 1)), "FURTHER"),  # 30, 60
        ((date(2026, 1, 1), date(2026, 2, 1)), None),  # a month paid, still 30
        ((date(2025, 12, 1), date(2026, 2, 1)), None),  # 60, 30: better, not current
        ((date(2026, 2, 1), date(2026, 3, 1)), None),
    ],
)
def test_what_became_of_a_loan_by_its_due_dates(due, meaning):
    found = kinds(Was(due, upb=(100, 99)))
    said = [key for key in found if key.isupper() and key != "DUE_BACK"]
    assert said == ([meaning] if meaning else [])


def test_a_loan_that_was_not_counted_before_is_said_nothing_of():
    late = (date(2026, 1, 1), date(2026, 3, 1))
    assert "CURED" not in kinds(Was(late, known=None))
    assert "CURED" not in kinds(Was(late), as_of=None)


def test_what_went_the_wrong_way_is_found():
    found = kinds(
        Was((date(2026, 3, 1), date(2026, 2, 1)), upb=(100, 101)),
        Was((date(2026, 3, 1), date(2026, 4, 1)), upb=(100, 99)),
        Was((date(2026, 3, 1), date(2026, 3, 1)), upb=(100, 100), returns=True),
    )
    assert found["BALANCE_UP"] == [0]
    assert found["DUE_BACK"] == [0]
    assert found["RETURNS"] == [2]


def test_fields_come_after_meanings_the_most_frequent_first():
    march = date(2026, 3, 1)
    found = grouped(
        [
            Was((march, march), upb=(100, 99)).change(),
            Was((march, date(2026, 4, 1)), upb=(100, 98), returns=True).change(),
        ],
        FEB,
    )
    assert [(one.key, one.label, one.count) for one in found] == [
        ("RETURNS", "Back on the tape", 1),
        (UPB, "Unpaid principal", 2),
        (DUE, "Next due", 1),
    ]


def test_of_an_older_tape_nothing_becomes_of_the_loan():
    kept = (FieldChange(UPB, Money(1), Money(2)),)
    found = kinds(Was((date(2026, 1, 1), date(2026, 3, 1)), upb=(1, 2), kept=kept))
    assert not [key for key in found if key.isupper()]
    assert found[UPB] == [0, 0]


def test_a_month_without_its_day_counts_from_its_first():
    found = kinds(Was((YearMonth(2026, 1), YearMonth(2026, 3))))
    assert found["CURED"] == [0]
