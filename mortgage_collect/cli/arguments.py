"""The commands and their options."""

from __future__ import annotations

import argparse
import re
from datetime import date, datetime
from pathlib import Path
from typing import Final

from mortgage_collect.cli.options import CODES, Parser, common, program
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Language, UserRole
from mortgage_collect.documents.shelf import EXPLAINED
from mortgage_collect.rules.question import Question
from mortgage_collect.workout.program_keys import KEYS

# What may be asked, as it is written on a command line.
CHANNELS = {
    "call": Question.MAY_CALL,
    "message": Question.MAY_LEAVE_MESSAGE,
    "text": Question.MAY_TEXT,
    "email": Question.MAY_EMAIL,
    "letter": Question.MAY_WRITE,
    "visit": Question.MAY_VISIT,
    "others": Question.MAY_ASK_THIRD_PARTY,
}
EARLIEST, LATEST = date(1970, 1, 1), date(2120, 12, 31)
MOST_DAYS = 3_660


def parser() -> Parser:
    """Every command takes --database, --passphrase-file, --demo and --json."""
    top = program()
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: str, about: str, more: str = "") -> Parser:
        whole = f"{about[0].upper()}{about[1:]}. {more}".strip()
        return commands.add_parser(
            name, help=about, description=whole, epilog=CODES, parents=[common(after=True)]
        )

    create = command("create", "make a new, encrypted database")
    create.add_argument("--bank", default="Our bank", metavar="NAME", help="the bank's name")
    create.add_argument(
        "--zone",
        default="America/New_York",
        metavar="ZONE",
        help="the time zone of its business day (default: %(default)s)",
    )

    take = command(
        "import",
        "read a loan tape, a customer file or a payments file",
        "What kind of file it is, is told by its columns. A database that is not there yet is made "
        "by the first loan tape. A copy of the database is taken before anything is written.",
    )
    which = take.add_mutually_exclusive_group(required=True)
    which.add_argument("tape", type=Path, nargs="?", metavar="TAPE", help="an .xlsx or .csv file")
    which.add_argument(
        "--undo",
        type=int,
        metavar="ID",
        help="take the import of this number back as a whole; refused, loan by loan, while "
        "something was done on its figures since (--json of its import told the number)",
    )
    take.add_argument("--sheet", metavar="NAME", help="the sheet (default: the one with the loans)")
    take.add_argument(
        "--as-of",
        type=day,
        metavar="DAY",
        help="the day the tape stands for, as 2026-03-31, when the file does not say",
    )
    take.add_argument(
        "--read",
        type=reading,
        action="append",
        default=[],
        metavar="FIELD=HOW",
        help='how a column is read, as "next_due_date=day first", "current_interest_rate=0.065" '
        '(6.5 %% is written so) or "loan_number=10 digits"; may be given more than once',
    )
    take.add_argument(
        "--dry-run",
        action="store_true",
        help="write nothing, tell what would be; needs no database and no passphrase "
        "when there is none",
    )
    take.add_argument("--strict", action="store_true", help="refuse a file with any finding")
    take.add_argument(
        "--loans", type=int, metavar="N", help="the number of loans on the report beside the file"
    )
    take.add_argument(
        "--upb", type=amount, metavar="AMOUNT", help="the report's unpaid principal, as 1234567.89"
    )
    take.add_argument(
        "--pi", type=amount, metavar="AMOUNT", help="the report's monthly principal and interest"
    )
    take.add_argument(
        "--to-correct",
        type=Path,
        metavar="OUT",
        help="write the file again as a workbook (.xlsx) with the cells marked that keep rows out",
    )

    give = command("export", "write the book, the work queue, or another list to Excel")
    give.add_argument(
        "what",
        choices=("tape", "queue", "plans", "promises", "contacts"),
        help="the book as a tape, today's work queue, every plan, promise or contact",
    )
    give.add_argument("out", type=Path, metavar="OUT", help="the workbook to write (.xlsx)")

    quote = command("quote", "what brings a loan current, line by line")
    quote.add_argument("loan", metavar="LOAN", help="the loan number")
    quote.add_argument(
        "--good-through", type=day, metavar="DAY", help="the last day the figures hold"
    )
    quote.add_argument("--payoff", action="store_true", help="what pays it off instead")

    guard = command(
        "guard",
        "whether a borrower may be called, written to or visited now, and why",
        "Every way by every number and address of everybody on the loan, with the law, the count "
        "and the next permitted moment. Nothing is written down.",
    )
    guard.add_argument("loan", metavar="LOAN", help="the loan number")
    guard.add_argument(
        "--at",
        type=moment,
        metavar="TIME",
        help="another moment, as 2026-03-09T10:30 on the bank's clock or with an offset (default: "
        "now); what was logged after it is not seen",
    )
    guard.add_argument(
        "--channel", choices=CHANNELS, metavar="C", help=f"only one of: {', '.join(CHANNELS)}"
    )

    clocks = command(
        "clocks",
        "what must happen by when: on one loan, or on every loan in the next days",
        "By the law and the bank's policy, late ones first, with how each day was counted.",
    )
    clocks.add_argument("loan", nargs="?", metavar="LOAN", help="the loan number")
    clocks.add_argument(
        "--due-within",
        type=days_ahead,
        metavar="DAYS",
        help="every loan: what is late, or due in so many days",
    )
    clocks.add_argument(
        "--on", type=day, metavar="DAY", help="of one loan: as it stood at the end of another day"
    )
    clocks.add_argument(
        "--all", action="store_true", help="of one loan: what is done or fell away as well"
    )
    clocks.add_argument("--ics", type=Path, metavar="OUT", help="and a calendar file (.ics)")
    clocks.add_argument("--strict", action="store_true", help="end in 1 when something is late")

    plan = command("plan", "a repayment plan, by months or by what the borrower can pay")
    plan.add_argument("loan", metavar="LOAN", help="the loan number")
    how = plan.add_mutually_exclusive_group(required=True)
    how.add_argument("--months", type=months, metavar="N", help="catch up over so many months")
    how.add_argument("--pay", type=amount, metavar="AMOUNT", help="what the borrower can pay")
    plan.add_argument(
        "--down-payment", type=amount, default=Money(0), metavar="AMOUNT", help="paid at once"
    )
    plan.add_argument("--first-due", type=day, metavar="DAY", help="when the first payment is due")
    plan.add_argument(
        "--pdf", type=Path, metavar="OUT", help="save the plan in the database, and its agreement"
    )
    plan.add_argument("--reason", default="", metavar="TEXT", help="why a limit may be passed")

    evaluate = command(
        "evaluate",
        "every option for a loan in trouble, with reasons, terms and steps",
        "A loan of the book by its number, or a case file (docs/case-file.md) by its path.",
    )
    evaluate.add_argument("what", metavar="LOAN|CASE.json", help="a loan number, or a case file")
    evaluate.add_argument(
        "--program", choices=KEYS, metavar="P", help=f"evaluate under: {', '.join(KEYS)}"
    )
    evaluate.add_argument("--even-off", action="store_true", help="look under P although it is off")
    evaluate.add_argument(
        "--pay", type=amount, metavar="AMOUNT", help="fit every option to what they can pay a month"
    )
    evaluate.add_argument(
        "--xlsx", type=Path, metavar="OUT", help="and a workbook whose formulas work every line"
    )
    evaluate.add_argument("--steps", action="store_true", help="print the working of every figure")

    explain = command(
        "explain",
        "one option in plain words for the borrower, with the sentences to say",
        "A loan of the book by its number, or a case file by its path. With --pdf the page of a "
        "loan is archived in the database as well.",
    )
    explain.add_argument("what", metavar="LOAN|CASE.json", help="a loan number, or a case file")
    explain.add_argument(
        "--option", choices=EXPLAINED, required=True, metavar="KEY", help=", ".join(EXPLAINED)
    )
    explain.add_argument(
        "--language",
        choices=[each.value for each in Language],
        help="en or es (default: the borrower's own)",
    )
    explain.add_argument(
        "--pay", type=amount, metavar="AMOUNT", help="fit it to what they can pay a month"
    )
    explain.add_argument("--pdf", type=Path, metavar="OUT", help="and the page as a PDF")

    schedule = command(
        "schedule",
        "a note run forward, row by row",
        "A loan of the book by its number, as its note says; or a note file (docs/note-file.md) by "
        "its path, in any of its ways: interest only, adjustable, steps, balloon, biweekly.",
    )
    schedule.add_argument("what", metavar="LOAN|FILE.json", help="a loan number, or a note file")
    schedule.add_argument(
        "--charges",
        type=charges,
        metavar="AMOUNT",
        help="finance charges paid at the outset, 0 when none: tells an APR for information",
    )
    schedule.add_argument(
        "--xlsx", type=Path, metavar="OUT", help="and a workbook whose formulas work every line"
    )

    escrow = command(
        "escrow",
        "a year of an escrow account: target, shortage, deficiency, surplus, and what may be done",
        "From an escrow file (docs/note-file.md). Aggregate analysis, 12 CFR 1024.17.",
    )
    escrow.add_argument("file", metavar="FILE.json", help="an escrow file")
    escrow.add_argument(
        "--xlsx", type=Path, metavar="OUT", help="and a workbook whose formulas work every line"
    )

    report = command("report", "a report to Excel or PDF")
    report.add_argument(
        "name",
        choices=("delinquency", "options"),
        help="delinquency: loans by bucket; options: the first option of every loan past due",
    )
    report.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="ends in .xlsx or .pdf"
    )
    report.add_argument(
        "--counting",
        choices=("mba", "ots", "days"),
        help="how days past due are counted (default: the bank's way)",
    )
    report.add_argument("--current-too", action="store_true", help="list loans that are not late")

    people = command(
        "users",
        "who works here: list, add, change, close, open, reset, codes-off, password",
        "reset gives a password for one sign-in; password changes your own. As soon as an "
        "administrator has a password, everybody signs in.",
    )
    people.add_argument(
        "action",
        choices=("list", "add", "change", "close", "open", "reset", "codes-off", "password"),
        metavar="ACTION",
    )
    people.add_argument("login", nargs="?", metavar="LOGIN")
    people.add_argument("--name", metavar="NAME", help="as the history and the papers have it")
    people.add_argument("--role", choices=[each.value for each in UserRole], metavar="ROLE")
    people.add_argument("--until", type=day, metavar="DAY", help="the last day of the account")

    proof = command(
        "verify", "prove that the history is whole, and files and papers as they were kept"
    )
    proof.add_argument(
        "--held", metavar="HEAD", help="a head printed on a paper: is it in this history?"
    )
    proof.add_argument(
        "--keep", type=Path, metavar="FILE", help="write the newest head there, to keep elsewhere"
    )
    copy = command("backup", "make a verified copy of the database now")
    copy.add_argument(
        "--to", type=Path, metavar="FOLDER", help="copy it there, too (default: from the settings)"
    )
    kept = command("backups", "list the backups of the database, newest first")
    kept.add_argument(
        "--folder", type=Path, metavar="FOLDER", help="those there, not those beside the database"
    )
    back = command(
        "restore",
        "look into a backup, try it, or put it where the database is",
        "What is there now is kept among the backups. Close the program everywhere first.",
    )
    back.add_argument("copy", type=Path, metavar="BACKUP", help="a backup, by its name or path")
    back.add_argument(
        "--try", dest="try_out", action="store_true", help="prove every page and link of it"
    )
    back.add_argument("--yes", action="store_true", help="put it back")
    command("self-check", "prove that this installation works")
    return top


_US_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def day(text: str) -> date:
    """A day as 2026-03-31 or 3/31/2026, in years a mortgage can know.

    With strokes the month comes first, as in the United States, and the year is written whole.
    """
    written = _US_DAY.fullmatch(text)
    try:
        if written:
            month, number, year = map(int, written.groups())
            found = date(year, month, number)
        else:
            found = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no day; write it as 2026-03-31 or 3/31/2026"
        ) from error
    if not EARLIEST <= found <= LATEST:
        raise argparse.ArgumentTypeError(
            f"{text!r} cannot be meant: days lie between {EARLIEST} and {LATEST}"
        )
    return found


def reading(text: str) -> tuple[str, str]:
    """A field and how its column is read, as "next_due_date=day first"."""
    name, sign, how = text.partition("=")
    if not sign or not name.strip() or not how.strip():
        raise argparse.ArgumentTypeError(f'{text!r} is no reading; write it as "FIELD=HOW"')
    return name.strip(), how.strip()


def moment(text: str) -> datetime:
    """A moment as 2026-03-09T10:30, with an offset or without one. A day alone is none: nobody
    means midnight by it."""
    try:
        day_alone = date.fromisoformat(text)
    except ValueError:
        pass
    else:
        raise argparse.ArgumentTypeError(
            f"{text!r} has no hour; write it as {day_alone.isoformat()}T10:30"
        )
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no moment; write it as 2026-03-09T10:30"
        ) from error
    day(found.date().isoformat())
    return found


def amount(text: str) -> Money:
    """Dollars and cents, above zero."""
    try:
        found = Money.of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not an amount, as in 1250.00") from error
    if found <= Money(0):
        raise argparse.ArgumentTypeError(f"{text!r} is not above zero")
    return found


def charges(text: str) -> Money:
    """Dollars and cents, zero when there were none."""
    try:
        if Money.of(text) == Money(0):
            return Money(0)
    except ValueError:
        pass
    return amount(text)


def months(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of months")
    return int(text)


def days_ahead(text: str) -> int:
    """A number of days from today, none of them too."""
    if not text.isdecimal() or int(text) > MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days up to {MOST_DAYS}")
    return int(text)
