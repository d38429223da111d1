"""Random lives of a loan, judged by the duties and by the clerk with the tickler file.

For a soak of two thousand lives:  python -m tests.rules.test_oracle_clocks 2000
"""

from __future__ import annotations

import random
import sys
from typing import Any

from mortgage_collect.rules.duties.clocks import clocks
from tests.rules.a_life import life_of
from tests.rules.oracle_clocks import SMALL_ARE_SPARED, Slip, read_out
from tests.rules.random_lives import a_life, shuffled

ORDINARY_RUN = 200
# Of these the clerk tells what is owed on the day, not what was.
OWED_ONLY = ("reg_x.written_notice", "reg_x.continuity", "statute.counseling_notice")
JUDGED = (
    *OWED_ONLY,
    "reg_x.live_contact",
    "reg_x.acknowledgment",
    "reg_x.complete_notice",
    "reg_x.decision",
    "reg_x.appeal_decision",
    "reg_x.error_acknowledgment",
    "reg_x.error_answer",
    "reg_x.information_acknowledgment",
    "reg_x.information_answer",
)
SECTIONS_OF_THE_SMALL = ("39a", "39b", "40", "41b2")


def judged(life: dict[str, Any]) -> list[Slip]:
    told = dict(life)
    told["coverage"] = dict.fromkeys(SECTIONS_OF_THE_SMALL, not life["small_servicer"])
    found = [
        (each.duty, each.due, each.progress.value)
        for each in clocks(life_of(told), life["today"]).deadlines
        if each.duty in JUDGED and (each.progress.owed or each.duty not in OWED_ONLY)
    ]
    return sorted(found, key=lambda slip: (slip[0], str(slip[1]), slip[2]))


def disagreements(lives: int, seed: int) -> tuple[list[tuple[Any, ...]], dict[str, int]]:
    """What the two differ in, in order and out of order; and how often each duty was met."""
    wrong, seen = [], dict.fromkeys(JUDGED, 0)
    for number in range(lives):
        chance = random.Random(seed * 1_000_003 + number)
        life = a_life(chance)
        clerk = sorted(read_out(life, life["today"]), key=lambda s: (s[0], str(s[1]), s[2]))
        for slip in clerk:
            seen[slip[0]] += 1
        for told in (life, shuffled(life, chance)):
            ours = judged(told)
            if ours != clerk:
                wrong.append((number, life, clerk, ours))
                break
    return wrong, seen


def test_the_duties_agree_with_the_clerk():
    wrong, seen = disagreements(ORDINARY_RUN, seed=2026)

    assert not wrong, wrong[0]
    assert min(seen.values()) >= 5, seen


def test_a_small_servicer_is_spared_by_its_sections():
    assert not {slip[0] for slip in judged(_late(small=True))} & set(SMALL_ARE_SPARED)
    assert "reg_x.live_contact" in {slip[0] for slip in judged(_late(small=False))}


def _late(*, small: bool) -> dict[str, Any]:
    chance = random.Random(7)
    while True:
        life = a_life(chance)
        if life["unpaid"] and not life["matters"]:
            return {**life, "small_servicer": small}


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else ORDINARY_RUN
    differing, counts = disagreements(asked, seed=int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    told = [f"{life}\n  clerk {clerk}\n  ours {ours}" for _, life, clerk, ours in differing[:5]]
    counted = f"{asked} lives, {len(differing)} disagreements; slips by duty: {counts}"
    sys.stdout.write("\n".join([*told, counted]) + "\n")
    sys.exit(bool(differing))
