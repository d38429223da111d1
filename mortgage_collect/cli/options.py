"""What may stand before a command, or without one: enough to open the window."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

ABOUT: Final = (
    "Helps a bank's specialists with mortgages in trouble. Without a command, opens the window."
)
CODES: Final = (
    "exit codes: 0 done (findings are told), 1 refused, or findings under --strict, "
    "2 usage, 3 trouble with the disk or the database. With --json, standard output holds one "
    'JSON document and nothing else; after an error it is {"error": ...}.'
)


class Usage(Exception):
    """The words on the command line make no command."""


class Parser(argparse.ArgumentParser):
    """Raises Usage where argparse would write to the console and leave."""

    def __init__(self, **given: Any) -> None:
        super().__init__(allow_abbrev=False, **given)

    def error(self, message: str) -> NoReturn:
        raise Usage(f"{self.prog}: {message}.")


def program(*, helps: bool = True) -> Parser:
    """The program by itself; it takes --database, --passphrase-file, --demo, --json, --version."""
    top = Parser(
        prog="mortgage-collect",
        description=ABOUT,
        epilog=CODES,
        parents=[common(after=False)],
        add_help=helps,
    )
    top.add_argument("--version", action="store_true", help="print the version and leave")
    return top


def without_command(arguments: Sequence[str]) -> argparse.Namespace | None:
    """What was asked of the program by itself; None when there is a command, or any other word.

    The window is opened this way: the commands know of programs, options and amounts, and need
    not be read for it.
    """
    given, more = program(helps=False).parse_known_args(arguments)
    return None if more else argparse.Namespace(command=None, **vars(given))


def common(*, after: bool) -> Parser:
    """The options every command shares. `after` a command they have no defaults, which would
    undo what was given before it."""
    made = Parser(add_help=False, argument_default=argparse.SUPPRESS if after else None)
    made.add_argument(
        "--database",
        metavar="PATH|URL",
        help="the database: a file, or a PostgreSQL address (default: the one in the settings)",
    )
    made.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="read the passphrase from the first line of FILE; the variable "
        "MORTGAGE_COLLECT_PASSPHRASE serves as well",
    )
    made.add_argument(
        "--password-file",
        type=Path,
        metavar="FILE",
        help="where people sign in: read your password from the first line of FILE; the variables "
        "MORTGAGE_COLLECT_USER, MORTGAGE_COLLECT_PASSWORD and MORTGAGE_COLLECT_CODE serve as well",
    )
    made.add_argument("--demo", action="store_true", help="work on the practice bank")
    made.add_argument("--json", action="store_true", help="answer with one JSON document")
    return made
