"""Late charges held down by the caps of states and programs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.late_charge_cap import all_caps, capped_charge, caps_for, stops_for
from mortgage_collect.loanmath.terms import Installment, LateChargeTerms
from tests.loanmath.tables import cases

USD, PCT = Money.of, Rate.percent
DUE = date(2026, 9, 1)


@pytest.mark.parametrize("case", cases("caps"))
def test_capped_charge(case):
    terms = LateChargeTerms(PCT(case.get("percent", "5")), case.get("grace", 15))
    installment = Installment(DUE, USD(case["principal_interest"]), USD(case["escrow"]))
    on = DUE + timedelta(days=case["late"])
    caps = caps_for(case.get("state"), case.get("program"), on)
    found = capped_charge(terms, installment, on, caps)
    assert found.charge == USD(case["charge"])
    assert (found.held_by and found.held_by.citation.text) == case.get("held_by")


def test_where_nothing_is_known_it_is_said():
    terms = LateChargeTerms(PCT(5), 15)
    installment = Installment(DUE, USD(1000), ZERO)
    for state, program in (("TX", None), (None, None)):
        found = capped_charge(terms, installment, DUE, caps_for(state, program, DUE))
        assert found.findings == (
            "No cap of the state or a program is known here: the note governs",
        )


def test_a_cap_nobody_verified_holds_and_says_so():
    terms = LateChargeTerms(PCT(5), 15)
    on = DUE + timedelta(days=20)
    found = capped_charge(terms, Installment(DUE, USD(1000), ZERO), on, caps_for("MA", None, on))
    assert found.charge == USD(30)
    assert found.by_note == USD(50)
    assert "not verified" in found.findings[0]
    assert "four households" in found.findings[1]


def test_a_minimum_lets_more_than_the_percentage_be_charged():
    on = DUE + timedelta(days=20)
    terms = LateChargeTerms(PCT(50), 15)
    found = capped_charge(terms, Installment(DUE, USD(20), ZERO), on, caps_for("MD", None, on))
    assert found.charge == USD(2)  # 5 % of 20.00 is 1.00; the minimum is 2.00


def test_california_stops_charges_while_an_application_is_pending():
    (stop,) = stops_for("CA")
    assert "pending" in stop.condition
    assert not stop.verified
    assert stops_for("NY") == stops_for(None) == ()


def test_every_cap_has_its_papers():
    for cap in all_caps():
        assert cap.citation.text
        assert cap.reaches
        assert PCT(0) < cap.percent <= PCT(6)
        assert cap.in_force(DUE)
        # Never a date nobody knows.
        assert cap.since is None


@given(
    st.integers(1, 500_000),
    st.integers(0, 100_000),
    st.integers(-5, 60),
    st.sampled_from([cap.of for cap in all_caps()]),
)
def test_a_cap_never_raises_a_charge(cents, escrow, late, of):
    terms = LateChargeTerms(PCT(5), 15)
    installment = Installment(DUE, Money(cents), Money(escrow))
    on = DUE + timedelta(days=late)
    caps = [cap for cap in all_caps() if cap.of == of]
    found = capped_charge(terms, installment, on, caps)
    assert ZERO <= found.charge <= found.by_note
    if late <= 15:
        assert found.charge == ZERO
