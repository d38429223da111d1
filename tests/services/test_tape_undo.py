"""An import taken back as a whole, and what stands in its way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import LoanStatus, PromiseStatus
from mortgage_collect.events.tapes import LayoutRemembered
from mortgage_collect.models.base import Base
from mortgage_collect.models.contact import Promise
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Flag
from mortgage_collect.models.tape import Tape
from mortgage_collect.models.tape_trace import DESK, LOAN_WAS, PROPERTY_WAS
from mortgage_collect.queries.book import HOME, LOAN
from mortgage_collect.queries.facts import known_through
from mortgage_collect.queries.proof import prove
from mortgage_collect.queries.search import find
from mortgage_collect.queries.tape_dependents import what_depends
from mortgage_collect.queries.tapes import came_in
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.promises import make_promise
from mortgage_collect.services.tape_undo import undo_tape
from mortgage_collect.store import history_chain
from tests.services.tapes import a_file, a_row, brought_in, with_bank

JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)
# What an import writes into; the rest is derived from it or about the file.
BOOK = (
    "loan", "property", "person", "loan_person", "contact_point", "flag", "installment",
    "search_words", "loan_was", "property_was", "tape_change",
)  # fmt: skip


def the_book(store: Any) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table an import writes into, but for the number that only moves on."""
    with store.view() as session:
        found = {}
        for name in BOOK:
            table = Base.metadata.tables[name]
            rows = session.execute(select(table).order_by(*table.primary_key.columns)).mappings()
            found[name] = [{k: v for k, v in row.items() if k != "version"} for row in rows]
        return found


def tape_ids(store: Any) -> list[int]:
    with store.view() as session:
        return list(session.scalars(select(Tape.id).order_by(Tape.id)))


def undo(store: Any, tape_id: int) -> Any:
    with store.unit() as unit:
        return undo_tape(unit, tape_id)


def month(number: str, due: str, balance: str, **other: str) -> dict[str, str]:
    told = {
        "Borrower Name": f"BORROWER {number[-2:]}", "Customer Number": f"C{number[-4:]}",
        "Cell Phone": f"802555{number[-4:]}", "Bankruptcy Flag": "N", "Remarks": "",
        "Next Due Date": due, "Current UPB": balance,
    }  # fmt: skip
    return a_row(number, **told | other)


@pytest.fixture
def three(any_store, tmp_path):
    """Three months: one pays, one falls behind, one moves home and goes bankrupt, one leaves and
    comes back, one is new in each month and one of them is the wife of a borrower on file."""
    store = with_bank(any_store)
    months = {
        JAN: [
            month("0041000011", "02/01/2026", "100000.00"),
            month("0041000012", "01/01/2026", "120000.00"),
            month("0041000013", "02/01/2026", "130000.00", Remarks="old remark"),
            month("0041000014", "02/01/2026", "140000.00"),
            month("0041000015", "02/01/2026", "150000.00", **{"Borrower Name": ""}),
        ],
        FEB: [
            month("0041000011", "03/01/2026", "99800.00"),
            month("0041000012", "01/01/2026", "120000.00"),
            month("0041000013", "02/01/2026", "130000.00", Remarks="new remark") | {
                "Property Address": "77 Oak Ave", "Bankruptcy Flag": "Y",
            },
            month("0041000015", "02/01/2026", "150000.00"),
            month("0041000016", "01/01/2026", "160000.00") | {"Bankruptcy Flag": "Y"},
        ],
        MAR: [
            month("0041000011", "04/01/2026", "99600.00"),
            month("0041000012", "03/01/2026", "119000.00"),
            month("0041000013", "02/01/2026", "130000.00"),
            month("0041000014", "04/01/2026", "139000.00"),
            month("0041000015", "02/01/2026", "150000.00"),
            month("0041000017", "03/01/2026", "170000.00", **{"Customer Number": "C0016"}) | {
                "Borrower Name": "BORROWER 16", "Cell Phone": "8025559999",
            },
        ],
    }  # fmt: skip
    states = []
    for day, rows in months.items():
        states.append(the_book(store))
        brought_in(store, a_file(tmp_path / f"{day}.csv", *rows), as_of=day)
    return store, states


def test_three_months_came_in_and_two_are_undone(three):
    store, states = three
    _, february, march = tape_ids(store)

    done = undo(store, march)
    assert (done.removed, done.restored) == (1, 6)
    assert the_book(store) == states[2]
    undo(store, february)
    assert the_book(store) == states[1]

    with store.view() as session:
        assert known_through(session) == JAN
        assert came_in(session).last_as_of == JAN
        assert [row.undone is not None for row in came_in(session).tapes] == [True, True, False]
        assert history_chain.verify(session).broken_at is None
        assert prove(session).wrong == ""
        assert [row.number for row in find(session, "77 Oak")] == []
        assert len(find(session, "0041000014")) == 1
        told = session.scalars(select(HistoryEntry.event).order_by(HistoryEntry.seq)).all()
    assert told.count("TapeUndone") == 2
    assert told.count("FlagRaised") == told.count("FlagLifted") == 2


def test_what_was_undone_may_come_in_again_and_a_number_of_a_loan_is_never_given_twice(
    three, tmp_path
):
    store, states = three
    *_, march = tape_ids(store)
    with store.view() as session:
        gone = session.scalar(select(Loan.id).where(Loan.number == "0041000017"))
    undo(store, march)
    found = brought_in(store, tmp_path / f"{MAR}.csv", as_of=MAR)

    assert not found.plan.already_imported
    assert found.plan.counts["new"] == 1
    with store.view() as session:
        assert session.scalar(select(Loan.id).where(Loan.number == "0041000017")) > gone
        assert prove(session).wrong == ""
    undo(store, tape_ids(store)[-1])
    assert the_book(store) == states[2]


def test_the_very_first_tape_is_undone_and_nothing_is_left(any_store, tmp_path):
    store = with_bank(any_store)
    before = the_book(store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row(), a_row("0041000018")), as_of=JAN)
    undo(store, tape_ids(store)[0])
    assert the_book(store) == before == {name: [] for name in BOOK}
    with store.view() as session:
        assert find(session, "Maple") == ()


def test_an_earlier_tape_waits_for_the_later_ones(three):
    store, _ = three
    january, february, _ = tape_ids(store)
    before = the_book(store)
    with pytest.raises(UserError, match=r"0041000011: the tape of Mar 31, 2026") as refused:
        undo(store, february)
    assert "Take that back first" in str(refused.value)
    with store.view() as session:
        told = {(each.number, each.says) for each in what_depends(session, january)}
    assert ("0041000011", "the tape of Feb 28, 2026") in told
    assert ("0041000015", "the tape of Mar 31, 2026") in told
    assert the_book(store) == before


def test_what_was_done_on_its_figures_is_told_loan_by_loan(three):
    store, _ = three
    march = tape_ids(store)[-1]
    with store.view() as session:
        ids = {row.number: row.id for row in session.execute(select(Loan.number, Loan.id))}
    store.clock.move(datetime(2026, 4, 2, 15, tzinfo=UTC))
    with store.unit() as unit:
        post_payment(unit, ids["0041000012"], Money.of("1,499.10"), date(2026, 4, 1))
        make_promise(unit, ids["0041000013"], Money.of("500"), date(2026, 4, 10))
        correct_loan(unit, ids["0041000017"], upb=Money.of("1"))
    before = the_book(store)

    with store.view() as session:
        assert [(each.number, each.says) for each in what_depends(session, march)] == [
            ("0041000012", "1 payment"),
            ("0041000013", "1 promise"),
            ("0041000017", "1 correction"),
        ]
    with pytest.raises(UserError, match="On 3 loans something was done"):
        undo(store, march)
    assert the_book(store) == before


def test_a_promise_the_tape_decided_is_open_again(store, tmp_path):
    with_bank(store)
    row = a_row(**{"Next Due Date": "02/01/2026"})
    brought_in(store, a_file(tmp_path / "1.csv", row), as_of=FEB)
    with store.unit() as unit:
        loan_id = unit.session.scalars(select(Loan.id)).one()
        make_promise(unit, loan_id, Money.of("1,499.10"), date(2026, 3, 12))
    brought_in(store, a_file(tmp_path / "2.csv", row), as_of=MAR)
    with store.view() as session:
        assert session.scalars(select(Promise.status)).one() is PromiseStatus.BROKEN
    undo(store, tape_ids(store)[-1])
    with store.view() as session:
        promise = session.scalars(select(Promise)).one()
        loan = session.scalars(select(Loan)).one()
    assert (promise.status, promise.decided_on, promise.received) == (
        PromiseStatus.OPEN, None, None,
    )  # fmt: skip
    assert loan.next_action == "check promise"


def test_a_loan_that_was_missing_is_asked_about_no_more(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row(), a_row("0041000018")), as_of=JAN)
    brought_in(store, a_file(tmp_path / "2.csv", a_row()), as_of=FEB)
    undo(store, tape_ids(store)[-1])
    with store.view() as session:
        assert set(session.scalars(select(Loan.status))) == {LoanStatus.ACTIVE}
        assert session.scalars(select(Flag)).all() == []


def test_a_tape_is_undone_once(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row()), as_of=JAN)
    (only,) = tape_ids(store)
    undo(store, only)
    with pytest.raises(UserError, match=r"1\.csv was undone already by ana"):
        undo(store, only)
    with pytest.raises(UserError, match="No file 77 came in"):
        undo(store, 77)


def test_changes_that_were_touched_from_outside_are_not_put_back(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row()), as_of=JAN)
    brought_in(store, a_file(tmp_path / "2.csv", a_row(**{"Current UPB": "1.00"})), as_of=FEB)
    with store.unit() as unit:
        unit.session.execute(Base.metadata.tables["tape_change"].update().values(was="2.00"))
        unit.record(LayoutRemembered(about="layout:1", layout_id=1, kind="loans", columns=1))
    with pytest.raises(Trouble, match="not what was written down"):
        undo(store, tape_ids(store)[-1])


def test_every_column_a_tape_writes_is_kept():
    """A column that is new in the book must be put back as well."""
    assert {*LOAN.values()} - {"number"} <= set(LOAN_WAS.c.keys())
    assert {"status", "as_of", "more", "borrower", "oldest_unpaid_on", "arrears"} <= set(
        LOAN_WAS.c.keys()
    )
    assert set(HOME.values()) <= set(PROPERTY_WAS.c.keys())
    assert set(Loan.__table__.c.keys()) >= DESK
