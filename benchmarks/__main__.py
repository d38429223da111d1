"""The headline figures, all or `--only` some: `python -m benchmarks [--small] [--only LIST]`.

LIST is start,arithmetic,search,value,options,guard,clocks,tape,again,export or some of them, and
memory, which takes an hour for a million rows and is measured only when it is named.

Everything is told as a ratio to a floor measured in turn in the same run, because seconds say more
about the machine and its day than about the program. Ends with 0 whatever the figures are.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC

from benchmarks.measure import commit, machine


def main(arguments: list[str]) -> int:
    from mortgage_collect.core.clock import SystemClock

    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--small", action="store_true", help="few loans and rounds, a minute or so")
    parser.add_argument(
        "--only",
        default="start,arithmetic,search,value,options,guard,clocks,tape,again,export",
        metavar="LIST",
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--loans", type=int, default=0, help="default 100,000; 5,000 when small")
    parser.add_argument("--rounds", type=int, default=0, help="default 5; 3 when small")
    given = parser.parse_args(arguments)
    loans = given.loans or (5_000 if given.small else 100_000)
    rounds = given.rounds or (3 if given.small else 5)
    wanted = given.only.split(",")
    now = SystemClock().now().astimezone(UTC)
    print(f"{now:%Y-%m-%d %H:%M} UTC, commit {commit()}, seed {given.seed}")
    print(f"{machine()}\n", flush=True)
    if "start" in wanted:
        from benchmarks import start

        print(start.measure(rounds * 2), flush=True)
    if "arithmetic" in wanted:
        from benchmarks import arithmetic

        print(f"\n{arithmetic.measure(rounds)}", flush=True)
    if "search" in wanted:
        from benchmarks import search

        print(f"\n{search.measure(loans, 240 if given.small else 800, given.seed)}", flush=True)
    if "value" in wanted:
        from benchmarks import value

        print(f"\n{value.measure(rounds * 2)}", flush=True)
    if "options" in wanted:
        from benchmarks import options

        print(f"\n{options.measure(loans, given.seed)}", flush=True)
    if "guard" in wanted:
        from benchmarks import guard

        troubled = 500 if given.small else 10_000
        print(f"\n{guard.measure(troubled, given.seed)}", flush=True)
    if "clocks" in wanted:
        from benchmarks import clocks

        troubled = 500 if given.small else 10_000
        print(f"\n{clocks.measure(troubled, given.seed)}", flush=True)
    if "tape" in wanted:
        from benchmarks import tape

        print(f"\n{tape.measure(loans, rounds, given.seed)}", flush=True)
    if "again" in wanted:
        from benchmarks import tape_again

        print(f"\n{tape_again.measure(loans, rounds, given.seed)}", flush=True)
    if "export" in wanted:
        from benchmarks import export

        print(f"\n{export.measure(loans, rounds, given.seed)}", flush=True)
    if "memory" in wanted:
        from benchmarks import tape_memory

        sizes = tape_memory.SMALL if given.small else tape_memory.SIZES
        print(f"\n{tape_memory.measure(sizes, given.seed)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
