"""What may be done in the place of an act that is stopped.

Where the stop outlasts the day by which Regulation X asks for live contact (12 CFR 1024.39(a)) or
for the written notice (39(b)), the law itself leaves a way: an effort in good faith may be a letter
(comment 39(a)-3), a bankruptcy turns the duty into one notice that asks for no payment and may go
to counsel (39(c), comment 39(c)-1), and a request to stop under the Fair Debt Collection Practices
Act turns it into the notice of 39(d).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from mortgage_collect.core import text
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.rule import Finding

BANKRUPT = "bankruptcy."
CEASE = "reg_f.cease"
ATTORNEY = "reg_f.attorney"


def instead(facts: ContactFacts, stops: Iterable[Finding], free: datetime | None) -> str:
    """The lawful way that is left, or "". `stops`: what decides; `free`: when it is over."""
    stops = tuple(stops)
    due = facts.duty_due
    if due is None or (free is not None and free <= facts.start_of(due + timedelta(days=1))):
        return next((each.instead for each in stops if each.instead), "")
    by = f"by {text.day(due)}"
    names = {each.rule for each in stops}
    if any(name.startswith(BANKRUPT) for name in names):
        return (
            f"Early contact fell due {by}: in a bankruptcy no call is owed. Send the one notice of"
            " 12 CFR 1024.39(c), which asks for no payment; it may go to their counsel."
        )
    if CEASE in names and fdcpa_binds(facts):
        return (
            f"Early contact fell due {by}: after a request to stop no call is owed. Send the"
            " notice of 12 CFR 1024.39(d), which asks for no payment, at most once in 180 days."
        )
    if ATTORNEY in names:
        return (
            f"Early contact is due {by}: speak with their attorney. A talk with a representative"
            " counts (comment 39(a)-5 to 12 CFR 1024)."
        )
    return (
        f"Early contact is due {by}, before this stop ends: write instead. A letter that urges them"
        " to get in touch is an effort in good faith (comment 39(a)-3 to 12 CFR 1024)."
    )
