"""Written down in any order, a loan's life comes out the same: every fact stands on its own day."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Channel, Outcome
from mortgage_collect.loanmath.terms import LoanTerms, Received, Snapshot
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.clocks import deadlines, loan_clocks
from mortgage_collect.queries.facts import LoanFacts
from mortgage_collect.queries.paid_dates import installments_of
from mortgage_collect.services.contacts import LogContact, log_contact
from mortgage_collect.services.matters import SaidStep, open_matter, take_step
from mortgage_collect.services.payments import post_payment
from mortgage_collect.store.store import memory_store
from tests.services.desks import a_case

MONDAY = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
PAID = Money.of("1,499.10")


def letter(day, message):
    def act(unit, case):
        at = datetime(2026, 3, day, 15, 0, tzinfo=UTC)
        said = LogContact(
            case.loan_id,
            Outcome.SENT,
            case.person_id,
            channel=Channel.LETTER,
            at=at,
            message=message,
        )
        log_contact(unit, said)

    return act


def call(day, outcome):
    def act(unit, case):
        at = datetime(2026, 3, day, 15, 0, tzinfo=UTC)
        log_contact(unit, LogContact(case.loan_id, outcome, case.person_id, at=at))

    return act


def paid(day):
    return lambda unit, case: post_payment(unit, case.loan_id, PAID, date(2026, 3, day))


def matter(kind, opening, *steps, person=False):
    """A matter whose steps after the first are written down in the order given."""

    def act(unit, case):
        matter_id = open_matter(
            unit, case.loan_id, kind, opening, person_id=case.person_id if person else None
        )
        for step in steps:
            take_step(unit, matter_id, step)

    return act


REQUEST = SaidStep("received", date(2026, 2, 20), {"written": "yes", "category": "b2"})
STEPS = (
    SaidStep("acknowledged", date(2026, 2, 25)),
    SaidStep("extended", date(2026, 3, 4), {"reasons": "The old servicer is asked."}),
    SaidStep("answered", date(2026, 3, 6), {"result": "corrected"}),
)
PETITION = SaidStep("petition", date(2026, 2, 10), {"chapter": "13"})
COURT = (
    SaidStep("converted", date(2026, 2, 12), {"chapter": "7"}),
    SaidStep("statements_asked", date(2026, 2, 20), {"by": "Maria Ruiz"}),
    SaidStep("dismissed", date(2026, 3, 2)),
)


def told(acts):
    """The deadlines of a life written down in this order: worked out anew, and as they are kept."""
    store = memory_store(FixedClock(MONDAY), actor="ana")
    case = a_case(store)
    for act in acts:
        with store.unit() as unit:
            act(unit, case)
    with store.view() as session:
        found = loan_clocks(session, case.loan_id, MONDAY).clocks.deadlines
        kept = deadlines(session, MONDAY, closed_too=True)
    store.close()
    anew = sorted(
        (each.duty, each.occasion, str(each.due), each.progress.value, str(each.closed_on))
        for each in found
    )
    listed = sorted(
        (each.duty, each.occasion, str(each.due), each.progress.value, str(each.closed_on))
        for each in kept
    )
    assert anew == listed
    return anew


@settings(max_examples=12)
@given(
    order=st.permutations(range(6)),
    letters=st.permutations(range(3)),
    court=st.permutations(range(3)),
)
def test_the_order_of_writing_changes_nothing(order, letters, court):
    def acts(in_letters, in_court):
        return [
            call(2, Outcome.NO_ANSWER),
            call(4, Outcome.VOICEMAIL),
            letter(5, "counseling_notice"),
            paid(6),
            matter(MatterKind.ERROR_NOTICE, REQUEST, *(STEPS[at] for at in in_letters)),
            matter(MatterKind.BANKRUPTCY, PETITION, *(COURT[at] for at in in_court), person=True),
        ]

    in_order = told(acts(range(3), range(3)))
    mixed = acts(letters, court)
    assert told([mixed[at] for at in order]) == in_order
    assert {duty for duty, *_ in in_order} >= {
        "reg_x.live_contact",
        "reg_x.error_answer",
        "statute.counseling_notice",
    }


@given(
    late=st.integers(0, 9),
    due_day=st.sampled_from([1, 15, 30, 31]),
    ends=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 31)),
    behind=st.integers(0, 9),
)
def test_where_no_money_came_the_due_dates_are_those_of_the_position(late, due_day, ends, behind):
    """The short way and the whole way through the ledger, on one loan."""
    terms = LoanTerms(
        principal_interest=Money.of("1,199.10"),
        escrow=Money.of("300"),
        due_day=due_day,
        rate=None,
        maturity_on=ends,
    )
    first = date(2026, 1 + late, min(due_day, 28))
    snapshot = Snapshot(as_of=date(2026, 1 + behind, 28), upb=Money.of("180,000"), next_due=first)
    facts = LoanFacts(1, terms, snapshot, (), (), date(2026, 1 + behind, 28))
    today = date(2026, 11, 2)
    row = Loan(id=1, number="1", due_day=due_day)
    counted = facts.position()
    through = today if counted.unpaid else min(facts.as_of, today)
    whole = [part.due_on for part in facts.position(today).unpaid if part.due_on <= through]
    assert [each.due_on for each in installments_of(row, facts, (), today)] == whole


def test_money_that_came_is_laid_on_the_oldest():
    terms = LoanTerms(Money.of("100"), Money.of("0"), 1, None)
    snapshot = Snapshot(as_of=date(2026, 1, 31), upb=Money.of("5,000"), next_due=date(2026, 1, 1))
    money = (Received(date(2026, 2, 20), Money.of("200")),)
    facts = LoanFacts(1, terms, snapshot, money, (), date(2026, 3, 9))
    found = installments_of(Loan(id=1, number="1", due_day=1), facts, (), date(2026, 3, 9))
    assert [(each.due_on, each.paid_on) for each in found] == [
        (date(2026, 1, 1), date(2026, 2, 20)),
        (date(2026, 2, 1), date(2026, 2, 20)),
        (date(2026, 3, 1), None),
    ]
