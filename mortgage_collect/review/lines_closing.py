"""The last minutes of a review: what is put by, what they want with the home, and the promise."""

from __future__ import annotations

from typing import Final

from mortgage_collect.review.choices import INTENTS
from mortgage_collect.review.line import LineSpec, Section


def _asset(key: str, label: str, *, matters: bool = False, help: str = "") -> LineSpec:
    return LineSpec(
        key, label, Section.ASSETS, "money", counts_as="asset", matters=matters, help=help
    )


ASSETS: Final = (
    _asset("checking_cash", "Checking accounts and cash", matters=True),
    _asset("savings", "Savings, money market, CDs", matters=True),
    _asset(
        "stocks_bonds",
        "Stocks and bonds",
        help="Not in a retirement or college account: 401(k), IRA and 529 stay out.",
    ),
    _asset("other_assets", "Other assets that could be used"),
    LineSpec(
        "retirement_assets",
        "Retirement and college accounts",
        Section.ASSETS,
        "money",
        help="Not reserves: told for the file, and counted in no figure.",
        on_demand=True,
    ),
)

INTENT: Final = (
    LineSpec(
        "intent",
        "What they want with the home",
        Section.INTENT,
        "choice",
        INTENTS,
        matters=True,
    ),
    LineSpec("listed_for_sale", "The home is listed for sale", Section.INTENT, "yes_no"),
    LineSpec(
        "for_sale_by_owner",
        "For sale by owner",
        Section.INTENT,
        "yes_no",
        asked_when=("listed_for_sale", "yes"),
    ),
    LineSpec(
        "agent_name",
        "Agent",
        Section.INTENT,
        "text",
        asked_when=("listed_for_sale", "yes"),
    ),
    LineSpec(
        "agent_phone",
        "Agent's phone",
        Section.INTENT,
        "phone",
        asked_when=("listed_for_sale", "yes"),
    ),
)


def _promise(key: str, label: str) -> LineSpec:
    return LineSpec(key, label, Section.CERTIFICATION, "yes_no")


CERTIFICATION: Final = (
    _promise("certify_true", "Everything told is true and complete"),
    _promise("certify_documents", "Will send the papers that are asked for"),
    _promise("certify_no_obligation", "Understands the bank need not make an offer"),
    _promise("certify_credit_report", "Agrees to a credit report"),
    _promise("certify_sharing", "Agrees that the bank may share what helps to decide"),
    _promise("certify_first_payment", "Understands a first payment in time accepts an offer"),
    _promise("certify_contact", "Agrees to be called and e-mailed at the places given"),
    LineSpec(
        "credit_score",
        "Credit score, from the report",
        Section.CERTIFICATION,
        "number",
        help="Of the borrower whose score is lowest; for the imminent-default screen.",
        on_demand=True,
        most=999,
    ),
    LineSpec(
        "lates",
        "Payments 30 days late in the last six months",
        Section.CERTIFICATION,
        "number",
        help="From the credit report or our own record; for the imminent-default screen.",
        on_demand=True,
    ),
    LineSpec(
        "borrower_signed_on", "Borrower signed", Section.CERTIFICATION, "date", person="borrower"
    ),
    LineSpec(
        "co_borrower_signed_on",
        "Co-borrower signed",
        Section.CERTIFICATION,
        "date",
        person="co_borrower",
    ),
)
