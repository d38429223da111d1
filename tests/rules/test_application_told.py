"""How an application stands, in the words the screen shows. Days are counted from the table below.

The sale days and rights themselves are in the tables of `cases_duties`; here only what is said.
"""

from datetime import date

import pytest

from mortgage_collect.rules.duties.loss_mitigation.standing import standings
from mortgage_collect.rules.duties.loss_mitigation.telling import told_of
from tests.rules.a_life import life_of

RECEIVED = {"key": "received", "on": date(2026, 3, 2)}
INCOMPLETE = {
    "key": "acknowledged",
    "on": date(2026, 3, 5),
    "complete": False,
    "missing": ["pay stubs", "tax return"],
    "reasonable_date": date(2026, 4, 1),
}
COMPLETE = {"key": "complete", "on": date(2026, 3, 10)}
DECIDED = {
    "key": "decided",
    "on": date(2026, 3, 20),
    "offered": ["repayment plan"],
    "denied": ["modification"],
    "accept_by": date(2026, 4, 3),
    "evaluator": "Ana",
}
APPEALED = {"key": "appealed", "on": date(2026, 3, 25)}


def told(*steps, today, **more):
    life = life_of({"matters": [{"kind": "application", "steps": list(steps)}], **more})
    (one,) = standings(life, today)
    return dict(told_of(one, today))


@pytest.mark.parametrize(
    ("steps", "today", "name", "words"),
    [
        ([], date(2026, 3, 3), "Complete", "no"),
        ([], date(2026, 3, 3), "Sale", "no day of sale was set when it came in"),
        (
            [INCOMPLETE],
            date(2026, 3, 6),
            "Complete",
            "no: pay stubs and tax return missing, asked for by Apr 1, 2026",
        ),
        ([COMPLETE], date(2026, 3, 11), "Complete", "since Mar 10, 2026"),
        ([COMPLETE, DECIDED], date(2026, 3, 21), "Offer", "open until Apr 3, 2026"),
        ([COMPLETE, DECIDED], date(2026, 3, 21), "Appeal", "may come in until Apr 3, 2026"),
        (
            [COMPLETE, DECIDED],
            date(2026, 4, 4),
            "Offer",
            "rejected Apr 4, 2026, by silence",
        ),
        (
            [COMPLETE, DECIDED, APPEALED],
            date(2026, 3, 26),
            "Appeal",
            "came in Mar 25, 2026; to be reviewed by somebody other than Ana",
        ),
        (
            [COMPLETE, DECIDED, APPEALED],
            date(2026, 3, 26),
            "Offer",
            "open until 14 days after the appeal is decided",
        ),
        (
            [COMPLETE, DECIDED, {"key": "appealed", "on": date(2026, 4, 6)}],
            date(2026, 4, 7),
            "Appeal",
            "came in late, Apr 6, 2026",
        ),
        (
            [COMPLETE, {"key": "withdrawn", "on": date(2026, 3, 12)}],
            date(2026, 3, 13),
            "Over",
            "since Mar 12, 2026",
        ),
    ],
)
def test_it_is_said_in_words(steps, today, name, words):
    assert told(RECEIVED, *steps, today=today)[name] == words


def test_an_accepted_offer_names_it():
    accepted = {"key": "accepted", "on": date(2026, 3, 30), "option": "repayment plan"}
    found = told(RECEIVED, COMPLETE, DECIDED, accepted, today=date(2026, 3, 31))
    assert found["Offer"] == "accepted Mar 30, 2026: repayment plan"


def test_a_decided_appeal_names_its_outcome_and_reviewer():
    decided = {
        "key": "appeal_decided",
        "on": date(2026, 4, 2),
        "reviewer": "Marta",
        "outcome": "upheld",
    }
    found = told(RECEIVED, COMPLETE, DECIDED, APPEALED, decided, today=date(2026, 4, 3))
    assert found["Appeal"] == "decided Apr 2, 2026: the denial stands, reviewed by Marta"


def test_a_name_without_words_is_left_out():
    assert all(told(RECEIVED, COMPLETE, DECIDED, today=date(2026, 3, 21)).values())
