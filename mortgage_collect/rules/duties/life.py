"""What duties are told: the dated facts of one loan, and who we are to it.

Facts carry the day they happened. A duty never looks at a fact dated after the day it is asked
about, so the same life can be asked about any day of the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import Channel, LoanStatus
from mortgage_collect.rules.coverage.ruling import Known, Ruling
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.span import Span
from mortgage_collect.rules.numbers import NO_CHANGE, number

Decisions = Mapping[str, tuple[tuple[date, int | None], ...]]


@dataclass(frozen=True, slots=True)
class Installment:
    """A periodic payment of principal, interest and, where there is one, escrow.

    `paid_on`: the day it was paid in full, or taken to be (tolerance); None: it is unpaid.
    """

    due_on: date
    paid_on: date | None = None

    def unpaid_on(self, day: date) -> bool:
        """Due and unpaid at the end of a day; the due date itself is day 0 of delinquency."""
        return self.due_on <= day and (self.paid_on is None or self.paid_on > day)


@dataclass(frozen=True, slots=True)
class Touch:
    """A contact with the borrower or somebody who acts for them, as the law looks at it.

    `live`: spoken with, by telephone or in person, whoever began it. `effort`: a reasonable step to
    reach them (a call that rang out, a letter or message that urges them to get in touch).
    `message`: the notice it was, by its name in `rules/notices.py`; "" is anything else.
    """

    on: date
    channel: Channel
    live: bool = False
    effort: bool = False
    told_of_options: bool = False
    message: str = ""
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A workout that is or was performed: `until` is the day it ended, None while it runs.

    `cures`: designed to bring the loan current. `broken`: it ended because it was not kept.
    `permanent`: a change of the note, not a plan or a trial.
    """

    since: date
    until: date | None = None
    cures: bool = True
    broken: bool = False
    permanent: bool = False

    def performing_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class NonconformingPayment:
    """A payment we took though it did not keep to our written requirements (1026.36(c)(1)(iii))."""

    received_on: date
    credited_on: date | None = None
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class LoanLife:
    """The facts of one loan.

    `coverage`: whether each section of `rules/coverage/reg_x.py` binds, by its key. `fdcpa`:
    whether we are a debt collector on it. `options_available`: whether any loss mitigation is
    open to its borrowers; None: nobody settled it, which is taken as yes. `open_saturdays`: the
    office is open on Saturdays for substantially all it does (12 CFR 1026.2(a)(6)). `assigned_on`:
    since when somebody is named as the borrower's contact. `status_on`: since when `status` holds.
    `originated_on`: the day the loan was made.
    `own`: the bank's decisions about figures, each from its day on, oldest first; None goes back.
    `represented`: while an attorney whom we can reach acts for a borrower.
    """

    installments: tuple[Installment, ...]
    touches: tuple[Touch, ...] = ()
    matters: tuple[Matter, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    coverage: Mapping[str, Ruling] = field(default_factory=dict)
    fdcpa: Known = None
    small_servicer: Known = None
    options_available: Known = None
    open_saturdays: Known = None
    state: str = ""
    adopted: frozenset[str] = frozenset()
    status: LoanStatus = LoanStatus.ACTIVE
    status_on: date | None = None
    escrowed: Known = None
    assigned_on: date | None = None
    originated_on: date | None = None
    nonconforming: tuple[NonconformingPayment, ...] = ()
    represented: tuple[Span, ...] = ()
    own: Decisions = field(default_factory=dict)

    def figure(self, name: str, on: date) -> int:
        """A figure of the law or the bank as it held on a day."""
        held = [value for since, value in self.own.get(name, ()) if since <= on]
        chosen = held[-1] if held else None
        return number(name, on, NO_CHANGE if chosen is None else {name: chosen})

    def of(self, kind: MatterKind, today: date, since: date = date.min) -> Iterator[Matter]:
        """The matters of a kind as they stood at the end of a day; not those that began before
        `since`, the day from which a law held."""
        for matter in self.matters:
            known = matter.until(today) if matter.kind is kind else None
            if known is not None and known.opened_on >= since:
                yield known

    def unpaid(self, day: date) -> tuple[Installment, ...]:
        """What was due and unpaid at the end of a day, oldest first."""
        return tuple(
            sorted(
                (one for one in self.installments if one.unpaid_on(day)),
                key=lambda one: one.due_on,
            )
        )

    def delinquent_since(self, day: date) -> date | None:
        """The due date of the oldest installment unpaid at the end of a day (12 CFR 1024.31)."""
        return min((one.due_on for one in self.installments if one.unpaid_on(day)), default=None)

    def sent(self, *messages: str) -> tuple[date, ...]:
        """The days on which one of these notices went out."""
        return tuple(touch.on for touch in self.touches if touch.message in messages)
