"""What the bank decides about the law: adopt, take back, tighten, confirm. Never loosen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.models.bank import Policy
from mortgage_collect.queries.adoption import ADOPTED_RULES, adopted
from mortgage_collect.queries.confirmations import CONFIRMED
from mortgage_collect.queries.confirming import STATES, adoptable, to_confirm
from mortgage_collect.queries.facts import policy, today
from mortgage_collect.queries.tightening import TIGHTEN
from mortgage_collect.rules import figure_words
from mortgage_collect.rules.book import BOOK
from mortgage_collect.rules.numbers import FIGURES, Figure
from mortgage_collect.rules.rule import Rule
from mortgage_collect.rules.states.law.own_figures import state_figures
from mortgage_collect.services.bank import set_policy
from mortgage_collect.store.unit_of_work import UnitOfWork


def adopt(unit: UnitOfWork, ids: Iterable[str], since: date, why: str) -> None:
    """Rules or whole families the bank keeps from a day on, though they do not bind it.

    A rule nobody has compared with its source binds from then on where it applies. Raises
    UserError without a reason, for a name nobody knows, and for the bank's own rules.
    """
    wanted = tuple(ids)
    _reason(why)
    for each in wanted:
        rules = _rules_of(each)
        if all(rule.own or rule.always_kept for rule in rules):
            raise UserError(
                f"{rules[0].title} is kept already: it is the bank's own rule.",
                do="There is nothing to adopt.",
            )
    held = adopted(unit.session, since)
    now = held | {each for each in wanted if not _in_family(each, held)}
    if now == held and policy(unit.session, ADOPTED_RULES, since) is not None:
        raise UserError("That is adopted already.", do="Choose another rule, or another day.")
    _set(unit, now, since, why)


def take_back(unit: UnitOfWork, name: str, since: date, why: str) -> None:
    """Ends an adoption from a day on; what the law demands is not the bank's to take back.

    Taking one rule out of an adopted family keeps the others.
    """
    _reason(why)
    rules = _rules_of(name)
    if rules[0].own or (rules[0].id == name and rules[0].always_kept):
        raise UserError(
            f"{rules[0].title} is a rule this program always keeps.",
            do="Set a single stop aside with a reason instead.",
        )
    held = adopted(unit.session, since)
    family = rules[0].family
    if name in held:
        now = held - {name}
    elif family in held:
        now = (held - {family}) | {rule.id for rule in BOOK if rule.family == family} - {name}
    else:
        raise UserError(
            f"{rules[0].title} was not adopted on {text.day(since)}.",
            do="Where it binds us by law it stays.",
        )
    if name == family:
        now = frozenset(each for each in now if not each.startswith(f"{family}."))
    _set(unit, now, since, why)


def tighten(unit: UnitOfWork, name: str, written: str, since: date, why: str) -> None:
    """The bank's own figure from a day on; "" goes back to the law's. Raises UserError for a
    looser one, for a figure that leaves no choice, and without a reason."""
    _reason(why)
    key = TIGHTEN.format(name)
    row = _figure(name, since)
    value = str(figure_words.entered(row, written)) if written.strip() else ""
    if value == (policy(unit.session, key, since) or ""):
        raise UserError(
            f"{figure_words.title(row)}: that is what holds already.",
            do="Enter another figure, or another day.",
        )
    set_policy(unit, key, value, since, why.strip())


def confirm(
    unit: UnitOfWork, key: str, read_on: date, who: str, note: str, *, agrees: bool
) -> None:
    """Somebody read the text behind an entry that is not verified, and says what they found.

    Where the text agrees a rule is adopted from today, and binds; where it does not, the note
    stays on file and the entry stays open. Raises UserError for a day to come, and for a blank.
    """
    day = today(unit.session, unit.now)
    listed = {item.key: item for item in to_confirm(unit.session, day)}
    if key not in listed:
        raise UserError(f"{key!r} is not on the list of what is to be confirmed.")
    if read_on > day:
        raise UserError(
            f"{text.day(read_on)} is still to come.", do="Enter the day the text was read."
        )
    if not who.strip() or not note.strip():
        raise UserError(
            "Who read what, and what did they find?",
            do="Enter a name, and a sentence that says which text was read.",
        )
    found = {
        "agrees": agrees,
        "note": note.strip(),
        "read_on": read_on.isoformat(),
        "who": who.strip(),
    }
    written = json.dumps(found, ensure_ascii=False, sort_keys=True)
    set_policy(unit, CONFIRMED.format(key), written, day, note.strip())
    if listed[key].is_rule and agrees and key not in adopted(unit.session, day):
        adopt(unit, (key,), day, f"Confirmed by {who.strip()}: {note.strip()}")


def _rules_of(name: str) -> tuple[Rule, ...]:
    family = STATES if adoptable(name) else name  # a state's entry is asked by several rules
    found = tuple(rule for rule in BOOK if family in (rule.id, rule.family))
    if not found:
        raise UserError(f"The book has no rule {name!r}.", do="Choose one from the list.")
    return found


def _in_family(name: str, held: frozenset[str]) -> bool:
    """A rule whose family is adopted; an unverified one is adopted by its own id alone."""
    return any(rule.family in held and not rule.unverified for rule in _rules_of(name))


def _figure(name: str, on: date) -> Figure:
    for row in (*FIGURES, *state_figures()):
        if row.name == name and row.since <= on and (row.until is None or on < row.until):
            return row
    raise UserError(f"No figure {name!r} holds on {text.day(on)}.", do="Choose one from the list.")


def _set(unit: UnitOfWork, now: Iterable[str], since: date, why: str) -> None:
    later = unit.session.scalar(
        select(func.max(Policy.since)).where(Policy.key == ADOPTED_RULES, Policy.since > since)
    )
    if later is not None:
        raise UserError(
            f"A later decision about the rules we keep begins on {text.day(later)}.",
            do=f"Choose {text.day(later)} or a day after it.",
        )
    was = " ".join(sorted(adopted(unit.session, since)))
    set_policy(unit, ADOPTED_RULES, " ".join(sorted(now)), since, why.strip(), was=was)


def _reason(why: str) -> None:
    if not why.strip():
        raise UserError("Why?", do="Say in a sentence why the bank decides so.")
