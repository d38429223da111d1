"""When a contact took place, as it is typed in a hurry; the desk is in Burlington, Vermont."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.errors import UserError
from mortgage_collect.ui.kit.parse_moment import parse_moment, write_moment

HERE = "America/New_York"
FRIDAY = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)  # 10:42 AM in Burlington

READ = [
    ("yesterday 18:20", "2026-11-19T18:20:00-05:00"),
    ("yesterday at 6:20 pm", "2026-11-19T18:20:00-05:00"),
    ("fri 9:15", "2026-11-13T09:15:00-05:00"),
    ("wed 9:15", "2026-11-18T09:15:00-05:00"),
    ("11/2 3pm", "2026-11-02T15:00:00-05:00"),
    ("11/2/25 3 p.m.", "2025-11-02T15:00:00-05:00"),
    ("9:15", "2026-11-20T09:15:00-05:00"),
    ("today 10:42", "2026-11-20T10:42:00-05:00"),
    ("12am", "2026-11-20T00:00:00-05:00"),
    ("yesterday noon", "2026-11-19T12:00:00-05:00"),
    ("Nov 19, 2026 6:20 PM", "2026-11-19T18:20:00-05:00"),
    ("Nov 19, 2026 6:20 PM EST", "2026-11-19T18:20:00-05:00"),
    ("-3 8:00", "2026-11-17T08:00:00-05:00"),
    ("Nov 1 1:30 EDT", "2026-11-01T01:30:00-04:00"),
    ("Nov 1 1:30 EST", "2026-11-01T01:30:00-05:00"),
    ("now", "2026-11-20T10:42:00-05:00"),
]


@pytest.mark.parametrize(("typed", "moment"), READ)
def test_a_moment_is_read(typed, moment):
    assert parse_moment(typed, FRIDAY, HERE).isoformat() == moment


REFUSED = [
    ("", "No moment given."),
    ("fri", "has no hour"),
    ("fri 9", "has no hour"),
    ("12:30 pm", "still to come"),
    ("10:43", "still to come"),
    ("tomorrow 9:00", "still to come"),
    ("25:10", "not on the clock"),
    ("13pm", "not on the clock"),
    ("moonday 9:00", "is not a day"),
    ("3/8 2:30", "There was no 2:30 AM"),
    ("Nov 1 1:30", "came twice"),
    ("yesterday 3pm PST", "in EST here, not in PST"),
]


@pytest.mark.parametrize(("typed", "why"), REFUSED)
def test_what_is_no_moment_gone_by_is_refused(typed, why):
    with pytest.raises(UserError, match=why) as refused:
        parse_moment(typed, FRIDAY, HERE)
    assert refused.value.do


def test_a_letter_is_known_by_its_day():
    asked = {"now": FRIDAY, "zone": HERE, "day_alone": True}
    assert parse_moment("11/18", **asked).isoformat() == "2026-11-18T12:00:00-05:00"
    # Noon of today is still to come: what came this morning came by now.
    assert parse_moment("today", **asked).isoformat() == "2026-11-20T10:42:00-05:00"
    with pytest.raises(UserError, match="still to come"):
        parse_moment("+1", **asked)


def test_of_an_hour_that_came_twice_the_second_may_still_be_to_come():
    half_past_one_edt = datetime(2026, 11, 1, 5, 40, tzinfo=UTC)
    assert parse_moment("1:30 EDT", half_past_one_edt, HERE)
    with pytest.raises(UserError, match="still to come"):
        parse_moment("1:30 EST", half_past_one_edt, HERE)


@given(st.integers(0, 60 * 24 * 800))
def test_what_is_written_is_read_again(minutes):
    moment = datetime(2026, 11, 20, 15, 42, tzinfo=UTC).timestamp() - minutes * 60
    gone = parse_moment("now", datetime.fromtimestamp(moment, UTC), HERE)
    assert parse_moment(write_moment(gone), FRIDAY, HERE).astimezone(UTC) == gone.astimezone(UTC)
