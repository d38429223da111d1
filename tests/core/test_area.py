"""An area as it is pasted: ZIP codes between any signs, counties with their state."""

import pytest

from mortgage_collect.core.area import Area, Hit, counties_entered, folded_county, zips_entered
from mortgage_collect.core.errors import UserError


@pytest.mark.parametrize(
    ("written", "zips"),
    [
        ("05401", {"05401"}),
        ("05401 05602", {"05401", "05602"}),
        ("05401,05602;\n05602", {"05401", "05602"}),
        ("05401-1234", {"05401"}),
        ("05408-05410", {"05408", "05409", "05410"}),
        ("05408 to 05409, 12901", {"05408", "05409", "12901"}),
        ("", set()),
    ],
)
def test_zips(written, zips):
    assert zips_entered(written) == zips


@pytest.mark.parametrize(
    "written", ["5401", "054011", "Burlington", "05410-05408", "05401 x", "00000-99999"]
)
def test_what_is_no_zip_is_told(written):
    with pytest.raises(UserError, match=r"no ZIP code|no range"):
        zips_entered(written)


def test_everything_that_is_none_is_told_at_once():
    with pytest.raises(UserError, match="\u201c99\u201d and \u201cABC\u201d are no ZIP codes"):
        zips_entered("05401 99 ABC")
    with pytest.raises(UserError, match="\u201cVT\u201d and \u201cx\u201d name no county"):
        counties_entered("VT\nWashington, VT\nx")


@pytest.mark.parametrize(
    ("written", "counties"),
    [
        ("Washington, VT", {"washington, VT"}),
        ("Washington County, vt\nSan Juan, CO", {"washington, VT", "san juan, CO"}),
        ("Orleans Parish LA; Doña Ana, NM", {"orleans, LA", "dona ana, NM"}),
        ("\n", set()),
    ],
)
def test_counties(written, counties):
    assert counties_entered(written) == counties


@pytest.mark.parametrize(
    "written", ["Washington", "VT", "Washington, Vermont", "Washington, VT, NH, x"]
)
def test_a_county_without_its_state_is_none(written):
    with pytest.raises(UserError, match="no county and state"):
        counties_entered(written)


AREA = Area(frozenset({"05401"}), frozenset({"washington, VT"}))


@pytest.mark.parametrize(
    ("area", "zip_code", "county", "state", "hit"),
    [
        (AREA, "05401", "", "VT", Hit.ZIP),
        (AREA, "05401-1234", "", "VT", Hit.ZIP),
        (AREA, "05602", "Washington County", "VT", Hit.COUNTY),
        (AREA, "05602", "Washington", "OR", Hit.OUTSIDE),
        (AREA, "05701", "Rutland", "VT", Hit.OUTSIDE),
        (AREA, "05602", "", "VT", Hit.UNKNOWN),  # the county is not told
        (AREA, "12901", "", "NY", Hit.OUTSIDE),  # no county of New York was entered
        (AREA, "", "", "", Hit.UNKNOWN),
        (Area(frozenset({"05401"})), "", "Washington", "VT", Hit.UNKNOWN),
        (Area(frozenset({"05401"})), "05602", "", "VT", Hit.OUTSIDE),
        (Area(counties=frozenset({"washington, VT"})), "05602", "", "", Hit.UNKNOWN),
    ],
)
def test_whether_a_place_lies_in_it(area, zip_code, county, state, hit):
    assert area.hit(zip_code, county, state) is hit


def test_a_county_is_folded_with_its_state_or_not_at_all():
    assert folded_county("Washington County", "vt") == "washington, VT"
    assert folded_county("Washington County", "") == ""
    assert folded_county("", "VT") == ""
    assert not Area()
