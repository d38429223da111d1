"""Force-placed insurance: 12 CFR 1024.37, and the premium we owe first: 1024.17(k)(5).

Where the loan has an escrow account, the premium of the borrower's own cover is paid by us, also
when their payment is more than thirty days overdue, unless the insurer ended the cover for another
reason than money, or the home is vacant. A small servicer whose borrower is that late may place
cover that costs less.

The reminder goes out at least thirty days after the first notice; the borrower is charged no sooner
than forty-five days after the first notice and once fifteen days beginning with the reminder are
over. A renewal is charged no sooner than forty-five days after its notice. Within fifteen days of
proof that the borrower's own cover ran as well, the placed cover ends and what it cost for that
time is paid back. All days are days of the calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.insurance import (
    ADVANCED,
    CHARGED,
    CLOSED,
    EVIDENCE,
    FIRST_NOTICE,
    LAPSED,
    REFUNDED,
    REMINDER,
    RENEWAL_NOTICE,
    SINCE,
    UNABLE,
    charge_from,
    lacks_part,
    reminder_from,
    reminder_of,
)
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.numbers import number
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.premium_advance",
    title="Pay the insurance from escrow",
    cites=("12 CFR 1024.17(k)(1)", "12 CFR 1024.17(k)(5)"),
    since=SINCE,
    section="37",
    text=REG_X_TEXT,
    matter=MatterKind.INSURANCE,
)
def premium_advance(life: LoanLife, today: date) -> Iterator[Occasion]:
    if life.escrowed is False:
        return
    for matter in life.of(MatterKind.INSURANCE, today, SINCE):
        lapse = matter.first(LAPSED)
        if lapse is None or _may_place_instead(life, lapse):
            continue
        due = max(lapse.day("lapsed_on") or lapse.on, lapse.on)
        yield Occasion(
            name=f"lapse told {text.day(lapse.on)}",
            says="Pay the premium of the borrower's own insurance, in advance of their payments"
            " where need be, rather than place another."
            + ("" if life.escrowed else " Whether there is an escrow account is not known."),
            due=due,
            opened=lapse.on,
            counted=f"by the lapse on {text.day(due)}"
            if lapse.day("lapsed_on") == due
            else "at once: the cover has lapsed, or the day is not known",
            done=(step.on for step in matter.all(ADVANCED)),
            ended=_proven(matter, UNABLE, CLOSED),
            about=matter.id,
            act=Act(ActKind.STEP, ADVANCED),
        )


def _may_place_instead(life: LoanLife, lapse: Step) -> bool:
    """The special rule of small servicers (1024.17(k)(5)(iii)), only where all of it is known."""
    since = life.delinquent_since(lapse.on)
    late = timedelta(days=number("reg_x.premium_overdue_days", on=lapse.on))
    overdue = since is not None and lapse.on - since > late
    return life.small_servicer is True and lapse.yes("cheaper") is True and overdue


def _proven(matter: Matter, *others: str) -> date | None:
    """The day of proof that the cover has no gap, or of another end."""
    proof = (step.on for step in matter.all(EVIDENCE) if step.yes("continuous"))
    return min((*proof, *(step.on for step in matter.all(*others))), default=None)


@duty(
    id="reg_x.force_placed_reminder",
    title="Reminder before force-placed insurance",
    cites=("12 CFR 1024.37(d)(1)", "12 CFR 1024.37(d)(2)"),
    since=SINCE,
    section="37",
    text=REG_X_TEXT,
    matter=MatterKind.INSURANCE,
)
def force_placed_reminder(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in life.of(MatterKind.INSURANCE, today, SINCE):
        first = matter.first(FIRST_NOTICE)
        if first is None:
            continue
        begins, counts = reminder_from(first.on), reminder_of(matter)
        partly = lacks_part(matter)
        kind = "what of the cover is not shown" if partly else "what it will cost"
        paragraph = "(ii)" if partly else "(i)"
        yield Occasion(
            name=f"first notice {text.day(first.on)}",
            says=f"Mail the second and final notice, which says {kind}; without it nothing may be"
            " charged.",
            due=None,
            opened=first.on,
            counted=f"from {text.day(begins)} on, 30 days after the first notice; no last day",
            not_before=begins,
            done=(counts.on,) if counts is not None else (),
            ended=_proven(matter, CLOSED),
            about=matter.id,
            act=Act(ActKind.STEP, REMINDER),
            cites=("12 CFR 1024.37(d)(1)", f"12 CFR 1024.37(d)(2){paragraph}"),
        )


@duty(
    id="reg_x.force_placed_charge",
    title="Wait before a charge for insurance",
    cites=("12 CFR 1024.37(c)(1)", "12 CFR 1024.37(d)(1)"),
    since=SINCE,
    section="37",
    text=REG_X_TEXT,
    matter=MatterKind.INSURANCE,
)
def force_placed_charge(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in life.of(MatterKind.INSURANCE, today, SINCE):
        first = matter.first(FIRST_NOTICE)
        if first is None:
            continue
        begins = charge_from(matter)
        yield Occasion(
            name=f"first notice {text.day(first.on)}",
            says=f"Charge nothing for placed insurance before {text.day(begins)}."
            if begins
            else "Charge nothing for placed insurance before the reminder is out, and its time.",
            due=None,
            opened=first.on,
            counted="the later of 45 days after the first notice and 15 days beginning with the"
            " reminder",
            not_before=begins,
            ended=_proven(matter, CHARGED, CLOSED),
            held=True,
            about=matter.id,
        )


@duty(
    id="reg_x.force_placed_renewal",
    title="Notice before force-placed insurance is renewed",
    cites=("12 CFR 1024.37(e)(1)",),
    since=SINCE,
    section="37",
    text=REG_X_TEXT,
    matter=MatterKind.INSURANCE,
)
def force_placed_renewal(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in life.of(MatterKind.INSURANCE, today, SINCE):
        for charge in matter.all(CHARGED):
            last = charge.day("to")
            if last is None:
                continue
            days = number("reg_x.days_to_renewal", on=charge.on)
            yield Occasion(
                name=f"cover to {text.day(last)}",
                says=f"Mail the renewal notice, if the cover is to be renewed on {text.day(last)}.",
                due=last - timedelta(days=days),
                opened=charge.on,
                counted=f"{days} days before {text.day(last)}",
                done=(step.on for step in matter.all(RENEWAL_NOTICE)),
                ended=_proven(matter, REFUNDED, CLOSED),
                about=matter.id,
                act=Act(ActKind.STEP, RENEWAL_NOTICE),
            )


@duty(
    id="reg_x.force_placed_refund",
    title="End and refund force-placed insurance",
    cites=("12 CFR 1024.37(g)",),
    since=SINCE,
    section="37",
    text=REG_X_TEXT,
    matter=MatterKind.INSURANCE,
)
def force_placed_refund(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter in life.of(MatterKind.INSURANCE, today, SINCE):
        for proof in matter.all(EVIDENCE):
            overlaps = [step.on for step in matter.all(CHARGED) if _overlap(proof, step)]
            if not overlaps:
                continue
            days = number("reg_x.days_to_refund_cover", on=proof.on)
            yield Occasion(
                name=f"proof of {text.day(proof.on)}",
                says="End the placed insurance, and pay back and take off the account what it cost"
                " while the borrower's own ran.",
                due=proof.on + timedelta(days=days),
                opened=max(proof.on, min(overlaps)),
                counted=f"{days} days after {text.day(proof.on)}",
                done=(step.on for step in matter.all(REFUNDED)),
                about=matter.id,
                act=Act(ActKind.STEP, REFUNDED),
            )


def _overlap(proof: Step, charge: Step) -> bool:
    """Both covers ran on a day; a day that is not known may be any."""
    if proof.yes("continuous"):
        return True
    begun, ended = proof.day("from"), proof.day("to")
    placed, over = charge.day("from"), charge.day("to")
    apart = (begun and over and over < begun) or (ended and placed and ended < placed)
    return not apart
