"""Uses the program for a long while and looks for what must never happen.

    python -m tools.soak [guard] [acts] [clocks] [mutants] [kills] [fuzz] [plans] [options]
                         [spreadsheet] [schedules] [tapes] [--seed N] [--long] [--write]

Without a name all of them. `--write` keeps what was found in docs/proof/. Ends with 1 when anything
was wrong. The same seed gives the same lives, files and plans; when a kill strikes is chance.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, date
from pathlib import Path

from benchmarks.measure import commit, machine
from mortgage_collect.core.clock import SystemClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.loanmath.position import position
from mortgage_collect.loanmath.terms import LoanTerms, Received, Snapshot
from mortgage_collect.workout.options.repayment_plan import (
    Answers,
    Pace,
    fit_to_money,
    repayment_plan,
)
from mortgage_collect.workout.spread import SplitRule, spread

Told = tuple[str, list[str]]
PROOF = Path(__file__).resolve().parent.parent / "docs" / "proof"


def guard(count: int, seed: int) -> Told:
    """The call rules against a clerk who was written apart from them, with a paper calendar."""
    from tests.rules.test_oracle import disagreements

    wrong = disagreements(count, seed)
    return f"{count:,} random fortnights, {len(wrong)} disagreements with the clerk", wrong


def acts(count: int, seed: int) -> Told:
    """Every channel under three profiles against the same clerk's sheets of paper."""
    from tests.rules.test_oracle_acts import disagreements

    wrong = disagreements(count, seed)
    return f"{count:,} random lives by every channel, {len(wrong)} disagreements", wrong


def clocks(count: int, seed: int) -> Told:
    """Lives of loans, told in order and out of order, against a clerk with a tickler file."""
    from tests.rules.test_oracle_clocks import disagreements

    wrong, seen = disagreements(count, seed)
    told = [f"life {number}: clerk {clerk}, ours {ours}" for number, _, clerk, ours in wrong]
    slips = ", ".join(f"{duty} {times:,}" for duty, times in sorted(seen.items()))
    return f"{count:,} lives of loans, {len(wrong)} disagreements ({slips})", told


def mutants(count: int, seed: int) -> Told:
    """Every rule spoiled in every small way; survivors count as wrong below the score."""
    from tools import mutants_rooms
    from tools.mutants import SCORE, soak

    told, wrong = [], list[str]()
    for words, share, alive in (soak(), *map(mutants_rooms.soak, mutants_rooms.ROOMS)):
        told += [words, *(f"  - survived: {each}" for each in alive)]
        wrong += alive if share < SCORE else []
    return "\n".join(told), wrong


def kills(count: int, seed: int) -> Told:
    """A process at work on an encrypted database, killed at any moment."""
    from tools import soak_kills

    return soak_kills.soak(count, seed)


def fuzz(count: int, seed: int) -> Told:
    """Spoiled workbooks and text files for the reader of tapes."""
    from tools import soak_fuzz

    return soak_fuzz.soak(count, seed)


def plans(count: int, seed: int) -> Told:
    """Random repayment plans: no cent lost, the shortest that fits, and paying it cures."""
    chance = random.Random(seed)
    wrong: list[str] = []
    made = refused = 0
    for number in range(count):
        case = f"plan {number} of seed {seed}"
        wrong += [f"{case}: {each}" for each in _shares(chance)]
        found = _paid(chance)
        if found is None:
            refused += 1
        else:
            made += 1
            wrong += [f"{case}: {each}" for each in found]
    return f"{count:,} spreads, {made:,} plans paid to the end, {refused:,} refused", wrong


def _shares(chance: random.Random) -> list[str]:
    arrears, months = Money(chance.randrange(1, 9_000_000)), chance.randrange(1, 37)
    shares = spread(arrears, months, chance.choice(list(SplitRule)))
    wrong = []
    if total(shares) != arrears:
        wrong.append(f"{arrears} over {months} came to {total(shares)}")
    if len(shares) > months or min(shares) <= ZERO:
        wrong.append(f"{arrears} over {months} gave {shares}")
    return wrong


def _paid(chance: random.Random) -> list[str] | None:
    """A loan behind, a plan for it, and the loan's own arithmetic over its payments."""
    from tests.workout.households import AS_OF, a_case

    terms = LoanTerms(
        Money(chance.randrange(20_000, 600_000)), Money(chance.randrange(0, 150_000)), due_day=1
    )
    behind = chance.randrange(1, 13)
    first = AS_OF.year * 12 + AS_OF.month - behind
    snapshot = Snapshot(
        AS_OF,
        Money.of(900_000),
        date(first // 12, first % 12 + 1, 1),
        suspense=Money(chance.randrange(0, terms.full_payment.cents)),
    )
    facts = a_case(terms=terms, position=position(terms, snapshot, [], AS_OF))
    by_money = chance.random() < 0.5
    pay = Money(terms.full_payment.cents + chance.randrange(0, 300_000))
    try:
        if by_money:
            offer = fit_to_money(facts, pay)
        else:
            months = chance.randrange(1, 13)
            shape = Answers(
                months=months,
                lighter_months=chance.choice((0, 0, chance.randrange(0, months))),
                lighter_share=Money(chance.randrange(0, 30_000)),
                pace=chance.choice((Pace.MONTHLY, Pace.BIWEEKLY)),
            )
            offer = repayment_plan.offer(facts, shape)
    except UserError:
        return None
    wrong = []
    if total(each.arrears for each in offer.installments) != offer.arrears_total:
        wrong.append("the shares do not come to the arrears")
    if by_money and any(each.total > pay for each in offer.installments):
        wrong.append(f"a payment above {pay}")
    if by_money and offer.months > 1:
        try:
            shorter = repayment_plan.offer(facts, Answers(months=offer.months - 1))
            if all(each.total <= pay for each in shorter.installments) and all(
                reason.ok for reason in shorter.reasons[:1]
            ):
                wrong.append(f"{offer.months - 1} months would have fitted {pay}")
        except UserError:
            pass
    money = [Received(each.due_on, each.total) for each in offer.installments]
    after = position(terms, snapshot, money, offer.cures_on)
    if after.unpaid or after.suspense != ZERO:
        wrong.append(f"after the plan {after.unpaid} and {after.suspense} in suspense")
    return wrong


def options(count: int, seed: int) -> Told:
    """Every option of random loans: nothing but a sentence, no cent lost, and figures that hold."""
    from mortgage_collect.workout.evaluate import evaluate
    from tools.random_case import random_case

    chance, wrong, terms = random.Random(seed), list[str](), 0
    for number in range(count):
        case, pay = random_case(chance)
        try:
            found = evaluate(case, pay)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            wrong.append(f"loan {number}: {type(error).__name__}: {error}")
            continue
        for result in found.results:
            if result.offer is None:
                if not result.trouble:
                    wrong.append(f"loan {number}: {result.key} says nothing")
                continue
            terms += 1
            paid = total(run.to_the_bank for run in result.offer.stretches)
            offer = result.offer
            if offer.total_cost is not None and result.key in NOTE_CHANGES:
                expected = paid + offer.due_at_end
                if offer.total_cost != expected:
                    wrong.append(f"loan {number}: {result.key} costs {offer.total_cost}")
    return f"{count:,} loans, {terms:,} sets of terms", wrong


NOTE_CHANGES = (
    "capitalization",
    "term_extension",
    "rate_reduction",
    "principal_forbearance",
    "modification",
    "step_rate",
)


def spreadsheet(count: int, seed: int) -> Told:
    """LibreOffice works every formula of random loans again (see second_opinion.py)."""
    from tools.second_opinion import compare

    found = compare(count, seed)
    options_told = ", ".join(f"{key} {many:,}" for key, many in sorted(found.options.items()))
    return f"{found.loans:,} loans, {found.lines:,} formulas ({options_told})", found.wrong


def schedules(count: int, seed: int) -> Told:
    """LibreOffice works every row of random notes again (see schedule_opinion.py)."""
    from tools.schedule_opinion import compare

    ways, rows, wrong = compare(count, seed)
    return f"{sum(ways.values()):,} notes of {len(ways)} kinds, {rows:,} rows", wrong


def tapes(count: int, seed: int) -> Told:
    """Loan tapes with every kind of dirt on, against their truth (see soak_tapes.py)."""
    from tools.soak_tapes import soak

    return soak(count, seed)


# name: the work, how much of it, how much of it with --long
WORK: dict[str, tuple[Callable[[int, int], Told], int, int]] = {
    "guard": (guard, 40_000, 400_000),
    "acts": (acts, 10_000, 200_000),
    "clocks": (clocks, 2_000, 20_000),
    "mutants": (mutants, 1, 1),
    "kills": (kills, 120, 1_000),
    "fuzz": (fuzz, 10_000, 100_000),
    "plans": (plans, 40_000, 400_000),
    "options": (options, 5_000, 100_000),
    "spreadsheet": (spreadsheet, 1_000, 10_000),
    "schedules": (schedules, 200, 2_000),
    "tapes": (tapes, 50, 500),
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.soak", description=__doc__)
    parser.add_argument("what", nargs="*", choices=[*WORK, []], metavar="|".join(WORK))
    parser.add_argument("--seed", type=int, default=20_261_102)
    parser.add_argument("--count", type=int, default=0, help="instead of the usual number")
    parser.add_argument("--long", action="store_true", help="hours instead of minutes")
    parser.add_argument("--write", action="store_true", help="keep the result in docs/proof/")
    given = parser.parse_args(arguments)
    now = SystemClock().now().astimezone(UTC)
    lines = [
        f"{now:%Y-%m-%d %H:%M} UTC, commit {commit()}, seed {given.seed}.",
        f"{machine()}.",
        "",
    ]
    print("\n".join(lines), flush=True)
    failures = 0
    for name in given.what or WORK:
        work, usual, much = WORK[name]
        began = time.perf_counter()
        says, wrong = work(given.count or (much if given.long else usual), given.seed)
        failures += len(wrong)
        told = [
            f"- **{name}**: {says}. {len(wrong)} wrong. {time.perf_counter() - began:.0f} s.",
            *(f"  - {each}" for each in wrong[:20]),
        ]
        print("\n".join(told), flush=True)
        lines += told
    if given.write:
        PROOF.mkdir(parents=True, exist_ok=True)
        head = [
            "# Soak",
            "",
            f"`python3 dev.py soak -- {' '.join(arguments)}` on:".replace("-- `", "`"),
            "",
        ]
        kept = PROOF / f"soak-{now:%Y-%m-%d}.md"
        kept.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
        print(f"kept in {kept}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
