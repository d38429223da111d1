"""Cover that lapsed, and insurance placed for the borrower: 12 CFR 1024.37 and 1024.17(k)(5).

Two notices come before a charge, and each opens a time in which proof of cover ends the matter.
Proof that comes later takes the charge back for as long as both covers ran.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_counted_days
from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.matter import (
    FieldKind,
    Matter,
    MatterSpec,
    Step,
    StepField,
    StepSpec,
)
from mortgage_collect.rules.numbers import number

SINCE = date(2014, 1, 10)
LAPSED, ADVANCED, UNABLE = "lapsed", "advanced", "unable"
FIRST_NOTICE, REMINDER, EVIDENCE = "first_notice", "reminder", "evidence"
CHARGED, RENEWAL_NOTICE, REFUNDED, CLOSED = "charged", "renewal_notice", "refunded", "closed"


def reminder_from(first_notice: date) -> date:
    """The first day on which the reminder may go out (1024.37(d)(1))."""
    return first_notice + timedelta(days=number("reg_x.days_to_reminder", on=first_notice))


def reminder_of(matter: Matter) -> Step | None:
    """The reminder that counts: the first that was not too early after the first notice."""
    first = matter.first(FIRST_NOTICE)
    if first is None:
        return None
    begins = reminder_from(first.on)
    return next((step for step in matter.all(REMINDER) if step.on >= begins), None)


def charge_from(matter: Matter) -> date | None:
    """The first day on which the borrower may be charged; None while no reminder counts.

    At least 45 days after the first notice, and once the 15 days that begin with the reminder are
    over (1024.37(c)(1), (d)(1)).
    """
    first, reminder = matter.first(FIRST_NOTICE), reminder_of(matter)
    if first is None or reminder is None:
        return None
    return max(
        first.on + timedelta(days=number("reg_x.days_to_charge", on=first.on)),
        reminder.on + timedelta(days=number("reg_x.days_after_reminder", on=reminder.on)),
    )


def renewal_from(matter: Matter, day: date) -> date | None:
    """The first day on which a renewal charged on a day might have been, counted from its first
    notice since the charge before; None: none had gone out (1024.37(e))."""
    before = max((step.on for step in matter.all(CHARGED) if step.on < day), default=date.min)
    sent = [step.on for step in matter.all(RENEWAL_NOTICE) if before <= step.on <= day]
    if not sent:
        return None
    return sent[0] + timedelta(days=number("reg_x.days_to_renewal", on=sent[0]))


def lacks_part(matter: Matter) -> bool:
    """Proof of a part of the cover is here: the reminder says what is missing (1024.37(d)(2))."""
    return any(step.yes("continuous") is False for step in matter.all(EVIDENCE))


def may_stand(produced_on: date, told_on: date, mailed_on: date) -> bool:
    """Whether a reminder already in production may go out as it is though news came in since.

    Comment 37(d)(5)-1: five days before it is mailed, leaving out holidays and weekends, are a
    reasonable time; news that were here before are in it.
    """
    days = number("reg_x.reminder_production_days", on=mailed_on)
    return produced_on < told_on and mailed_on <= add_counted_days(produced_on, days)


def faults(matter: Matter) -> Iterator[str]:
    """A reminder too early or of the wrong kind, and a charge before its day."""
    if matter.opened_on < SINCE:
        return
    first, begins = matter.first(FIRST_NOTICE), charge_from(matter)
    for step in matter.all(REMINDER):
        if first is not None and step.on < reminder_from(first.on):
            yield (
                f"The reminder of {text.day(step.on)} was too early: it may go out from"
                f" {text.day(reminder_from(first.on))} on (12 CFR 1024.37(d)(1)), so it counts for"
                " nothing."
            )
        elif step.yes("partial") is False and _should_have_been_partial(matter, step):
            yield (
                f"The reminder of {text.day(step.on)} does not say what is missing, though proof of"
                " a part of the cover was here (12 CFR 1024.37(d)(2)(ii))."
            )
    for step in matter.all(CHARGED):
        if step.yes("renewal"):
            yield from _renewed_too_early(matter, step)
        elif step.yes("gap") is not True and (begins is None or step.on < begins):
            may = (
                f"it may be charged from {text.day(begins)} on" if begins else "no reminder counts"
            )
            yield f"Charged on {text.day(step.on)}: {may} (12 CFR 1024.37(c)(1), (d)(1))."


def _should_have_been_partial(matter: Matter, reminder: Step) -> bool:
    produced = reminder.day("produced_on")
    partial = [
        step.on
        for step in matter.all(EVIDENCE)
        if step.on < reminder.on and step.yes("continuous") is False
    ]
    return any(
        produced is None or not may_stand(produced, told_on, reminder.on) for told_on in partial
    )


def _renewed_too_early(matter: Matter, charge: Step) -> Iterator[str]:
    begins = renewal_from(matter, charge.on)
    if begins is None or charge.on < begins:
        may = f"it may be charged from {text.day(begins)} on" if begins else "no notice came before"
        yield f"Renewal charged on {text.day(charge.on)}: {may} (12 CFR 1024.37(e)(1))."


INSURANCE = MatterSpec(
    kind=MatterKind.INSURANCE,
    title="Force-placed insurance",
    says="The hazard insurance of the home has lapsed, or nobody has shown that it has not.",
    opens=(LAPSED, FIRST_NOTICE),
    section="37",
    cites=(Citation("12 CFR 1024.37"), Citation("12 CFR 1024.17(k)(5)")),
    faults=faults,
    steps=(
        StepSpec(
            LAPSED,
            "Cover lapses or lapsed",
            (
                StepField("lapsed_on", "On", FieldKind.DAY),
                StepField(
                    "cheaper",
                    "Placing it costs less than the premium",
                    FieldKind.YES_NO,
                    help="Only a small servicer may then place it instead of paying the premium"
                    " (12 CFR 1024.17(k)(5)(iii)).",
                ),
            ),
            once=True,
        ),
        StepSpec(ADVANCED, "Premium paid by us", after=(LAPSED,)),
        StepSpec(
            UNABLE,
            "Premium cannot be paid",
            (
                StepField(
                    "why",
                    "Why",
                    FieldKind.CHOICE,
                    required=True,
                    choices=(
                        ("canceled", "The insurer ended it, not for want of payment"),
                        ("vacant", "The home is vacant"),
                    ),
                ),
            ),
            after=(LAPSED,),
        ),
        StepSpec(FIRST_NOTICE, "First notice mailed", notice="force_placed_first"),
        StepSpec(
            REMINDER,
            "Reminder mailed",
            (
                StepField(
                    "partial",
                    "It says what of the cover is not shown",
                    FieldKind.YES_NO,
                    required=True,
                ),
                StepField("produced_on", "Put in production on", FieldKind.DAY),
            ),
            after=(FIRST_NOTICE,),
            notice="force_placed_reminder",
        ),
        StepSpec(
            EVIDENCE,
            "Proof of cover received",
            (
                StepField("from", "Cover from", FieldKind.DAY),
                StepField("to", "Cover to", FieldKind.DAY),
                StepField("continuous", "No gap in the cover", FieldKind.YES_NO, required=True),
            ),
            after=(LAPSED, FIRST_NOTICE),
        ),
        StepSpec(
            CHARGED,
            "Charged to the borrower",
            (
                StepField("from", "Cover from", FieldKind.DAY, required=True),
                StepField("to", "Cover to", FieldKind.DAY, required=True),
                StepField("renewal", "A renewal", FieldKind.YES_NO),
                StepField(
                    "gap",
                    "For a gap in the past, shown by proof",
                    FieldKind.YES_NO,
                    help="After a renewal notice such a gap may be charged at once"
                    " (12 CFR 1024.37(e)(1)(iii)).",
                ),
            ),
            after=(FIRST_NOTICE,),
        ),
        StepSpec(
            RENEWAL_NOTICE, "Renewal notice mailed", after=(CHARGED,), notice="force_placed_renewal"
        ),
        StepSpec(REFUNDED, "Insurance ended and overlap refunded", after=(CHARGED,)),
        StepSpec(
            CLOSED,
            "Closed",
            (StepField("why", "Why", required=True),),
            after=(LAPSED, FIRST_NOTICE),
            closes=True,
        ),
    ),
)
