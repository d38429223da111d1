"""Runs one command and turns what happened into words, JSON and an exit code."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable

from mortgage_collect.cli.answer import (
    DONE,
    REFUSED,
    STOPPED,
    TROUBLE,
    USAGE,
    Answer,
    complain,
    say,
    tell,
)
from mortgage_collect.cli.options import Usage, without_command
from mortgage_collect.core.errors import Cancelled, Trouble, UserError


def run(arguments: list[str]) -> int:
    """One command from its words to its exit code; nothing is raised but what ends the process."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may know no arrows; a question mark beats a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    as_json = "--json" in arguments
    try:
        given = without_command(arguments) or _command(arguments)
        answer = _answer(given)
    except SystemExit as leaving:  # --help
        return int(leaving.code or DONE)
    except Usage as error:
        return complain(USAGE, str(error), "See mortgage-collect --help.", as_json=as_json)
    except (KeyboardInterrupt, Cancelled):
        return complain(STOPPED, "Stopped; nothing was left half done.", as_json=as_json)
    except UserError as error:
        return complain(REFUSED, error.message, error.do, as_json=as_json)
    except Trouble as error:
        return complain(TROUBLE, error.message, error.do, error.details, as_json=as_json)
    except OSError as error:
        what = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
        return complain(TROUBLE, f"{what}.", "Check the disk and the rights.", as_json=as_json)
    except Exception as error:  # noqa: BLE001 - a program that calls us must not take it for a refusal
        if not as_json:
            say(traceback.format_exc(), sys.stderr)
        return complain(
            TROUBLE,
            "Something went wrong inside the program.",
            "Tell the maker what you did; the database holds only whole changes.",
            f"{type(error).__name__}: {error}",
            as_json=as_json,
        )
    if isinstance(answer, int):
        return answer
    tell(answer, as_json=given.json)
    return answer.code


def _command(arguments: list[str]) -> argparse.Namespace:
    from mortgage_collect.cli.arguments import parser

    return parser().parse_args(arguments)


def program_version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("mortgage-collect")
    except PackageNotFoundError:
        return "unknown"


def _answer(given: argparse.Namespace) -> Answer | int:
    if given.version:
        return Answer((program_version(),), {"version": program_version()})
    if given.command is None:
        if given.json:
            raise Usage("--json needs a command: the window answers nobody")
        return _window(given)
    return _commands()[given.command](given)


def _commands() -> dict[str, Callable[[argparse.Namespace], Answer]]:
    from mortgage_collect.cli import (
        backups,
        checks,
        clocks,
        escrow,
        evaluate,
        explain,
        files,
        guard,
        loans,
        reports,
        schedule,
        users,
    )

    return {
        "create": checks.create,
        "import": files.take,
        "export": files.give,
        "quote": loans.quote,
        "plan": loans.plan,
        "guard": guard.guard,
        "clocks": clocks.clocks,
        "evaluate": evaluate.options,
        "explain": explain.explain,
        "schedule": schedule.schedule,
        "escrow": escrow.escrow,
        "report": reports.report,
        "users": users.users,
        "verify": checks.verify,
        "backup": backups.backup,
        "backups": backups.listed,
        "restore": backups.put_back,
        "self-check": checks.self_check,
    }


def _window(given: argparse.Namespace) -> int:
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise Trouble(
            "There is no screen here for a window.",
            do="Give a command (see --help), or start it on a desktop.",
        )
    from mortgage_collect.app import main

    return main(given.database, demo=given.demo, passphrase_file=given.passphrase_file)
