"""What is owed to somebody who may follow the borrower: 12 CFR 1024.36(i), 1024.38(b)(1)(vi).

Whoever writes that they may be a successor and names the loan's borrower has asked for information:
we acknowledge it within five days and describe within thirty which papers we need, leaving out
legal public holidays, Saturdays and Sundays; the description, sent within the five, stands for
both. Small servicers owe it, too. Beside that, those who are no small servicers describe the papers
promptly to whomever they learn of in another way, and decide promptly on the papers they get, and
tell them so; no day is named, so none is told. Whether it was written is taken as yes where nobody
said.

Their acknowledgment, once we ask for one, holds up the notices of 1024.17, .33, .34, .37 and .39 to
them until it comes back (1024.32(c)(2)): `notices_wait` of `rules/matters/successor.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_counted_days
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.error_notice import EXCLUDING
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.matters.successor import (
    ACKNOWLEDGED,
    CLOSED,
    DECIDED,
    DESCRIBED,
    LEARNED,
    PAPERS,
)
from mortgage_collect.rules.numbers import number
from mortgage_collect.rules.texts import REG_X_TEXT

# The rule on successors took effect on this day: from general knowledge, UNVERIFIED.
SINCE = date(2018, 4, 19)


@duty(
    id="reg_x.successor_acknowledgment",
    title="Acknowledge a possible successor's letter",
    cites=("12 CFR 1024.36(i)", "12 CFR 1024.36(c)"),
    since=SINCE,
    section="36",
    text=REG_X_TEXT,
    matter=MatterKind.SUCCESSOR,
)
def successor_acknowledgment(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, learned in _learned(life, today, written=True):
        days = number("reg_x.information_acknowledged", on=learned.on)
        yield Occasion(
            name=_name(learned),
            says="Tell them in writing that we have their letter.",
            due=add_counted_days(learned.on, days),
            opened=learned.on,
            counted=f"{days} days after {text.day(learned.on)}, {EXCLUDING}",
            done=(step.on for step in matter.all(ACKNOWLEDGED, DESCRIBED)),
            ended=matter.on(CLOSED),
            about=matter.id,
            act=Act(ActKind.STEP, ACKNOWLEDGED),
        )


@duty(
    id="reg_x.successor_answer",
    title="Describe a possible successor's papers",
    cites=("12 CFR 1024.36(i)", "12 CFR 1024.36(d)(2)(i)(B)"),
    since=SINCE,
    section="36",
    text=REG_X_TEXT,
    matter=MatterKind.SUCCESSOR,
)
def successor_answer(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, learned in _learned(life, today, written=True):
        days = number("reg_x.information_answered", on=learned.on)
        due = add_counted_days(learned.on, days)
        counted = f"{days} days after {text.day(learned.on)}, {EXCLUDING}"
        yield _described(matter, learned, due, counted)


@duty(
    id="reg_x.successor_told",
    title="Tell a possible successor which papers",
    cites=("12 CFR 1024.38(b)(1)(vi)(A)",),
    since=SINCE,
    section="38",
    text=REG_X_TEXT,
    matter=MatterKind.SUCCESSOR,
)
def successor_told(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, learned in _learned(life, today, written=False):
        yield _described(matter, learned, None, "")


@duty(
    id="reg_x.successor_decision",
    title="Decide on a possible successor",
    cites=("12 CFR 1024.38(b)(1)(vi)(B)", "12 CFR 1024.38(b)(1)(vi)(C)"),
    since=SINCE,
    section="38",
    text=REG_X_TEXT,
    matter=MatterKind.SUCCESSOR,
)
def successor_decision(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in life.of(MatterKind.SUCCESSOR, today, SINCE):
        for papers in matter.all(PAPERS):
            yield Occasion(
                name=f"papers of {text.day(papers.on)}",
                says=(
                    f"Decide on the papers of {text.day(papers.on)}, and tell them: confirmed, more"
                    " needed, or not a successor."
                ),
                due=None,
                opened=papers.on,
                done=(step.on for step in matter.all(DECIDED)),
                ended=matter.on(CLOSED),
                about=matter.id,
                act=Act(ActKind.STEP, DECIDED),
            )


def _learned(life: LoanLife, today: date, *, written: bool) -> Iterator[tuple[Matter, Step]]:
    """Those of whom we learned by a letter of theirs, or in another way."""
    for matter in life.of(MatterKind.SUCCESSOR, today, SINCE):
        learned = matter.first(LEARNED)
        if learned is not None and (learned.yes("written") is not False) is written:
            yield matter, learned


def _described(matter: Matter, learned: Step, due: date | None, counted: str) -> Occasion:
    return Occasion(
        name=_name(learned),
        says="Describe to them the papers that show that they follow the borrower in the home.",
        due=due,
        opened=learned.on,
        counted=counted,
        done=(step.on for step in matter.all(DESCRIBED, DECIDED)),
        ended=matter.on(CLOSED),
        about=matter.id,
        act=Act(ActKind.STEP, DESCRIBED),
    )


def _name(learned: Step) -> str:
    return f"learned {text.day(learned.on)}"
