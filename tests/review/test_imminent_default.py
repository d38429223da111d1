"""The imminent-default screen, test by test."""

from pathlib import Path

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.review.household import household
from mortgage_collect.review.imminent_default import RULE, LoanFacts, imminent_default
from mortgage_collect.review.line import Entry
from tests.loanmath.tables import cases
from tests.review.households import DAY, whole

HERE = Path(__file__).parent


def screened(case):
    entries = whole()
    if "savings" in case:
        entries["savings"] = Entry(Money.of(case["savings"]))
    if "term" in case:
        entries["hardship_term"] = Entry(case["term"])
    if "use" in case:
        entries["property_use"] = Entry(case["use"])
    unknown = case.get("unknown", [])
    if "reserves" in unknown:
        del entries["savings"]
    home = household(
        entries, as_of=DAY, payment=Money.of(case.get("payment", "1800.00")), state="VT"
    )
    score = None if "score" in unknown else case.get("score", 700)
    return imminent_default(home, LoanFacts(case.get("days", 30), score, case.get("lates", 0)))


@pytest.mark.parametrize("case", cases("imminent_default", "", HERE))
def test_screen(case):
    found = screened(case)
    if case.get("open"):
        assert found.imminent is None
        assert [each.key for each in found.unknown] == case["unknown"]
    else:
        assert found.imminent is case["imminent"]


def test_every_test_is_shown_with_what_was_found():
    found = screened({"score": 615})
    assert [(each.key, each.found, each.met) for each in found.tests] == [
        ("days", "30 days", True),
        ("residence", "primary", True),
        ("reserves", "$7,200.00", True),
        ("hardship", "Income went down, short", True),
        ("score", "615", True),
        ("lates", "0", False),
        ("ratio", "32.89%", False),
        ("long_term", "Short-term (6 months or less)", False),
    ]


def test_nothing_known_decides_nothing():
    found = imminent_default(household({}, as_of=DAY, payment=None), LoanFacts())
    assert found.imminent is None
    assert len(found.unknown) == len(found.tests)


def test_the_figures_are_marked_unverified():
    assert not RULE.verified
    assert RULE.source
