"""Which duties of Regulations X and Z, and of the laws beside them, are on for one loan.

The scope of a mortgage loan in subpart C is 12 CFR 1024.31 (no open-end line) and 1024.5(b)
(neither business purpose, nor temporary financing, nor vacant land). 1024.30(b) takes 1024.38 to
.41 away from small servicers, reverse mortgages and qualified lenders under the Farm Credit Act,
except as 1024.41(j) says. 1024.30(c)(2) keeps 1024.39 to .41 to the borrower's principal
residence; a vacant home may still be one (comment 30(c)(2)-1). 1024.30(d): a confirmed successor
in interest is a borrower.

A section is on when none of the switches that turn it off is true. A switch nobody knows leaves
the section unknown, and says what to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mortgage_collect.core import text
from mortgage_collect.rules.coverage.ruling import Known, Ruling, both, opposite, ruling


@dataclass(frozen=True, slots=True)
class MortgageFacts:
    """One loan and its servicer, as the scope of the regulations looks at them."""

    open_end: Known = None
    business_purpose: Known = None
    temporary_financing: Known = None
    vacant_land: Known = None
    principal_residence: Known = None
    reverse: Known = None
    farm_credit: Known = None
    small_servicer: Known = None
    successor_confirmed: Known = None
    in_bankruptcy: Known = None


class Switch(StrEnum):
    """What turns a section off."""

    OPEN_END = "open_end"
    BUSINESS = "business"
    TEMPORARY = "temporary"
    VACANT_LAND = "vacant_land"
    NOT_RESIDENCE = "not_residence"
    REVERSE = "reverse"
    FARM_CREDIT = "farm_credit"
    SMALL = "small"
    NOT_SMALL = "not_small"
    REVERSE_NOT_SMALL = "reverse_not_small"
    FARM_NOT_SMALL = "farm_not_small"
    NO_SUCCESSOR = "no_successor"
    NO_BANKRUPTCY = "no_bankruptcy"


@dataclass(frozen=True, slots=True)
class SwitchWords:
    says: str
    cite: str
    asks: str


WORDS: dict[Switch, SwitchWords] = {
    Switch.OPEN_END: SwitchWords(
        "an open-end line of credit", "12 CFR 1024.31", "Is this an open-end line?"
    ),
    Switch.BUSINESS: SwitchWords(
        "a loan for business purposes", "12 CFR 1024.5(b)(2)", "Was this loan for a business?"
    ),
    Switch.TEMPORARY: SwitchWords(
        "temporary financing", "12 CFR 1024.5(b)(3)", "Is this temporary financing?"
    ),
    Switch.VACANT_LAND: SwitchWords(
        "a loan on vacant land", "12 CFR 1024.5(b)(4)", "Is the property vacant land?"
    ),
    Switch.NOT_RESIDENCE: SwitchWords(
        "the home is not the borrower's principal residence",
        "12 CFR 1024.30(c)(2)",
        "Is the home the borrower's principal residence?",
    ),
    Switch.REVERSE: SwitchWords(
        "a reverse mortgage", "12 CFR 1024.30(b)(2)", "Is this a reverse mortgage?"
    ),
    Switch.FARM_CREDIT: SwitchWords(
        "we are a qualified lender under the Farm Credit Act",
        "12 CFR 1024.30(b)(3)",
        "Are we a qualified lender under the Farm Credit Act?",
    ),
    Switch.SMALL: SwitchWords(
        "we are a small servicer", "12 CFR 1024.30(b)(1)", "Are we a small servicer?"
    ),
    Switch.NOT_SMALL: SwitchWords(
        "we are no small servicer, and 1024.41(f) and (g) hold in full",
        "12 CFR 1024.41(j)",
        "Are we a small servicer?",
    ),
    Switch.REVERSE_NOT_SMALL: SwitchWords(
        "a reverse mortgage", "12 CFR 1024.30(b)(2)", "Is this a reverse mortgage?"
    ),
    Switch.FARM_NOT_SMALL: SwitchWords(
        "we are a qualified lender under the Farm Credit Act",
        "12 CFR 1024.30(b)(3)",
        "Are we a qualified lender under the Farm Credit Act?",
    ),
    Switch.NO_SUCCESSOR: SwitchWords(
        "nobody is confirmed as successor in interest",
        "12 CFR 1024.30(d)",
        "Is anybody a confirmed successor in interest?",
    ),
    Switch.NO_BANKRUPTCY: SwitchWords(
        "no borrower is in bankruptcy", "12 CFR 1026.41(f)", "Is a borrower in bankruptcy?"
    ),
}

# Where the paragraph differs from the one in WORDS.
STATEMENT_CITES = {
    Switch.SMALL: "12 CFR 1026.41(e)(4)(i)",
    Switch.REVERSE: "12 CFR 1026.41(e)(1)",
    Switch.OPEN_END: "12 CFR 1026.41(a)(1)",
    Switch.BUSINESS: "12 CFR 1026.3(a)(1)",
}


def state_of(switch: Switch, facts: MortgageFacts) -> Known:
    """Whether a switch is thrown."""
    not_small = opposite(facts.small_servicer)
    match switch:
        case Switch.OPEN_END:
            return facts.open_end
        case Switch.BUSINESS:
            return facts.business_purpose
        case Switch.TEMPORARY:
            return facts.temporary_financing
        case Switch.VACANT_LAND:
            return facts.vacant_land
        case Switch.NOT_RESIDENCE:
            return opposite(facts.principal_residence)
        case Switch.REVERSE:
            return facts.reverse
        case Switch.FARM_CREDIT:
            return facts.farm_credit
        case Switch.SMALL:
            return facts.small_servicer
        case Switch.NOT_SMALL:
            return not_small
        case Switch.REVERSE_NOT_SMALL:
            return both(facts.reverse, not_small)
        case Switch.FARM_NOT_SMALL:
            return both(facts.farm_credit, not_small)
        case Switch.NO_SUCCESSOR:
            return opposite(facts.successor_confirmed)
        case Switch.NO_BANKRUPTCY:
            return opposite(facts.in_bankruptcy)


@dataclass(frozen=True, slots=True)
class Section:
    """A duty, what it is called, and what turns it off."""

    key: str
    title: str
    cite: str
    off: tuple[Switch, ...] = ()


OUT_OF_X = (Switch.OPEN_END, Switch.BUSINESS, Switch.TEMPORARY, Switch.VACANT_LAND)
ONLY_HOME = (*OUT_OF_X, Switch.NOT_RESIDENCE)
LARGE_ONLY = (Switch.REVERSE, Switch.FARM_CREDIT, Switch.SMALL)
REFERRAL = (*ONLY_HOME, Switch.REVERSE_NOT_SMALL, Switch.FARM_NOT_SMALL)
STATEMENTS = (Switch.OPEN_END, Switch.BUSINESS, Switch.REVERSE, Switch.SMALL)

SECTIONS: tuple[Section, ...] = (
    Section("39a", "Live contact by day 36", "12 CFR 1024.39(a)", (*ONLY_HOME, *LARGE_ONLY)),
    Section("39b", "Written notice by day 45", "12 CFR 1024.39(b)", (*ONLY_HOME, *LARGE_ONLY)),
    Section("40", "Continuity of contact", "12 CFR 1024.40", (*ONLY_HOME, *LARGE_ONLY)),
    Section(
        "41b2", "Loss mitigation application", "12 CFR 1024.41(b)(2)", (*ONLY_HOME, *LARGE_ONLY)
    ),
    Section("41f1", "No first filing before day 120", "12 CFR 1024.41(f)(1)", REFERRAL),
    Section(
        "41j",
        "No filing while an agreement is kept",
        "12 CFR 1024.41(j)",
        (*ONLY_HOME, Switch.NOT_SMALL),
    ),
    Section("38", "Policies and procedures", "12 CFR 1024.38", (*OUT_OF_X, *LARGE_ONLY)),
    Section(
        "30d", "Successor is a borrower", "12 CFR 1024.30(d)", (*OUT_OF_X, Switch.NO_SUCCESSOR)
    ),
    Section("33", "Transfer of servicing", "12 CFR 1024.33", OUT_OF_X),
    Section("34", "Escrow on time", "12 CFR 1024.34", OUT_OF_X),
    Section("35", "Notices of error", "12 CFR 1024.35", OUT_OF_X),
    Section("36", "Requests for information", "12 CFR 1024.36", OUT_OF_X),
    Section("37", "Force-placed insurance", "12 CFR 1024.37", OUT_OF_X),
    Section("1026.41", "Periodic statements", "12 CFR 1026.41", STATEMENTS),
    Section("1026.41d8", "Delinquency on the statement", "12 CFR 1026.41(d)(8)", STATEMENTS),
    Section(
        "1026.41f",
        "Statements in bankruptcy",
        "12 CFR 1026.41(f)",
        (*STATEMENTS, Switch.NO_BANKRUPTCY),
    ),
    Section(
        "1026.36c1",
        "Prompt crediting",
        "12 CFR 1026.36(c)(1)",
        (Switch.BUSINESS, Switch.NOT_RESIDENCE),
    ),
    Section("1026.36c3", "Payoff statement", "12 CFR 1026.36(c)(3)", (Switch.BUSINESS,)),
    Section("1701x", "Counseling and SCRA notice", "12 USC 1701x(c)(5)", (Switch.NOT_RESIDENCE,)),
    Section("scra", "Servicemembers", "50 USC 3937"),
    Section("ecoa", "Equal credit opportunity", "12 CFR 1002.9"),
    Section("bankruptcy", "Automatic stay", "11 USC 362(a)"),
    Section("tcpa", "Autodialed calls and texts", "47 USC 227(b)(1)"),
)
BY_KEY = {section.key: section for section in SECTIONS}


def applies(section: Section, facts: MortgageFacts) -> Ruling:
    """Whether a section is on for a loan, and what turned it off or leaves it open."""
    states = [(switch, state_of(switch, facts)) for switch in section.off]
    if thrown := [switch for switch, state in states if state is True]:
        why = text.listed([WORDS[switch].says for switch in thrown])
        cites = dict.fromkeys(_cite(section, switch) for switch in thrown)
        return ruling(False, f"Off: {why}.", *cites)
    if open_ones := [switch for switch, state in states if state is None]:
        asks = tuple(dict.fromkeys(_asked(switch, facts) for switch in open_ones))
        return ruling(
            None,
            f"Not settled: {text.count(len(asks), 'question')} open.",
            section.cite,
            unknowns=asks,
        )
    if section.key == "41f1" and facts.small_servicer:
        return ruling(True, "On, for small servicers too.", "12 CFR 1024.41(j)", section.cite)
    return ruling(True, "On.", section.cite)


def _asked(switch: Switch, facts: MortgageFacts) -> str:
    """What would settle a switch; one made of two facts asks for the one that is missing."""
    known = {Switch.REVERSE_NOT_SMALL: facts.reverse, Switch.FARM_NOT_SMALL: facts.farm_credit}
    if known.get(switch) is True:
        return WORDS[Switch.SMALL].asks
    return WORDS[switch].asks


def _cite(section: Section, switch: Switch) -> str:
    if section.cite.startswith("12 CFR 1026"):
        return STATEMENT_CITES.get(switch, WORDS[switch].cite)
    return WORDS[switch].cite


def coverage(facts: MortgageFacts) -> tuple[tuple[Section, Ruling], ...]:
    """Every section with its ruling, in the order of the book."""
    return tuple((section, applies(section, facts)) for section in SECTIONS)
