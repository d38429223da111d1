"""Makes docs/states.md from what the program knows of each state, for the bank's counsel.

    python -m tools.states_page           write the page
    python -m tools.states_page --check   say whether it is fresh

The page is committed, and a test fails when a file has changed and the page has not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mortgage_collect.core import text
from mortgage_collect.loanmath.late_charge_cap import LateChargeCap, all_caps, stops_for
from mortgage_collect.rules.coverage.small_lender import CARVE_OUTS
from mortgage_collect.rules.states.law.reading import every_state
from mortgage_collect.rules.states.law.state import Entry, Process, State
from mortgage_collect.rules.states.law.words import marked, says, title

PAGE = Path(__file__).resolve().parent.parent / "docs" / "states.md"

HEAD = """# What the states say, as far as this program knows

Made by `tools/states_page.py` from `resources/states/`; do not edit.

This page is for the bank's counsel. It is not legal advice, and no state is ready to be relied on
before counsel has signed it off. What is missing was not found; that never means it is allowed.

- **verified**: the text, or a summary of it, was seen in a stored public copy, of an age between
  about 2005 and 2026. None was read live. Such an entry binds where it applies.
- **NOT VERIFIED**: nobody has seen it. It warns and stops nothing, until the bank has read the text
  and adopts the entry by the name given here.
- Clocks, the way of foreclosing, mediation, redemption and the notes are from memory, unless a note
  says otherwise.
- A cap on late charges that is not verified holds all the same: too small a charge is the easier
  one to put right. Federal preemption may displace a state's cap for some banks.
"""
WAYS = {
    Process.COURT: "through a court",
    Process.OUT_OF_COURT: "without a court",
    Process.EITHER: "either way",
}


def main() -> int:
    """Write the page, or with --check compare it with what is on disk."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != page():
        print("docs/states.md is stale: run python -m tools.states_page")
        return 1
    return 0


def page() -> str:
    """The whole page."""
    places = every_state()
    return "\n".join(
        [HEAD, *_overview(places), *(line for each in places for line in _state(each))]
    )


def _overview(places: tuple[State, ...]) -> list[str]:
    rows = [
        "## Overview",
        "",
        "| State | Entries | To confirm | Small lenders |",
        "|---|---|---|---|",
    ]
    spared = {row.state: row for row in CARVE_OUTS}
    for place in places:
        caps = _caps(place)
        number = len(place.entries) + len(caps)
        shaky = len(_shaky(place)) + sum(not cap.verified for cap in caps)
        row = spared.get(place.code)
        free = f"may be free of {row.spares}" if row else ""
        rows.append(f"| {place.name} | {number} | {shaky} | {free} |")
    return [*rows, ""]


def _state(place: State) -> list[str]:
    lines = [f"## {place.name} ({place.code})", "", _foreclosure(place), ""]
    rows = [
        f"| {title(each)} | {says(each)} | {_cite(each)} | {marked(each)} |"
        for each in place.entries
    ]
    rows += [
        f"| Late charge | {_charge(cap)} | {cap.citation} | {_mark_of(cap)} |"
        for cap in _caps(place)
    ]
    rows += [
        f"| No late charge | While {each.condition}. | {each.citation} | NOT VERIFIED |"
        for each in stops_for(place.code)
    ]
    if rows:
        lines += ["| What | Says | Citation | Mark |", "|---|---|---|---|", *rows, ""]
    if place.notes:
        lines += [place.notes, ""]
    return [*lines, "What your bank must confirm:", "", *_to_confirm(place), ""]


def _foreclosure(place: State) -> str:
    way = WAYS[place.process]
    usual = f", usually {WAYS[place.usual]}" if place.usual and place.usual != place.process else ""
    mediation = {True: "mediation", False: "no mediation", None: "mediation not known"}
    redeems = "redemption not known"
    if place.redemption_days is not None:
        days = text.count(place.redemption_days, "day")
        redeems = f"redemption {days}" if place.redemption_days else "no redemption after the sale"
    return (
        f"Foreclosure {way}{usual}; {mediation[place.mediation]}; {redeems}."
        f" Clocks: {text.listed(place.zones)}."
    )


def _to_confirm(place: State) -> list[str]:
    lines = [
        f"- `{each.id}`: {title(each).lower()}"
        + ("" if each.citation else ", and where it stands")
        + ("" if each.unread else ", though seen: the reading is not sure")
        for each in _shaky(place)
    ]
    lines += [
        f"- `states.late_charge.{cap.of}`: late charge" for cap in _caps(place) if not cap.verified
    ]
    lines += [
        f"- whether we are free of {row.spares}: {row.counts or row.paper}"
        for row in CARVE_OUTS
        if row.state == place.code
    ]
    return [*lines, "- clocks, way of foreclosing, mediation, redemption and notes"]


def _shaky(place: State) -> list[Entry]:
    return [each for each in place.entries if each.shaky]


def _caps(place: State) -> list[LateChargeCap]:
    return [cap for cap in all_caps() if cap.of == place.code]


def _charge(cap: LateChargeCap) -> str:
    bounds = [
        f"at least {cap.minimum} may be charged" if cap.minimum is not None else "",
        f"never more than {cap.maximum}" if cap.maximum is not None else "",
        f"from day {cap.from_day} on" if cap.from_day is not None else "",
    ]
    base = cap.base.value.replace("_", " and ")
    says = "; ".join([f"{cap.percent} of {base}", *filter(None, bounds)])
    return f"{says}. Reaches {cap.reaches}. {cap.note}".strip()


def _mark_of(cap: LateChargeCap) -> str:
    return f"{'verified' if cap.verified else 'NOT VERIFIED'}; {cap.seen}, {cap.confidence}"


def _cite(entry: Entry) -> str:
    return str(entry.citation) if entry.citation else "none found"


if __name__ == "__main__":
    sys.exit(main())
