"""The written notice to a late borrower: 12 CFR 1024.39(b), and (d) after a request to stop.

By the 45th day after each due date that stays unpaid, but not more than once in the 180 days that
begin with the last notice: whoever is still 45 days late on the 180th day after it gets the next
one that day, whoever is less late on their own 45th day (comment 39(b)(1)-2). One that was owed and
never sent stays owed until it is sent or the loan is current.

After a transfer to us the former servicer's notice gives no rest; if it was given within the 45
days before the transfer, our first one is due 45 days after the first due date from the transfer on
(comment 39(b)(1)-5; a due date on the very day of the transfer is taken as the first).

Where we are a debt collector and were asked in writing to stop, the notice says that we may use
foreclosure, asks for no payment, and may not go before the 180 days are over; then ten more days
are left ((d)(3)). Where no option is open to the borrower, none is owed ((d)(2)). Bankruptcies:
`bankruptcy_notice.py`; after one, due dates later than its end count again ((c)(2)).
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.bankruptcy_notice import BANKRUPT, notices_in_bankruptcy
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import Installment, LoanLife
from mortgage_collect.rules.duties.spared import (
    bankrupt,
    came_to_us,
    ceased,
    effective,
    first_spared,
    left_us,
    misdirected,
    performing,
)
from mortgage_collect.rules.duties.spell import Spell, spells
from mortgage_collect.rules.matters.bankruptcy import PAYMENT_AFTER, discharged_on
from mortgage_collect.rules.matters.span import Span
from mortgage_collect.rules.numbers import X_2014, number
from mortgage_collect.rules.texts import REG_X_TEXT

ORDINARY = "early_intervention_notice"
AFTER_CEASE = "cease_early_intervention_notice"
NOTICES = (ORDINARY, AFTER_CEASE, BANKRUPT)
THEIRS = "their_notice_39b"
# Each turn goes one notice or one payment further: more than any loan has.
TURNS = 10_000


@duty(
    id="reg_x.written_notice",
    title="Early intervention notice",
    cites=("12 CFR 1024.39(b)(1)",),
    since=X_2014,
    section="39b",
    text=REG_X_TEXT,
)
def written_notice(life: LoanLife, today: date) -> Iterator[Occasion]:
    yield from _Walk(life, today).occasions()
    yield from notices_in_bankruptcy(life, today)


@dataclass(frozen=True, slots=True)
class _Due:
    """By when a notice is owed for one payment, counted from the last notice where there is one."""

    one: Installment
    spell: Spell
    opened: date
    due: date
    not_before: date | None
    gone: date | None
    merely_paid: bool  # this payment was made, but the loan stayed late


class _Walk:
    """Goes from notice to notice and says what was owed in between."""

    def __init__(self, life: LoanLife, today: date) -> None:
        self.life, self.today = life, today
        self.cease = ceased(life, today)
        self.cases = bankrupt(life, today)
        self.spans = (*performing(life), *misdirected(life, today))
        if life.options_available is False:
            self.spans = (*self.spans, *self.cease)
        self.over = left_us(life, today)
        self.starts = _starts(life, today)
        self.discharged = [
            (gone, matter.on(PAYMENT_AFTER))
            for matter in life.of(MatterKind.BANKRUPTCY, today)
            if (gone := discharged_on(matter)) is not None
        ]
        self.unpaid = [
            (one, spell, one.due_on + self._days(one.due_on))
            for spell in spells(life, today)
            for one in spell.installments
            if self._ours(one.due_on)
        ]

    def occasions(self) -> Iterator[Occasion]:
        sent = sorted({day for day in self.life.sent(*NOTICES) if day <= self.today})
        last: date | None = None
        closed: date | None = None
        passed: set[date] = set()
        for _ in range(TURNS):
            found = self._first(last, closed, passed)
            if found is None:
                return
            later = next((day for day in sent if last is None or day > last), None)
            if later is not None and later < found.opened:
                last = later
                continue
            if later is not None and (found.gone is None or later <= found.gone):
                if found.not_before is None or later >= found.not_before:
                    yield self._occasion(found, last, later)
                last = later
                continue
            if found.merely_paid:
                passed.add(found.one.due_on)
                continue
            yield self._occasion(found, last, None)
            if found.gone is None:
                return
            closed = found.gone

    def _first(
        self, last: date | None, closed: date | None, passed: AbstractSet[date]
    ) -> _Due | None:
        """What is owed next after a notice and after what fell away."""
        best: _Due | None = None
        for one, spell, day in self.unpaid:
            if best is not None and day > best.due:
                break  # nothing is owed for it before that
            if one.due_on in passed:
                continue
            due = self._due(one, spell, day, last)
            if due is None or (closed is not None and due.gone is not None and due.gone <= closed):
                continue
            if best is None or due.due < best.due:
                best = due
        return best

    def _due(self, one: Installment, spell: Spell, due: date, last: date | None) -> _Due | None:
        """Counted from its own day `due` and the last notice; None: nothing is owed for it."""
        begins, today = one.due_on, self.today
        not_before = None
        if last is not None:
            rest = last + timedelta(days=number("reg_x.notice_rest_days", on=max(last, X_2014)))
            if any(span.holds_on(min(max(due, rest), today)) for span in self.cease):
                not_before = rest
                rest += timedelta(days=number("reg_x.notice_after_cease_days", on=today))
            due = max(due, rest)
        if self._in_case(begins) or self._discharged(begins, min(due, today)):
            return None
        spared = first_spared(self.spans, due, today)
        if spared is not None and spared <= begins:
            return None
        others = (spared, spell.until, self.over, *(span.since for span in self.cases))
        gone = min((day for day in others if day and day > begins), default=None)
        merely_paid = False
        if one.paid_on and one.paid_on <= due and (gone is None or one.paid_on < gone):
            gone, merely_paid = one.paid_on, True
        opened = begins if last is None else max(begins, last + DAY)
        if gone is not None and gone < opened:
            return None
        return _Due(one, spell, opened, due, not_before, gone, merely_paid)

    def _days(self, begins: date) -> timedelta:
        return timedelta(days=number("reg_x.days_to_notice", on=max(begins, X_2014)))

    def _ours(self, begins: date) -> bool:
        """Whether a notice for this due date was ours to give, and not a former servicer's."""
        if begins < X_2014 or (self.over is not None and begins >= self.over):
            return False
        return self.starts is None or begins >= self.starts

    def _in_case(self, begins: date) -> bool:
        return any(
            span.since <= begins and (span.until is None or begins <= span.until)
            for span in self.cases
        )

    def _discharged(self, begins: date, by: date) -> bool:
        """Discharged before, without a payment since the petition ((c)(2)(ii))."""
        return any(gone <= begins and (paid is None or paid > by) for gone, paid in self.discharged)

    def _occasion(self, found: _Due, last: date | None, sent: date | None) -> Occasion:
        begins = found.one.due_on
        days = number("reg_x.days_to_notice", on=max(begins, X_2014))
        asked = _holding(self.cease, min(found.due, self.today))
        if last is not None and found.due > begins + timedelta(days=days):
            counted = f"{(found.due - last).days} days after the notice of {text.day(last)}"
        else:
            counted = f"{days} days after {text.day(begins)}"
        return Occasion(
            name=f"late since {text.day(found.spell.since)}"
            + (f", after the notice of {text.day(last)}" if last else ""),
            says=(
                "Send the written notice that adds what may happen in foreclosure and asks for no"
                " payment."
                if asked
                else "Send the written notice about help with the payments."
            ),
            due=found.due,
            opened=found.opened,
            counted=counted,
            done=(sent,) if sent else (),
            ended=found.gone,
            not_before=found.not_before,
            act=Act(ActKind.NOTICE, AFTER_CEASE if asked else ORDINARY),
            cites=("12 CFR 1024.39(d)(3)",) if asked else (),
        )


def _starts(life: LoanLife, today: date) -> date | None:
    """The first due date for which a notice is ours to give after a transfer to us."""
    came = came_to_us(life, today)
    if came is None:
        return None
    days = timedelta(days=number("reg_x.days_to_notice", on=max(came, X_2014)))
    for matter in life.of(MatterKind.TRANSFER, today):
        if effective(matter) == came and any(
            came - days <= step.on <= came for step in matter.all(THEIRS)
        ):
            return came
    return came - days


def _holding(spans: tuple[Span, ...], day: date) -> bool:
    return any(span.holds_on(day) for span in spans)
