"""A bankruptcy petition stops collection at once.

11 USC 362(a): the petition stays, against everyone, (4), (5) acts to create or enforce a lien and
(6) any act to collect a claim that arose before the case. The stay holds until the case is closed
or dismissed or a discharge is granted or refused (362(c)(2)), or the court lifts it. It does not
matter in which role we act or by which channel, and nobody here may set it aside: our counsel
speaks, not we. The one notice of 12 CFR 1024.39(c) and a statement under 12 CFR 1026.41(f) ask for
no payment, and may go.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.notices import Bar, goes_past
from mortgage_collect.rules.question import EVERY_ACT
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import US_CODE_TEXT

OVER = ("dismissed", "discharged", "reaffirmed")


@rule(
    id="bankruptcy.stay",
    title="Bankruptcy: the automatic stay",
    asks=EVERY_ACT,
    cites=("11 USC 362(a)", "11 USC 362(c)"),
    since=date(1979, 10, 1),
    binds=everyone,
    whom="Everyone",
    text=US_CODE_TEXT,
    absolute=True,
    attorney_too=True,
)
def stay(facts: ContactFacts) -> Answer | None:
    flags = [flag for flag in facts.flagged(FlagKind.BANKRUPTCY) if flag.own]
    running = next((f for f in flags if f.details.get("status") not in OVER), None)
    if running:
        chapter = running.details.get("chapter")
        which = f" (chapter {chapter})" if chapter else ""
        filed = f"They filed for bankruptcy{which} on {text.day(running.since)}."
        if notice := goes_past(Bar.BANKRUPTCY, facts):
            return caution(
                f"{filed} One notice may go out, and may ask for no payment: {notice.title}"
                f" ({notice.cite}). It may go to their counsel.",
                brief="a notice in a bankruptcy, asking for no payment",
            )
        return stop(
            f"{filed} The court's stay forbids every act to collect. Send questions to the bank's"
            " counsel.",
            until=facts.after(running),
            brief="they are in bankruptcy",
            instead="Send questions to the bank's counsel.",
        )
    if flags:
        return clear("Their bankruptcy case is over; the stay has ended with it.")
    return None
