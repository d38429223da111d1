"""Whether somebody lives in a city that has rules of its own."""

from __future__ import annotations

from mortgage_collect.core import text
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.states.law.state import Locality

COUNTY = " county"


def lives_in(place: Locality, facts: ContactFacts) -> bool | None:
    """By county, ZIP code or postal name; one that says yes is enough. None: nobody can tell."""
    signals: list[bool | None] = []
    if facts.county:
        county = text.folded(facts.county).removesuffix(COUNTY)
        signals.append(county in map(text.folded, place.counties))
    if facts.zip:
        known = not facts.zip.startswith(place.partly) if place.partly else True
        signals.append(facts.zip.startswith(place.zips) if known else None)
    if facts.city:
        signals.append(text.folded(facts.city) in map(text.folded, place.cities))
    if True in signals:
        return True
    return None if None in signals or not signals else False
