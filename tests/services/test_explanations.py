"""From the terms of an option to an archived page, in the borrower's own language."""

from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Capacity, DocumentStatus, Language, Role, WorkoutStatus
from mortgage_collect.documents.shelf import EXPLAINED
from mortgage_collect.models.document import Document
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.queries.explaining import APPROVED, TRANSLATION
from mortgage_collect.services.agreements import document_bytes, make_agreement, mark_document
from mortgage_collect.services.bank import change_bank, set_policy
from mortgage_collect.services.explanations import explain
from mortgage_collect.services.interview import answer
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.workout.options.repayment_plan import Answers
from mortgage_collect.workout.options.term_extension import Answers as Longer
from tests.builders import a_bank, a_loan, a_person, linked
from tests.documents.plans import text_of


@pytest.fixture
def loan_id(store):
    """Three payments behind; the first borrower's language is Spanish."""
    with store.unit() as unit:
        a_bank(unit)
        loan = a_loan(unit, next_due_on=date(2026, 1, 1))
        ana = a_person(unit, first="Ana", last="García", language=Language.SPANISH)
        linked(unit, loan, ana)
        linked(unit, loan, a_person(unit, first="John", last="Grant"), Role.CO_BORROWER, position=2)
        return loan.id


def made(store, loan_id, answers=None, language=None):
    with store.unit() as unit:
        return explain(unit, loan_id, answers or Answers(months=6), language)


def paper(store, document_id):
    with store.view() as session:
        row = session.get_one(Document, document_id)
        return row.title, row.template, text_of(document_bytes(session, document_id))


def test_it_is_in_the_first_borrowers_language_and_marked_unreviewed(store, loan_id):
    title, template, words = paper(store, made(store, loan_id))
    assert title == "Plan de pagos (unreviewed translation)"
    assert template == "explain/repayment_plan.es"
    assert "Traducción sin revisar." in words
    assert "SIN REVISAR" in words
    # 3 x 1,499.10 over six months on top of 1,499.10.
    assert "$2,248.65" in words
    assert "1 de abril de 2026" in words
    assert "Ana García" in words


def test_another_language_can_be_asked_for(store, loan_id):
    title, _, words = paper(store, made(store, loan_id, language=Language.ENGLISH))
    assert title == "Repayment plan"
    assert "This page is not an offer." in words
    assert "current on September 1, 2026" in words
    assert "must reach us within 15 days" in words
    assert "First Green Bank" in words
    assert "debt collector" not in words


def test_the_banks_approval_covers_only_what_was_worded_by_then(store, loan_id, clock):
    with store.unit() as unit:
        set_policy(unit, TRANSLATION, APPROVED, date(2026, 3, 1), "read by M. Ortiz")
    title, _, _ = paper(store, made(store, loan_id))
    assert title.endswith("(unreviewed translation)")

    clock.move(clock.now().replace(year=2027))
    with store.unit() as unit:
        set_policy(unit, TRANSLATION, APPROVED, date(2027, 1, 2), "read by M. Ortiz")
    title, _, words = paper(store, made(store, loan_id))
    assert title == "Plan de pagos"
    assert "sin revisar" not in words.lower()

    with store.unit() as unit:
        set_policy(unit, TRANSLATION, "withdrawn", date(2027, 1, 3))
    title, _, _ = paper(store, made(store, loan_id))
    assert title.endswith("(unreviewed translation)")


def test_it_is_fingerprinted_in_the_history_and_made_once(store, loan_id):
    first = made(store, loan_id)
    assert made(store, loan_id) == first
    assert made(store, loan_id, language=Language.ENGLISH) != first
    with store.view() as session:
        document = session.get_one(Document, first)
        event = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "DocumentMade")
        ).first()
    assert document.sha256 in event
    assert document.workout_id is None
    assert document.status is DocumentStatus.DRAFT


def test_only_terms_that_were_offered_are_told_to_be(store, loan_id):
    with store.unit() as unit:
        plan = save_workout(unit, loan_id, Answers(months=6), reason="She works again")
    assert "is not an offer" in paper(store, made(store, loan_id, language=Language.ENGLISH))[2]
    with store.unit() as unit:
        move_workout(unit, plan, WorkoutStatus.OFFERED)
    offered = made(store, loan_id, language=Language.ENGLISH)
    words = paper(store, offered)[2]
    assert "is not an offer" not in words
    assert "The bank has put these terms in writing for you." in words
    with store.view() as session:
        assert session.get_one(Document, offered).workout_id == plan
    other = made(store, loan_id, Answers(months=7), Language.ENGLISH)
    assert "is not an offer" in paper(store, other)[2]


def test_a_page_is_sent_and_never_signed(store, loan_id):
    document_id = made(store, loan_id)
    with store.unit() as unit:
        mark_document(unit, document_id, DocumentStatus.SENT, "by mail")
    with store.unit() as unit, pytest.raises(UserError, match="nobody signs"):
        mark_document(unit, document_id, DocumentStatus.SIGNED)
    # The agreement still is signed.
    with store.unit() as unit:
        plan = save_workout(unit, loan_id, Answers(months=6), reason="She works again")
        move_workout(unit, plan, WorkoutStatus.OFFERED)
        agreement = make_agreement(unit, plan)
    with store.unit() as unit:
        mark_document(unit, agreement, DocumentStatus.SIGNED)


def test_a_debt_collector_says_so(store, loan_id):
    with store.unit() as unit:
        change_bank(unit, capacity=Capacity.DEBT_COLLECTOR)
    words = paper(store, made(store, loan_id, Longer(months=360), Language.ENGLISH))[2]
    assert "This communication is from a debt collector." in words


def test_a_creditor_under_another_name_says_so_too(store, loan_id):
    with store.unit() as unit:
        answer(unit, {"own_name": "no"}, date(2026, 1, 1))
    words = paper(store, made(store, loan_id, Longer(months=360), Language.ENGLISH))[2]
    assert "This communication is from a debt collector." in words


def test_what_cannot_be_explained_is_refused_in_words(store, loan_id):
    with pytest.raises(UserError, match="matures"):
        made(store, loan_id, Answers(months=400))
    with store.unit() as unit:
        nobody = a_loan(unit, number="1000043", next_due_on=date(2026, 1, 1))
    with pytest.raises(UserError, match="nobody on file"):
        made(store, nobody.id)


def test_the_titles_fit_their_column():
    from mortgage_collect.documents.template import template
    from mortgage_collect.services.explanations import UNREVIEWED

    for key in EXPLAINED:
        assert len(template(f"explain/{key}", "es").title + UNREVIEWED) <= 120
        assert len(f"explain/{key}.es") <= 80
