"""From a saved plan to an archived paper, and back again byte for byte."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.money import Money, total
from mortgage_collect.core.text import long_day
from mortgage_collect.core.words import Capacity, DocumentStatus, FlagKind, Role, WorkoutStatus
from mortgage_collect.documents.words import in_words
from mortgage_collect.models.document import Document
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.workouts import saved_plan
from mortgage_collect.services.agreements import document_bytes, make_agreement, mark_document
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.workout.options.repayment_plan import Answers, Pace
from tests.builders import a_bank, a_loan, a_person, linked
from tests.documents.plans import text_of


@pytest.fixture
def plan(store):
    """Three payments behind, repaid over six months; returns the workout's id."""
    with store.unit() as unit:
        a_bank(unit)
        loan = a_loan(
            unit,
            next_due_on=date(2026, 1, 1),
            suspense=Money.of("200"),
            late_charges=Money.of("119.91"),
        )
        ana = a_person(unit, first="Ana", last="García", written="GARCIA ANA")
        jose = a_person(unit, first="José", middle="M", last="Nuñez", suffix="Jr")
        linked(unit, loan, jose, Role.CO_BORROWER, position=2)
        linked(unit, loan, ana)
        linked(unit, loan, a_person(unit, first="Paul", last="Grant"), Role.AUTHORIZED)
    with store.unit() as unit:
        answers = Answers(months=6, down_payment=Money.of("500"), include_late_charges=True)
        return save_workout(unit, loan.id, answers, reason="She starts a new job")


def made(store, workout_id, **other):
    with store.unit() as unit:
        return make_agreement(unit, workout_id, **other)


def words_of(store, document_id):
    with store.view() as session:
        return text_of(document_bytes(session, document_id))


def offered(store, workout_id):
    with store.unit() as unit:
        move_workout(unit, workout_id, WorkoutStatus.OFFERED)


def test_the_agreement_holds_the_saved_plan_in_figures_and_words(store, plan):
    words = words_of(store, made(store, plan))
    with store.view() as session:
        saved = saved_plan(session, plan)

    assert [each.total for each in saved.installments]
    for each in saved.installments:
        row = (each.number, long_day(each.due_on), each.regular, each.arrears, each.total)
        assert " ".join(map(str, row)) in words
    pays = total(each.total for each in saved.installments)
    assert f"{pays} ({in_words(pays)})" in words
    assert f"{saved.arrears} ({in_words(saved.arrears)})" in words
    assert f"current on {long_day(saved.cures_on)}" in words
    for line in (
        "3 unpaid payments, due January 1, 2026 to March 1, 2026 $4,497.30",
        "Late charges $119.91",
        "Less money we already hold for you -$200.00",
        "Less your down payment -$500.00",
        f"To repay under this plan {saved.arrears}",
        "Ana García and José M Nuñez Jr",
        "number ending in 0042",
        "12 Maple Street, Barre, VT 05641",
        "looking at an incomplete application",
        "within 15 days after its due date",
    ):
        assert line in words
    assert "Paul Grant" not in words
    assert "debt collector" not in words


def test_what_is_archived_is_fingerprinted_and_in_the_history(store, plan):
    document_id = made(store, plan)
    with store.view() as session:
        document = session.get_one(Document, document_id)
        event = session.scalars(
            select(HistoryEntry).where(HistoryEntry.event == "DocumentMade")
        ).one()
        saved = session.scalars(
            select(HistoryEntry).where(HistoryEntry.event == "WorkoutSaved")
        ).one()

    assert document.sha256 in event.body
    assert event.about == f"loan:{document.loan_id}"
    assert (document.title, document.pages) == ("Repayment plan agreement (draft)", 3)
    assert (document.template, document.template_version) == ("agreements/repayment_plan.en", "3")
    assert f"History {saved.seq}-{saved.digest[:12]}" in words_of(store, document_id)


def test_the_same_plan_is_the_same_paper_whenever_it_is_made(store, plan, clock):
    first = made(store, plan)
    clock.move(clock.now() + timedelta(days=3))

    assert made(store, plan) == first


def test_an_offered_plan_loses_the_mark_and_becomes_another_paper(store, plan):
    draft = made(store, plan)
    offered(store, plan)
    final = made(store, plan, complete_application=True)

    assert final != draft
    assert "DRAFT" in words_of(store, draft)
    assert "DRAFT" not in words_of(store, final)
    assert "incomplete application" not in words_of(store, final)


def test_a_paper_is_sent_and_then_signed(store, plan):
    offered(store, plan)
    document_id = made(store, plan)
    with store.unit() as unit:
        mark_document(unit, document_id, DocumentStatus.SENT, "by mail")
    with store.unit() as unit:
        mark_document(unit, document_id, DocumentStatus.SIGNED, "in the branch")
    with store.view() as session:
        document = session.get_one(Document, document_id)
        marks = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "DocumentMarked")
        ).all()

    assert (document.status, document.sent_on) == (DocumentStatus.SIGNED, date(2026, 3, 9))
    assert [("by mail" in body, "in the branch" in body) for body in marks] == [
        (True, False),
        (False, True),
    ]
    with pytest.raises(UserError, match="signed cannot become sent"), store.unit() as unit:
        mark_document(unit, document_id, DocumentStatus.SENT)


def test_a_draft_is_never_sent(store, plan):
    document_id = made(store, plan)

    with pytest.raises(UserError, match="draft"), store.unit() as unit:
        mark_document(unit, document_id, DocumentStatus.SENT)


def test_changed_bytes_are_named_on_every_read(store, plan):
    offered(store, plan)
    document_id = made(store, plan)
    with store.unit() as unit:
        content = document_bytes(unit.session, document_id)
        unit.session.execute(update(Document).values(content=content[:-1] + b"!"))
        mark_nothing(unit)

    with store.view() as session, pytest.raises(Trouble, match=f"Document {document_id}, 'Repay"):
        document_bytes(session, document_id)
    with store.unit() as unit, pytest.raises(Trouble):
        mark_document(unit, document_id, DocumentStatus.SENT)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE workout_installment SET arrears = arrears + 1 WHERE number = 2",
        "UPDATE workout SET answers = '{\"months\":7}'",
        "UPDATE workout SET facts = replace(facts, '\"cure_days\":15', '\"cure_days\":1')",
    ],
)
def test_a_plan_changed_behind_our_back_is_not_put_in_writing(store, plan, change):
    with store.unit() as unit:
        unit.session.connection().exec_driver_sql(change)
        mark_nothing(unit)

    with pytest.raises(Trouble, match="not what was saved"):
        made(store, plan)


def test_an_older_version_is_not_put_in_writing(store, plan):
    with store.unit() as unit:
        loan_id = unit.session.get_one(Workout, plan).loan_id
        save_workout(unit, loan_id, Answers(months=5), reason="Sooner")

    with pytest.raises(UserError, match="superseded"):
        made(store, plan)


def test_the_dead_do_not_sign_and_somebody_must(store, plan):
    for person_id, missing in ((1, "Ana García"), (2, "José M Nuñez Jr")):
        with store.unit() as unit:
            raise_flag(unit, FlagKind.DECEASED, date(2026, 3, 1), person_id=person_id)
        if person_id == 1:
            assert missing not in words_of(store, made(store, plan))
    with pytest.raises(UserError, match="nobody on file"):
        made(store, plan)


def test_a_loan_without_an_address_says_what_to_do(store, plan):
    with store.unit() as unit:
        unit.session.execute(update(Loan).values(property_id=None))
        mark_nothing(unit)

    with pytest.raises(UserError, match="no property address"):
        made(store, plan)


def test_a_plan_paid_every_two_weeks_says_where_each_payment_goes(store, plan):
    words = words_of(store, made(store, plan))
    assert "On each date below you make your regular payment" in words
    assert "every two weeks" not in words
    with store.unit() as unit:
        loan_id = unit.session.get_one(Workout, plan).loan_id
        every_two_weeks = Answers(months=6, pace=Pace.BIWEEKLY)
        again = save_workout(unit, loan_id, every_two_weeks, reason="Paid every second Friday")
    words = words_of(store, made(store, again))
    assert "You pay every two weeks, on the dates below." in words
    assert "On each date below you make your regular payment" not in words


def test_a_debt_collector_says_so(store, plan):
    with store.unit() as unit:
        unit.session.execute(update(Loan).values(capacity=Capacity.DEBT_COLLECTOR))
        mark_nothing(unit)

    assert "from a debt collector" in words_of(store, made(store, plan))


def test_one_who_services_for_others_says_so_unless_the_loan_was_not_in_default(store, plan):
    with store.unit() as unit:
        unit.session.execute(update(Loan).values(capacity=Capacity.SERVICER_FOR_OTHERS))
        mark_nothing(unit)
    assert "from a debt collector" in words_of(store, made(store, plan)), "nobody knows: it binds"

    with store.unit() as unit:
        unit.session.execute(update(Loan).values(default_when_obtained=False))
        mark_nothing(unit)
    assert "from a debt collector" not in words_of(store, made(store, plan))


def mark_nothing(unit):
    """A write behind our back still needs a trace, or the unit refuses it."""
    a_person(unit, written="NOBODY")
