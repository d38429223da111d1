"""Two notices to every homeowner who misses a payment: 12 USC 1701x(c)(5).

Of counseling, and of the rights of servicemembers (form HUD-92070), before the 45 days are over
that begin on the day of the failure to pay: the last safe day is 44 days after it. Whoever is
current by then is owed neither. HUD says that the second goes to every homeowner in default, and
that both begin anew with each delinquency (secondary sources: UNVERIFIED). Small servicers owe
them, too. The statute says nothing of bankruptcies; whether the notices go then is for counsel.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.rules.coverage.counseling_notice import PERIOD, last_safe_day
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.spared import bankrupt, came_to_us, left_us
from mortgage_collect.rules.duties.spell import spells
from mortgage_collect.rules.texts import US_CODE_TEXT

# Pub. L. 109-163 § 688, for the notice of servicemembers' rights; the day is from general
# knowledge: UNVERIFIED.
SINCE = date(2006, 6, 5)
COUNSELING, SERVICE_RIGHTS = "counseling_notice", "scra_notice"


@duty(
    id="statute.counseling_notice",
    title="Notice of counseling",
    cites=("12 USC 1701x(c)(5)(B)(ii)",),
    since=SINCE,
    section="1701x",
    text=US_CODE_TEXT,
)
def counseling_notice(life: LoanLife, today: date) -> Iterator[Occasion]:
    return _notices(life, today, COUNSELING, "Send the notice of homeownership counseling.")


@duty(
    id="statute.scra_notice",
    title="Notice of servicemembers' rights",
    cites=("12 USC 1701x(c)(5)(A)(ii)(IV)",),
    since=SINCE,
    section="1701x",
    text=US_CODE_TEXT,
)
def service_rights_notice(life: LoanLife, today: date) -> Iterator[Occasion]:
    says = "Send the notice of servicemembers' rights (form HUD-92070)."
    return _notices(life, today, SERVICE_RIGHTS, says)


def _notices(life: LoanLife, today: date, message: str, says: str) -> Iterator[Occasion]:
    begins, over = came_to_us(life, today), left_us(life, today)
    in_case = any(span.holds_on(today) for span in bankrupt(life, today))
    for spell in spells(life, today):
        due = last_safe_day(spell.since)
        if (begins and due < begins) or (over is not None and over <= spell.since):
            continue
        yield Occasion(
            name=f"late since {text.day(spell.since)}",
            says=f"{says} A bankruptcy is running: ask counsel first." if in_case else says,
            due=due,
            opened=spell.since,
            counted=f"the last of the {PERIOD} days that begin on {text.day(spell.since)}",
            done=life.sent(message),
            ended=min((day for day in (spell.until, over) if day), default=None),
            act=Act(ActKind.NOTICE, message),
        )
