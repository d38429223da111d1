"""Options across the book: every loan past due has its line, and the work can be stopped."""

import pytest

from mortgage_collect.core.errors import Cancelled
from mortgage_collect.core.money import Money
from mortgage_collect.queries.case import case_of, late_cases
from mortgage_collect.reports.book_options import book_to_evaluate, drawn
from mortgage_collect.workout.evaluate import evaluate
from tests.builders import a_loan, a_person, linked
from tests.services.desks import a_case


@pytest.fixture
def book(store):
    """One loan two months behind, one paid to date, and one whose file lacks the payment."""
    late = a_case(store)
    with store.unit() as unit:
        linked(unit, a_loan(unit, number="1000043"), a_person(unit, first="Li", last="Chen"))
        a_loan(unit, number="1000044", principal_interest=None, oldest_unpaid_on=None)
    return late


def test_only_loans_past_due_are_evaluated_each_as_on_its_own(store, book):
    with store.view() as session:
        cases = list(late_cases(session, store.clock.now()))
        alone = case_of(session, book.loan_id, store.clock.now())
    assert [each.number for each in cases] == ["1000042"]
    assert cases[0].case == alone


def test_the_report_counts_every_loan_once_and_says_what_stands_in_the_way(store, book):
    with store.view() as session:
        data = drawn(book_to_evaluate(session, store.clock.now()))
        best = evaluate(case_of(session, book.loan_id, store.clock.now())).best[0]
    by_option, loans = data.tables
    assert by_option.total == ("All loans past due", "", 1)
    assert loans.rows[0][0] == "1000042"
    assert loans.rows[0][4] == best.label
    # January, February and March, 1,499.10 each.
    assert (loans.rows[0][2], loans.rows[0][3]) == (3, Money.of("4497.30"))


def test_the_work_tells_how_far_it_is_and_can_be_stopped(store, book):
    told = []

    def stop(done, of):
        told.append((done, of))
        raise Cancelled

    with store.view() as session:
        found = book_to_evaluate(session, store.clock.now(), lambda *step: told.append(step))
    with pytest.raises(Cancelled):
        drawn(found, stop)
    assert told == [(0, 1), (1, 1), (0, 1)]
