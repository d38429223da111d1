"""What may be offered on an incomplete application: 12 CFR 1024.41(c)(2).

Nothing that rests on evaluating what the borrower sent in ((c)(2)(i)), with four exceptions: where
it stayed incomplete for a significant time in spite of our diligence ((ii)), a short-term plan
((iii)), a deferral as in (v), and until July 15, 2025 a streamlined modification as in (vi), which
90 FR 20791 took away. The amounts of (v) are COVID-19-related by its words; another use of it is
for counsel. An offer that uses nothing of an application is no matter of this paragraph (comment
41(c)(2)(i)-1).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from mortgage_collect.core import text
from mortgage_collect.rules.coverage.ruling import Ruling, ruling

GONE_ON = date(2025, 7, 15)


class Basis(StrEnum):
    """What an offer rests on."""

    EVALUATION = "evaluation"
    NO_APPLICATION = "no_application"
    LONG_INCOMPLETE = "long_incomplete"
    SHORT_TERM = "short_term"
    DEFERRAL = "deferral"
    STREAMLINED = "streamlined"


def may_offer(basis: Basis, on: date) -> Ruling:
    """Whether an option may be offered on a day, the application being incomplete."""
    match basis:
        case Basis.EVALUATION:
            return ruling(
                False,
                "An incomplete application may not be evaluated for an option.",
                "12 CFR 1024.41(c)(2)(i)",
            )
        case Basis.NO_APPLICATION:
            return ruling(
                True,
                "The offer uses nothing of an application, and section 41 does not apply to it.",
                "12 CFR 1024.41(c)(2)(i)",
            )
        case Basis.LONG_INCOMPLETE:
            return ruling(
                True,
                "It stayed incomplete for a significant time in spite of our diligence.",
                "12 CFR 1024.41(c)(2)(ii)",
            )
        case Basis.SHORT_TERM:
            return ruling(
                True,
                "A short-term plan may be offered; its terms are sent in writing.",
                "12 CFR 1024.41(c)(2)(iii)",
            )
        case Basis.DEFERRAL:
            return ruling(
                True,
                "A deferral to the end of the loan may be offered for amounts that are"
                " COVID-19-related; ask counsel before any other use.",
                "12 CFR 1024.41(c)(2)(v)",
            )
    gone = on >= GONE_ON
    says = f"taken out of the rule on {text.day(GONE_ON)}"
    return ruling(
        not gone,
        f"The streamlined modification was {says}."
        if gone
        else f"A streamlined modification may be offered; it is {says}.",
        "12 CFR 1024.41(c)(2)(vi)",
    )
