"""The case a command is about: a loan of the book, or a case file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from mortgage_collect.cli.opening import opened
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.case_file import read_case
from mortgage_collect.workout.file_reader import CaseFinding
from mortgage_collect.workout.program import Program, program

MOST_BYTES = 1_000_000

T = TypeVar("T")
FoundCase = tuple[str, CaseFacts, Money | None, tuple[CaseFinding, ...]]


def case_in_file(path: Path, under: str = "", *, even_off: bool = False) -> FoundCase:
    """Number, case, what they can pay, and findings; `under` is another program than the file's.

    Raises UserError for a file that is no case, and for an `under` that is off. What a file names
    itself is its writer's choice, and is only told to be off.
    """
    if under and not (even_off or program(under).on):
        raise _off(program(under), "A case file is worked out under the programs as they ship: ")
    written = file_text(path, "case file")
    read = read_case(written)
    case = replace(read.case, program=program(under)) if under else read.case
    return read.number, case, read.pay, read.findings


def file_text(path: Path, what: str) -> str:
    """The text of a file another system handed in; `what` is what people call it.

    Raises UserError for a file that is not there, too large, or no text.
    """
    if not path.is_file():
        raise UserError(f"There is no {what} {path}.", do="Check the path.")
    if path.stat().st_size > MOST_BYTES:
        raise UserError(f"{path.name} is too large for a {what}.", do="It holds one loan.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"{path.name} is not UTF-8 text.", do="Save it as UTF-8.") from error


def case_in_book(given: argparse.Namespace) -> tuple[str, CaseFacts]:
    """Number and case of the loan `given.what`, under `given.program` where one is named.

    Raises UserError where that is off and `given.even_off` does not ask for it all the same.
    """
    from mortgage_collect.core.clock import local_date
    from mortgage_collect.queries.case import case_of
    from mortgage_collect.queries.facts import loan_by_number, the_bank
    from mortgage_collect.queries.programs import bank_program

    with opened(given) as store, store.view() as session:
        loan = loan_by_number(session, given.what)
        now = store.clock.now()
        under: Program | None = None
        if given.program:
            under = bank_program(session, given.program, local_date(now, the_bank(session).zone))
            if not (under.on or given.even_off):
                turn_on = f'turn on "{under.title}" under Programs and assumptions (Shift+F9), or '
                raise _off(under, turn_on)
        return loan.number, case_of(session, loan.id, now, under)


def asked(work: Callable[[], T], findings: tuple[CaseFinding, ...]) -> T:
    """What the work finds; a refusal tells what was odd in the file as well."""
    try:
        return work()
    except UserError as refused:
        if not findings:
            raise
        odd = "; ".join(map(str, findings))
        raise UserError(f"{refused.message} {odd}.", do=refused.do) from refused


def _off(under: Program, first: str) -> UserError:
    words = f"{first}look at it all the same with --even-off."
    return UserError(
        f"The program {under.key} ({under.title}) is off, so no loan may be evaluated under it.",
        do=words[0].upper() + words[1:],
    )
