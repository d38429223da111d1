"""The files of the states: they read, they are strict, and what is in them has its papers."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mortgage_collect.core import assets
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.states import CODES
from mortgage_collect.core.zones import zones_of_state
from mortgage_collect.rules.book import BOOK
from mortgage_collect.rules.states.contact_cap import contact_cap
from mortgage_collect.rules.states.frequency import frequency
from mortgage_collect.rules.states.hours import hours
from mortgage_collect.rules.states.law.counted import REMEMBERED
from mortgage_collect.rules.states.law.reading import every_state, read, state
from mortgage_collect.rules.states.law.state import (
    NoticeKind,
    Process,
    RuleKind,
    Seen,
    State,
)
from mortgage_collect.rules.states.workplace import workplace
from tools import states_page

STATES = every_state()
ENTRIES = [entry for each in STATES for entry in each.entries]

# A state with a first line, a plain key, two tables of one name and a lone table.
WRITTEN = """
code = "MA"
name = "Massachusetts"
zones = ["America/New_York"]
daylight_saving = true
process = "either"

[[notice]]
key = "first"
name = "One"
kind = "wait"
days = 90
verified = true
basis = "statute"
confidence = "high"

[[notice]]
key = "second"
name = "Two"
kind = "step"
verified = false
basis = "memory"
confidence = "low"

[hours]
says = "Eight to nine."
first = 08:00:00
last = 21:00:00
verified = true
basis = "statute"
confidence = "high"
"""


def test_there_are_fifty_states_the_district_and_puerto_rico():
    assert len(STATES) == 52
    assert [each.code for each in STATES] == list(CODES) == sorted(CODES)
    assert {"DC", "PR"} <= set(CODES)
    folder = assets.root() / "states"
    assert sorted(path.stem for path in folder.glob("*.toml")) == list(CODES)


def test_two_letters_that_are_no_state_of_ours():
    assert state("GU") is None
    assert state("") is None


@pytest.mark.parametrize("each", STATES, ids=lambda each: each.code)
def test_a_states_clocks_are_the_ones_the_zone_table_has(each: State):
    # Two tables made apart; a zone that only names another's history counts as that other.
    alike = {"America/Menominee": "America/Chicago", "America/Phoenix": "America/Phoenix"}
    known = {alike.get(zone, zone) for zone in zones_of_state(each.code)}
    listed = {alike.get(zone, zone) for zone in each.zones}

    assert listed & known
    for zone in each.zones:
        january, july = (_noon(month).astimezone(ZoneInfo(zone)).utcoffset() for month in (1, 7))
        if each.code != "AZ" or zone == "America/Phoenix":
            assert (january != july) is each.daylight_saving


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_entry_has_its_mark(entry):
    assert entry.id.startswith("states.")
    assert entry.state in CODES
    # What nobody saw is from memory, and what was seen says of what kind it was.
    assert entry.verified is (entry.basis is not Seen.MEMORY)
    if entry.citation is None:
        assert entry.unread
        assert entry.shaky


def test_the_marks_are_as_many_as_the_reading_found():
    kinds = Counter(entry.id.split(".")[1] for entry in ENTRIES)

    assert len({entry.id for entry in ENTRIES}) == len(ENTRIES)
    assert kinds == {
        "hours": 9,
        "notice": 73,
        "contact_cap": 13,
        "workplace": 3,
        "contact_rule": 48,
        "language": 10,
        "disclosure": 23,
        "locality": 1,
    }


RULES = {
    contact_cap: lambda each: each.contact_caps,
    hours: lambda each: each.hours,
    workplace: lambda each: each.workplaces,
    frequency: lambda each: [one for one in each.contact_rules if one.kind is RuleKind.FREQUENCY],
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_cites_what_its_entries_cite(rule):
    cited = {
        str(entry.citation) if entry.citation else f"{each.name}: no citation found"
        for each in STATES
        for entry in RULES[rule](each)
    }

    assert rule in BOOK
    assert {str(cite) for cite in rule.cites} == cited


def test_a_notice_has_the_days_its_kind_needs():
    for each in STATES:
        for notice in each.notices:
            assert (notice.days is None) is (notice.kind is NoticeKind.STEP), notice.id
            assert bool(notice.before) is (notice.kind in (NoticeKind.WAIT, NoticeKind.STEP)), (
                notice.id
            )
            for other in (notice.after_notice, notice.if_answered, notice.answers):
                assert not other or each.notice(other), notice.id
            if notice.kind is NoticeKind.BY_DAY_AFTER_NOTICE:
                assert notice.after_notice, notice.id


def test_no_limit_looks_back_further_than_is_remembered():
    longest = max(cap.days for each in STATES for cap in each.contact_caps)

    assert timedelta(days=longest) < REMEMBERED


def test_a_limit_in_a_city_names_a_city_of_the_file():
    for each in STATES:
        named = {entry.locality for entry in (*each.contact_caps, *each.contact_rules)} - {""}
        assert named <= {place.key for place in each.localities}


# -- strictness --------------------------------------------------------------------------------


def test_a_whole_file_reads():
    made = read(WRITTEN, "states/MA.toml")

    assert made.process is Process.EITHER
    assert [each.id for each in made.entries] == [
        "states.hours.MA",
        "states.notice.MA.first",
        "states.notice.MA.second",
    ]
    assert made.notice("second").days is None
    with pytest.raises(KeyError):
        made.notice("third")


@pytest.mark.parametrize(
    ("was", "now", "line", "says"),
    [
        ('name = "Massachusetts"', 'nome = "Massachusetts"', 3, "'nome' is not known"),
        ('key = "second"', 'key = "second"\ncolor = "red"', 19, "'color' is not known"),
        ("days = 90", "dais = 90", 12, "'dais' is not known"),
        ("days = 90", 'days = "90"', 12, "days is '90'; expected int"),
        ("days = 90", "days = -1", 12, "days is -1; expected int"),
        ("days = 90", "days = true", 12, "days is True; expected int"),
        ('basis = "memory"', 'basis = "rumor"', 22, "basis is 'rumor'; expected seen"),
        ('confidence = "low"\n', "", 17, "'confidence' is missing"),
        ("verified = false", 'verified = "no"', 21, "verified is 'no'; expected bool"),
        ("last = 21:00:00", 'last = "21:00"', 28, "last is '21:00'; expected time"),
        ('name = "Two"', 'name = ""', 19, "name is ''; expected str"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(was, now, line, says):
    assert was in WRITTEN
    with pytest.raises(Bug, match=rf"states/MA.toml, line {line}: .*{says}"):
        read(WRITTEN.replace(was, now, 1), "states/MA.toml")


def test_a_table_nobody_knows_is_named():
    with pytest.raises(Bug, match="'fines' is not known"):
        read(WRITTEN + "\n[fines]\nmost = 3\n", "states/MA.toml")


def test_two_entries_with_one_key_are_caught():
    with pytest.raises(Bug, match=r"states\.notice\.MA\.first"):
        read(WRITTEN.replace('"second"', '"first"'), "states/MA.toml")


def test_what_is_no_toml_names_the_file():
    with pytest.raises(Bug, match=r"states/MA.toml does not read"):
        read("code = MA", "states/MA.toml")


def _noon(month: int) -> datetime:
    return datetime(2026, month, 1, 12, tzinfo=UTC)


# -- the page ----------------------------------------------------------------------------------


def test_the_page_of_the_states_is_fresh():
    assert states_page.PAGE.read_text(encoding="utf-8") == states_page.page(), (
        "run python -m tools.states_page"
    )


def test_the_page_names_every_state_and_what_is_to_be_confirmed():
    page = states_page.page()

    for each in STATES:
        assert f"## {each.name} ({each.code})" in page
        for entry in each.entries:
            assert (f"`{entry.id}`" in page) is entry.shaky
