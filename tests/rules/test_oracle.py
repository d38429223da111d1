"""Random lives, judged by the three call rules and by the clerk with the paper calendar.

For a soak of ten thousand lives:  python -m tests.rules.test_oracle 10000
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mortgage_collect.core.words import Capacity, Direction, Outcome
from mortgage_collect.rules.facts import CallbackConsent, ContactFacts, PastContact
from mortgage_collect.rules.guard import assess
from mortgage_collect.rules.reg_f.call_frequency import call_frequency
from mortgage_collect.rules.reg_f.conversation_hold import conversation_hold
from mortgage_collect.rules.reg_f.hours import hours
from mortgage_collect.rules.rule import Question, Verdict
from tests.rules import oracle

BOOK = (hours, conversation_hold, call_frequency)
ORDINARY_RUN = 1_000
CLOCKS = (
    "America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles"
    " America/Anchorage Pacific/Honolulu America/Puerto_Rico"
).split()
# Around both changes of the clocks, a leap day, and a quiet week.
STARTS = [
    datetime(2026, 3, 8, tzinfo=UTC),
    datetime(2026, 11, 1, tzinfo=UTC),
    datetime(2028, 2, 29, tzinfo=UTC),
    datetime(2026, 6, 10, tzinfo=UTC),
]
OUTCOMES = list(Outcome)
TALKS = {Outcome.RIGHT_PARTY, Outcome.REFUSED}
LIKELY = [9, 6, 1, 1, 1, 2, 1, 1, 1, 1]


def a_life(
    chance: random.Random, starts: list[datetime] = STARTS
) -> tuple[ContactFacts, list[oracle.Mark], list[oracle.Agreed]]:
    """One person's fortnight, told twice: in our facts and in the clerk's marks."""
    at = chance.choice(starts) + timedelta(seconds=chance.randrange(3 * 86_400))
    clocks = frozenset(chance.sample(CLOCKS, chance.choice([1, 1, 1, 2, 2, 3])))
    home = ZoneInfo(min(clocks))
    past, marks, agreed, consents = [], [], [], []
    busy = chance.choice([3, 7, 9, 14])
    for back in sorted((chance.randrange(14 * 86_400) for _ in range(busy)), reverse=True):
        then = at - timedelta(seconds=back)
        day = then.astimezone(home).date()
        outcome = chance.choices(OUTCOMES, LIKELY)[0]
        placed, asked = chance.random() < 0.85, chance.random() < 0.08
        wrong = chance.random() < 0.05
        direction = Direction.OUTBOUND if placed else Direction.INBOUND
        past.append(
            PastContact(then, day, outcome=outcome, direction=direction,
                        misdirected=wrong, with_consent=asked)
        )  # fmt: skip
        marks.append(
            oracle.Mark(
                day,
                placed,
                connected=outcome not in (Outcome.BUSY, Outcome.NOT_IN_SERVICE),
                talked=outcome in TALKS,
                asked_for=asked,
                wrong_number=wrong or outcome is Outcome.WRONG_NUMBER,
            )
        )
    for _ in range(chance.choice([0, 0, 0, 1, 1, 2])):
        day = at.astimezone(home).date() - timedelta(days=chance.randrange(12))
        last = day + timedelta(days=chance.randrange(8)) if chance.random() < 0.3 else None
        revoked = day + timedelta(days=chance.randrange(8)) if chance.random() < 0.3 else None
        consents.append(CallbackConsent(day, last, revoked))
        agreed.append(oracle.Agreed(day, last, revoked))
    facts = ContactFacts(
        at=at,
        person="p1",
        zones=clocks,
        capacity=Capacity.DEBT_COLLECTOR,
        past=tuple(past),
        callback_consents=tuple(consents),
    )
    return facts, marks, agreed


def disagreements(count: int, seed: int = 20260309) -> list[str]:
    """What the rules and the clerk do not agree upon in `count` lives."""
    chance = random.Random(seed)
    wrong = []
    for number in range(count):
        facts, marks, agreed = a_life(chance)
        ours = assess(Question.MAY_CALL, facts, BOOK)
        theirs = oracle.may_call(facts.at, facts.zones, marks, agreed)
        if (ours.verdict is Verdict.CLEAR) is not theirs:
            wrong.append(f"life {number}: {ours.says} {facts}")
        # Walking is slow: every tenth life is also asked when it will be possible.
        if number % 10 == 0:
            free = oracle.first_free_moment(facts.at, facts.zones, marks, agreed)
            if free != ours.next_permitted:
                wrong.append(f"life {number}: {ours.next_permitted}, the clerk {free}: {facts}")
    return wrong


def test_the_rules_and_the_clerk_agree():
    assert disagreements(ORDINARY_RUN) == []


def test_the_lives_are_worth_judging():
    chance = random.Random(1)
    verdicts = [assess(Question.MAY_CALL, a_life(chance)[0], BOOK) for _ in range(300)]
    rules = {f.rule for a in verdicts for f in a.deciding if a.verdict is Verdict.STOP}

    assert rules == {"reg_f.hours", "reg_f.conversation_hold", "reg_f.call_frequency"}
    assert 30 < sum(a.verdict is Verdict.CLEAR for a in verdicts) < 270


if __name__ == "__main__":
    lives = int(sys.argv[1]) if len(sys.argv) > 1 else ORDINARY_RUN
    found = disagreements(lives)
    sys.stdout.write("\n".join([*found, f"{lives} lives, {len(found)} disagreements"]) + "\n")
    sys.exit(bool(found))
