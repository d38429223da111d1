"""Runs one command and turns what happened into words, JSON and an exit code."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from mortgage_collect.cli.arguments import parser
from mortgage_collect.core.errors import Cancelled, Trouble, UserError

DONE, REFUSED, USAGE, TROUBLE = 0, 1, 2, 3

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: `lines` to a person, `data` to a program."""

    lines: tuple[str, ...]
    data: dict[str, Any]
    code: int = DONE


def run(arguments: list[str]) -> int:
    """One command from its words to its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may know no arrows; a question mark beats a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        given = parser().parse_args(arguments)
    except SystemExit as leaving:
        return int(leaving.code or DONE)
    if given.version:
        print(program_version())
        return DONE
    try:
        if given.command is None:
            return _window(given)
        answer = _commands()[given.command](given)
    except Cancelled:
        return REFUSED
    except UserError as error:
        return _failed(given, error.message, error.do, REFUSED)
    except Trouble as error:
        return _failed(given, error.message, error.do, TROUBLE, error.details)
    except OSError as error:
        return _failed(given, str(error), "Check the disk and the permissions.", TROUBLE)
    if given.json:
        print(json.dumps(answer.data, indent=1, ensure_ascii=False))
    else:
        print("\n".join(answer.lines))
    return answer.code


def program_version() -> str:
    try:
        return version("mortgage-collect")
    except PackageNotFoundError:
        return "unknown"


def _commands() -> dict[str, Callable[[argparse.Namespace], Answer]]:
    from mortgage_collect.cli import checks, files, loans

    return {
        "create": checks.create,
        "import": files.take,
        "export": files.give,
        "quote": loans.quote,
        "plan": loans.plan,

        "verify": checks.verify,
        "self-check": checks.self_check,
    }


def _window(given: argparse.Namespace) -> int:
    from mortgage_collect.app import main

    return main(given.database, demo=given.demo, passphrase_file=given.passphrase_file)


def _failed(given: argparse.Namespace, message: str, do: str, code: int, details: str = "") -> int:
    if given.json:
        error = {"message": message, "do": do, "details": details}
        print(json.dumps({"error": error}, indent=1, ensure_ascii=False))
    else:
        print(f"{message} {do}".strip(), file=sys.stderr)
    return code
