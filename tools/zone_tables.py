"""Makes resources/zones/*.csv from two development packages: `zipcodes` and `phonenumbers`.

    python tools/zone_tables.py           write the tables
    python tools/zone_tables.py --check   say whether they are what this would write

The same packages always give the same files.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "zones"
MADE = "November 2026"

# Each group has kept one clock since Regulation F took effect; `same_clock` proves it on each run.
ONE_CLOCK = {
    "America/New_York": (
        "America/Detroit", "America/Indiana/Indianapolis", "America/Indiana/Marengo",
        "America/Indiana/Petersburg", "America/Indiana/Vevay", "America/Indiana/Vincennes",
        "America/Indiana/Winamac", "America/Kentucky/Louisville", "America/Kentucky/Monticello",
        "America/Toronto",
    ),
    "America/Chicago": (
        "America/Indiana/Knox", "America/Indiana/Tell_City", "America/Menominee",
        "America/North_Dakota/Beulah", "America/North_Dakota/Center",
        "America/North_Dakota/New_Salem", "America/Winnipeg",
    ),
    "America/Denver": ("America/Boise", "America/Edmonton"),
    "America/Anchorage": (
        "America/Juneau", "America/Metlakatla", "America/Nome", "America/Sitka", "America/Yakutat",
    ),
}  # fmt: skip
FROM, TO = datetime(2021, 11, 30, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)

STEP = timedelta(hours=6)

MISSPELT = {"Napakiak": "America/Anchorage"}  # one row names its village instead of its zone

# West Wendover, Nevada, keeps the time of Utah across the road; the ZIP data give it Nevada's.
# On or beside the line between Arizona's two clocks: Page, Tuba City, Chambers, Sanders, a
# Flagstaff box number, and the Hopi villages, which lie inside the Navajo Nation.
TWO_CLOCKS = {
    ("America/Denver", "America/Los_Angeles"): "89883",
    ("America/Denver", "America/Phoenix"): (
        "86003 86030 86034 86039 86040 86042 86043 86045 86502 86512"
    ),
}

# A zone belongs to an area code when both packages say so, or when at least one in this many of
# the code's ZIPs lies in it. Overlays (448 over 850) are known to one package only.
ONE_IN = 20
NOT_A_PLACE = 6  # toll-free and personal numbers name dozens of zones

Table = Mapping[str, Iterable[str]]


def main() -> int:
    """Write the three tables, or with --check compare them with what is on disk."""
    for keeper, others in ONE_CLOCK.items():
        for other in others:
            if not same_clock(keeper, other):
                raise SystemExit(f"{other} no longer keeps the clock of {keeper}")
    stale = 0
    for name, key, table in all_tables():
        text, path = written(name, key, table), FOLDER / f"{name}.csv"
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8", newline="\n")
        elif path.read_text(encoding="utf-8") != text:
            print(f"{path.name} is stale: run python tools/zone_tables.py")
            stale = 1
    return stale


def all_tables() -> tuple[tuple[str, str, Table], ...]:
    """File, heading of its first column, and rows."""
    return (
        ("zip3", "zip", zips()),
        ("area_codes", "area_code", area_codes()),
        ("states", "state", states()),
    )


def zips() -> Table:
    """Three digits where they settle it; all five digits where a three-digit area straddles."""
    exact = {row["zip_code"]: zones_of(row) for row in placed_rows()}
    wide: dict[str, set[str]] = defaultdict(set)
    for code, found in exact.items():
        wide[code[:3]] |= found
    narrow = {code: found for code, found in exact.items() if found != wide[code[:3]]}
    return {**wide, **narrow}


def area_codes() -> Table:
    """The first three digits of a number, as far as both packages can be believed."""
    from phonenumbers.tzdata import TIMEZONE_DATA

    by_phone: dict[str, set[str]] = defaultdict(set)
    for prefix, zones in TIMEZONE_DATA.items():
        if prefix.startswith("1") and len(prefix) >= 4 and len(zones) <= NOT_A_PLACE:
            by_phone[prefix[1:4]] |= {one_clock(zone) for zone in zones}
    by_zip: dict[str, Counter[str]] = defaultdict(Counter)
    for row in placed_rows():
        for code in row["area_codes"]:
            by_zip[code][zone(row)] += 1

    home = {zone(row) for row in placed_rows()}
    table: dict[str, set[str]] = {}
    for code in by_phone.keys() | by_zip.keys():
        phone, seen = by_phone.get(code, set()), by_zip.get(code, Counter())
        if not phone <= home:
            table[code] = phone  # Canada and the islands: ZIPs over the border say nothing of it
            continue
        often = {name for name, times in seen.items() if times * ONE_IN >= seen.total()}
        table[code] = (phone & set(seen)) | often or phone
    return table


def states() -> Table:
    """Every zone in which a state has a post office."""
    table: dict[str, set[str]] = defaultdict(set)
    for row in placed_rows():
        table[row["state"]] |= zones_of(row)
    return table


def placed_rows() -> Iterable[dict[str, Any]]:
    """Rows with a zone; military mail has none."""
    import zipcodes

    rows: list[dict[str, Any]] = zipcodes.list_all()  # type: ignore[no-untyped-call]
    return (row for row in rows if row["timezone"])


def zones_of(row: Mapping[str, Any]) -> set[str]:
    """What the ZIP's post office keeps, or both clocks where the line runs through its streets."""
    both = (zones for zones, codes in TWO_CLOCKS.items() if row["zip_code"] in codes.split())
    return set(next(both, (zone(row),)))


def zone(row: Mapping[str, Any]) -> str:
    return one_clock(MISSPELT.get(row["timezone"], row["timezone"]))


def one_clock(zone: str) -> str:
    return next((keeper for keeper, others in ONE_CLOCK.items() if zone in others), zone)


def same_clock(one: str, other: str) -> bool:
    """Do two zones agree, as far ahead as the zone data look?"""
    moment, left, right = FROM, ZoneInfo(one), ZoneInfo(other)
    while moment < TO:
        if moment.astimezone(left).utcoffset() != moment.astimezone(right).utcoffset():
            return False
        moment += STEP
    return True


def written(name: str, key: str, table: Table) -> str:
    phones = f"phonenumbers {version('phonenumbers')} (Apache-2.0, libphonenumber's data)"
    lines = [
        f"# Time zones by {key.replace('_', ' ')}, made by tools/zone_tables.py, {MADE}.",
        f"# Sources: zipcodes {version('zipcodes')} (MIT), {phones}.",
        "# Several zones: each is plausible, and a call must suit all of them.",
    ]
    if name == "zip3":
        lines.append("# Five digits where the three-digit area has more than one zone.")
    lines.append(f"{key},zones")
    lines += [f"{code},{'|'.join(sorted(zones))}" for code, zones in sorted(table.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
