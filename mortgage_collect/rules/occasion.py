"""What the states ask besides: what a contact is for, and what the person agreed to or forbade.

Unknown is None, and never means no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Purpose(StrEnum):
    """What a contact is for. Anything with a word about payment is collection."""

    COLLECTION = "collection"
    LOSS_MITIGATION = "loss_mitigation"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class AgreedHours:
    """Hours in which the person agreed to be reached, from `first` until before `last`."""

    first: time
    last: time
    in_writing: bool | None = None


@dataclass(frozen=True, slots=True)
class NoWorkCalls:
    """They asked not to be called at work: when, and whether in writing."""

    said_on: date
    in_writing: bool | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """`in_collections`: the bank's collection procedures have begun on the account."""

    purpose: Purpose | None = None
    in_collections: bool | None = None
    agreed_hours: AgreedHours | None = None
    no_work_calls: NoWorkCalls | None = None


UNTOLD = Occasion()
