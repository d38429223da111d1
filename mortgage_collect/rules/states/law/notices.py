"""Dates of the notices before foreclosure: when the next step may be taken, and when too late.

A notice given on a day lets the step be taken `days` days later, that day included: given on
September 1 with 90 days, from November 30 on. Texas counts the day of giving as the first and
leaves out the day of the next notice (Tex. Prop. Code § 51.002), which comes to the same day. Where
a notice grows stale, `max_age_days` after it was given is the last day on which it serves. Business
days leave out Saturdays, Sundays and legal public holidays; which calendar a state means was not
seen.

An entry that is not verified warns, until the bank adopts it by its id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core import calendar, text
from mortgage_collect.core.citation import Citation
from mortgage_collect.rules.rule import NOT_VERIFIED
from mortgage_collect.rules.states.law.state import Notice, NoticeKind, State
from mortgage_collect.rules.verdict import Verdict

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """Whether the step a notice holds up may be taken on a day.

    `earliest` and `last` are the first and the last day on which this notice lets it be taken; None
    where there is none, or nobody can tell.
    """

    verdict: Verdict
    says: str
    earliest: date | None
    last: date | None
    cite: Citation | None


@dataclass(frozen=True, slots=True)
class Letter:
    """One envelope: to whom it is addressed, and the languages of what is in it ("en", "es")."""

    to: tuple[str, ...]
    languages: tuple[str, ...] = (ENGLISH,)


def given(notice: Notice, mailed_on: date, *, ordinary_mail: bool = False) -> date:
    """The day from which a notice counts: the day it was mailed, unless ordinary mail takes longer.

    Where a signed receipt or the last try to deliver decides, hand in that day.
    """
    later = notice.ordinary_mail_days if ordinary_mail else None
    return mailed_on + timedelta(days=later or 0)


def earliest(notice: Notice, given_on: date, default_on: date | None = None) -> date:
    """The first day on which the step may be taken, for a notice that makes it wait."""
    first = given_on + timedelta(days=notice.days or 0)
    if notice.days_after_default is not None and default_on is not None:
        first = max(first, default_on + timedelta(days=notice.days_after_default))
    return first


def last(notice: Notice, given_on: date) -> date | None:
    """The last day on which the notice is not stale; None where it does not grow stale."""
    if notice.max_age_days is None:
        return None
    return given_on + timedelta(days=notice.max_age_days)


def due(notice: Notice, begins: date) -> date:
    """The last day of a step that has one, counted from its notice or from the day of delinquency.

    Neither the notice's day nor that of the delinquency is counted.
    """
    days = notice.days or 0
    if notice.business_days:
        return calendar.add_counted_days(begins, days)
    return begins + timedelta(days=days)


def owed_again(notice: Notice, given_on: date, default_on: date) -> bool:
    """Whether a new default needs the notice once more."""
    if notice.repeat_months is None:
        return True
    return default_on >= calendar.add_months(given_on, notice.repeat_months)


def sale(place: State, first: date) -> date:
    """The first day from `first` on at which the state holds sales."""
    if place.sale_day is None:
        return first
    month = first.replace(day=1)
    while True:
        tuesday = month + timedelta(days=(1 - month.weekday()) % 7)
        if tuesday >= first:
            return tuesday
        month = calendar.add_months(month, 1)


def may_step(
    place: State,
    notice: Notice,
    given_on: date | None,
    on: date,
    *,
    answered: bool | None = None,
    default_on: date | None = None,
    spared: bool | None = None,
    adopted: frozenset[str] = frozenset(),
) -> StepAnswer:
    """May the step a notice holds up be taken on a day?

    `answered`: the borrower answered the notice, where that makes the wait longer. `spared`: the
    bank is free of it as a small or local lender, where the state leaves them out.
    """
    if notice.kind not in (NoticeKind.WAIT, NoticeKind.STEP):
        raise ValueError(f"{notice.id} is a step with a last day and holds nothing up")
    if notice.carve_out and spared:
        return StepAnswer(
            Verdict.CLEAR, "The bank is free of this notice.", None, None, notice.citation
        )
    if given_on is None:
        return _made(notice, Verdict.STOP, f"{notice.name}: not given.", None, None, adopted)
    rules = _waits(place, notice, answered)
    first, slow = (earliest(each, given_on, default_on) for each in (rules[0], rules[-1]))
    end = last(notice, given_on)
    gone = text.count((on - given_on).days, "day")
    head = f"{notice.name}, given on {text.day(given_on)}"
    if on < first:
        says = f"{head}: {gone} gone; {notice.before} from {text.day(first)} on."
        return _made(rules[0], Verdict.STOP, says, first, end, adopted)
    if end is not None and on > end:
        says = f"{head}: {gone} gone, and it is stale after {notice.max_age_days}. {notice.resend}"
        return _made(notice, Verdict.STOP, says.strip(), None, end, adopted)
    if on < slow:
        says = (
            f"{head}: whether the borrower answered is not known; if so, {notice.before} from"
            f" {text.day(slow)} on."
        )
        return _made(rules[-1], Verdict.CAUTION, says, first, end, adopted)
    if notice.days_after_default is not None and default_on is None:
        says = (
            f"{head}: {gone} gone; nor sooner than {notice.days_after_default} days after the"
            " default, whose day is not known."
        )
        return _made(notice, Verdict.CAUTION, says, first, end, adopted)
    until = f", through {text.day(end)}" if end else ""
    says = f"{head}: {gone} gone; {notice.before} since {text.day(first)}{until}."
    return _made(rules[0], Verdict.CLEAR, says, first, end, adopted)


def faults(
    notice: Notice, letters: Sequence[Letter], borrowers: Mapping[str, str | None]
) -> tuple[tuple[Verdict, str], ...]:
    """What is wrong with how a notice goes out; nothing, where nothing is.

    `borrowers` by name, with the language in which they are known to be addressed best; None:
    nobody knows, which is taken as English, for the duty is to whom we know of.
    """
    found = []
    for name, language in borrowers.items():
        theirs = [each for each in letters if name in each.to]
        alone = [each for each in theirs if each.to == (name,)]
        if not theirs:
            found.append((Verdict.STOP, f"Nothing goes to {name}."))
        elif notice.each_borrower and not alone:
            found.append(
                (Verdict.STOP, f"{name} shares a letter: send one to each borrower by itself.")
            )
        if not notice.languages or language in (None, ENGLISH):
            continue
        if any(language in each.languages for each in (alone if notice.each_borrower else theirs)):
            continue
        if language in notice.languages:
            found.append((Verdict.STOP, f"{name} is owed it in their language ({language})."))
        else:
            found.append(
                (
                    Verdict.CAUTION,
                    f"{name} speaks {language}: see whether it is on the regulator's list.",
                )
            )
    return tuple(found)


def _waits(place: State, notice: Notice, answered: bool | None) -> tuple[Notice, ...]:
    """The notice whose days hold; both, the shorter first, while nobody knows of an answer."""
    if not notice.if_answered or answered is False:
        return (notice,)
    longer = place.notice(notice.if_answered)
    return (longer,) if answered else (notice, longer)


def _made(
    notice: Notice,
    verdict: Verdict,
    says: str,
    first: date | None,
    end: date | None,
    adopted: frozenset[str],
) -> StepAnswer:
    if notice.unread and notice.id not in adopted and verdict is not Verdict.CLEAR:
        verdict, says = Verdict.CAUTION, f"{NOT_VERIFIED} {says}"
    return StepAnswer(verdict, says, first, end, notice.citation)
