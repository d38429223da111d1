"""After a discharge the person no longer owes the debt themselves.

11 USC 524(a)(2): a discharge forbids, for good, any act to collect the debt as the person's own.
The lien on the home remains. 524(j) lets a lender with a lien on the principal residence seek
periodic payments in the ordinary course instead of foreclosing: whether our contact is that is for
the bank's counsel to say. A debt reaffirmed before the discharge (524(c)) is owed as before. Of a
case that ended we know not how, we find out before we reach out.

What is discharged is a debt that arose before the case (727(b), from general knowledge): a loan
made after its petition was no part of it. Where the petition's own day is not known it is no later
than the day from which the case is on file, so a loan made after that one is later in any event.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, FlagFact, everyone
from mortgage_collect.rules.notices import Bar, goes_past
from mortgage_collect.rules.question import EVERY_ACT
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import US_CODE_TEXT, Text


@rule(
    id="bankruptcy.discharge",
    title="Bankruptcy: the debt was discharged",
    asks=EVERY_ACT,
    cites=("11 USC 524(a)(2)", "11 USC 524(c)", "11 USC 524(j)", "11 USC 727(b)"),
    since=date(1979, 10, 1),
    binds=everyone,
    whom="Everyone",
    text=Text(US_CODE_TEXT.as_of, f"{US_CODE_TEXT.name}; 11 USC 727(b) from general knowledge"),
    absolute=True,
    attorney_too=True,
)
def discharge(facts: ContactFacts) -> Answer | None:
    cases = [
        flag
        for flag in facts.flags  # also those that have ended: a discharge has no end
        if flag.kind is FlagKind.BANKRUPTCY and flag.own and flag.since <= facts.latest_day
    ]
    made = facts.made_on
    if cases and made is not None and all(flag.since < made for flag in cases):
        return clear(
            f"Their bankruptcy was before this loan, which was made on {text.day(made)}: it was no"
            " part of that case."
        )
    cases = [flag for flag in cases if made is None or made <= flag.since]
    statuses = {flag.details.get("status") for flag in cases}
    if "discharged" in statuses:
        if any(flag.details.get("counsel_allows") == "yes" for flag in cases):
            return caution(
                "The court discharged this debt. Our counsel allows talk of the regular"
                " payments on the home; never ask for it as their own debt."
            )
        if notice := goes_past(Bar.BANKRUPTCY, facts):
            return caution(
                "The court discharged this debt. One notice may go out, and may ask for no payment:"
                f" {notice.title} ({notice.cite}).",
                brief="a notice after a discharge, asking for no payment",
            )
        return stop(
            "The court discharged this debt: it is no longer theirs to pay. Send questions to the"
            " bank's counsel.",
            brief="the debt was discharged",
            instead="Send questions to the bank's counsel.",
        )
    if "reaffirmed" in statuses:
        return clear("They reaffirmed this debt in their bankruptcy: it is owed as before.")
    if any(_ended(flag, facts.today) for flag in cases):
        return caution(
            "Their bankruptcy has ended. Find out first whether this debt was discharged."
        )
    return None


def _ended(flag: FlagFact, today: date) -> bool:
    """Over by its date, with nobody having written down how."""
    over = flag.until is not None and flag.until < today
    return over and flag.details.get("status", "open") == "open"
