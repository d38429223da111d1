"""A loan is found by whatever a specialist has in hand."""

import pytest

from mortgage_collect.core.words import PointKind
from mortgage_collect.queries.search import find, index_loan
from mortgage_collect.services.contacts import add_point
from mortgage_collect.services.loans import correct_property
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
