"""Time zones: what the tables say, what they leave open, and that the zones are real."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core import assets
from mortgage_collect.core.zones import (
    zone_name,
    zones_of_area_code,
    zones_of_phone,
    zones_of_state,
    zones_of_zip,
)
from tools import zone_tables

E, C, M, P = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
ARIZONA = "America/Phoenix"


@pytest.mark.parametrize(
    ("zip_code", "zones"),
    [
        ("05401", {E}),  # Burlington, Vermont
        ("05401-1234", {E}),
        ("054011234", {E}),
        (" 10001 ", {E}),
        ("60601", {C}),
        ("80202", {M}),
        ("90210", {P}),
        ("48201", {E}),  # Detroit keeps the clock of New York
        ("83702", {M}),  # Boise keeps that of Denver
        ("46204", {E}),  # Indianapolis
        ("46402", {C}),  # Gary
        ("32501", {C}),  # Pensacola
        ("33101", {E}),  # Miami
        ("32456", {E}),  # Port St. Joe, in a three-digit area of two zones
        ("79901", {M}),  # El Paso
        ("75201", {C}),
        ("57701", {M}),  # Rapid City
        ("57104", {C}),  # Sioux Falls
        ("85001", {ARIZONA}),
        ("86515", {M}),  # Window Rock, Navajo Nation
        ("86040", {ARIZONA, M}),  # Page
        ("86045", {ARIZONA, M}),  # Tuba City
        ("86001", {ARIZONA}),  # Flagstaff
        ("89883", {M, P}),  # West Wendover
        ("99501", {"America/Anchorage"}),
        ("99547", {"America/Adak"}),
        ("96813", {"Pacific/Honolulu"}),
        ("00901", {"America/Puerto_Rico"}),
        ("00802", {"America/St_Thomas"}),
        ("96910", {"Pacific/Guam"}),
        ("96799", {"Pacific/Pago_Pago"}),
        ("09012", set()),  # military mail
        ("00000", set()),
        ("5401", set()),
        ("0540", set()),
        ("054O1", set()),
        ("05401-", {E}),
        ("05401-12", set()),
        ("", set()),
    ],
)
def test_zones_of_a_zip(zip_code, zones):
    assert zones_of_zip(zip_code) == zones


@pytest.mark.parametrize(
    ("area_code", "zones"),
    [
        ("802", {E}),
        ("212", {E}),
        ("480", {ARIZONA}),
        ("928", {ARIZONA, M}),
        ("850", {E, C}),
        ("448", {E, C}),  # laid over 850
        ("270", {E, C}),
        ("689", {E}),  # Orlando
        ("620", {C, M}),
        ("208", {M, P}),
        ("907", {"America/Anchorage", "America/Adak"}),
        ("808", {"Pacific/Honolulu"}),
        ("787", {"America/Puerto_Rico"}),
        ("340", {"America/St_Thomas"}),
        ("671", {"Pacific/Guam"}),
        ("416", {E}),  # Toronto keeps the clock of New York
        ("800", set()),
        ("888", set()),
        ("500", set()),
        ("900", set()),
        ("000", set()),
        ("", set()),
    ],
)
def test_zones_of_an_area_code(area_code, zones):
    assert zones_of_area_code(area_code) == zones


@pytest.mark.parametrize(
    "digits", ["8025550101", "18025550101", "(802) 555-0101", "+1 802 555 0101"]
)
def test_zones_of_a_number(digits):
    assert zones_of_phone(digits) == {E}


@pytest.mark.parametrize("digits", ["5550101", "28025550101", "8005550101", "", "802"])
def test_a_number_that_tells_nothing(digits):
    assert zones_of_phone(digits) == frozenset()


@pytest.mark.parametrize(
    ("state", "zones"),
    [
        ("VT", {E}),
        ("vt", {E}),
        ("TX", {C, M}),
        ("AZ", {ARIZONA, M}),
        ("FL", {E, C}),
        ("NV", {P, M}),
        ("OR", {P, M}),
        ("PR", {"America/Puerto_Rico"}),
        ("VI", {"America/St_Thomas"}),
        ("GU", {"Pacific/Guam"}),
        ("DC", {E}),
        ("XX", set()),
        ("", set()),
    ],
)
def test_zones_of_a_state(state, zones):
    assert zones_of_state(state) == zones


STATES = (
    "AL AK AZ AR CA CO CT DC DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ"
    " NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI"
).split()


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_a_zone(state):
    assert zones_of_state(state)


@pytest.mark.parametrize("table", ["zip3", "area_codes", "states"])
def test_the_tables_name_their_sources_and_only_real_zones(table):
    lines = assets.text(f"zones/{table}.csv").splitlines()
    rows = list(csv.reader(line for line in lines if not line.startswith("#")))[1:]

    assert any("Sources: zipcodes" in line for line in lines if line.startswith("#"))
    assert rows == sorted(rows), "in order, so that a new edition shows what changed"
    assert len({key for key, _ in rows}) == len(rows)
    for _, zones in rows:
        for zone in zones.split("|"):
            assert datetime(2026, 7, 1, tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()


def test_five_digits_only_where_three_do_not_settle_it():
    table = dict(
        line.split(",")
        for line in assets.text("zones/zip3.csv").splitlines()
        if not line.startswith("#")
    )

    for code, zones in table.items():
        if len(code) == 5:
            assert set(zones.split("|")) < set(table[code[:3]].split("|"))


def test_zones_that_share_a_name_share_a_clock():
    for keeper, others in zone_tables.ONE_CLOCK.items():
        assert all(zone_tables.same_clock(keeper, other) for other in others)
    assert not zone_tables.same_clock("America/Denver", "America/Phoenix")


@pytest.mark.slow
def test_the_tables_are_what_the_tool_makes():
    for name, key, table in zone_tables.all_tables():
        path = zone_tables.FOLDER / f"{name}.csv"
        made = zone_tables.written(name, key, table).splitlines()
        kept = path.read_text(encoding="utf-8").splitlines()
        if made[1] != kept[1]:
            pytest.skip("made from other versions of the two packages")
        assert made == kept, "run python tools/zone_tables.py"


@given(st.text(max_size=12))
def test_anything_may_be_asked(text):
    for ask in (zones_of_zip, zones_of_area_code, zones_of_phone, zones_of_state):
        assert isinstance(ask(text), frozenset)


def test_what_a_specialist_calls_a_zone():
    assert zone_name(M) == "Mountain"
    assert zone_name(ARIZONA) == "Arizona"
    assert zone_name("America/Santo_Domingo") == "Santo Domingo"
