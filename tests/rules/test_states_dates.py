"""The dates of the states' notices, and the clock an address decides."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from mortgage_collect.core.words import Capacity
from mortgage_collect.core.zones import zones_of_zip
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.reg_f.hours import hours
from mortgage_collect.rules.states.law.notices import (
    Letter,
    due,
    earliest,
    faults,
    given,
    last,
    may_step,
    owed_again,
    sale,
)
from mortgage_collect.rules.states.law.reading import every_state, state
from mortgage_collect.rules.states.law.state import NoticeKind
from mortgage_collect.rules.verdict import Verdict
from tests.rules.reading import tables

NOVEMBER = date(2026, 11, 10)
FOLDER = Path(__file__).parent / "cases_states"
# Every row of the state table's vectors, each carried by a table of ours; those of late charges
# (15) by `tests/loanmath/cases/caps.toml`.
VECTORS = """
ST-01a ST-01b ST-01c ST-01d ST-01e ST-02a ST-02b ST-03a ST-03b ST-03c ST-04a ST-04b ST-04c ST-05a
ST-05b ST-06a ST-06b ST-07 ST-08a ST-08b ST-09 ST-09b ST-10a ST-10b ST-10c ST-10d ST-11a ST-11b
ST-12a ST-12b ST-13a ST-13b ST-13c ST-13d ST-13e ST-13f ST-13g ST-14a ST-14b ST-14c
ST-15a ST-15b ST-15c ST-15d ST-15e ST-15f ST-15g
""".split()


def rows(table: str, kind: str = "case") -> list[Any]:
    found = tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8"))[kind]
    for row in found:
        assert {"name", "source", "verified"} <= row.keys(), row
    return [pytest.param(row, id=row["name"].replace(" ", "-")) for row in found]


def notice_of(row):
    place = state(row["state"])
    assert place is not None
    return place, place.notice(row["notice"])


@pytest.mark.parametrize("row", rows("notices"))
def test_a_step_waits_for_its_notice(row):
    place, notice = notice_of(row)
    on = row.get("given")
    if on is not None:
        on = given(notice, on, ordinary_mail=row.get("ordinary_mail", False))

    found = may_step(
        place,
        notice,
        on,
        row["on"],
        answered=row.get("answered"),
        default_on=row.get("default"),
        spared=row.get("spared"),
        adopted=frozenset(row.get("adopted", ())),
    )

    assert found.verdict.name == row["verdict"]
    assert found.earliest == row.get("earliest")
    assert found.last == row.get("last")
    assert row.get("says", "") in found.says
    assert found.cite is not None
    if "sale" in row:
        assert sale(place, found.earliest) == row["sale"]


@pytest.mark.parametrize("row", rows("notices", "due"))
def test_a_step_has_a_last_day(row):
    _, notice = notice_of(row)

    assert due(notice, row["begins"]) == row["due"]


@pytest.mark.parametrize("row", rows("notices", "again"))
def test_a_second_default(row):
    _, notice = notice_of(row)

    assert owed_again(notice, row["given"], row["default"]) is row["owed"]


@pytest.mark.parametrize("row", rows("notices", "letters"))
def test_how_a_notice_goes_out(row):
    _, notice = notice_of(row)
    letters = [
        Letter(tuple(each["to"]), tuple(each.get("languages", ("en",)))) for each in row["letters"]
    ]

    found = faults(notice, letters, row["borrowers"])

    assert [f"{verdict.name} {says}" for verdict, says in found] == row["faults"]


def test_a_last_day_holds_nothing_up():
    place = state("NY")
    with pytest.raises(ValueError, match="holds nothing up"):
        may_step(place, place.notice("filed_with_state"), None, NOVEMBER)


@drawn(
    st.sampled_from(
        [
            (place, notice)
            for place in every_state()
            for notice in place.notices
            if notice.kind is NoticeKind.WAIT and not notice.if_answered
        ]
    ),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.integers(0, 400),
)
def test_a_notice_lets_the_step_be_taken_from_its_earliest_day_to_its_last(pair, on, later):
    place, notice = pair
    adopted = frozenset({notice.id})
    default_on = on
    first, end = earliest(notice, on, default_on), last(notice, on)
    day = on + timedelta(days=later)

    found = may_step(place, notice, on, day, default_on=default_on, adopted=adopted)

    inside = first <= day and (end is None or day <= end)
    assert (found.verdict is Verdict.CLEAR) is inside


def test_sales_are_on_tuesdays_of_the_first_week():
    texas = state("TX")
    for day in range(1, 29):
        found = sale(texas, NOVEMBER.replace(day=day))
        assert found.weekday() == 1
        assert found.day <= 7
        assert found >= NOVEMBER.replace(day=day)


@pytest.mark.parametrize("row", rows("address"))
def test_the_address_decides_the_clock(row):
    zones = frozenset(zones_of_zip(row["zip"]))
    assert zones == set(row["zones"])
    facts = ContactFacts(
        at=row["at"],
        person="p1",
        zones=zones,
        capacity=Capacity.CREDITOR,
        adopted=frozenset({"reg_f"}),
    )

    finding = hours(facts)

    assert finding is not None
    assert finding.verdict.name == row["verdict"]


def test_no_vector_of_the_states_was_forgotten():
    here = Path(__file__).parent
    files = [
        *(here / "cases" / f"{name}.toml" for name in tables()),
        *FOLDER.glob("*.toml"),
        here.parent / "loanmath" / "cases" / "caps.toml",
    ]
    found = {
        row.get("case")
        for path in files
        for kind in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for row in kind
    }

    assert sorted(set(VECTORS) - found) == []
