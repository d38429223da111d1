"""The guard by every channel, under three profiles, and where a duty falls due inside a stop."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from mortgage_collect.core.words import (
    Capacity,
    Consent,
    FlagKind,
    Outcome,
)
from mortgage_collect.rules.facts import (
    FlagFact,
    PointFacts,
)
from mortgage_collect.rules.guard import assess
from mortgage_collect.rules.rule import Basis, Question, Verdict
from mortgage_collect.rules.verdict import Need
from tests.rules.a_call import CALL, a_call, rang

AGREED = PointFacts(consent_text=Consent.GIVEN, consent_on=date(2026, 3, 1))


@pytest.mark.parametrize(
    ("question", "known", "says"),
    [
        (Question.MAY_TEXT, {"point": AGREED, "dialed_by_hand": True},
             "You may text: 10:42 AM where they are."),
        (Question.MAY_LEAVE_MESSAGE, {"point": AGREED, "dialed_by_hand": True},
         "You may leave a message: 10:42 AM where they are, 0 of 7 calls used."),
        (Question.MAY_WRITE, {},
         "You may write. In a closed envelope, with nothing on it that tells of a debt."),
        (Question.MAY_VISIT, {}, "You may visit: 10:42 AM where they are."),
        (Question.MAY_EMAIL, {}, "Do not e-mail: no e-mail address on file."),
        (Question.MAY_ASK_THIRD_PARTY, {"location_known": False},
         "You may ask where they are, with care: name no debt."),
        (Question.MAY_VISIT, {"at": datetime(2026, 3, 9, 3, tzinfo=UTC)},
         "Do not visit before 8:00 AM Eastern time tomorrow: it is 11:00 PM Eastern time."),
    ],
)  # fmt: skip
def test_the_answer_fits_the_act(question, known, says):
    answer = assess(question, a_call(**known))

    assert answer.says == says
    assert answer.question is question


def test_one_history_under_three_profiles():
    """Eight calls in a week, one of them a talk, and a letter that asks us to stop."""
    history = (*map(rang, range(7)), rang(3, Outcome.RIGHT_PARTY))
    cease = FlagFact(FlagKind.CEASE, date(2026, 3, 8))

    def told(capacity, **known):
        facts = a_call(capacity=capacity, past=history, flags=(cease,), **known)
        answer = assess(CALL, facts)
        return answer.verdict, answer.needs, {f.rule: f.basis for f in answer.deciding}

    law = dict.fromkeys(
        ["reg_f.cease", "reg_f.conversation_hold", "reg_f.call_frequency"], Basis.LAW
    )
    assert told(Capacity.DEBT_COLLECTOR) == (Verdict.STOP, None, law)
    assert told(Capacity.SERVICER_FOR_OTHERS, in_default_when_obtained=True) == (
        Verdict.STOP, None, law,
    )  # fmt: skip
    # Obtained before the default, or our own loan: no law of debt collectors; the bank's policy is
    # kept, and a reason may set it aside.
    policy = {"reg_f.cease": Basis.POLICY}
    for capacity in (Capacity.CREDITOR, Capacity.SERVICER_FOR_OTHERS):
        known = {"in_default_when_obtained": False}
        assert told(capacity, **known) == (Verdict.STOP, Need.REASON, policy)
    without = a_call(capacity=Capacity.CREDITOR, past=history)
    assert assess(CALL, without).verdict is Verdict.CAUTION


# -- when a duty falls due inside a stop -------------------------------------------------------

DUE = date(2026, 3, 12)
TALKED = {"past": (rang(2, Outcome.RIGHT_PARTY),)}


@pytest.mark.parametrize(
    ("known", "instead"),
    [
        (TALKED | {"duty_due": DUE}, "is due by Mar 12, 2026, before this stop ends: write"),
        # The hold ends at midnight before Mar 14, and then it is night: the 13th is too early.
        (TALKED | {"duty_due": date(2026, 3, 13)}, "write instead"),
        (TALKED | {"duty_due": date(2026, 3, 14)}, ""),
        (TALKED, ""),
        ({"flags": (FlagFact(FlagKind.BANKRUPTCY, DUE - timedelta(9)),), "duty_due": DUE},
         "12 CFR 1024.39(c)"),
        ({"flags": (FlagFact(FlagKind.CEASE, DUE - timedelta(9)),), "duty_due": DUE},
         "12 CFR 1024.39(d)"),
        ({"flags": (FlagFact(FlagKind.CEASE, DUE - timedelta(9)),), "duty_due": DUE,
          "capacity": Capacity.CREDITOR}, "write instead"),
        ({"flags": (FlagFact(FlagKind.ATTORNEY, DUE - timedelta(9)),), "duty_due": DUE},
         "speak with their attorney"),
        ({"flags": (FlagFact(FlagKind.ATTORNEY, DUE - timedelta(9)),)},
         "Write to or call the attorney."),
        ({"duty_due": DUE}, ""),
    ],
)  # fmt: skip
def test_the_lawful_way_that_is_left(known, instead):
    told = assess(CALL, a_call(**known)).instead

    assert instead in told
    assert bool(told) is bool(instead)
