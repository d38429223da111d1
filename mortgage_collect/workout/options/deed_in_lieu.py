"""Deed in lieu of foreclosure: the borrower gives the bank the home, and the bank ends the debt.

Limits: the program's [sale] section. Source for the agencies': Fannie Mae Servicing Guide
D2-3.3-02 (13 August 2025), read in a secondary copy: UNVERIFIED. The bank then sells the home as
its own; months, discount and cost of that sale are the assumptions of the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import Intent, Occupancy
from mortgage_collect.workout.option import (
    CaseFacts,
    Liquidation,
    Offer,
    Reason,
    ask_date,
    ask_money,
    ask_yes,
)
from mortgage_collect.workout.sale import contribution, proceeds
from mortgage_collect.workout.working import Sheet

KEY: Final = "deed_in_lieu"


@dataclass(frozen=True, slots=True)
class Answers:
    """What is agreed. An empty value is the one on file."""

    value: Money | None = ask_money("Value of the home", help="Empty: the value on file.")
    costs: Money = ask_money("Title, repair and papers", ZERO)
    relocation: Money | None = ask_money("Help with moving", help="Empty: the program's amount.")
    deed_on: date | None = ask_date("Deed", help="Empty: the program's days from today.")
    title_clear: bool = ask_yes("The title is clear of other liens")


class DeedInLieu:
    """The option as the shelf holds it."""

    key = KEY
    label = "Deed in lieu"
    template = ""
    answers = Answers
    keeps_home = False

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether they want to give the home up, and whether the title could be clear."""
        policy = case.program.sale
        intent = case.household.intent
        if intent is None or intent is Intent.UNDECIDED:
            yield Reason(None, "What they want with the home is not known: ask them")
        else:
            gives = intent in (Intent.SELL, Intent.TRANSFER_TO_SERVICER)
            says = "They want to give up the home" if gives else "They want to keep the home"
            yield Reason(gives, says)
        if case.home.value is None:
            yield Reason(None, "The value of the home is not known: order a valuation")
        liens = case.home.subordinate_liens
        if liens is None:
            yield Reason(None, "Other liens are not known: a title search tells", policy.source)
        else:
            says = f"Other liens of {liens} stand on the home" if liens else "No other lien"
            yield Reason(not liens, says, policy.source)
        if case.home.listed is False:
            yield Reason(True, "A short sale was not tried: it usually comes first", policy.source)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """A deed at the value on file. What they can pay a month does not matter."""
        return Answers(title_clear=case.home.subordinate_liens == ZERO)

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """What the bank gets for the home once it has sold it. UserError without a value."""
        policy, assumed = case.program.sale, case.assumptions
        value = answers.value if answers.value is not None else case.home.value
        if value is None or value <= ZERO:
            raise UserError(
                "The value of the home is not known, so a deed cannot be worked out.",
                do="Order a valuation, or enter the value.",
            )
        deed_on = answers.deed_on or case.as_of + timedelta(days=policy.close_days)
        if deed_on < case.as_of:
            raise UserError("The day of the deed is past.", do="Enter the day it will be given.")
        held = assumed.number("reo_months")
        discount, selling = assumed.rate("distressed_discount"), assumed.rate("selling_cost")
        carry = assumed.money("carry")
        if held is None or discount is None or selling is None:
            raise UserError(
                "How long the bank holds a home, and what selling costs, is not set.",
                do="Set the assumptions of the value.",
            )
        months = max((deed_on - case.as_of).days // 30, 1) + held
        relocation = policy.relocation if answers.relocation is None else answers.relocation
        if case.home.occupancy is not Occupancy.OWNER and answers.relocation is None:
            relocation = ZERO
        sheet = Sheet()
        found = proceeds(
            case,
            sheet,
            value,
            "entered" if answers.value is not None else case.home.value_source,
            discount=discount,
            selling=selling,
            costs=(
                ("papers", "Title, repair and papers", answers.costs),
                ("relocation", "Help with moving", relocation),
            ),
            carry=carry or ZERO,
            months=months,
        )
        asked, why = contribution(case, policy, found.shortfall, sheet)
        left = max(found.shortfall - asked, ZERO)
        reasons = [why]
        if not answers.title_clear:
            says = "The bank would take the home with the other liens on it"
            reasons.append(Reason(False, says, policy.source))
        ends = "is given up" if policy.waive_deficiency else "stays owed"
        reasons.append(Reason(True, f"What the home does not cover, {left}, {ends}", policy.source))
        return Offer(
            kind=KEY,
            reasons=tuple(reasons),
            working=sheet.done(),
            forgiven=left if policy.waive_deficiency else ZERO,
            liquidation=Liquidation(
                closes_on=add_months(case.as_of, months),
                months=months,
                gross=found.gross,
                costs=found.costs,
                net_proceeds=min(found.net, found.debt),
                shortfall=left,
                waived=policy.waive_deficiency,
                relocation=relocation,
                contribution=asked,
            ),
        )


deed_in_lieu: Final = DeedInLieu()
