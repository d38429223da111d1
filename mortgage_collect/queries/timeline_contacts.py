"""What was said and tried, in the sentences of the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from mortgage_collect.core import text
from mortgage_collect.core.words import (
    Ability,
    Channel,
    Commitment,
    Direction,
    Hardship,
    Identity,
    Intent,
    Language,
    Occupancy,
    Outcome,
    Word,
)

Body = dict[str, Any]

PURPOSES = {
    "collection": "collection",
    "loss_mitigation": "help with the loan",
    "service": "servicing",
}


def logged(body: Body) -> tuple[str, str]:
    """An attempt or a conversation: its title, and what was learned and asked in it."""
    channel, direction = Channel(body["channel"]), Direction(body["direction"])
    who = _THEIRS.get(channel, "From them") if direction is Direction.INBOUND else channel.label
    title = f"{who}: {Outcome(body['outcome']).label.lower()}"
    parts = [body.get("note", ""), *_aims(body)]
    if asked := body.get("identity"):
        names = [Identity(each).label for each in asked]
        parts.append(f"Sure of the person by: {', '.join(names)}")
    if said := body.get("texts"):
        parts.append(f"Set words: {', '.join(_set_words(each) for each in said)}")
    if body.get("took_place"):
        parts.append("written down later")
    if purpose := body.get("purpose"):
        parts.append(f"for {PURPOSES[purpose]}")
    if body.get("asked_others"):
        parts.append("asked where they are")
    parts += [words for key, words in _BESIDES.items() if body.get(key)]
    if body.get("no_message"):
        parts.append("no message could be left")
    if body.get("reason"):
        parts.append(f"Went on against the guard: {body['reason']}")
    if body.get("second"):
        parts.append(f"{body['second']} agreed: {body['second_said']}")
    if body.get("review_due"):
        parts.append(f"To be reviewed by {text.day(date.fromisoformat(body['review_due']))}")
    return title, " \u2014 ".join(part for part in parts if part)


_BESIDES = {
    "with_attorney": "with their attorney",
    "ringless": "put into the box without a ring",
    "prerecorded": "a recorded voice",
    "asked_us_back": "they want to be asked again",
    "raised": "they brought up another loan of theirs",
}
_THEIRS = {
    Channel.CALL: "They called",
    Channel.TEXT: "They texted",
    Channel.EMAIL: "They e-mailed",
    Channel.LETTER: "Letter from them",
    Channel.VISIT: "They came in",
    Channel.PORTAL: "They wrote on the portal",
}


def _set_words(said: str) -> str:
    """ "voicemail plain, version 1" of "voicemail_plain 1 en"."""
    key, _, rest = said.partition(" ")
    version, _, language = rest.partition(" ")
    spoken = " in Spanish" if language == Language.SPANISH else ""
    return f"{key.replace('_', ' ')}, version {version}{spoken}" if version else key


# The five aims of a quality contact, in the order of a talk.
_AIMS: tuple[tuple[str, str, type[Word]], ...] = (
    ("reason_for_default", "Reason", Hardship),
    ("ability", "Can pay", Ability),
    ("intent", "Wants", Intent),
    ("occupancy", "Home", Occupancy),
    ("commitment", "Says", Commitment),
)


def _aims(body: Body) -> Iterable[str]:
    """What was learned in a talk; entries older than the fields hold none."""
    for key, name, word in _AIMS:
        if value := body.get(key):
            yield f"{name}: {word(value).label.lower()}"


def details_shown(body: Body) -> tuple[str, str]:
    """On whose word: the entry's author has it; what had been answered by then stands below."""
    asked = ", ".join(Identity(each).label.lower() for each in body["identity"])
    proof = f"Asked and right by then: {asked}" if asked else "Nothing had been asked by then"
    return "Details shown on their own word that it is the person", proof


def taken_back(body: Body) -> tuple[str, str]:
    return f"Taken back: {logged(body)[0]}", body["reason"]
