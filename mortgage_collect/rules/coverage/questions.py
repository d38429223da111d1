"""What a bank is asked about itself, each question with why it matters and what it changes.

Ten minutes, once, and again when something changes. Keys are for ever: the answers are kept under
them. A count is of one January 1 and says nothing of another year.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mortgage_collect.rules.coverage.small_lender import CARVE_OUTS

UNANSWERED = ""
NONE_OF_THEM = "none"


class Takes(StrEnum):
    """What an answer is."""

    COUNT = "count"  # "3000"
    YES_NO = "yes_no"  # "yes", "no"
    CHOICE = "choice"  # one of the options
    STATES = "states"  # "NH VT", or "none"
    DAY = "day"  # "2026-02-01"


class When(StrEnum):
    """Whether a question is asked at all."""

    ALWAYS = "always"
    NONPROFIT = "nonprofit"
    OVER_THE_LINE = "over_the_line"
    FOR_OTHERS = "for_others"
    IN_STATE = "in_state"


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """`counted`: of a January 1. `state`: where it is asked, with `When.IN_STATE`."""

    key: str
    section: str
    asks: str
    takes: Takes
    why: str
    changes: str
    options: tuple[Option, ...] = ()
    counted: bool = False
    when: When = When.ALWAYS
    state: str = ""


BANK, COUNTS, OTHERS, STATES, KEPT = (
    "The bank",
    "Mortgages serviced on January 1",
    "Loans of others",
    "States",
    "Kept by choice",
)
SECTIONS = (BANK, COUNTS, OTHERS, STATES, KEPT)

CHARTERS = (
    Option("national_bank", "National bank"),
    Option("state_bank", "State bank"),
    Option("savings", "Savings bank or association"),
    Option("credit_union", "Credit union"),
    Option("farm_credit", "Qualified lender under the Farm Credit Act"),
    Option("housing_agency", "Housing finance agency"),
    Option("nonprofit", "Nonprofit, 501(c)(3)"),
    Option("other", "Another lender or servicer"),
)

_LIMIT = "Small servicer, 12 CFR 1026.41(e)(4): 5,000 at most, all our own or an affiliate's."
_LEFT_OUT = "Not counted toward the 5,000, and covered by the status all the same."


def _count(key: str, asks: str, why: str, changes: str, when: When = When.ALWAYS) -> Question:
    return Question(key, COUNTS, asks, Takes.COUNT, why, changes, counted=True, when=when)


QUESTIONS: tuple[Question, ...] = (
    Question(
        "charter",
        BANK,
        "What is the bank's charter?",
        Takes.CHOICE,
        "Housing agencies, nonprofits and Farm Credit lenders have tests of their own.",
        "Small servicer; which parts of Regulation X are on.",
        CHARTERS,
    ),
    Question(
        "own_name",
        BANK,
        "Do we collect our own loans under our own name only?",
        Takes.YES_NO,
        "A creditor under a name that suggests somebody else is a debt collector.",
        "Regulation F on every loan of our own, 12 CFR 1006.2(i)(1).",
    ),
    Question(
        "collecting_business",
        BANK,
        "Is collecting debts the bank's principal business?",
        Takes.YES_NO,
        "Who lives by collecting is a debt collector even on debts it bought.",
        "Regulation F on loans we bought, 12 CFR 1006.2(i)(1).",
    ),
    Question(
        "licenses",
        BANK,
        "In which states do we hold a license as a collection agency?",
        Takes.STATES,
        "Some states cap calls for licensed agencies only.",
        "State caps on calls, such as three a week in Washington.",
    ),
    Question(
        "open_saturdays",
        BANK,
        "Is the office open on Saturdays for substantially all it does?",
        Takes.YES_NO,
        "Then a Saturday is a business day for a payoff statement.",
        "The day a payoff statement is due, 12 CFR 1026.2(a)(6), 1026.36(c)(3).",
    ),
    Question(
        "options_available",
        BANK,
        "Is any help open to borrowers who are behind, beside paying in full?",
        Takes.YES_NO,
        "Some notices are owed only where there is something to offer.",
        "The notice in a bankruptcy and after a request to stop, 12 CFR 1024.39(c), (d).",
    ),
    _count(
        "own",
        "Loans of our own, first and junior, open-end lines left out",
        "Own: we hold the loan, or we made it. Loans from a merger or a branch count as own.",
        _LIMIT,
    ),
    _count(
        "affiliates",
        "Loans of affiliates, whoever services them",
        "Affiliates are counted together: 3,000 and 4,000 are 7,000.",
        _LIMIT,
    ),
    _count(
        "for_others",
        "Loans serviced for others for pay, by us or an affiliate",
        "One is enough to end the status, though only the servicing is ours.",
        _LIMIT,
    ),
    _count(
        "associated",
        "Loans made by associated nonprofits, serviced by us",
        "A nonprofit may service for nonprofits of the same name or control.",
        _LIMIT,
        When.NONPROFIT,
    ),
    _count(
        "voluntary_unpaid",
        "Loans serviced for others as a favor, without pay",
        "Voluntary, for no affiliate, and for no fee of any kind.",
        _LEFT_OUT,
    ),
    _count("reverse", "Reverse mortgages", "They are left out of the count.", _LEFT_OUT),
    _count("timeshare", "Loans on timeshare plans", "They are left out of the count.", _LEFT_OUT),
    _count(
        "seller_financed",
        "Loans serviced for a seller who financed up to three sales a year",
        "A qualifying seller-financer, 12 CFR 1026.36(a)(4).",
        _LEFT_OUT,
    ),
    Question(
        "crossed_on",
        COUNTS,
        "Since when has it been over 5,000, or one for others?",
        Takes.DAY,
        "From that day there are six months to comply, or until January 1 if that is later.",
        "The day every duty of a full servicer begins.",
        when=When.OVER_THE_LINE,
    ),
    Question(
        "regularly_for_others",
        OTHERS,
        "Do we collect what is owed to others as a matter of course?",
        Takes.YES_NO,
        "Whoever does so regularly is a debt collector on loans that came in default.",
        "Regulation F on loans serviced for others, 12 CFR 1006.2(i)(1).",
    ),
    Question(
        "affiliates_only",
        OTHERS,
        "Do we collect for nobody but affiliates?",
        Takes.YES_NO,
        "Collecting for affiliates only is left out of the definition.",
        "Regulation F on affiliates' loans, 12 CFR 1006.2(i)(2)(ii).",
        when=When.FOR_OTHERS,
    ),
    Question(
        "states",
        STATES,
        "In which states are the homes?",
        Takes.STATES,
        "The law of the state where the home stands adds to federal law.",
        "Which state rules bear on our loans, and what is asked below.",
    ),
    *(
        Question(
            f"foreclosures.{row.state}",
            STATES,
            f"How many {row.counts}?",
            Takes.COUNT,
            f"{row.limit:,} or fewer: {row.spares} may not bind us.",
            f"{row.cite}.",
            when=When.IN_STATE,
            state=row.state,
        )
        for row in CARVE_OUTS
        if row.counts
    ),
    *(
        Question(
            f"paper.{row.state}",
            STATES,
            f"Do we have {row.paper}?",
            Takes.YES_NO,
            f"Without it {row.spares} binds us whatever the count.",
            f"{row.cite}.",
            when=When.IN_STATE,
            state=row.state,
        )
        for row in CARVE_OUTS
        if row.paper
    ),
    Question(
        "adopts_reg_f",
        KEPT,
        "Do we keep to Regulation F where it does not bind us?",
        Takes.YES_NO,
        "Its hours and call limits are a sound policy for a creditor too.",
        "Its answers then stop a call as bank policy. Single rules: see The law.",
    ),
)
BY_KEY = {question.key: question for question in QUESTIONS}
