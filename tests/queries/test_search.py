"""A loan is found by whatever a specialist has in hand."""

import pytest

from mortgage_collect.core.words import PointKind
from mortgage_collect.queries.search import find, index_loan
from mortgage_collect.services.loans import correct_property
from mortgage_collect.services.points import add_point
from mortgage_collect.store.store import Store
from tests.services.desks import a_case


@pytest.mark.parametrize(
    "typed",
    ["100012345678", "1000-1234-5678", "10001234", "5678", "(802) 555-0123", "1-802-555-0123",
     "+1 802.555.0123", "555-0123", "0123", "05401-1234", "12 main 05401"],
)  # fmt: skip
def test_found_by_numbers_in_any_punctuation(store: Store, typed: str) -> None:
    case = a_case(store, number="100012345678")
    with store.unit() as unit:
        correct_property(unit, case.loan_id, line_1="12 Main St", zip="05401-1234")
        index_loan(unit.session, case.loan_id)
    with store.view() as session:
        assert [row.loan_id for row in find(session, typed)] == [case.loan_id]


def test_eleven_digits_beginning_with_one_may_be_a_loan(store: Store) -> None:
    case = a_case(store, number="18025550123")
    with store.unit() as unit:
        index_loan(unit.session, case.loan_id)
        add_point(unit, case.person_id, PointKind.PHONE, "802-555-0177")
    with store.view() as session:
        assert [row.why for row in find(session, "18025550123")] == ["loan number"]
        assert [row.why for row in find(session, "18025550177")] == ["phone"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [("núñez", "name"), ("nunez", "name"), ("NUN MAR", "name"), ("maria near", "name"),
     ("near", "name"), ("maria 4401", "name"), ("4401", "loan number"), ("00004401", "loan number"),
     ("12 or st", "address"), ("or 05641", "address"), ("北京", "address"),
     ("m.n@example.com", "e-mail"), ('maria "near" (or)', "name"),
     ("maria or st 12 05641 m n example com st and no more", "address")],
)  # fmt: skip
def test_found_by_what_is_typed_and_told_why(any_store: Store, typed: str, why: str) -> None:
    """Words of the query languages, accents, other scripts, marks, more words than are asked."""
    case = a_case(any_store, number="00004401", borrower="NÚÑEZ, MARIA NEAR")
    with any_store.unit() as unit:
        correct_property(unit, case.loan_id, line_1="12 OR ST 北京市", zip="05641")
        add_point(unit, case.person_id, PointKind.EMAIL, "m.n@example.com")
    with any_store.view() as session:
        assert [(row.loan_id, row.why) for row in find(session, typed)] == [(case.loan_id, why)]


@pytest.mark.parametrize("typed", ["m", "nunez smith", "unez", "maria -near*", "near:*", "'", "*"])
def test_nothing_is_found_by_what_no_word_begins_with(any_store: Store, typed: str) -> None:
    case = a_case(any_store, number="00004401", borrower="NÚÑEZ, MARIA")
    with any_store.unit() as unit:
        correct_property(unit, case.loan_id, line_1="3 Elm St", zip="05401")
    with any_store.view() as session:
        assert find(session, typed) == ()


def test_a_corrected_address_is_found_and_the_old_one_no_more(any_store: Store) -> None:
    case = a_case(any_store)
    for line, gone in (("1 Elm St", "oak"), ("2 Oak St", "elm")):
        with any_store.unit() as unit:
            correct_property(unit, case.loan_id, line_1=line, zip="05401")
        with any_store.view() as session:
            assert [row.place.split(",")[0] for row in find(session, line)] == [line]
            assert find(session, f"{gone} st") == ()


def test_whole_words_come_before_words_that_begin_so(any_store: Store) -> None:
    numbers = ("30012", "3001", "30013", "993001")
    ids = {number: a_case(any_store, number=number).loan_id for number in numbers}
    with any_store.unit() as unit:
        for loan_id in ids.values():
            correct_property(unit, loan_id, line_1="3 Elm St", zip="05401")
    with any_store.view() as session:
        assert [row.number for row in find(session, "3001")] == ["3001", "993001", "30012", "30013"]
        assert [row.number for row in find(session, "3001", limit=2)] == ["3001", "993001"]
        assert [row.number for row in find(session, "3001", limit=3)] == ["3001", "993001", "30012"]
