"""By which number or address an entry went or came: what a person on file has for its channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mortgage_collect.core.words import Channel, PointKind

if TYPE_CHECKING:
    from mortgage_collect.queries.card import PointRow
    from mortgage_collect.ui.card.view_model import Sight

NOT_ON_FILE = 0
"""They wrote or called from somewhere nobody has on file."""

_KINDS = {
    Channel.CALL: PointKind.PHONE,
    Channel.TEXT: PointKind.PHONE,
    Channel.EMAIL: PointKind.EMAIL,
}


def origins(seen: Sight, person_id: int, channel: Channel) -> tuple[PointRow, ...]:
    """Numbers for a call or a text, addresses for an e-mail; none for what needs none."""
    person, kind = seen.person(person_id), _KINDS.get(channel)
    return tuple(point for point in person.points if point.kind is kind) if person else ()
