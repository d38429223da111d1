"""One list of all that happened, newest first, each in a sentence."""

from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import FlagKind, Outcome, PointKind, Role
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.services.contacts import LogContact, log_contact, write_note
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.loans import add_person, correct_loan
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.points import add_point
from mortgage_collect.services.promises import make_promise
from tests.services.desks import a_case
from tests.services.tapes import a_file, a_row, brought_in, with_bank


def told(store, loan_id, **how):
    with store.view() as session:
        return timeline(session, loan_id, **how)


@pytest.fixture
def busy(store):
    """A loan on which something of every kind happened."""
    case = a_case(store)
    with store.unit() as unit:
        log_contact(
            unit, LogContact(case.loan_id, Outcome.VOICEMAIL, case.person_id, note="Left word.")
        )
        write_note(unit, case.loan_id, "Hours were cut.")
        make_promise(unit, case.loan_id, Money.of("500"), date(2026, 3, 13))
        post_payment(unit, case.loan_id, Money.of("100"), date(2026, 3, 6))
        raise_flag(unit, FlagKind.DISASTER, date(2026, 3, 3), loan_id=case.loan_id)
        correct_loan(unit, case.loan_id, escrow_payment=Money.of("310"))
        other = add_person(unit, case.loan_id, Role.CO_BORROWER, written="RUIZ, JOSE")
        add_point(unit, other, PointKind.PHONE, "8025550188")
    return store, case


def test_each_happening_is_one_sentence_newest_first(busy):
    store, case = busy
    rows = told(store, case.loan_id)
    titles = [row.title for row in rows]
    assert titles[0] == "New phone ending 0188"
    for said in (
        "Note",
        "Promised $500.00 by Mar 13, 2026",
        "Regular payment of $100.00 received Mar 6, 2026",
        "Disaster since Mar 3, 2026",
        "Loan corrected",
    ):
        assert said in titles
    seqs = [row.seq for row in rows if row.seq]
    assert seqs == sorted(seqs, reverse=True)


def test_no_entry_shows_its_inner_name(busy):
    store, case = busy
    for row in told(store, case.loan_id):
        assert "_" not in row.title
        assert row.title[0].isupper()


def test_another_loan_s_happenings_are_not_told(busy):
    store, case = busy
    from tests.builders import a_loan

    with store.unit() as unit:
        other = a_loan(unit, number="7")
        write_note(unit, other.id, "Somewhere else.")
    assert not any("Somewhere else" in row.detail for row in told(store, case.loan_id))


def test_what_a_tape_changed_stands_among_them(any_store, tmp_path):
    store = with_bank(any_store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row()), as_of=date(2026, 1, 31))
    brought_in(
        store,
        a_file(tmp_path / "2.csv", a_row(**{"Current UPB": "179000"})),
        as_of=date(2026, 2, 28),
    )
    (row,) = [row for row in told(store, 1) if row.title.startswith("Tape")]
    assert row.title == "Tape as of Feb 28, 2026: 1 field changed"
    assert "$180,000.00 \u2192 $179,000.00" in row.detail


def test_the_limit_keeps_the_newest(busy):
    store, case = busy
    assert [row.title for row in told(store, case.loan_id, limit=2)] == [
        row.title for row in told(store, case.loan_id)[:2]
    ]
