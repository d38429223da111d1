"""What a file's words tell of a loan's place in the regulations: outright, or not at all."""

import pytest

from mortgage_collect.core.words import Occupancy
from mortgage_collect.rules.coverage.loan_words import mortgage_facts, purchase_money


def facts(**told):
    given = {
        "loan_type": "",
        "purpose": "",
        "property_type": "",
        "occupancy": Occupancy.UNKNOWN,
        "term_months": None,
        "small_servicer": None,
        "farm_credit": None,
        "successor_confirmed": None,
        "in_bankruptcy": None,
    }
    return mortgage_facts(**given | told)


@pytest.mark.parametrize(
    ("loan_type", "open_end", "reverse"),
    [
        ("", None, None),
        ("Conventional", False, False),
        ("VA 30 yr fixed", False, False),
        ("HELOC", True, False),
        ("Home equity line of credit", True, False),
        ("Open-end", True, False),
        ("HECM", False, True),
        ("Reverse mortgage", False, True),
        ("0417", None, None),
        ("Online", None, None),
        ("Nevada", None, None),
    ],
)
def test_the_type_of_a_loan(loan_type, open_end, reverse):
    found = facts(loan_type=loan_type)

    assert (found.open_end, found.reverse) == (open_end, reverse)


@pytest.mark.parametrize(
    ("occupancy", "home"),
    [
        (Occupancy.OWNER, True),
        (Occupancy.SECOND_HOME, False),
        (Occupancy.INVESTOR, False),
        (Occupancy.TENANT, False),
        (Occupancy.VACANT, None),
        (Occupancy.UNKNOWN, None),
    ],
)
def test_who_lives_there(occupancy, home):
    assert facts(occupancy=occupancy).principal_residence is home


def test_a_business_is_said_and_a_home_is_none():
    assert facts(purpose="Purchase").business_purpose is None
    assert facts(purpose="Purchase", occupancy=Occupancy.OWNER).business_purpose is False
    assert facts(purpose="Business", occupancy=Occupancy.OWNER).business_purpose is True
    assert facts(loan_type="Commercial RE").business_purpose is True


def test_land_is_said_and_a_house_is_none():
    assert facts().vacant_land is None
    assert facts(occupancy=Occupancy.OWNER).vacant_land is False
    assert facts(property_type="Single family").vacant_land is False
    assert facts(property_type="Vacant land").vacant_land is True
    assert facts(property_type="Highland Park condo").vacant_land is False


@pytest.mark.parametrize(("months", "temporary"), [(None, None), (24, None), (25, False)])
def test_a_long_loan_is_no_temporary_financing(months, temporary):
    assert facts(term_months=months).temporary_financing is temporary


@pytest.mark.parametrize(
    ("purpose", "bought"),
    [
        ("", None),
        ("Purchase", True),
        ("PURCHASE MONEY 1ST", True),
        ("Home purchase", True),
        ("non-purchase", False),
        ("Non purchase", False),
        ("Not purchase", False),
        ("No purchase", False),
        ("Refinance of purchase", False),
        ("Refi", False),
        ("Cash-out", False),
        ("Home equity", False),
        ("Home improvement", False),
        ("C", None),
        ("Repurchased", None),
    ],
)
def test_whether_a_loan_paid_for_buying_the_home(purpose, bought):
    assert purchase_money(purpose) is bought
