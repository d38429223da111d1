"""Figures of the states in whose place a bank may set a stricter one of its own.

A limit on contacts may be made smaller, hours may begin later and end earlier; a state's window of
days stays as it is. Each is named by its entry's id, as the rules ask for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.rules.numbers import Figure, Stricter
from mortgage_collect.rules.states.law.reading import every_state
from mortgage_collect.rules.states.law.state import Entry, State


@cache
def state_figures() -> tuple[Figure, ...]:
    """Every such figure, state by state. Of most entries nobody knows since when they hold."""
    return tuple(figure for place in every_state() for figure in _of(place))


def state_of_figure(name: str) -> str:
    """ "MA" of "states.contact_cap.MA.personal"; "" of a figure that is no state's."""
    family, _, rest = name.partition(".")
    return rest.split(".")[1] if family == "states" else ""


def _of(place: State) -> Iterator[Figure]:
    for cap in place.contact_caps:
        window = "business week" if cap.business_week else text.count(cap.days, "day")
        # What tells two apart stands first: a list cuts the end.
        city = next((each.name for each in place.localities if each.key == cap.key), "")
        which = city or cap.key.replace("_", " ")
        said = f"{place.name}, {which}: {cap.counts.value} in {window}"
        yield Figure(
            cap.id, cap.count, _cite(place, cap), cap.since or date.min, None, Stricter.LESS, said
        )
    for hours in place.hours:
        since = hours.since or date.min
        for end, value, way in (
            ("first", hours.first, Stricter.MORE),
            ("last", hours.last, Stricter.LESS),
        ):
            said = f"{place.name}: {end} hour"
            cite = _cite(place, hours)
            yield Figure(f"{hours.id}.{end}", value, cite, since, None, way, said)


def _cite(place: State, entry: Entry) -> Citation:
    return entry.citation or Citation(f"{place.name}: no citation found")
