"""What a cap on late charges says beside the figure of F7; the amount itself is the file's."""

import pytest

from mortgage_collect.core.rate import Rate
from mortgage_collect.services.quotes import reinstatement_quote
from tests.services.desks import a_case


def late_line(store, state, percent):
    columns = {"late_charge_percent": Rate.percent(percent), "property": {"state": state}}
    loan_id = a_case(store, **columns).loan_id
    with store.view() as session:
        quote = reinstatement_quote(session, loan_id, store.clock.now())
    return quote.line("late_charges")


@pytest.mark.parametrize(
    ("state", "percent", "says"),
    [
        # Whole payment 1,499.10: two percent of what is overdue is 29.98 in New York.
        pytest.param("NY", "5", "at most $29.98 a payment", id="New York holds it to two percent"),
        pytest.param("NY", "1", "", id="a charge below the cap"),
        pytest.param("VT", "5", "", id="a state without a cap in the table"),
    ],
)
def test_the_cap_of_the_state_stands_beside_the_late_charges(store, state, percent, says):
    line = late_line(store, state, percent)
    assert line.amount is not None
    assert (says in line.note) if says else ("at most" not in line.note)
