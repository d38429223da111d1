"""In which time zones a person may be, by everything on file that points to a place."""

from __future__ import annotations

from collections.abc import Iterable

from mortgage_collect.core.words import PointKind
from mortgage_collect.core.zones import zones_of_area_code, zones_of_state, zones_of_zip
from mortgage_collect.models.loan import Property
from mortgage_collect.models.person import ContactPoint, Person


def zone_signals(
    person: Person, home: Property | None, point: ContactPoint | None
) -> Iterable[tuple[str, str]]:
    """Where the person may be: mailing address, the home, and the number's area code.

    Mail that goes where our tables do not reach (overseas, a military address) says that they may
    live there: then nobody knows their zone, whatever the home and the number say.
    """
    if person.zip or person.state:
        zones = zones_of_zip(person.zip) or zones_of_state(person.state)
        if not zones:
            return
        yield from (("mailing address", zone) for zone in sorted(zones))
    if home is not None and (home.zip or home.state):
        zones = zones_of_zip(home.zip) or zones_of_state(home.state)
        yield from (("property", zone) for zone in sorted(zones))
    if point is not None and point.kind is PointKind.PHONE:
        zones = zones_of_area_code(point.value[:3])
        yield from (("area code", zone) for zone in sorted(zones))
