"""The first journey, by keys in the real window on an encrypted file; checked from outside."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication
from sqlalchemy import func, select

from mortgage_collect.app import open_window
from mortgage_collect.core import text
from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import (
    Bucket,
    LoanStatus,
    Outcome,
    PromiseStatus,
    ReviewStatus,
    TapeKind,
    WorkoutStatus,
)
from mortgage_collect.models.contact import Contact, Promise
from mortgage_collect.models.document import Document
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan, Payment, QuoteRecord
from mortgage_collect.models.person import ContactPoint, Person
from mortgage_collect.models.review import Review
from mortgage_collect.models.tape import Tape
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.book import rows as book_rows
from mortgage_collect.queries.card import LoanCard, card
from mortgage_collect.queries.queue import queue
from mortgage_collect.queries.workouts import saved_plan
from mortgage_collect.services.agreements import document_bytes
from mortgage_collect.services.tapes import propose, read_file
from mortgage_collect.store import history_chain
from mortgage_collect.store.keys import Cost
from mortgage_collect.store.store import Store, open_store
from mortgage_collect.ui.memory import Memory
from tools.journey.first_light import (
    BANK,
    CEILINGS,
    FEBRUARY,
    MARCH,
    PASSPHRASE,
    Output,
    make_bank,
    steps,
)
from tools.journey.look_alike import RECEIVED, Input, write_input
from tools.typist import Task, Typist

pytestmark = [
    pytest.mark.slow,
    # What the offscreen platform says of every dialog.
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]
LOANS = 80
CHEAP = Cost(passes=1, kibibytes=8, lanes=1)


@dataclass
class Walk:
    """What was given, what went out, and the borrower's card after every step."""

    store: Store
    given: Input
    out: Output
    tasks: list[Task]
    after: dict[str, LoanCard] = field(default_factory=dict)

    @property
    def loan_id(self) -> int:
        return self.after["export"].loan_id


@pytest.fixture(scope="module")
def walk(qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("journey")
    given, out = write_input(folder / "input", loans=LOANS), Output.into(folder)
    clock = FixedClock(FEBRUARY)
    make_bank(folder / "bank.db", clock, cost=CHEAP)
    store = open_store(folder / "bank.db", clock=clock, passphrase=PASSPHRASE, actor="ana")
    dress = qapp.styleSheet(), QApplication.font()
    window = open_window(store, clock, memory=Memory())
    typist = Typist(window)
    made = Walk(store, given, out, typist.tasks)
    for name, step in steps(typist, window, clock, given, out, lambda _: None):
        step()
        with store.view() as session:
            here = session.scalar(select(Loan.id).where(Loan.number == given.whom.number))
            made.after[name] = card(session, here, clock.now())
    window.close()
    window.desk.runner.close()
    typist.end()
    window.deleteLater()
    yield made
    store.close()
    qapp.setStyleSheet(dress[0])
    QApplication.setFont(dress[1])


@pytest.fixture
def session(walk):
    with walk.store.view() as session:
        yield session


# -- what came in ---------------------------------------------------------------------------------


def test_the_book_is_the_bank_s(session, walk):
    held = {
        row["loan_number"]: row
        for row, status, _ in book_rows(session)
        if status is LoanStatus.ACTIVE
    }

    assert set(held) == set(walk.given.truth.last.loans)
    for number, told in walk.given.truth.last.loans.items():
        assert held[number]["unpaid_principal_balance"] == Money(told.balance)
        assert held[number]["next_due_date"] == told.next_due
        assert held[number]["principal_interest_payment"] == Money(told.principal_interest)


def test_both_months_came_of_one_workbook_and_its_bytes_are_kept(session, walk):
    tapes = session.scalars(select(Tape).order_by(Tape.id)).all()

    assert [(tape.kind, tape.sheet, tape.as_of) for tape in tapes[:3:2]] == [
        (TapeKind.LOANS, month.sheet, month.as_of) for month in walk.given.truth.months
    ]
    assert tapes[0].sha256 == tapes[2].sha256
    assert [tape.total_upb.cents for tape in tapes[:3:2]] == [
        month.balance for month in walk.given.truth.months
    ]


def test_the_customers_are_people_with_numbers(session, walk):
    seen = walk.after["customers"]

    assert seen.people[0].name == walk.given.whom.last_name + ", DAN"
    assert any(point.value == "8025550103" for point in seen.people[0].points)
    assert session.scalar(select(func.count(Person.id))) > LOANS
    assert session.scalar(select(func.count(ContactPoint.id))) > LOANS


def test_the_loan_crosses_sixty_days(walk):
    assert walk.after["month 1"].delinquency.bucket is Bucket.DAYS_30
    assert walk.after["month 2"].delinquency.bucket is Bucket.DAYS_60
    assert walk.after["month 2"].delinquency.as_of == date(2026, 2, 28)


# -- the call -------------------------------------------------------------------------------------


def test_both_calls_are_written_down(session, walk):
    calls = session.scalars(
        select(Contact).where(Contact.loan_id == walk.loan_id).order_by(Contact.id)
    ).all()

    assert [call.outcome for call in calls] == [Outcome.NO_ANSWER, Outcome.RIGHT_PARTY]
    assert calls[1].at == MARCH
    assert calls[1].verdict == "CLEAR"
    assert calls[1].reason_for_default != ""


def test_the_promise_is_on_file_and_the_payment_keeps_it(session, walk):
    promise = session.scalars(select(Promise).where(Promise.loan_id == walk.loan_id)).one()

    assert (promise.amount, promise.due_on) == (Money.of("1200"), date(2026, 3, 6))
    assert walk.after["talk"].promises[0].status == PromiseStatus.OPEN
    assert promise.status is PromiseStatus.KEPT


# -- the household and the plan -------------------------------------------------------------------


def test_the_review_is_finished(session, walk):
    review = session.scalars(select(Review).where(Review.loan_id == walk.loan_id)).one()

    assert review.status is ReviewStatus.FINISHED


def test_the_plan_pays_what_is_owed_and_no_more_than_they_can(session, walk):
    workout = session.scalars(select(Workout).where(Workout.loan_id == walk.loan_id)).one()
    plan = saved_plan(session, workout.id)

    assert workout.status is WorkoutStatus.ACTIVE  # offered by its agreement, then started
    assert Money(sum(one.arrears.cents for one in plan.installments)) == walk.out.owed["before"]
    assert all(one.total <= walk.given.whom.plan for one in plan.installments)
    assert all(one.regular == walk.given.whom.regular for one in plan.installments)


def test_the_agreement_says_what_the_plan_says(session, walk):
    read = PdfReader(walk.out.agreement)
    words = " ".join(" ".join(page.extract_text().split()) for page in read.pages)
    workout_id = session.scalar(select(Workout.id).where(Workout.loan_id == walk.loan_id))
    plan = saved_plan(session, workout_id)

    assert "DAN G PIKE" in words
    assert BANK in words
    assert f"ending in {walk.given.whom.number[-4:]}" in words
    assert "(four thousand four hundred fifty-one dollars and 22 cents)" in words
    for one in plan.installments:
        row = f"{text.long_day(one.due_on)} {one.regular} {one.arrears} {one.total}"
        assert row in words
    assert f"current on {text.long_day(plan.cures_on)}" in words


def test_the_agreement_on_the_disk_is_the_one_in_the_archive(session, walk):
    final = session.scalars(
        select(Document.id)
        .where(Document.loan_id == walk.loan_id, Document.template.startswith("agreements/"))
        .order_by(Document.id.desc())
    ).first()

    assert walk.out.agreement.read_bytes() == document_bytes(session, final)


def test_the_plain_words_on_the_disk_are_those_in_the_archive(session, walk):
    newest = session.scalars(
        select(Document.id).where(Document.loan_id == walk.loan_id).order_by(Document.id.desc())
    ).first()

    assert walk.out.explanation.read_bytes() == document_bytes(session, newest)


def test_the_workbook_of_the_options_compares_and_shows_the_plan(walk):
    sheets = load_workbook(walk.out.options).sheetnames
    assert sheets[0] == "Options"
    assert "Repayment plan" in sheets


# -- money ----------------------------------------------------------------------------------------


def test_the_figure_falls_by_exactly_the_payment(session, walk):
    before, after = walk.out.owed["before"], walk.out.owed["after"]
    paid = session.scalars(select(Payment).where(Payment.loan_id == walk.loan_id)).one()

    assert paid.amount == walk.given.whom.regular
    assert before - after == paid.amount
    assert walk.after["review"].arrears == before
    assert walk.after["payment"].arrears == after
    told = select(QuoteRecord.total).where(QuoteRecord.loan_id == walk.loan_id)
    assert set(session.scalars(told)) == {before, after}


def test_the_payment_file_is_posted_once_a_loan(session, walk):
    posted = session.execute(
        select(Loan.number, Payment.amount, Payment.received_on)
        .join(Payment, Payment.loan_id == Loan.id)
        .where(Payment.tape_id.is_not(None))
    ).all()
    month = walk.given.truth.last

    assert len(posted) == len(month.loans) - len(month.late(1))
    for number, amount, received in posted:
        assert (amount, received) == (Money(month.loans[number].total), RECEIVED)


# -- what went out --------------------------------------------------------------------------------


def sheet_rows(path, sheet, header):
    """The rows under a header, as {column: value}, until the first empty one."""
    rows = list(load_workbook(path)[sheet].iter_rows(values_only=True))
    at = next(i for i, row in enumerate(rows) if row[0] == header)
    names = rows[at]
    found = []
    for row in rows[at + 1 :]:
        if row[0] is None:
            break
        found.append(dict(zip(names, row, strict=True)))
    return found


def test_the_report_s_cells_are_the_book(walk):
    cells = {
        row["Bucket"]: row for row in sheet_rows(walk.out.report, "Delinquency by bucket", "Bucket")
    }
    late = sheet_rows(walk.out.report, "Loans", "Loan")
    month = walk.given.truth.last

    assert sum(cells[bucket.label]["Loans"] for bucket in (Bucket.CURRENT, Bucket.DAYS_1)) == len(
        month.loans
    ) - len(month.late(1))
    assert cells[Bucket.DAYS_30.label]["Loans"] == 2  # the payment took ours back to 30
    ours = next(row for row in late if row["Loan"] == walk.given.whom.number)
    assert Money.of(str(ours["Past due"])) == walk.out.owed["after"]
    total = sum(
        round(row["Principal balance"] * 100)
        for name, row in cells.items()
        if name != "All active loans"
    )
    assert total == month.balance


def test_the_exported_book_s_cells_are_the_tape(walk):
    cells = {row["Loan Number"]: row for row in sheet_rows(walk.out.book, "Loans", "Loan Number")}

    assert cells.pop("Total")  # its sums are formulas, for Excel to fill
    assert set(cells) == set(walk.given.truth.last.loans)
    for number, told in walk.given.truth.last.loans.items():
        row = cells[number]
        assert round(row["Current UPB ($)"] * 100) == told.balance
        assert round(row["P&I ($)"] * 100) == told.principal_interest
        assert row["Next Due Date"] == datetime.combine(told.next_due, datetime.min.time())
        assert row["Property Zip"] == told.town[2]


def test_the_exported_book_comes_in_again_without_a_difference(session, walk):
    plan = propose(session, read_file(walk.out.book)).plan

    assert plan.counts["unchanged"] == len(walk.given.truth.last.loans)
    assert [plan.counts[kind] for kind in ("new", "changed", "missing", "held", "refused")] == [
        0
    ] * 5


def test_the_exported_queue_is_the_queue(session, walk):
    *rows, total = sheet_rows(walk.out.queue, "Queue", "Rank")
    seen = queue(session, walk.store.clock.now())

    assert total["Rank"] == "Total"
    assert [row["Loan number"] for row in rows] == [row.number for row in seen.rows]
    ours = next(row for row in rows if row["Loan number"] == walk.given.whom.number)
    assert Money.of(str(ours["Arrears"])) == walk.out.owed["after"]


# -- history and keys -----------------------------------------------------------------------------


def test_the_history_is_whole_and_tells_the_journey(session):
    assert history_chain.verify(session).broken_at is None
    told = set(session.scalars(select(HistoryEntry.event)))
    assert told >= {
        "TapeImported",
        "CustomersImported",
        "ContactLogged",
        "PromiseMade",
        "QuoteGiven",
        "ReviewFinished",
        "WorkoutSaved",
        "WorkoutChanged",
        "DocumentMade",
        "PaymentPosted",
        "FileExported",
    }


def test_nobody_wrote_before_the_clock_or_after_it(session):
    first, last = session.execute(
        select(func.min(HistoryEntry.at), func.max(HistoryEntry.at))
    ).one()

    assert (first, last) == (FEBRUARY, MARCH)
    assert last - first == timedelta(days=28)


def test_no_task_takes_more_keys_than_it_may(walk):
    counted = {task.name: task.keys for task in walk.tasks}

    assert set(CEILINGS) <= set(counted)
    assert {name: keys for name, keys in counted.items() if keys > CEILINGS.get(name, keys)} == {}


def test_work_on_a_loan_needs_no_mouse(walk):
    clicked = [task.name for task in walk.tasks if task.clicks]

    assert [name for name in clicked if not name.startswith(("9 ", "export"))] == []
    assert walk.out.owed["after"] > ZERO
