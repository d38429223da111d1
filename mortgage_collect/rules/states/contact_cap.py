"""How often a state or a city lets a person be contacted.

940 CMR 7.04(1)(f), as summaries tell it: on a debt more than 30 days past due a creditor in
Massachusetts may not begin more than two calls, voicemails or texts in seven days to a home, a cell
phone or another personal number, nor more than two in thirty days anywhere else. 209 CMR
18.16(1)(d) says the same to those who service for others. An attempt counts once a message could
have been left.

6 RCNY § 5-77(b): in New York City three communications or attempts in seven days on an account in
collections; the number was not seen. D.C. Code § 28-3814: four calls and five messages in seven
days, but not on loans secured on real estate. W. Va. Code § 46A-2-125(d): 30 calls or ten
conversations a week. Wash. Rev. Code § 19.16.250 binds licensed agencies only. Or. Rev. Stat.
§ 646.639(2): one contact at work in a business week. In Pennsylvania guidance speaks of one
conversation a week.

The windows are calendar days where the person is, today among them. The entries, with what each
reaches and whether its text was seen, are in `resources/states/`.
"""

from __future__ import annotations

from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.words import PointLabel
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.notices import owed
from mortgage_collect.rules.question import TO_THE_PERSON
from mortgage_collect.rules.rule import SINCE_UNKNOWN, Answer, Count, caution, clear, rule, stop
from mortgage_collect.rules.states.law.counted import counted
from mortgage_collect.rules.states.law.reach import Reaching, binds_here, reaching, sternest
from mortgage_collect.rules.states.law.state import ContactCap, Counts
from mortgage_collect.rules.texts import STATES_TEXT

_WHAT = {
    Counts.CALLS: "call",
    Counts.ATTEMPTS: "call or text",
    Counts.CONTACTS: "contact",
    Counts.CONVERSATIONS: "conversation",
}
_MANY = {Counts.ATTEMPTS: "calls and texts"}
WEEK = timedelta(days=7)


def _entries(facts: ContactFacts) -> list[Reaching[ContactCap]]:
    return reaching(facts, lambda place: place.contact_caps)


@rule(
    id="states.contact_cap",
    title="A state's limit on contacts",
    asks=TO_THE_PERSON,
    cites=(
        "940 CMR 7.04(1)(f)",
        "940 CMR 7.04(1)(f), (h)",
        "209 CMR 18.16(1)(d)",
        "6 RCNY § 5-77(b)",
        "D.C. Code § 28-3814",
        "W. Va. Code § 46A-2-125(d)",
        "Wash. Rev. Code § 19.16.250",
        "Or. Rev. Stat. § 646.639(2)",
        "Pennsylvania: no citation found",
    ),
    since=SINCE_UNKNOWN,
    binds=binds_here(_entries),
    whom="Whom each entry names: in most states the lender too",
    text=STATES_TEXT,
    unverified=True,
)
def contact_cap(facts: ContactFacts) -> Answer | None:
    bearing = [each for each in _entries(facts) if _bears(each.entry, facts)]
    return sternest(bearing, _answer, facts)


def _bears(cap: ContactCap, facts: ContactFacts) -> bool:
    """It counts what is about to be done, at such a place.

    No number in particular is taken for one at home; a number of which nobody knows whether it is
    at work must suit both limits.
    """
    label = facts.point.label if facts.point else PointLabel.HOME
    counts = not cap.channels or facts.question.channel in cap.channels
    return counts and cap.place.holds(label) is not False


def _answer(cap: ContactCap, facts: ContactFacts) -> Answer | None:
    if owed(facts):
        return None
    if facts.begun_by_person:
        return clear(f"They got in touch themselves. {cap.says}")
    allowed, window = _allowed(cap, facts), timedelta(days=cap.days)
    begins = facts.today - (
        timedelta(days=facts.today.weekday()) if cap.business_week else window - timedelta(days=1)
    )
    sure, perhaps = ([on for on in days if on >= begins] for days in counted(cap.measure, facts))
    count = Count(len(sure), allowed, cap.days)
    used = text.count(len(sure), _WHAT[cap.counts], _MANY.get(cap.counts, ""))
    while_ = "this business week" if cap.business_week else f"in {cap.days} days"
    if len(sure) >= allowed:
        free = begins + WEEK if cap.business_week else _free(sure, allowed, window)
        says = f"{used} {while_}; the limit is {allowed}. {cap.says}"
        if facts.occasion.purpose in cap.doubtful_for:
            return caution(f"{says} {cap.doubt}", brief=f"{used} {while_}", count=count)
        until = facts.start_of(free) if free else None
        again = f" Again on {text.day(free)}." if free else ""
        return stop(f"{says}{again}", until=until, brief=f"{used} {while_}", count=count)
    if len(sure) + len(perhaps) >= allowed:
        return caution(
            f"{used} {while_} for certain, and {len(perhaps)} more that may not count; the limit is"
            f" {allowed}. {cap.counting} Log why.",
            brief=f"{len(sure) + len(perhaps)} of {allowed} may be used",
            count=count,
        )
    return clear(f"{used} of {allowed} {while_}. {cap.says}", count=count)


def _free(sure: list[date], allowed: int, window: timedelta) -> date | None:
    """The day on which enough has left the window; None where the bank allows no contact at all."""
    return sure[-allowed] + window if allowed else None


def _allowed(cap: ContactCap, facts: ContactFacts) -> int:
    """The state's number, or the bank's where that is smaller: a figure by the entry's id."""
    return min(cap.count, facts.tightened.get(cap.id, cap.count))
