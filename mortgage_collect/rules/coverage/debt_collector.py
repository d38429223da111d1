"""Does the Fair Debt Collection Practices Act, and with it Regulation F, bind us on this loan?

12 CFR 1006.2(i), 15 USC 1692a(6). A debt collector is one whose principal business is collecting
debts, or who regularly collects debts owed to another. (i)(1) takes in a creditor that collects
its own debts under a name that suggests somebody else. (i)(2) leaves out:

    (i)     the creditor's own people, in the creditor's name;
    (ii)    one who collects for an affiliate only, and is in no collecting business;
    (vi)(B) a debt one originated oneself;
    (vi)(C) a debt that was not in default when one obtained it.

One who bought its debts, collects only those, and has another principal business is not within
the words (comment 2(i)-1). "Default" is not defined: it is a fact of the loan, as it stood when
it came to us.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mortgage_collect.rules.coverage.ruling import Known, Ruling, ruling

STATUTE = "15 USC 1692a(6)"
COLLECTOR = ("12 CFR 1006.2(i)(1)", STATUTE)
OWN_PEOPLE = "12 CFR 1006.2(i)(2)(i)"
AFFILIATE = "12 CFR 1006.2(i)(2)(ii)"
ORIGINATED = "12 CFR 1006.2(i)(2)(vi)(B)"
NOT_IN_DEFAULT = "12 CFR 1006.2(i)(2)(vi)(C)"


class Owner(StrEnum):
    """To whom the debt is owed."""

    US = "us"
    AFFILIATE = "affiliate"
    ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Debt:
    """One loan as the definition looks at it, and what we are.

    `own_name`: we collect our own loans under our own name. `collecting_business`: collecting
    debts is our principal business. `regularly_for_others`: we collect what is owed to others as
    a matter of course. `affiliates_only`: for nobody but affiliates.
    """

    owner: Owner | None
    originated_by_us: Known = None
    default_when_obtained: Known = None
    own_name: Known = None
    collecting_business: Known = None
    regularly_for_others: Known = None
    affiliates_only: Known = None


def debt_collector(debt: Debt) -> Ruling:
    """Whether we are a debt collector on this loan; not known binds as yes does."""
    match debt.owner:
        case None:
            return ruling(
                None,
                "Nobody has told us whose loan this is.",
                *COLLECTOR,
                unknowns=("Who owns this loan?",),
            )
        case Owner.US:
            return _own_loan(debt)
        case Owner.AFFILIATE if (out := _for_affiliate(debt)) is not None:
            return out
        case _:
            return _for_others(debt)


def _own_loan(debt: Debt) -> Ruling:
    if debt.own_name is False:
        return ruling(
            True,
            "We collect our own loan under a name that suggests somebody else.",
            *COLLECTOR,
        )
    if debt.own_name is None:
        return ruling(
            None,
            "Our own loan; nobody has told us under which name we collect it.",
            OWN_PEOPLE,
            unknowns=("Do we collect our own loans under our own name only?",),
        )
    if debt.originated_by_us or debt.collecting_business is False:
        return ruling(False, "Our own loan, collected in our own name.", OWN_PEOPLE, STATUTE)
    if debt.collecting_business:
        if debt.originated_by_us is None:
            return ruling(
                None,
                "Collecting debts is our business, and nobody has told us who made this loan.",
                *COLLECTOR,
                unknowns=("Did we make this loan ourselves?",),
            )
        return ruling(True, "A loan we bought, and collecting debts is our business.", *COLLECTOR)
    return ruling(
        None,
        "Our own loan in our own name; nobody has told us whether collecting is our business.",
        *COLLECTOR,
        unknowns=("Is collecting debts the bank's principal business?",),
    )


def _for_affiliate(debt: Debt) -> Ruling | None:
    """None where the exemption does not reach, and the ordinary definition decides."""
    if debt.affiliates_only is False or debt.collecting_business is True:
        return None
    missing = [
        asked
        for known, asked in (
            (debt.affiliates_only, "Do we collect for nobody but affiliates?"),
            (debt.collecting_business, "Is collecting debts the bank's principal business?"),
        )
        if known is None
    ]
    if not missing:
        return ruling(False, "An affiliate's loan, and we collect for affiliates only.", AFFILIATE)
    other = _for_others(debt)
    if other.answer is False:
        return other
    return ruling(
        None,
        "An affiliate's loan; whether we are left out is not known.",
        AFFILIATE,
        unknowns=(*missing, *other.unknowns),
    )


def _for_others(debt: Debt) -> Ruling:
    if debt.originated_by_us:
        return ruling(False, "Serviced for others, and we made the loan.", ORIGINATED)
    if debt.default_when_obtained is False:
        return ruling(
            False, "Serviced for others; not in default when it came to us.", NOT_IN_DEFAULT
        )
    if debt.regularly_for_others is False and debt.collecting_business is False:
        return ruling(
            False, "Serviced for others, which we neither do regularly nor live by.", *COLLECTOR
        )
    if debt.default_when_obtained is None:
        return ruling(
            None,
            "Serviced for others; whether it was in default when it came to us is not known,"
            " so it is treated as if it was.",
            NOT_IN_DEFAULT,
            unknowns=("Was this loan in default when we obtained it?",),
        )
    return ruling(
        True, "Serviced for others, and in default when it came to us.", *COLLECTOR, NOT_IN_DEFAULT
    )
