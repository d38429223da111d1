"""How far an entry reaches: whom, which loan, where.

ELSEWHERE   another place, or not in force yet: it says nothing
OUTSIDE     it does not bind us, or not this kind of loan: advice, unless the bank keeps it
SPARED      it binds us, but this loan is not, or not yet, what it is about: a warning
OPEN        a fact is missing that would decide: a warning
BINDS       it binds us
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, auto
from typing import Generic, TypeVar

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.words import Capacity
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.rule import Answer, Verdict
from mortgage_collect.rules.states.law.place import lives_in
from mortgage_collect.rules.states.law.reading import state
from mortgage_collect.rules.states.law.state import ContactEntry, Mortgages, State, Whom

MORTGAGE = "mortgage"
E = TypeVar("E", bound=ContactEntry)


class Reach(IntEnum):
    ELSEWHERE = auto()
    OUTSIDE = auto()
    SPARED = auto()
    OPEN = auto()
    BINDS = auto()


@dataclass(frozen=True, slots=True)
class Reaching(Generic[E]):
    """An entry, how far it reaches on these facts, and the sentence that says why no further."""

    entry: E
    reach: Reach
    why: str = ""


def reaching(facts: ContactFacts, entries: Callable[[State], Iterable[E]]) -> list[Reaching[E]]:
    """The entries that have something to say here: those that bind, else those that do not."""
    found = [
        each
        for place, away in _states(facts)
        for entry in entries(place)
        if (each := _reach(entry, place, facts, away)).reach is not Reach.ELSEWHERE
    ]
    bound = [each for each in found if each.reach is not Reach.OUTSIDE]
    return bound or found


def binds_here(
    entries: Callable[[ContactFacts], list[Reaching[E]]],
) -> Callable[[ContactFacts], bool]:
    """Whom a rule of the states binds: whom one of its entries binds."""

    def binds(facts: ContactFacts) -> bool:
        found = entries(facts)  # all of them bind, or none does
        return bool(found) and found[0].reach is not Reach.OUTSIDE

    return binds


def sternest(
    found: Iterable[Reaching[E]],
    answer_of: Callable[[E, ContactFacts], Answer | None],
    facts: ContactFacts,
) -> Answer | None:
    """Of all entries' answers the one that weighs most, with its own papers on it."""
    answers = [
        _held(each, answer, facts) for each in found if (answer := answer_of(each.entry, facts))
    ]
    return max(answers, key=lambda answer: _weight(answer, facts), default=None)


def _held(held: Reaching[E], answer: Answer, facts: ContactFacts) -> Answer:
    """A stop grows milder where the entry does not reach all the way."""
    entry = held.entry
    if held.reach in (Reach.SPARED, Reach.OPEN) and answer.verdict is Verdict.STOP:
        answer = replace(
            answer,
            verdict=Verdict.CAUTION,
            says=f"{held.why} Otherwise: {answer.says}",
            until=None,
        )
    cite = entry.citation or Citation(f"{_name(entry.state)}: no citation found")
    return replace(answer, entry=entry.id, cites=(cite,), unverified=entry.unread)


def _weight(answer: Answer, facts: ContactFacts) -> tuple[int, bool, int]:
    rule_id = ".".join(answer.entry.split(".")[:2])
    advice = bool(answer.unverified) and not facts.adopted & {rule_id, answer.entry}
    said = min(answer.verdict, Verdict.CAUTION) if advice else answer.verdict
    left = answer.count.allowed - answer.count.used if answer.count else 0
    return (said, not advice, -left)


def _states(facts: ContactFacts) -> Iterator[tuple[State, str]]:
    """Where the person lives, and where the home is; the second says that it is another state."""
    here, home = state(facts.state or facts.home_state), state(facts.home_state)
    if here is not None:
        yield here, ""
    if home is not None and home is not here:
        lives = here.name if here else facts.state
        yield home, f"They live in {lives} and the home is in {home.name}: whether its rule"


def _reach(entry: E, place: State, facts: ContactFacts, away: str) -> Reaching[E]:
    if entry.since is not None and facts.today < entry.since:
        return Reaching(entry, Reach.ELSEWHERE)
    found = [
        *_where(entry, place, facts, away),
        *_whom(entry, facts),
        *_loan(entry, place, facts),
    ]
    reach, why = min(found, default=(Reach.BINDS, ""))
    return Reaching(entry, reach, why)


Doubt = Iterator[tuple[Reach, str]]


def _where(entry: ContactEntry, place: State, facts: ContactFacts, away: str) -> Doubt:
    if away:
        yield (Reach.ELSEWHERE, "") if entry.locality else (Reach.OPEN, f"{away} follows them.")
    elif entry.locality:
        (city,) = (each for each in place.localities if each.key == entry.locality)
        inside = lives_in(city, facts)
        if inside is None:
            yield Reach.OPEN, f"It is not known whether they live in {city.name}."
        elif not inside:
            yield Reach.ELSEWHERE, ""


def _whom(entry: ContactEntry, facts: ContactFacts) -> Doubt:
    lender = facts.capacity is Capacity.CREDITOR
    if entry.binds is Whom.COLLECTORS and lender:
        yield Reach.OUTSIDE, ""
    if entry.binds is Whom.AGENCIES and facts.licensed_agency is not True:
        if facts.licensed_agency is False or lender:
            yield Reach.OUTSIDE, ""
        else:
            yield Reach.OPEN, "It is not known whether we are a licensed agency there."


def _loan(entry: ContactEntry, place: State, facts: ContactFacts) -> Doubt:
    mortgage = facts.product == MORTGAGE
    if entry.mortgages is Mortgages.NO and mortgage:
        yield Reach.OUTSIDE, ""
    if entry.mortgages is Mortgages.NOT_PURCHASE_MONEY and mortgage:
        if facts.purchase_money:
            yield Reach.SPARED, f"{place.name}'s rule does not reach a purchase-money mortgage."
        elif facts.purchase_money is None:
            yield Reach.OPEN, "It is not known whether this mortgage paid for buying the home."
    if (line := entry.days_past_due) is not None:
        late = facts.days_past_due
        over = f"{place.name}'s rule is for a debt more than {line - 1} days past due"
        if late is None:
            yield Reach.OPEN, f"{over}, and it is not known how late this one is."
        elif late < line:
            yield Reach.SPARED, f"{over}; this one is {text.count(late, 'day')}."
    if entry.in_collections and facts.occasion.in_collections is not True:
        if facts.occasion.in_collections is False:
            yield Reach.SPARED, "The rule is for accounts in collections; this one is not."
        else:
            yield Reach.OPEN, "It is not known whether the account is in collections."


def _name(code: str) -> str:
    place = state(code)
    assert place is not None
    return place.name
