"""A byte turned in a kept file, a change or a paper is found, and the first wrong one is named."""

from datetime import date

import pytest
from sqlalchemy import select, text

from mortgage_collect.models.document import Document
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.tape import TapeChange, TapeFile
from mortgage_collect.queries.proof import prove
from mortgage_collect.services.agreements import make_agreement
from mortgage_collect.services.workouts import save_workout
from mortgage_collect.store.engine import writing
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.services.tapes import a_file, a_row, brought_in, with_bank


@pytest.fixture
def kept(any_store, tmp_path):
    """Two tapes, the second with changes, and an agreement made after them."""
    store = with_bank(any_store)
    first = a_row(**{"Next Due Date": "01/01/2026"})
    brought_in(store, a_file(tmp_path / "jan.csv", first), as_of=date(2026, 1, 31))
    second = first | {"Current UPB": "179500.00", "Escrow Payment": "310.00"}
    brought_in(store, a_file(tmp_path / "feb.csv", second), as_of=date(2026, 2, 28))
    with store.unit() as unit:
        loan_id = unit.session.scalars(select(Loan.id)).one()
        plan = save_workout(unit, loan_id, Answers(months=6), reason="a test without a review")
    with store.unit() as unit:
        make_agreement(unit, plan)
    return store


def proven(store):
    with store.view() as session:
        return prove(session)


def turn(store, column, place, where):
    """One bit of one byte, as a hand with the key would."""
    table = column.class_.__tablename__
    with store.view() as session:
        held = bytearray(session.scalars(select(column).where(text(where))).one())
    held[place] ^= 1
    with writing(store._engine) as connection:
        connection.execute(
            text(f"UPDATE {table} SET {column.key} = :held WHERE {where}"), {"held": bytes(held)}
        )


def write(store, *statements):
    with writing(store._engine) as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_what_was_kept_agrees(kept):
    found = proven(kept)
    assert (found.files, found.changes, found.documents, found.wrong) == (2, 2, 1, "")


@pytest.mark.parametrize("place", [0, 20, -1])
def test_a_turned_bit_of_a_kept_file_is_found(kept, place):
    turn(kept, TapeFile.content, place, "tape_id = 2")
    found = proven(kept)
    assert found.wrong == "file 2, feb.csv, is not what came in"
    assert (found.files, found.changes) == (1, 0)


def test_the_first_wrong_one_is_named(kept):
    turn(kept, Document.content, 100, "id = 1")
    turn(kept, TapeFile.content, 30, "tape_id = 1")
    turn(kept, TapeFile.content, 30, "tape_id = 2")
    assert proven(kept).wrong.startswith("file 1, jan.csv")


@pytest.mark.parametrize("place", [0, 1_000, -1])
def test_a_turned_bit_of_a_paper_is_found(kept, place):
    turn(kept, Document.content, place, "id = 1")
    found = proven(kept)
    assert found.wrong.startswith("document 1, ")
    assert found.wrong.endswith("is not what was archived")
    assert found.entry is not None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE tape_change SET now = '179500.01' WHERE field = 'unpaid_principal_balance'",
        "UPDATE tape_change SET was = NULL WHERE field = 'unpaid_principal_balance'",
        "UPDATE tape_change SET field = 'suspense_balance' WHERE field = 'escrow_payment'",
        "DELETE FROM tape_change WHERE field = 'escrow_payment'",
        (
            "INSERT INTO tape_change (id, tape_id, loan_id, field, was, now)"
            " VALUES (900, 2, 1, 'escrow_payment', '1', '2')"
        ),
    ],
)
def test_a_change_written_otherwise_is_found(kept, statement):
    write(kept, statement)
    assert proven(kept).wrong == "what file 2 changed is not what was written down"


def test_two_changes_that_change_places_are_found(kept):
    with kept.view() as session:
        one, other = session.scalars(select(TapeChange.id).order_by(TapeChange.id))
    write(
        kept,
        f"UPDATE tape_change SET id = 900 WHERE id = {one}",
        f"UPDATE tape_change SET id = {one} WHERE id = {other}",
        f"UPDATE tape_change SET id = {other} WHERE id = 900",
    )
    assert proven(kept).wrong.startswith("what file 2 changed")


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM tape_file WHERE tape_id = 2", "file 2 is missing"),
        ("DELETE FROM document", "document 1 is missing"),
        (
            "UPDATE document SET sha256 = substr(sha256, 2) || 'x'",
            "document 1, Repayment plan agreement (draft), is not what was archived",
        ),
        (
            "INSERT INTO tape_change (id, tape_id, loan_id, field) VALUES (900, 1, 1, 'x')",
            "what file 1 changed is not what was written down",
        ),
        (
            (
                "INSERT INTO tape (id, kind, file_name, sheet, sha256, imported_at, imported_by,"
                " layout_key, counts) SELECT 9, kind, file_name, sheet, sha256, imported_at,"
                " imported_by, layout_key, counts FROM tape WHERE id = 1"
            ),
            "no entry tells of file 9",
        ),
    ],
)
def test_what_is_gone_and_what_nobody_told_of_is_found(kept, statement, says):
    write(kept, statement)
    assert proven(kept).wrong == says
