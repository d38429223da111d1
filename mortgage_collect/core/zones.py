"""Which clocks a person may live by: from a ZIP code, a telephone area code, or a state.

Every answer is a set. Two names mean that both are plausible and a call must suit both; the empty
set means that the table knows nothing, never that any hour will do. The tables in
`resources/zones/` are made by `tools/zone_tables.py`.

Zones that have kept the same clock since Regulation F took effect share one name there: Detroit is
listed as America/New_York, Boise as America/Denver.

What the tables cannot say. A ZIP code on a zone's border has the zone of its post office. In
Arizona the Navajo Nation moves its clocks and the rest does not; villages on or beside the line
(Page, Tuba City, the Hopi mesas) carry both zones. An area code tells where a number was first
given out: cell phones travel, so it is one signal and never the only proof.
"""

from __future__ import annotations

from functools import cache

from mortgage_collect.core import assets

NOTHING: frozenset[str] = frozenset()

_NAMES = {
    "America/New_York": "Eastern",
    "America/Chicago": "Central",
    "America/Denver": "Mountain",
    "America/Phoenix": "Arizona",
    "America/Los_Angeles": "Pacific",
    "America/Anchorage": "Alaska",
    "America/Adak": "Aleutian",
    "Pacific/Honolulu": "Hawaii",
    "America/Puerto_Rico": "Atlantic",
    "America/St_Thomas": "Atlantic",
    "Pacific/Guam": "Guam",
    "Pacific/Saipan": "Saipan",
    "Pacific/Pago_Pago": "Samoa",
}


def zones_of_zip(zip_code: str) -> frozenset[str]:
    """Zones of "05401" or "05401-1234"; an unlisted ZIP has those of its first three digits."""
    code, _, plus_four = zip_code.strip().partition("-")
    if not plus_four and len(code) == 9:
        code, plus_four = code[:5], code[5:]
    if not _digits(code, 5) or (plus_four and not _digits(plus_four, 4)):
        return NOTHING
    table = _table("zip3")
    return table.get(code) or table.get(code[:3], NOTHING)


def zones_of_area_code(area_code: str) -> frozenset[str]:
    """Zones of "802"; toll-free and unknown codes have none."""
    return _table("area_codes").get(area_code.strip(), NOTHING)


def zones_of_phone(digits: str) -> frozenset[str]:
    """Zones of a ten-digit number's area code; a leading country code 1 is understood."""
    bare = "".join(filter(str.isdigit, digits))
    if len(bare) == 11 and bare.startswith("1"):
        bare = bare[1:]
    return zones_of_area_code(bare[:3]) if len(bare) == 10 else NOTHING


def zones_of_state(state: str) -> frozenset[str]:
    """Every zone of a state or territory: "TX" has two."""
    return _table("states").get(state.strip().upper(), NOTHING)


def zone_name(zone: str) -> str:
    """What a specialist calls it: "Mountain"."""
    return _NAMES.get(zone) or zone.rpartition("/")[2].replace("_", " ")


def _digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


@cache
def _table(name: str) -> dict[str, frozenset[str]]:
    lines = assets.text(f"zones/{name}.csv").splitlines()
    rows = (line.split(",") for line in lines if line and not line.startswith("#"))
    next(rows)  # the heading
    return {key: frozenset(zones.split("|")) for key, zones in rows}
