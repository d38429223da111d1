"""What must be kept until when, on a loan and each of its matters.

    12 CFR 1006.100     a debt collector's records until three years after the last activity to
                        collect; a recorded call three years from the call
    12 CFR 1024.38(c)   records of actions on the account until a year after the loan is discharged
                        or transferred (not where 1024.38 is off, as for small servicers)
    12 CFR 1002.12(b)   applications for twenty-five months after word of the action taken
    12 CFR 1026.25(a)   proof of what Regulation Z asks for two years after it was done

The longest counts. Nothing goes while a matter of the loan is open, or anything is still owed or on
hold: litigation, a bankruptcy and a dispute are such matters. The last day is itself still a day of
keeping. Where no rule names a time none is made up: the bank decides, and until then it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind, Progress
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.rules.duties.clocks import clocks
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.shelf import spec


@dataclass(frozen=True, slots=True)
class Term:
    """How long a rule keeps, in months, and the section of coverage it hangs on."""

    id: str
    title: str
    months: int
    cite: Citation
    section: str = ""


COLLECTION = Term(
    "reg_f.records", "Records of collection", 36, Citation("12 CFR 1006.100(a)"), "fdcpa"
)
RECORDING = Term("reg_f.recording", "Recorded call", 36, Citation("12 CFR 1006.100(b)"), "fdcpa")
ACCOUNT = Term(
    "reg_x.records", "Records of the account", 12, Citation("12 CFR 1024.38(c)(1)"), "38"
)
APPLICATION = Term("reg_b.records", "Application", 25, Citation("12 CFR 1002.12(b)"), "ecoa")
DISCLOSURE = Term("reg_z.records", "Proof of a disclosure", 24, Citation("12 CFR 1026.25(a)"))
POLICY = Citation("Bank policy: nothing goes while something is open")

GONE = (LoanStatus.PAID_OFF, LoanStatus.TRANSFERRED)
DECIDED = ("decided", "appeal_decided")
SENT = "sent"
STATEMENT_TOUCHES = ("delinquency_information",)


@dataclass(frozen=True, slots=True)
class Keep:
    """What one rule keeps. `until`: the last day of keeping; None: it has no end yet. `about`: the
    matter, None: the loan as a whole."""

    rule: str
    what: str
    until: date | None
    says: str
    cite: Citation
    about: int | None = None


def keeps(life: LoanLife, today: date, recordings: Iterable[date] = ()) -> tuple[Keep, ...]:
    """Every reason to keep, as of the end of a day. `recordings`: the days of recorded calls."""
    known = tuple(matter for each in life.matters if (matter := each.until(today)) is not None)
    return (
        *_open(life, known, today),
        *_account(life, today),
        *_collection(life, known, today, recordings),
        *_applications(life, known),
        *_disclosures(life, known, today),
    )


def kept_until(found: Iterable[Keep]) -> date | None:
    """The last day on which everything is kept; None: no day can be named, so nothing goes."""
    ends = [each.until for each in found]
    named = [end for end in ends if end is not None]
    return max(named) if named and len(named) == len(ends) else None


def may_go(found: Iterable[Keep], today: date) -> bool:
    """The last day of every rule has passed, and there was one."""
    last = kept_until(found)
    return last is not None and last < today


def _bound(life: LoanLife, term: Term) -> bool:
    """What nobody settled is kept."""
    if term.section == "fdcpa":
        return life.fdcpa is not False
    ruling = life.coverage.get(term.section)
    return ruling is None or ruling.binds


def _after(term: Term, start: date, what: str, says: str, about: int | None = None) -> Keep:
    until = add_months(start, term.months)
    return Keep(
        term.id,
        what,
        until,
        f"{says}, and {text.count(term.months, 'month')} after it: through {text.day(until)}.",
        term.cite,
        about,
    )


def _open(life: LoanLife, known: tuple[Matter, ...], today: date) -> Iterator[Keep]:
    for matter in known:
        if not spec(matter.kind).closed(matter):
            what = spec(matter.kind).title
            says = f"{what} of {text.day(matter.opened_on)} is open."
            yield Keep("own.open", what, None, says, POLICY, matter.id)
    for deadline in clocks(life, today).deadlines:
        if deadline.progress.owed or deadline.progress is Progress.HELD:
            says = f"Still open: {deadline.says or deadline.title}"
            yield Keep("own.owed", deadline.title, None, says, POLICY, deadline.about)


def _account(life: LoanLife, today: date) -> Iterator[Keep]:
    if not _bound(life, ACCOUNT):
        return
    ended = life.status_on if life.status in GONE else None
    if ended is not None and ended <= today:
        how = "Discharged" if life.status is LoanStatus.PAID_OFF else "Transferred"
        yield _after(ACCOUNT, ended, ACCOUNT.title, f"{how} on {text.day(ended)}")
    else:
        says = "The loan is neither discharged nor transferred, or nobody entered when."
        yield Keep(ACCOUNT.id, ACCOUNT.title, None, says, ACCOUNT.cite)


def _collection(
    life: LoanLife, known: tuple[Matter, ...], today: date, recordings: Iterable[date]
) -> Iterator[Keep]:
    if not _bound(life, COLLECTION):
        return
    steps = [step.on for matter in known for step in matter.steps]
    touches = [touch.on for touch in life.touches if touch.on <= today]
    last = max((*touches, *steps), default=None)
    if last is not None:
        says = f"Last activity on {text.day(last)}"
        yield _after(COLLECTION, last, COLLECTION.title, says)
    for day in sorted(day for day in recordings if day <= today):
        yield _after(RECORDING, day, RECORDING.title, f"Call of {text.day(day)}")


def _applications(life: LoanLife, known: tuple[Matter, ...]) -> Iterator[Keep]:
    for matter in known:
        if matter.kind is MatterKind.APPLICATION and _bound(life, APPLICATION):
            told = matter.last(*DECIDED) or matter.steps[-1]
            says = f"Word of the action taken on {text.day(told.on)}"
            yield _after(APPLICATION, told.on, APPLICATION.title, says, matter.id)


def _disclosures(life: LoanLife, known: tuple[Matter, ...], today: date) -> Iterator[Keep]:
    for matter in known:
        if matter.kind is MatterKind.PAYOFF_REQUEST:
            done = matter.last(SENT) or matter.steps[-1]
            says = f"Payoff request, last on {text.day(done.on)}"
            yield _after(DISCLOSURE, done.on, DISCLOSURE.title, says, matter.id)
    for day in life.sent(*STATEMENT_TOUCHES):
        if day <= today:
            says = f"Delinquency information of {text.day(day)}"
            yield _after(DISCLOSURE, day, DISCLOSURE.title, says)
