"""Proving the history on demand, writing down that it was asked for, and taking it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_time
from mortgage_collect.core.waking import waking
from mortgage_collect.events.bank import HistoryChecked
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.queries.history import HistoryAsked, counted, page
from mortgage_collect.queries.proof import Proof, prove
from mortgage_collect.store import history_chain
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.store.history_chain import Verification
from mortgage_collect.store.soundness import damage
from mortgage_collect.store.unit_of_work import UnitOfWork

ABOUT = "history"
TAIL = 2_000  # entries looked at when the program starts
_PAGE = 2_000
_NAMED = 16


@dataclass(frozen=True, slots=True)
class Checked:
    """`damage` of the file, the chain, and what is stored held against it, in this order; what
    comes after something wrong was not asked."""

    damage: str
    chain: Verification
    proof: Proof | None

    @property
    def whole(self) -> bool:
        return not self.wrong

    @property
    def wrong(self) -> str:
        """The first thing that does not hold, in a sentence's end; empty when all does."""
        if self.damage:
            return f"the file is damaged: {self.damage}"
        if self.chain.broken_at is not None:
            return self.chain.says
        if self.proof is not None and self.proof.wrong:
            where = f" (entry {self.proof.entry})" if self.proof.entry else ""
            return f"what is stored does not agree with the history: {self.proof.wrong}{where}"
        return ""

    @property
    def says(self) -> str:
        """The whole answer in sentences."""
        if self.wrong:
            return f"The history does not hold: {self.wrong}."
        stored = f" What is stored is what was kept: {self.proof.says}." if self.proof else ""
        return f"The history is whole: {self.chain.says}.{stored}"


def check_whole(session: Session, *, progress: Progress = ignore) -> Checked:
    """Everything there is to prove, from the first entry on."""
    bad = damage(session)
    chain = history_chain.verify(session, progress=progress)
    proof = prove(session) if not bad and chain.broken_at is None else None
    return Checked(bad, chain, proof)


@dataclass(frozen=True, slots=True)
class Newest:
    """The look at the start. `database` names this database among others: its first seal."""

    database: str
    chain: Verification
    wrong: str


def newest(session: Session, seen: Mapping[str, str]) -> Newest:
    """Do the newest entries hold, and is the head this computer saw last still among them?

    `seen` holds printed heads by database, as `database_and_head` gives them.
    """
    database, _ = database_and_head(session)
    chain = history_chain.verify(session, after=history_chain.tail(session, TAIL))
    wrong = chain.says if chain.broken_at is not None else ""
    last = seen.get(database, "")
    if not wrong and last and not history_chain.holds(session, last):
        wrong = (
            f"this computer saw entry {last} in it, and it is not there any more: an older copy "
            "was restored, or entries were removed"
        )
    return Newest(database, chain, wrong)


def database_and_head(session: Session) -> tuple[str, str]:
    """Which database this is, and its head as it is printed."""
    first = select(HistoryEntry.digest).order_by(HistoryEntry.seq).limit(1)
    digest = session.scalar(first) or history_chain.START
    return digest[:_NAMED], str(history_chain.head(session))


def record_newest(unit: UnitOfWork, found: Newest) -> None:
    """What the look at the start found wrong."""
    chain = found.chain
    unit.record(
        HistoryChecked(about=ABOUT, entries=chain.entries, head=str(chain.head), wrong=found.wrong)
    )


def record_check(unit: UnitOfWork, checked: Checked) -> None:
    """Written down that somebody had it proven, and what came of it."""
    unit.record(
        HistoryChecked(
            about=ABOUT,
            entries=checked.chain.entries,
            head=str(checked.chain.head),
            wrong=checked.wrong,
        )
    )


def export(
    session: Session,
    asked: HistoryAsked,
    out: Path,
    *,
    progress: Progress = ignore,
) -> int:
    """The entries asked for as a workbook, newest first; returns how many. At its foot the head,
    which proves that the list is of this history."""
    with waking:
        from mortgage_collect.tape.write import write_grid

    bank = the_bank(session)
    total = counted(session, asked)

    def rows() -> Iterator[Sequence[Any]]:
        for offset in range(0, total, _PAGE):
            for row in page(session, asked, offset, _PAGE):
                at = local_time(row.at, bank.zone)
                yield (
                    row.seq,
                    at.date(),
                    text.clock(at),
                    row.actor,
                    row.kind_title,
                    row.subject,
                    row.title,
                    row.detail,
                    "yes" if row.correction else "",
                )

    return write_grid(
        out,
        f"{bank.name} \\u2014 history",
        ("Entry", "Day", "Time", "Who", "Kind", "About", "What", "In detail", "Correction"),
        rows(),
        below=f"History {history_chain.head(session)}",
        sheet="History",
        progress=progress,
    )


def head_paper(session: Session, now: datetime) -> str:
    """What is kept elsewhere, in writing: the newest entry and its whole seal."""
    bank, head = the_bank(session), history_chain.head(session)
    at = local_time(now, bank.zone)
    return "\\n".join(
        (
            f"{bank.name}: the head of the history on {text.long_day(at)}, {text.clock(at)}",
            "",
            f"Entry:  {head.seq}",
            f"Seal:   {head.digest}",
            f"Short:  {head}",
            "",
            "Keep this where nobody who can reach the database can change it. Whoever later wants",
            "to know whether an entry up to this one was changed or removed asks for",
            '"Is it in the history?" and gives the short form.',
            "",
        )
    )
