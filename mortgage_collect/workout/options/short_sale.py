"""Short sale: the borrower sells the home for less than is owed, and the bank releases the lien.

Limits: the program's [sale] section. Source for the agencies': Fannie Mae Servicing Guide
D2-3.3-01 (13 August 2025), read in a secondary copy: UNVERIFIED.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Intent, Occupancy
from mortgage_collect.workout.option import (
    CaseFacts,
    Liquidation,
    Offer,
    Reason,
    ask_date,
    ask_money,
    ask_rate,
)
from mortgage_collect.workout.sale import contribution, proceeds
from mortgage_collect.workout.working import Sheet

KEY: Final = "short_sale"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the sale looks like. An empty price is the value on file."""

    price: Money | None = ask_money("Sale price", help="Empty: the value on file.")
    commission: Rate = ask_rate("Commission", Rate.percent(6))
    closing_costs: Money = ask_money("Closing costs the bank bears", ZERO)
    other_liens: Money = ask_money("Paid to other lien holders", ZERO)
    relocation: Money | None = ask_money("Help with moving", help="Empty: the program's amount.")
    closes_on: date | None = ask_date("Closing", help="Empty: the program's days from today.")


class ShortSale:
    """The option as the shelf holds it."""

    key = KEY
    label = "Short sale"
    template = ""
    answers = Answers
    keeps_home = False

    def screen(self, case: CaseFacts) -> Iterator[Reason]:
        """Whether they want to sell, and whether a sale would leave a shortfall at all."""
        policy = case.program.sale
        yield _wish(case, Intent.SELL)
        if case.home.value is None:
            yield Reason(None, "The value of the home is not known: order a valuation")
        if case.home.listed is None:
            yield Reason(None, "Whether the home is listed for sale is not known", policy.source)
        else:
            says = "The home is listed for sale" if case.home.listed else "It is not listed yet"
            yield Reason(case.home.listed, says, policy.source)
        liens = case.home.subordinate_liens
        if liens is None:
            yield Reason(None, "Other liens are not known: a title search tells", policy.source)
        elif liens and policy.most_subordinate is not None:
            most = policy.most_subordinate
            says = f"Other liens of {liens}; their holders may be paid {most} in all"
            yield Reason(True, says, policy.source)

    def suggest(self, case: CaseFacts, pay: Money | None = None) -> Answers:
        """A sale at the value on file, within the program's limits. What they can pay a month does
        not matter."""
        policy = case.program.sale
        liens = min(case.home.subordinate_liens or ZERO, policy.most_subordinate or ZERO)
        return Answers(commission=policy.most_commission, other_liens=liens)

    def offer(self, case: CaseFacts, answers: Answers) -> Offer:
        """The net proceeds and what they leave. UserError without a price or for an early day."""
        policy = case.program.sale
        price = answers.price if answers.price is not None else case.home.value
        if price is None or price <= ZERO:
            raise UserError(
                "The price of the home is not known, so no sale can be worked out.",
                do="Enter the offer, or order a valuation.",
            )
        closes_on = answers.closes_on or case.as_of + timedelta(days=policy.close_days)
        if closes_on < case.as_of:
            raise UserError("The closing is in the past.", do="Enter the day it will close.")
        months = max(months_between(case.as_of, closes_on), 1)
        sheet = Sheet()
        asked = ZERO
        relocation = policy.relocation if answers.relocation is None else answers.relocation
        if case.home.occupancy is not Occupancy.OWNER and answers.relocation is None:
            relocation = ZERO
        source = "the offer" if answers.price is not None else case.home.value_source
        costs = (
            ("closing_costs", "Closing costs", answers.closing_costs),
            ("other_liens", "Paid to other lien holders", answers.other_liens),
            ("relocation", "Help with moving", relocation),
        )
        found = proceeds(
            case, sheet, price, source, selling=answers.commission, costs=costs, months=months
        )
        over = max(found.net - found.debt, ZERO)
        asked, why = contribution(case, policy, found.shortfall, sheet)
        reasons = [why, *_limits(case, answers, found.shortfall, over)]
        if asked and relocation:
            says = "Help with moving is not paid beside a contribution: one of the two is waived"
            reasons.append(Reason(False, says, policy.source))
        waived = policy.waive_deficiency
        left = max(found.shortfall - asked, ZERO)
        says = (
            f"What the sale leaves, {left}, is given up"
            if waived
            else f"{left} stays owed unless the bank gives it up"
        )
        reasons.append(Reason(True, says, policy.source))
        return Offer(
            kind=KEY,
            reasons=tuple(reasons),
            working=sheet.done(),
            cash_now=ZERO,
            forgiven=left if waived else ZERO,
            liquidation=Liquidation(
                closes_on=closes_on,
                months=months,
                gross=found.gross,
                costs=found.costs,
                net_proceeds=found.net - over,
                shortfall=left,
                waived=waived,
                relocation=relocation,
                contribution=asked,
            ),
        )


short_sale: Final = ShortSale()


def _wish(case: CaseFacts, wanted: Intent) -> Reason:
    intent = case.household.intent
    if intent is None or intent is Intent.UNDECIDED:
        return Reason(None, "What they want with the home is not known: ask them")
    if intent is Intent.KEEP:
        return Reason(False, "They want to keep the home")
    return Reason(True, "They want to give up the home")


def _limits(case: CaseFacts, answers: Answers, shortfall: Money, over: Money) -> Iterator[Reason]:
    policy = case.program.sale
    ok = answers.commission <= policy.most_commission
    says = f"Commission of {answers.commission}; the most is {policy.most_commission}"
    yield Reason(ok, says, policy.source)
    if policy.most_subordinate is not None and answers.other_liens:
        ok = answers.other_liens <= policy.most_subordinate
        says = f"{answers.other_liens} to other liens; the most is {policy.most_subordinate}"
        yield Reason(ok, says, policy.source)
    if not shortfall:
        says = f"An ordinary sale pays the whole debt and leaves them {over}: tell them so"
        yield Reason(False, says, bars=True)
    if answers.closes_on is not None:
        days = (answers.closes_on - case.as_of).days
        says = f"Closes in {text.count(days, 'day')}; the longest is {policy.close_days}"
        yield Reason(days <= policy.close_days, says, policy.source)
