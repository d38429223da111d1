"""Reviews on file: versions, those of other loans, answers taken over, the file of them all."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PayFrequency, Role, Standing
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Household
from mortgage_collect.models.review import Review
from mortgage_collect.queries.card import card
from mortgage_collect.queries.review_file import review_file
from mortgage_collect.queries.review_sharing import reviews_elsewhere, seats_of
from mortgage_collect.queries.review_start import review_start
from mortgage_collect.queries.reviews import entries_of, latest_review, review_view, versions
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.review.line import Entry
from mortgage_collect.review.va_residual import Region
from mortgage_collect.services.bank import set_policy
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.services.reviews import begin_from, finish_review, open_review, save_line
from mortgage_collect.store.store import Store
from tests.builders import a_bank, a_loan, a_person, linked
from tests.review.households import said, whole


@dataclass
class Family:
    """Ana and Marco on one loan; Marco alone on another; a stranger on a third."""

    both: int
    marco: int
    stranger: int
    ana_id: int
    marco_id: int


@pytest.fixture
def family(store: Store) -> Family:
    with store.unit() as unit:
        a_bank(unit)
        ana = a_person(unit, written="Ana Ruiz")
        marco = a_person(unit, written="Marco Ruiz")
        other = a_person(unit, written="Sam Stone")
        loans = [a_loan(unit, number=number) for number in ("100001", "100002", "100003")]
        linked(unit, loans[0], ana)
        linked(unit, loans[0], marco, Role.CO_BORROWER)
        linked(unit, loans[1], marco)
        linked(unit, loans[2], other)
        first, second, third = (loan.id for loan in loans)
        return Family(first, second, third, ana.id, marco.id)


def told(store: Store, loan_id: int, answers, *, finish: bool = True) -> int:
    with store.unit() as unit:
        review_id = open_review(unit, loan_id)
        for key, entry in answers.items():
            save_line(unit, review_id, key, entry)
        if finish:
            finish_review(unit, review_id)
        return review_id


def test_every_part_of_an_answer_is_kept(store: Store, family: Family) -> None:
    entry = said("1840.50", PayFrequency.BIWEEKLY, Standing.SEEN, paper_on=date(2026, 3, 2))
    review_id = told(store, family.both, {"borrower_wages#2": entry}, finish=False)
    with store.view() as session:
        assert entries_of(session, review_id)["borrower_wages#2"] == entry
        bodies = session.scalars(
            select(HistoryEntry.body).where(HistoryEntry.event == "ReviewLineSaved")
        ).one()
    assert "2026-03-02" in bodies


@pytest.mark.parametrize("wrong", ["borrower_wages#1", "food#2", "no_such_line"])
def test_a_line_there_is_none_of_is_refused(store: Store, family: Family, wrong: str) -> None:
    with pytest.raises(KeyError):
        told(store, family.both, {wrong: said(1)}, finish=False)


def test_a_finished_review_tells_the_household_as_it_was(store: Store, family: Family) -> None:
    review_id = told(store, family.both, whole())
    with store.view() as session:
        before = review_view(session, review_id, store.clock.now())
    with store.unit() as unit:
        correct_loan(unit, family.both, escrow_payment=Money.of("999"))
    with store.view() as session:
        view = review_view(session, review_id, store.clock.now())
        row = session.get_one(Review, review_id)

    assert view.payment == before.payment
    home = view.household
    assert (home.region, home.family_size) == (Region.NORTHEAST, 3)
    assert home.loan_amount == Money.of("200,000")
    assert home.gross_income == Money.of("5700")
    assert row.result is not None
    assert row.result["surplus"] == (home.surplus.plain if home.surplus else None)
    assert view.payment is not None
    # 4,516.67 less the payment, 75 of dues, 400 of debts and 1,090 of living costs
    assert home.surplus == Money.of("2951.67") - view.payment


def test_a_hole_keeps_the_surplus_unknown_on_file(store: Store, family: Family) -> None:
    answers = whole()
    del answers["medical"]
    review_id = told(store, family.both, answers)
    with store.view() as session:
        row = session.get_one(Review, review_id)
        assert row.result is not None
        assert row.result["surplus"] is None
        assert row.result["missing"] == ["medical"]


def test_the_bank_s_own_percentage_counts_from_its_day(store: Store, family: Family) -> None:
    first = told(store, family.both, whole())
    with store.unit() as unit:
        set_policy(unit, "gross_up_percent", "15", date(2020, 1, 1), "our auditor asked")
    with store.view() as session:
        view = review_view(session, first, store.clock.now())
        assert review_start(session, family.both, store.clock.now()).rules.gross_up_percent == 15
    assert view.household.gross_income == Money.of("5660")  # 5,200 and 400 + 15%


# -- the same people on other loans ----------------------------------------------------------------


def test_a_review_is_seen_from_the_other_loans_of_its_people(store: Store, family: Family) -> None:
    review_id = told(store, family.both, whole())
    with store.view() as session:
        (found,) = reviews_elsewhere(session, family.marco)
        assert (found.review_id, found.loan_id) == (review_id, family.both)
        assert found.ends_in.endswith("0001")
        assert found.people == ("Marco Ruiz",)
        assert reviews_elsewhere(session, family.stranger) == ()
        assert reviews_elsewhere(session, family.both) == ()
        shown = card(session, family.marco, store.clock.now())
        assert [each.review_id for each in shown.reviews_elsewhere] == [review_id]
        assert shown.review is None


def test_a_half_finished_review_is_not_shown_elsewhere(store: Store, family: Family) -> None:
    told(store, family.both, whole(), finish=False)
    with store.view() as session:
        assert reviews_elsewhere(session, family.marco) == ()


def test_people_of_one_household_see_each_other_s_reviews(store: Store, family: Family) -> None:
    with store.unit() as unit:
        home = Household(name="Ruiz")
        unit.session.add(home)
        unit.session.flush()
        rosa = a_person(unit, written="Rosa Ruiz", household_id=home.id)
        tomas = a_person(unit, written="Tomas Ruiz", household_id=home.id)
        hers, his = a_loan(unit, number="200001"), a_loan(unit, number="200002")
        linked(unit, hers, rosa)
        linked(unit, his, tomas)
        hers_id, his_id = hers.id, his.id
    told(store, hers_id, whole())
    with store.view() as session:
        (found,) = reviews_elsewhere(session, his_id)
        assert (found.loan_id, found.people) == (hers_id, ("Rosa Ruiz",))
        assert reviews_elsewhere(session, family.both) == ()


def test_a_new_version_begins_with_the_last_but_promises_anew(store: Store, family: Family) -> None:
    first = told(store, family.both, whole() | {"certify_true": Entry(True)})
    with store.unit() as unit:
        second = begin_from(unit, family.both, first)
    with store.view() as session:
        assert entries_of(session, second) == whole()
        assert session.get_one(Review, second).begun_from_id == first
        assert [each.number for each in versions(session, family.both)] == [2, 1]
        says = [entry.title for entry in timeline(session, family.both)]
    assert any("earlier answers" in each for each in says)


def test_answers_move_to_where_each_person_sits(store: Store, family: Family) -> None:
    answers = whole() | {"co_borrower_wages": said(1500), "co_borrower_wages_take_home": said(1200)}
    first = told(store, family.both, answers)
    with store.unit() as unit:
        made = begin_from(unit, family.marco, first)
    with store.view() as session:
        found = entries_of(session, made)
        assert seats_of(session, family.both) == {
            ("borrower", 1): family.ana_id,
            ("co_borrower", 1): family.marco_id,
        }
    assert found["borrower_wages"] == said(1500)
    assert found["contributor_name"] == Entry("Ana Ruiz")
    assert found["contributor_wages"] == whole()["borrower_wages"]
    assert "contributor_lives_here" not in found  # to be asked
    assert "hoa_dues" not in found


def test_answers_of_strangers_are_refused(store: Store, family: Family) -> None:
    first = told(store, family.stranger, whole())
    with pytest.raises(UserError, match="not on this loan"), store.unit() as unit:
        begin_from(unit, family.both, first)


def test_a_half_finished_review_is_not_written_over(store: Store, family: Family) -> None:
    first = told(store, family.both, whole())
    told(store, family.both, {"food": said(1)}, finish=False)
    with pytest.raises(UserError, match="half-finished"), store.unit() as unit:
        begin_from(unit, family.both, first)


def test_everybody_on_the_loan_has_their_own_lines(store: Store, family: Family) -> None:
    with store.unit() as unit:
        loan = unit.session.get_one(Loan, family.both)
        linked(unit, loan, a_person(unit, written="Lea Ruiz"), Role.CO_BORROWER, position=3)
        linked(unit, loan, a_person(unit, written="Rosa Ruiz"), Role.AUTHORIZED, position=4)
    with store.view() as session:
        start = review_start(session, family.both, store.clock.now())
    assert start.co_borrowers == 2
    assert {
        key: start.on_file[key]
        for key in ("borrower_name", "co_borrower_name", "co_borrower_name@2", "contributor_name")
    } == {
        "borrower_name": "Ana Ruiz",
        "co_borrower_name": "Marco Ruiz",
        "co_borrower_name@2": "Lea Ruiz",
        "contributor_name": "Rosa Ruiz",
    }


# -- the file --------------------------------------------------------------------------------------


def test_the_file_holds_every_version_and_the_screens(store: Store, family: Family) -> None:
    first = told(store, family.both, whole())
    second = told(store, family.both, whole() | {"credit_score": Entry(600), "food": said(1)})
    with store.view() as session:
        found = review_file(session, family.both, store.clock.now())
        assert latest_review(session, family.both) == second
    assert [each.review_id for each in found.versions] == [second, first]
    assert found.views[first].entries["food"] == said(700)
    tests = {each.key: each.met for each in found.screened(second).tests}
    assert tests["score"] is True
    assert {each.key: each.met for each in found.screened(first).tests}["score"] is None
    assert found.days_past_due is not None
