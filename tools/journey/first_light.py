"""The first journey through the whole program, by keys and mouse in the real window.

Two months of a loan tape and its customer file come in; somebody crosses 60 days; they are found,
called, their promise written down, their household reviewed, a plan made and put on paper, a
payment posted; and everything goes out to Excel again. `tools/drive.py` shows it, and
`tests/journeys` checks from outside what it left behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import UserRole
from mortgage_collect.services.bank import add_user, set_up_bank
from mortgage_collect.store.keys import Cost
from mortgage_collect.store.store import create_store
from mortgage_collect.ui.window import Window
from tools.journey.calls import Calls
from tools.journey.files import Files
from tools.journey.look_alike import Input
from tools.journey.options import Options
from tools.journey.steps import Steps
from tools.typist import Typist

BANK = "First Sample Savings Bank"
PASSPHRASE = "seven quiet rivers run east"
FEBRUARY = datetime(2026, 2, 2, 15, 0, tzinfo=UTC)  # ten in the morning at the bank
MARCH = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)

# The most keys a task may take. What has no ceiling is counted all the same: the first month of a
# layout nobody knows yet may take minutes.
CEILINGS = {
    "1 log a call nobody answers": 3,
    "2 log a talk with a promise": 20,
    "3 may I call? (reasons)": 1,
    "4 financial review by telephone": 280,
    "5 structure a repayment plan": 10,
    "6 produce the agreement": 4,
    "7 what do I owe to reinstate?": 1,
    "7 the same for another day": 6,
    "8 find a borrower by fragment": 6,
    "9 import customers": 8,
    "9 import month-2": 8,
    "9 import payments": 8,
    "10 delinquency report to Excel": 3,
}


@dataclass(slots=True)
class Output:
    """The files that went out, and the two figures of F7."""

    agreement: Path
    report: Path
    book: Path
    queue: Path
    options: Path
    explanation: Path
    owed: dict[str, Money] = field(default_factory=dict)

    @classmethod
    def into(cls, folder: Path) -> Output:
        return cls(
            folder / "agreement.pdf",
            folder / "delinquency.xlsx",
            folder / "book.xlsx",
            folder / "queue.xlsx",
            folder / "options.xlsx",
            folder / "explanation.pdf",
        )


def make_bank(path: Path, clock: FixedClock, *, cost: Cost | None = None) -> None:
    """A new encrypted database with its bank, closed again."""
    store = create_store(path, clock=clock, passphrase=PASSPHRASE, cost=cost, actor="ana")
    with store.unit() as unit:
        set_up_bank(
            unit,
            BANK,
            line_1="1 Depot Square",
            city="Barre",
            state="VT",
            zip="05641",
            phone="8025550140",
            email="help@firstsample.example",
            zone="America/New_York",
            late_charge_percent=Rate.percent("5"),
            late_charge_grace_days=15,
        )
        add_user(unit, "ana", "Ana Kowalski", UserRole.ADMINISTRATOR)
    store.close()


Step = tuple[str, Callable[[], object]]


def steps(
    typist: Typist,
    window: Window,
    clock: FixedClock,
    given: Input,
    out: Output,
    say: Callable[[str], object],
) -> Iterator[Step]:
    """Each step by its name, in order; whoever runs them may look at the database in between."""
    first = Steps(typist, window, say)
    options = Options(first, given.whom.plan)
    files, calls = Files(typist, window, say), Calls(first, given.whom)
    january, february = (month.sheet for month in given.truth.months)

    def a_month_later() -> None:
        clock.move(MARCH)
        typist.press("F5")
        first.wait(lambda: not window.desk.runner.under_way, "the new day")
        say("A month goes by: it is March 2, 2026.")

    def owed(when: str) -> None:
        out.owed[when] = calls.owed(f"owed-{when}")

    yield "month 1", lambda: files.bring_in(given.tape, "month-1", sheet=january)
    yield "customers", lambda: files.bring_in(given.customers, "customers")
    yield "a month later", a_month_later
    yield "month 2", lambda: files.bring_in(given.tape, "month-2", sheet=february, drop=True)
    yield "payments", lambda: files.bring_in(given.payments, "payments", drop=True)
    yield "find", calls.find
    yield "may I call", calls.may_i_call
    yield "no answer", calls.no_answer
    yield "find again", calls.find
    yield "talk", calls.talk_and_promise
    yield "owed before", lambda: owed("before")
    yield "review", calls.review
    yield "plan", calls.plan
    yield "agreement", lambda: calls.agreement(out.agreement)
    yield "payment", lambda: calls.payment(given.whom.regular)
    yield "owed after", lambda: owed("after")
    yield "options closely", lambda: options.closely(out.options)
    yield "approval", options.approve
    yield "explanation", lambda: options.explain(out.explanation)
    yield "report", lambda: files.report(out.report)
    yield "export", lambda: files.export(out.book, out.queue)
