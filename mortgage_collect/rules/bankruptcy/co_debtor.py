"""Somebody else's bankruptcy can protect this person too.

11 USC 1301(a): in a chapter 13 case we may not act to collect a consumer debt from anyone who owes
it together with the person who filed, unless the case is closed, dismissed or converted. Chapter 12
has the same protection (11 USC 1201(a), from general knowledge). In chapter 7 or 11 the other
person is not protected; when we do not know the chapter, we take it that they are.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.notices import Bar, goes_past
from mortgage_collect.rules.question import EVERY_ACT
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import US_CODE_TEXT, Text

OVER = ("dismissed", "discharged", "reaffirmed")
LEAVES_OTHERS = ("7", "11")


@rule(
    id="bankruptcy.co_debtor",
    title="Bankruptcy of someone who owes it with them",
    asks=EVERY_ACT,
    cites=("11 USC 1301(a)", "11 USC 1201(a)"),
    since=date(1979, 10, 1),
    binds=everyone,
    whom="Everyone",
    text=Text(US_CODE_TEXT.as_of, f"{US_CODE_TEXT.name}; 11 USC 1201 from general knowledge"),
    absolute=True,
    attorney_too=True,
)
def co_debtor(facts: ContactFacts) -> Answer | None:
    flags = [flag for flag in facts.flagged(FlagKind.BANKRUPTCY) if not flag.own]
    running = [f for f in flags if f.details.get("status") not in OVER]
    for flag in running:
        if (chapter := flag.details.get("chapter")) not in LEAVES_OTHERS:
            which = f"in a chapter {chapter} bankruptcy" if chapter else "in bankruptcy"
            told = f"Another borrower is {which}, and that protects everyone who owes this loan."
            if notice := goes_past(Bar.BANKRUPTCY, facts):
                return caution(
                    f"{told} One notice may go out, and may ask for no payment: {notice.title}"
                    f" ({notice.cite}).",
                    brief="a notice in a bankruptcy, asking for no payment",
                )
            return stop(
                f"{told} Send questions to the bank's counsel.",
                until=facts.after(flag),
                brief="another borrower is in bankruptcy",
                instead="Send questions to the bank's counsel.",
            )
    if running:
        return caution(
            "Another borrower is in bankruptcy. This chapter does not protect this person, but"
            " speak only of what this person owes, and never through the other one."
        )
    return clear("The other borrower's bankruptcy case is over.") if flags else None
