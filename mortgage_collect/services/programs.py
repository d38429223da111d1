"""What the bank decides about programs and assumptions: dated, reasoned, kept with was and now.

Nothing here is overwritten. A decision holds from its day on; what was worked out under an earlier
one names its edition, and `queries/programs.py` reads that edition again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.queries.facts import policy, today
from mortgage_collect.queries.programs import (
    ASSUMPTIONS,
    CHANGES,
    DEFAULT,
    INVESTOR,
    bank_assumptions,
    bank_program,
    changes_of,
    folded,
)
from mortgage_collect.services.bank import set_policy
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.workout.policy_text import written
from mortgage_collect.workout.policy_words import label_of
from mortgage_collect.workout.program import Program, flat, program
from mortgage_collect.workout.program_keys import KEYS
from mortgage_collect.workout.value.assumptions import THE_BANK, Assumptions, from_flat, shipped

PORTFOLIO = "portfolio"
_BY_ITS_OWN_ACT = {
    "on": "Turn it on or off instead.",
    "verified": "Record a review instead.",
    "reviewed_on": "Record a review instead.",
}

Changes = Mapping[str, str | None]
"""New values by name, as they are entered; None: what ships holds again."""


def change_program(unit: UnitOfWork, key: str, changes: Changes, since: date, why: str) -> None:
    """Values of a program from a day on. Raises UserError for one that cannot be read or used,
    for a change without a reason, and where nothing would change."""
    for name in changes:
        if name in _BY_ITS_OWN_ACT:
            raise UserError(f"{label_of(name)} is no value to enter.", do=_BY_ITS_OWN_ACT[name])
    _reason(why)
    _decide(unit, key, changes, since, why)


def switch_program(unit: UnitOfWork, key: str, on: bool, since: date, why: str) -> None:
    """Whether loans may be evaluated under a program, from a day on.

    One that nobody has read against its source is turned on only with a reason. The bank's own
    program stays on: it stands in for every other.
    """
    held = _held(unit, key, since)
    if key == PORTFOLIO and not on:
        raise UserError(
            f"{held.title} cannot be turned off.",
            do="It is used wherever no other program is.",
        )
    if on and not held.verified and not why.strip():
        raise UserError(
            f"Nobody has compared {held.title} with its source.",
            do="Say why the bank uses it all the same, or record a review first.",
        )
    _decide(unit, key, {"on": written(on)}, since, why)


def record_review(
    unit: UnitOfWork, key: str, reviewed_on: date, note: str, *, agrees: bool = False
) -> None:
    """Somebody read the source of a program on a day; the note says what they found.

    `agrees` is their word that every value is as the source has it: only that makes it verified.
    It holds from the day it is recorded. Raises UserError for a day to come or an empty note.
    """
    day = today(unit.session, unit.now)
    if reviewed_on > day:
        raise UserError(
            f"{text.day(reviewed_on)} is still to come.", do="Enter the day the source was read."
        )
    if not note.strip():
        raise UserError("What did the review find?", do="Say it in a sentence, for the file.")
    changes = {"reviewed_on": written(reviewed_on), "verified": written(agrees)}
    _decide(unit, key, changes, day, note, again=True)


def choose_program_for(unit: UnitOfWork, investor: str, key: str, since: date, why: str) -> None:
    """The program of an investor's loans from a day on; investor "" is everybody else's.

    Key "" takes a choice back. Raises UserError for a program that is off on that day.
    """
    _reason(why)
    code = folded(investor)
    name = INVESTOR.format(code) if code else DEFAULT
    was = policy(unit.session, name, since) or ""
    if key and not _held(unit, key, since).on:
        raise UserError(
            f"{program(key).title} is off on {text.day(since)}.", do="Turn it on first."
        )
    if key == was:
        raise UserError("That is what holds already.", do="Choose another program, or another day.")
    set_policy(unit, name, key, since, why.strip())


def change_assumptions(unit: UnitOfWork, changes: Changes, since: date, why: str) -> None:
    """Figures of the value to the bank from a day on, flat: "carry": "425", "carry.source": "...".

    A new figure without a source is the bank's own, not dated and unverified. What is verified
    says on which day somebody reviewed it, and that day is not to come. Raises UserError.
    """
    _reason(why)
    held = bank_assumptions(unit.session, since)
    before = held.to_flat()
    if strangers := sorted(n for n, value in changes.items() if value is None and n not in before):
        raise UserError(f'"{strangers[0]}" is no assumption of this bank.')
    given = {name: value for name, value in changes.items() if value is not None}
    made = from_flat(given, held)  # says what is wrong with an entry
    now: dict[str, str | None] = {}
    for name, value in changes.items():
        if (entry := made.get(name)) is None:
            now[name] = value
        elif value is None:
            now |= dict.fromkeys((name, *(f"{name}.{part}" for part in _PARTS)))
        else:
            origin = {"source": THE_BANK, "as_of": "", "reviewed_on": "", "verified": "no"}
            told = {part: given.get(f"{name}.{part}", other) for part, other in origin.items()}
            now |= {name: entry.written, **{f"{name}.{part}": one for part, one in told.items()}}
    laid = _over(changes_of(unit.session, ASSUMPTIONS, since), now)
    _reviewed(from_flat(laid, shipped()), now, today(unit.session, unit.now))
    was = {name: before.get(name) for name in now}
    if was == {name: from_flat(laid).to_flat().get(name) for name in now}:
        raise _nothing()
    set_policy(unit, ASSUMPTIONS, _json(now), since, why.strip(), was=_json(was))


_PARTS = ("source", "as_of", "reviewed_on", "verified")


def _decide(
    unit: UnitOfWork, key: str, changes: Changes, since: date, why: str, *, again: bool = False
) -> None:
    """Lays changes over a program; `again` records even what changes nothing."""
    held = flat(_held(unit, key, since))
    if strangers := sorted(set(changes) - set(held)):
        raise UserError(
            f"{program(key).title} has no setting {strangers[0]!r}.",
            do="Choose one from the list of settings.",
        )
    name = CHANGES.format(key)
    laid = _over(changes_of(unit.session, name, since), changes)
    made = flat(program(key).amended(laid))
    was = {each: written(held[each]) for each in changes}
    now = {each: None if changes[each] is None else written(made[each]) for each in changes}
    if not again and all(held[each] == made[each] for each in changes):
        raise _nothing()
    set_policy(unit, name, _json(now), since, why.strip(), was=_json(was))


def _held(unit: UnitOfWork, key: str, on: date) -> Program:
    if key not in KEYS:
        raise UserError(f"There is no program {key!r}.", do=f"Use {text.listed(list(KEYS), 'or')}.")
    return bank_program(unit.session, key, on)


def _over(before: Mapping[str, str], changes: Changes) -> dict[str, str]:
    laid = {**before, **changes}
    return {name: value for name, value in laid.items() if value is not None}


def _reviewed(made: Assumptions, names: Changes, day: date) -> None:
    for entry in made:
        if not any(name == entry.key or name.startswith(f"{entry.key}.") for name in names):
            continue
        if entry.reviewed_on is not None and entry.reviewed_on > day:
            raise UserError(
                f"{entry.label}: {text.day(entry.reviewed_on)} is still to come.",
                do="Enter the day it was reviewed.",
            )
        if entry.verified and entry.reviewed_on is None:
            raise UserError(
                f"{entry.label}: nobody has recorded a review.",
                do="Enter the day it was reviewed, or leave it unverified.",
            )


def _reason(why: str) -> None:
    if not why.strip():
        raise UserError("Why?", do="Say in a sentence why the bank decides so.")


def _nothing() -> UserError:
    return UserError("That is what holds already.", do="Enter another value, or another day.")


def _json(values: Changes) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)
