import pytest

from mortgage_collect.queries.was_and_now import was_and_now


@pytest.mark.parametrize(
    ("field", "was", "now", "read"),
    [
        ("upb", "361197.49", "360605.60", "principal balance: $361,197.49 \u2192 $360,605.60"),
        ("next_due_on", "2026-09-05", "2026-10-05", "next due on: Sep 5, 2026 \u2192 Oct 5, 2026"),
        ("rate", "6.25", "5.875", "rate: 6.25% \u2192 5.875%"),
        ("late_charge_percent", "5", "4", "late charge percent: 5% \u2192 4%"),
        ("suspense", None, "-12.00", "suspense: blank \u2192 -$12.00"),
        ("due_day", "1", "15", "due day: 1 \u2192 15"),
        ("value_on", "2026-13-05", "", "value on: 2026-13-05 \u2192 blank"),
        ("opted_out", "false", "true", "opted out: no \u2192 yes"),
        ("zip", "05641", "05602", "zip: 05641 \u2192 05602"),
    ],
)
def test_history_is_read_as_people_write(field, was, now, read):
    assert was_and_now(field, was, now) == read
