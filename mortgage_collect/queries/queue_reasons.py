"""Why a loan stands where it stands in the queue. Pure: a table of these is tested."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Counting, FlagKind, WorkoutStatus

REASONS_SHOWN = 3
REMIND_BEFORE = timedelta(days=3)
DEADLINES_AHEAD = timedelta(days=7)  # the nearest deadline is a reason from here on


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a loan stands where it stands; `weight` is what it adds."""

    says: str
    weight: int
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class Wants:
    """What one loan asks for, as the ranking sees it.

    `deadline` is what the law or the bank's policy asks for next, `deadline_due` its day.
    """

    days: int
    months: int
    next_due: date | None
    today: date
    due_day: int | None = None
    counting: Counting = Counting.MBA
    promise_due: date | None = None
    promise_amount: Money | None = None
    broken_on: date | None = None
    next_action_on: date | None = None
    next_action: str = ""
    last_contact_on: date | None = None
    plan: WorkoutStatus | None = None
    plan_due: date | None = None
    plan_amount: Money | None = None
    plan_missed: date | None = None
    needs_approval: bool = False
    trial_kept: bool = False
    decision_review_on: date | None = None
    review_open: bool = False
    missing: bool = False
    deadline: str = ""
    deadline_due: date | None = None
    flags: tuple[FlagKind, ...] = ()
    disaster_ends: date | None = None


def _deadline(wants: Wants) -> Iterable[Reason]:
    due, today = wants.deadline_due, wants.today
    if due is None or due > today + DEADLINES_AHEAD:
        return
    what = wants.deadline[:1].lower() + wants.deadline[1:]
    if due < today:
        yield Reason(
            f"{what} late since {text.short_day(due + timedelta(days=1))}", 215, deadline=True
        )
    elif due <= today + timedelta(days=1):
        when = "today" if due == today else "tomorrow"
        yield Reason(f"{what} due {when}", 250, deadline=True)
    else:
        yield Reason(f"{what} due {text.short_day(due)}", 140, deadline=True)


def reasons(wants: Wants) -> tuple[Reason, ...]:
    """Every reason that applies, heaviest first."""
    return tuple(sorted(_reasons(wants), key=lambda reason: -reason.weight))


def promise_is_due(wants: Wants) -> bool:
    return wants.promise_due is not None and wants.promise_due <= wants.today


def shown(why: Sequence[Reason]) -> tuple[str, ...]:
    """The heaviest reason, then what holds the loan back most, the nearest deadline, and the
    others as they weigh."""
    if not why:
        return ()
    held = min(why[1:], key=lambda reason: reason.weight, default=None)
    first = [why[0]]
    if held is not None and held.weight < 0:
        first.append(held)
    first += [each for each in why[1:] if each.deadline and each is not held]
    rest = [each for each in why if each not in first]
    return tuple(reason.says for reason in [*first, *rest][:REASONS_SHOWN])


def rolls_on(wants: Wants) -> date | None:
    """The day in the next week on which the loan reaches its next 30, 60 or 90."""
    if wants.next_due is None or wants.days <= 0 or wants.months >= 4:
        return None
    rolls = add_months(wants.next_due, wants.months + 1, wants.due_day)
    match wants.counting:
        case Counting.MBA:
            rolls -= timedelta(days=1)
        case Counting.DAYS:
            rolls = wants.next_due + timedelta(days=30 * (wants.months + 1))
    return rolls if wants.today <= rolls <= wants.today + timedelta(days=7) else None


def in_grace(wants: Wants, grace_days: int) -> bool:
    """A few days late and nothing else to do: nobody's work yet."""
    idle = Wants(
        days=wants.days,
        months=0,
        next_due=wants.next_due,
        today=wants.today,
        due_day=wants.due_day,
        counting=wants.counting,
    )
    known = replace(wants, last_contact_on=None)
    return wants.days <= grace_days and known == idle


def _reasons(wants: Wants) -> Iterable[Reason]:
    today = wants.today
    if FlagKind.BANKRUPTCY in wants.flags:
        yield Reason("bankruptcy: no collection calls", -400)
    if wants.missing:
        yield Reason("not on the last tape", 210)
    yield from _deadline(wants)
    if wants.promise_due is not None:
        amount = f" {wants.promise_amount}" if wants.promise_amount else ""
        if wants.promise_due < today:
            yield Reason(f"promise{amount} was due {text.short_day(wants.promise_due)}", 260)
        elif wants.promise_due == today:
            yield Reason(f"promise{amount} due today", 240)
    if wants.broken_on is not None:
        yield Reason(f"promise broken {text.short_day(wants.broken_on)}", 230)
    if wants.plan is WorkoutStatus.BROKEN:
        yield Reason("plan broken: look at the other options", 220)
    if wants.plan_missed is not None:
        yield Reason(f"plan payment of {text.short_day(wants.plan_missed)} missed", 225)
    if wants.plan_due is not None and today <= wants.plan_due <= today + REMIND_BEFORE:
        amount = f" {wants.plan_amount}" if wants.plan_amount else ""
        when = "today" if wants.plan_due == today else text.weekday(wants.plan_due)
        yield Reason(f"plan payment{amount} due {when}: remind them", 180)
    if wants.trial_kept:
        yield Reason("trial kept: make it permanent", 175)
    if wants.needs_approval:
        yield Reason("plan waits for a second person", 170)
    if wants.decision_review_on is not None and wants.decision_review_on <= today + REMIND_BEFORE:
        says = f"decision taken alone: review by {text.short_day(wants.decision_review_on)}"
        yield Reason(says, 100)
    if wants.next_action_on is not None:
        what = wants.next_action or "follow up"
        if wants.next_action_on < today:
            yield Reason(f"{what} since {text.short_day(wants.next_action_on)}", 200)
        elif wants.next_action_on == today:
            yield Reason(f"{what} today", 190)
        elif wants.next_action_on > today and not promise_is_due(wants):
            # What was promised for today is asked about today, whatever comes after it.
            yield Reason(f"{what} {text.weekday(wants.next_action_on)}", -250)
    rolls = rolls_on(wants)
    if rolls is not None:
        reaches = (wants.months + 1) * 30
        when = "today" if rolls == today else text.weekday(rolls)
        yield Reason(f"{reaches} days {when}", 150 + min(wants.months, 3) * 10)
    if wants.days >= 120:
        yield Reason("more than 120 days past due", 120)
    elif wants.months:
        # By MBA a month may be reached on the 27th to 30th day; the days beside it are counted.
        by_month = f"{wants.months * 30}+ days by {wants.counting.label}"
        by_day = f"{text.count(wants.days, 'day')} past due"
        says = by_day if wants.counting is Counting.DAYS else by_month
        yield Reason(says, 60 + wants.months * 20)
    elif wants.days:
        yield Reason(f"{text.count(wants.days, 'day')} past due", wants.days)
    if wants.days and wants.last_contact_on is None:
        yield Reason("not spoken with yet", 70)
    elif wants.days and wants.last_contact_on and (today - wants.last_contact_on).days > 14:
        yield Reason(f"last contact {text.short_day(wants.last_contact_on)}", 40)
    if wants.disaster_ends is not None:
        when = text.short_day(wants.disaster_ends)
        yield Reason(f"disaster tag ends {when}: ask how they are", 75)
    if wants.review_open:
        yield Reason("financial review half finished", 80)
    if wants.plan is WorkoutStatus.OFFERED:
        yield Reason("plan offered, not yet signed", 90)
    elif wants.plan is WorkoutStatus.ACCEPTED:
        yield Reason("plan accepted, not yet begun", 60)
    elif wants.plan is WorkoutStatus.ACTIVE:
        yield Reason("on a plan", -120)
