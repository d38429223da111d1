"""The bank on one day, as its interview has it, and what follows for the law.

Everything is derived from the answers in force; nothing is kept beside them. What was not
answered is not known, and the rulings say which answer would settle them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from mortgage_collect.core.words import Capacity
from mortgage_collect.rules.coverage.answers import (
    Told,
    count_of,
    day_of,
    in_force,
    known_of,
    states_of,
)
from mortgage_collect.rules.coverage.debt_collector import Debt, Owner, debt_collector
from mortgage_collect.rules.coverage.questions import QUESTIONS, Question, When
from mortgage_collect.rules.coverage.ruling import Known, Ruling, opposite, ruling
from mortgage_collect.rules.coverage.small_lender import CARVE_OUTS, CarveOut, carved_out
from mortgage_collect.rules.coverage.small_servicer import (
    Kind,
    Serviced,
    small_by_count,
    small_servicer,
)

_OF_THEIR_OWN = {"housing_agency": Kind.HOUSING_AGENCY, "nonprofit": Kind.NONPROFIT}
_COUNTS = (
    "own",
    "affiliates",
    "associated",
    "for_others",
    "voluntary_unpaid",
    "reverse",
    "timeshare",
    "seller_financed",
)


@dataclass(frozen=True)
class BankProfile:
    """`answers` are in force `on` the day; `counts` holds each January 1 anybody counted.

    `confirmed` are the states whose carve-out somebody here has read and found as we have it.
    """

    on: date
    answers: Mapping[str, Told]
    counts: Mapping[int, Serviced]
    confirmed: frozenset[str] = frozenset()

    def said(self, key: str) -> Known:
        return known_of(self.answers, key)

    @property
    def kind(self) -> Kind | None:
        one = self.answers.get("charter")
        return None if one is None else _OF_THEIR_OWN.get(one.value, Kind.ORDINARY)

    @property
    def farm_credit(self) -> Known:
        one = self.answers.get("charter")
        return None if one is None else one.value == "farm_credit"

    @property
    def states(self) -> tuple[str, ...] | None:
        return states_of(self.answers, "states")

    def licensed_in(self, state: str) -> Known:
        """Whether we are a licensed collection agency there."""
        licenses = states_of(self.answers, "licenses")
        return None if licenses is None else state in licenses

    @cached_property
    def small_servicer(self) -> Ruling:
        return small_servicer(self.on, self.counts, self.kind, day_of(self.answers, "crossed_on"))

    def fdcpa(self, capacity: Capacity, default_when_obtained: Known) -> Ruling:
        """Whether the Fair Debt Collection Practices Act binds us on a loan of this capacity.

        What the interview did not answer is not known, and the ruling says what would settle it.
        """
        if capacity is Capacity.DEBT_COLLECTOR:
            return ruling(True, "We act as debt collector on this loan.", "12 CFR 1006.2(i)(1)")
        debt = Debt(
            Owner.US,
            default_when_obtained=default_when_obtained,
            own_name=self.said("own_name"),
            collecting_business=self.said("collecting_business"),
        )
        if capacity is Capacity.SERVICER_FOR_OTHERS:
            affiliates = self.said("affiliates_only") is True
            debt = replace(
                debt,
                owner=Owner.AFFILIATE if affiliates else Owner.ANOTHER,
                regularly_for_others=self.said("regularly_for_others"),
                affiliates_only=self.said("affiliates_only"),
            )
        return debt_collector(debt)

    def carve_outs(self) -> tuple[tuple[CarveOut, Ruling], ...]:
        """What the states where our homes are leave to small lenders."""
        return tuple(
            (row, self._carved_out(row)) for row in CARVE_OUTS if row.state in (self.states or ())
        )

    def _carved_out(self, row: CarveOut) -> Ruling:
        return carved_out(
            row,
            count_of(self.answers, f"foreclosures.{row.state}"),
            self.said(f"paper.{row.state}"),
            self.small_servicer.answer,
            confirmed=row.state in self.confirmed,
        )

    def spared(self, notice_id: str) -> Ruling | None:
        """Whether we are free of a state's notice as a small or local lender.

        None where no carve-out speaks of it. A notice that holds for small lenders alone in the
        place of another one spares the larger ones.
        """
        for row in CARVE_OUTS:
            found = self._carved_out(row)
            if notice_id in row.switches_off:
                return found
            if notice_id in row.holds_instead:
                return replace(found, answer=opposite(found.answer))
        return None

    # -- the interview itself -----------------------------------------------------------------

    def asked(self, question: Question) -> bool:
        """Whether a question is put, given what was answered before."""
        match question.when:
            case When.ALWAYS:
                return True
            case When.NONPROFIT:
                return self.kind is Kind.NONPROFIT
            case When.OVER_THE_LINE:
                nobody = Serviced(None)
                found = small_by_count(
                    self.counts.get(self.on.year, nobody), self.kind, self.on.year
                )
                return found.answer is False
            case When.FOR_OTHERS:
                return self.said("regularly_for_others") is True
            case When.IN_STATE:
                return question.state in (self.states or ())

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for question in QUESTIONS if self.asked(question))

    @property
    def progress(self) -> tuple[int, int]:
        """How many of the questions that are put have been answered."""
        put = self.questions
        return sum(question.key in self.answers for question in put), len(put)


def bank_profile(
    told: Iterable[Told], on: date, confirmed: frozenset[str] = frozenset()
) -> BankProfile:
    """The bank on a day, of every answer on file in the order in which they were given."""
    every = tuple(told)
    years = {one.since.year for one in every if one.key in _COUNTS}
    counts = {}
    for year in years:
        held = in_force(every, date(year, 12, 31))
        counts[year] = Serviced(**{key: count_of(held, key) for key in _COUNTS})
    return BankProfile(on, in_force(every, on), counts, confirmed)
