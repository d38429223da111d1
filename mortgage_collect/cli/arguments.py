"""The commands and their options."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from mortgage_collect.core.money import Money

ABOUT = "Helps a bank's specialists with mortgages in trouble. Without a command, opens the window."
CODES = "Exit codes: 0 done, 1 refused (or findings under --strict), 2 usage, 3 disk or database."


def parser() -> argparse.ArgumentParser:
    """Every command takes --database, --passphrase-file, --demo and --json."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--database",
        metavar="PATH|URL",
        help="the database: a file, or a PostgreSQL address (default: the one in the settings)",
    )
    common.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the passphrase from the first line of FILE; the variable "
        "MORTGAGE_COLLECT_PASSPHRASE serves as well",
    )
    common.add_argument("--demo", action="store_true", help="work on the practice bank")
    common.add_argument("--json", action="store_true", help="answer in JSON")

    top = argparse.ArgumentParser(
        prog="mortgage-collect", description=ABOUT, epilog=CODES, parents=[common]
    )
    top.add_argument("--version", action="store_true", help="print the version and leave")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, about: str) -> argparse.ArgumentParser:
        # The common options may stand before or after the command; SUPPRESS keeps the
        # command's own defaults from undoing what was given before it.
        made = commands.add_parser(name, help=about, description=about)
        for action in common._actions:
            made._add_action(_again(action))
        return made

    create = command("create", "make a new, encrypted database")
    create.add_argument("--bank", default="Our bank", metavar="NAME")
    create.add_argument("--zone", default="America/New_York", metavar="ZONE")

    take = command("import", "read a loan tape, a customer file or a payments file")
    take.add_argument("tape", type=Path, metavar="TAPE")
    take.add_argument("--sheet", metavar="NAME")
    take.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD")
    take.add_argument("--dry-run", action="store_true", help="write nothing, tell what would be")
    take.add_argument("--strict", action="store_true", help="refuse a file with any finding")

    give = command("export", "write the book, or the work queue, to Excel")
    give.add_argument("what", choices=("tape", "queue"))
    give.add_argument("out", type=Path, metavar="OUT")

    quote = command("quote", "what brings a loan current, line by line")
    quote.add_argument("loan", metavar="LOAN")
    quote.add_argument("--good-through", type=_day, metavar="YYYY-MM-DD")
    quote.add_argument("--payoff", action="store_true", help="what pays it off instead")

    plan = command("plan", "a repayment plan, by months or by what the borrower can pay")
    plan.add_argument("loan", metavar="LOAN")
    how = plan.add_mutually_exclusive_group(required=True)
    how.add_argument("--months", type=int, metavar="N")
    how.add_argument("--pay", type=_amount, metavar="AMOUNT")
    plan.add_argument("--down-payment", type=_amount, default=Money(0), metavar="AMOUNT")
    plan.add_argument("--first-due", type=_day, metavar="YYYY-MM-DD")
    plan.add_argument("--pdf", type=Path, metavar="OUT", help="save the plan and its agreement")
    plan.add_argument("--reason", default="", help="why a limit may be passed")

    report = command("report", "a report to Excel or PDF")
    report.add_argument("name", choices=("delinquency",))
    report.add_argument("--out", type=Path, required=True, metavar="FILE")
    report.add_argument("--counting", choices=("mba", "ots", "days"))

    command("verify", "prove that the history is whole")
    command("self-check", "prove that this installation works")
    return top


def _again(action: argparse.Action) -> argparse.Action:
    import copy

    same = copy.copy(action)
    same.default = argparse.SUPPRESS
    return same


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-03-31") from error


def _amount(text: str) -> Money:
    try:
        return Money.of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount, as in 1250.00") from error
