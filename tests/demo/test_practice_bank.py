"""The practice bank: the same book every time, every stage of the job in it, history for all."""

import json
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import Trouble
from mortgage_collect.core.money import ZERO
from mortgage_collect.core.words import (
    DocumentStatus,
    FlagKind,
    PointKind,
    PromiseStatus,
    ReviewStatus,
    Source,
    TapeKind,
    WorkoutStatus,
)
from mortgage_collect.demo.bank import build_practice, edition, open_practice
from mortgage_collect.demo.book import LOANS, MONTHS, loans
from mortgage_collect.demo.day import NOW
from mortgage_collect.models.contact import Promise
from mortgage_collect.models.document import Document
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import ContactPoint, Flag, LoanPerson, Person
from mortgage_collect.models.review import Review
from mortgage_collect.models.tape import Tape
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.queue import queue
from mortgage_collect.services.bank import set_up_bank
from mortgage_collect.store import history_chain
from mortgage_collect.store.keys import Cost
from mortgage_collect.store.store import create_store, open_store

pytestmark = pytest.mark.slow
EVENTS_EVER = Path(__file__).resolve().parents[1] / "house" / "events.txt"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("practice") / "practice.db"


@pytest.fixture(scope="module")
def practice(path):
    store = open_practice(path)
    yield store
    store.close()


@pytest.fixture
def session(practice):
    with practice.view() as session:
        yield session


def kinds(session, column):
    return set(session.scalars(select(column).distinct()))


# -- the book -------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_book():
    assert loans(1) == loans(1)
    assert loans(1) != loans(2)


def test_the_same_seed_gives_the_same_history(session, tmp_path):
    again = tmp_path / "again.db"
    build_practice(again)

    other = open_store(again, clock=FixedClock(NOW))
    with other.view() as theirs:
        told = [
            select(HistoryEntry.at, HistoryEntry.actor, HistoryEntry.event, HistoryEntry.about),
            select(Loan.number, Loan.upb, Loan.next_due_on, Loan.arrears, Loan.next_action_on),
            select(Promise.loan_id, Promise.amount, Promise.due_on, Promise.status),
            select(Workout.loan_id, Workout.status, Workout.arrears, Workout.inputs),
        ]
        for each in told:
            assert theirs.execute(each).all() == session.execute(each).all()
    other.close()


def test_twelve_hundred_loans_in_eight_states(session):
    assert session.scalar(select(func.count(Loan.id))) == LOANS == 1_200
    assert len(kinds(session, Property.state)) >= 8


def test_about_sixty_loans_are_in_trouble(session, practice):
    seen = queue(session, practice.clock.now(), limit=1_000)

    assert 50 <= sum(row.days > 0 for row in seen.rows) <= 70


def test_somebody_has_two_loans(session):
    many = select(LoanPerson.person_id).group_by(LoanPerson.person_id).having(func.count() > 1)

    assert session.scalars(many).first() is not None


# -- every stage ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "status", [PromiseStatus.KEPT, PromiseStatus.BROKEN, PromiseStatus.OPEN], ids=str
)
def test_promises_are(session, status):
    assert status in kinds(session, Promise.status)


@pytest.mark.parametrize(
    "status",
    [
        WorkoutStatus.DRAFT,
        WorkoutStatus.OFFERED,
        WorkoutStatus.ACTIVE,
        WorkoutStatus.BROKEN,
    ],
    ids=str,
)
def test_plans_are(session, status):
    assert status in kinds(session, Workout.status)


@pytest.mark.parametrize("status", [ReviewStatus.DRAFT, ReviewStatus.FINISHED], ids=str)
def test_reviews_are(session, status):
    assert status in kinds(session, Review.status)


@pytest.mark.parametrize(
    "kind",
    [
        FlagKind.BANKRUPTCY,
        FlagKind.ATTORNEY,
        FlagKind.CEASE,
        FlagKind.DECEASED,
        FlagKind.SERVICEMEMBER,
        FlagKind.DISASTER,
    ],
    ids=str,
)
def test_flags_stand(session, kind):
    assert kind in kinds(session, Flag.kind)


def test_a_wrong_number_is_marked_and_somebody_has_none(session):
    assert session.scalar(select(ContactPoint.id).where(ContactPoint.bad).limit(1)) is not None
    late = select(LoanPerson.person_id).join(Loan, Loan.id == LoanPerson.loan_id)
    late = late.where(Loan.arrears > ZERO)
    number = select(ContactPoint.id).where(
        ContactPoint.person_id == Person.id, ContactPoint.kind == PointKind.PHONE
    )
    nobody = select(Person.id).where(Person.id.in_(late), ~number.exists())
    assert session.scalar(nobody.limit(1)) is not None


def test_papers_were_made_and_sent(session):
    assert DocumentStatus.SENT in kinds(session, Document.status)


# -- history --------------------------------------------------------------------------------------


def test_the_history_is_whole(session):
    proof = history_chain.verify(session)

    assert proof.broken_at is None
    assert proof.entries == session.scalar(select(func.count()).select_from(HistoryEntry))


def test_every_entry_is_an_event_of_ours(session):
    ever = set(EVENTS_EVER.read_text(encoding="utf-8").split())

    assert kinds(session, HistoryEntry.event) <= ever


def test_every_loan_came_in_by_an_import(session):
    bodies = session.scalars(
        select(HistoryEntry.body).where(HistoryEntry.event == "TapeImported")
    ).all()
    tapes = session.scalars(select(Tape).where(Tape.kind == TapeKind.LOANS)).all()

    assert len(bodies) == len(tapes) == len(MONTHS)
    assert sum(json.loads(body)["new"] for body in bodies) == LOANS
    assert kinds(session, Loan.source) == {Source.TAPE}


def test_every_row_of_the_stories_has_its_event(session):
    events = Counter(session.scalars(select(HistoryEntry.event)))
    rows = {
        "PromiseMade": Promise,
        "WorkoutSaved": Workout,
        "ReviewStarted": Review,
        "FlagRaised": Flag,
        "DocumentMade": Document,
    }

    for event, kind in rows.items():
        assert events[event] == session.scalar(select(func.count(kind.id))), event


# -- opening --------------------------------------------------------------------------------------


def test_it_opens_again_without_a_passphrase_on_its_own_day(practice, path):
    again = open_practice(path)

    assert again.clock.now() == NOW
    again.close()


def test_a_bank_which_is_not_marked_practice_is_refused(tmp_path):
    path = tmp_path / "practice.db"
    marked = path.with_name(f"practice-{edition()}.db")
    store = create_store(marked, clock=FixedClock(NOW), practice=True, cost=Cost(1, 8, 1))
    with store.unit() as unit:
        set_up_bank(unit, "Somebody's Real Bank", zone="America/New_York")
    store.close()

    with pytest.raises(Trouble, match="not a practice bank"):
        open_practice(path)
