"""What is read for the deadlines' screens, counted in statements: seconds depend on the day."""

from datetime import date

import pytest
from sqlalchemy import event, insert, select

from mortgage_collect.core.matter_words import Progress
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.matter import DeadlineRecord, DeadlineRenewal
from mortgage_collect.queries.clocks import deadlines, done_late, loan_clocks
from mortgage_collect.queries.deadline_board import BoardFilter, board_count, board_page
from mortgage_collect.rules.book import EDITION
from mortgage_collect.rules.duties.book import DUTIES
from mortgage_collect.store.store import memory_store
from tests.builders import a_bank, a_loan

PAGE = 200
DUTIES_KEPT = 4


def fill(store, loans):
    """Loans with a few deadlines each, written as the renewal leaves them."""
    with store.unit() as unit:
        a_bank(unit)
        unpaid = date(2026, 1, 1)
        first = a_loan(
            unit, number="400000", oldest_unpaid_on=unpaid, next_due_on=unpaid, as_of=None
        )
        alike = {
            column.key: getattr(first, column.key)
            for column in Loan.__mapper__.column_attrs
            if column.key not in ("id", "number")
        }
        unit.session.execute(
            insert(Loan), [{**alike, "number": f"4{at:05}"} for at in range(1, loans)]
        )
        ids = list(unit.session.scalars(select(Loan.id)))
        unit.session.execute(
            insert(DeadlineRecord),
            [
                {
                    "loan_id": loan_id,
                    "duty": each.id,
                    "occasion": "2026-01-01",
                    "says": each.title,
                    "due": date(2026, 3, 1 + loan_id % 20),
                    "progress": Progress.OPEN if at else Progress.MET_LATE,
                    "closed_on": None if at else date(2026, 3, 5),
                }
                for loan_id in ids
                for at, each in enumerate(DUTIES[:DUTIES_KEPT])
            ],
        )
        unit.session.execute(
            insert(DeadlineRenewal),
            [
                {"loan_id": each, "through": date(2026, 3, 9), "edition": EDITION, "exempt": []}
                for each in ids
            ],
        )
        return first.id


def counted(store, look):
    """How many statements a look takes, and what it finds."""
    said = []
    with store.view() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *_: said.append(1))
        found = look(session)
    return len(said), found


@pytest.fixture(scope="module")
def looks():
    def board(session, now):
        count = board_count(session, now, BoardFilter())
        return count, board_page(session, now, BoardFilter(), 0, PAGE)

    def morning(session, now):
        return deadlines(session, now, within=7), done_late(session, now, 30)

    return {"the board": board, "the morning list": morning}


@pytest.fixture
def two_stores(clock):
    """One with twenty loans, one with two thousand."""
    made = [memory_store(clock, actor="ana") for _ in range(2)]
    for store, loans in zip(made, (20, 2_000), strict=True):
        fill(store, loans)
    yield made
    for store in made:
        store.close()


def test_the_lists_of_2000_loans_take_as_few_statements_as_those_of_20(two_stores, looks):
    few, many = two_stores
    now = many.clock.now()
    for name, look in looks.items():
        small, _ = counted(few, lambda session, look=look: look(session, now))
        large, found = counted(many, lambda session, look=look: look(session, now))
        assert small == large, name
        assert large <= 8, name
        assert all(found)


def test_the_cards_due_takes_the_same_few_however_many_loans_there_are(two_stores):
    few, many = two_stores
    small, _ = counted(few, lambda session: loan_clocks(session, 1, few.clock.now()))
    large, found = counted(many, lambda session: loan_clocks(session, 1, many.clock.now()))
    assert small == large <= 34
    assert found.owed
