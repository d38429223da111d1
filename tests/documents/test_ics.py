"""A calendar file, read back by a reader of its own: RFC 5545, sections 3.1, 3.3.11 and 3.6.1."""

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.documents.ics import CalendarDay, calendar_file

MADE = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
# What may stand in a value: everything but control characters (3.1, TEXT), lines told apart by LF.
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n"),
    max_size=200,
)


def events(content: bytes) -> list[dict[str, str]]:
    """The properties of each VEVENT; of an alarm inside it, nothing."""
    text = content.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found: list[dict[str, str]] = []
    inside: list[str] = []
    for line in text.replace("\r\n ", "").split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        match name:
            case "BEGIN":
                inside.append(value)
                if value == "VEVENT":
                    found.append({})
            case "END":
                assert inside.pop() == value
            case _ if inside[-1] == "VEVENT":
                found[-1][name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
    assert not inside
    return found


def test_a_day_is_a_whole_day():
    day = CalendarDay("1@bank", date(2026, 2, 28), "Decision due", remind_days=2)
    content = calendar_file("Deadlines", [day], MADE)
    (event,) = events(content)
    assert event == {
        "UID": "1@bank",
        "DTSTAMP": "20260309T150000Z",
        "DTSTART;VALUE=DATE": "20260228",
        "DTEND;VALUE=DATE": "20260301",
        "SUMMARY": "Decision due",
        "TRANSP": "TRANSPARENT",
    }
    assert b"TRIGGER:-P2D\r\n" in content
    assert content.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")


def test_a_file_of_no_days_is_whole():
    assert events(calendar_file("Nothing", [], MADE)) == []


@given(title=WORDS, text=WORDS)
def test_words_come_back_as_they_were(title, text):
    """Commas, semicolons, strokes, other scripts: folded and escaped, and read back the same."""
    day = CalendarDay("1@bank", date(2026, 3, 9), title, text)
    (event,) = events(calendar_file("Deadlines", [day], MADE))
    assert event["SUMMARY"] == "\n".join(title.splitlines())
    assert event.get("DESCRIPTION", "") == "\n".join(text.splitlines())
