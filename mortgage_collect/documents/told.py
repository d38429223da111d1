"""What the terms of an option tell a page: blanks every page may fill, and parts that may come.

A part comes once for each item, and not at all for none, so that a page never speaks of what is
not in the terms. Where a figure is not known, a part of its own says so: `total_unknown`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.documents.template import Item
from mortgage_collect.documents.writing import Writing
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Result
from mortgage_collect.workout.figures import Figures
from mortgage_collect.workout.option import Offer, PlanOffer, Stretch

Parts = dict[str, list[Item]]


@dataclass(frozen=True, slots=True)
class Told:
    """`blanks` are known for every loan; `parts` hold their own."""

    blanks: Item
    parts: Parts


@dataclass(frozen=True, slots=True)
class Run:
    """Equal payments in a row: how many, from when to when, each how much."""

    months: int
    first_due: date
    last_due: date
    amount: Money
    stretch: Stretch


def told(
    result: Result,
    case: CaseFacts,
    write: Writing,
    *,
    offered: bool = False,
    debt_collector: bool = False,
    unreviewed: bool = False,
) -> Told:
    """Everything a page may tell of an option that has terms."""
    offer, shown = result.offer, result.figures
    assert offer is not None
    assert shown is not None
    regular = case.terms.full_payment
    blanks = {
        "as_of": write.day(case.as_of),
        "regular": str(regular),
    }
    parts: Parts = {
        "offered": _when(offered),
        "not_offered": _when(not offered),
        "collector": _when(debt_collector),
        "unreviewed": _when(unreviewed),
    }
    parts |= _standing(case, write)
    parts |= _payments(case, offer, shown, write)
    parts |= _loan(case, offer, write)
    parts |= _cost(shown)
    parts |= _amount("stays_owed", offer.stays_owed)
    parts |= _household(shown)
    parts |= _leaving(offer, write)
    return Told(blanks, parts)


def runs(offer: Offer) -> Iterator[Run]:
    """Every monthly payment from now to the end; a last one that differs is a run of its own."""
    for each in offer.stretches:
        odd = each.last is not None and each.last != each.principal_interest
        even = each.months - odd
        if even:
            last = add_months(each.first_due, even - 1)
            yield Run(even, each.first_due, last, each.payment, each)
        if odd and each.last is not None:
            last = each.ends_on
            yield Run(1, last, last, each.last + each.escrow + each.arrears, each)


def _when(so: bool) -> list[Item]:
    return [{}] if so else []


def _amount(name: str, amount: Money | None) -> Parts:
    """The part of an amount: given where there is one, left out at zero and where unknown."""
    return {name: [{name: str(amount)}] if amount is not None and amount > ZERO else []}


def _standing(case: CaseFacts, write: Writing) -> Parts:
    behind = case.months_behind
    cure = case.policy.cure_days
    says = {
        "behind": write.count(behind, "payment"),
        "past_due": str(case.position.arrears),
    }
    month_end = case.policy.by_month_end
    return {
        "past_due": [says] if behind else [],
        "nothing_past_due": _when(not behind),
        "cure_days": [{"cure_days": write.count(cure, "day")}] if cure and not month_end else [],
        "cure_at_once": _when(not cure and not month_end),
        "cure_month_end": _when(month_end),
    }


def _payments(case: CaseFacts, offer: Offer, shown: Figures, write: Writing) -> Parts:
    first = offer.stretches[0] if offer.stretches else None
    # Where the payments at the start are listed one by one, their sum is not told again.
    listed = offer.cash_by is not None
    parts: Parts = _amount("cash", ZERO if listed else offer.cash_now)
    paying = first is not None and first.payment > ZERO
    parts["pays"] = []
    if first is not None and paying:
        item = {"payment": str(first.payment), "first_due": write.day(first.first_due)}
        parts["pays"] = [item]
    parts["fortnightly"] = _fortnightly(offer, write)
    parts["pays_unknown"] = _when(first is None)
    parts["pause"] = []
    if first is not None and not paying:
        item = {"pause": write.span(first.months), "first_due": write.day(first.first_due)}
        parts["pause"] = [item]
    same = _months_of_the_first(offer)
    changing = same < sum(each.months for each in offer.stretches)
    parts["for_now"] = [{"for_now": write.span(same)}] if changing and paying else []
    parts["odd"] = _odd(offer, write) if paying else []
    change = shown.change
    parts["higher"] = _items(change is not None and change > ZERO, change=change)
    parts["lower"] = _items(
        change is not None and change < ZERO, change=-change if change else ZERO
    )
    parts["unchanged"] = _when(change == ZERO)
    parts["later"] = []
    later_from = write.day(shown.later_from) if shown.later_from is not None else ""
    told_as_odd = any(each["odd_due"] == later_from for each in parts["odd"])
    if changing and later_from and not told_as_odd and shown.payment_later is not None:
        later = {"later": str(shown.payment_later), "later_from": later_from}
        parts["later"] = [later]
    parts["promised"] = [
        {"amount": str(each.total), "due_on": write.day(each.due_on)} for each in offer.watched
    ]
    parts["trial"] = []
    if offer.trial is not None:
        trial = offer.trial
        parts["trial"] = [
            {
                "trial_count": write.count(trial.months, "payment"),
                "trial_payment": str(trial.payment),
                "trial_first": write.day(trial.first_due),
                "effective_on": write.day(trial.effective_on),
            }
        ]
    current = offer.cures_on
    parts["current"] = [{"current_on": write.day(current)}] if current else []
    parts["current_unknown"] = _when(current is None)
    parts |= _amount("escrow", case.terms.escrow)
    return parts


def _fortnightly(offer: Offer, write: Writing) -> list[Item]:
    """A plan paid every two weeks; its stretches tell the same money by months."""
    if not isinstance(offer, PlanOffer) or not offer.biweekly:
        return []
    rows = offer.installments
    return [
        {
            "fortnight": str(rows[0].total),
            "fortnights": write.count(len(rows), "payment"),
            "first_payday": write.day(rows[0].due_on),
            "last_payday": write.day(rows[-1].due_on),
        }
    ]


def _odd(offer: Offer, write: Writing) -> list[Item]:
    """The one payment between the equal ones and what follows: a plan's last, most often."""
    firsts = [each for each in offer.stretches if each.payment == offer.stretches[0].payment]
    then = offer.stretches[len(firsts) :]
    # Where the note's own rest is not known, a plan ends with its odd one.
    ends = len(then) == 1 and isinstance(offer, PlanOffer)
    if not (len(then) == 2 or ends) or then[0].months != 1:
        return []
    return [{"odd": str(then[0].payment), "odd_due": write.day(then[0].first_due)}]


def _months_of_the_first(offer: Offer) -> int:
    """How many equal payments come first."""
    months = 0
    for each in offer.stretches:
        if each.payment != offer.stretches[0].payment:
            break
        months += each.months
    return months


def _items(so: bool, **amounts: Money | None) -> list[Item]:
    return [{name: str(amount) for name, amount in amounts.items()}] if so else []


def _loan(case: CaseFacts, offer: Offer, write: Writing) -> Parts:
    """What becomes of the loan itself: balance, rate, end, and what is set aside or given up."""
    parts: Parts = {}
    balance = offer.balance
    added = None
    if balance is not None:
        added = balance + offer.deferred + offer.forgiven - case.total_debt
    parts |= _amount("added", added)
    parts |= _amount("balance", balance)
    parts["balance_unknown"] = _when(balance is None)
    before = case.advances.deferred or ZERO
    parts |= _amount("deferred", offer.deferred)
    parts |= _amount("deferred_before", before)
    parts |= _amount("deferred_new", offer.deferred - before)
    parts |= _amount("due_at_end", offer.due_at_end)
    # A break in payments says in its working what is past due when it ends.
    then = next((line.value for line in offer.working if line.key == "arrears"), None)
    parts["owed_then"] = []
    if isinstance(then, Money):
        parts["owed_then"] = [{"owed_then": str(then)}]
    parts["owed_then_unknown"] = _when(not parts["owed_then"])
    parts |= _amount("forgiven", offer.forgiven)
    parts["nothing_forgiven"] = _when(not offer.forgiven)
    parts |= _amount("late_waived", offer.late_charges_waived)
    was, rates = case.terms.rate, [e.rate for e in offer.stretches if e.rate is not None]
    now = rates[0] if rates else offer.rate
    changes = now is not None and was is not None and now != was
    parts["rate_new"] = [{"rate": str(now), "rate_before": str(was)}] if changes else []
    parts["rate_kept"] = [{"rate": str(now)}] if now is not None and now == was else []
    parts["rate_unknown"] = _when(now is None)
    rises = len(set(rates)) > 1
    highest = max(rates, default=None)
    parts["rate_rises"] = [{"rate_highest": str(highest)}] if rises else []
    ends, ended = offer.maturity_on, case.ends_on
    parts["ends_unknown"] = _when(ends is None)
    longer = ends is not None and ended is not None and ends > ended
    parts["longer"] = (
        [{"ends_on": write.day(ends), "ended_on": write.day(ended)}]
        if longer and ends is not None and ended is not None
        else []
    )
    parts["ends"] = [{"ends_on": write.day(ends)}] if ends is not None and not longer else []
    return parts


def _cost(shown: Figures) -> Parts:
    extra = shown.extra_cost
    parts: Parts = {
        "total": _items(shown.total_cost is not None, total=shown.total_cost),
        "total_unknown": _when(shown.total_cost is None),
        "extra": _items(extra is not None and extra > ZERO, extra=extra),
        "less": _items(extra is not None and extra < ZERO, less=-extra if extra else ZERO),
        "no_extra": _when(extra == ZERO),
        "extra_unknown": _when(extra is None),
    }
    return parts


def _household(shown: Figures) -> Parts:
    left = shown.surplus_after
    return {
        "fits": _items(left is not None and left >= ZERO, left=left),
        "short": _items(left is not None and left < ZERO, short=-left if left else ZERO),
        "fit_unknown": _when(left is None),
    }


def _leaving(offer: Offer, write: Writing) -> Parts:
    """Giving up the home: what it brings, and what becomes of the rest."""
    found = offer.liquidation
    names = [
        *("sale", "sale_nothing", "closes", "closes_unknown", "shortfall_waived", "shortfall_owed"),
        *("no_shortfall", "moving", "contribution", "contribution_none"),
    ]
    parts: Parts = {name: [] for name in names}
    if found is None:
        return parts
    sale = {"gross": found.gross, "costs": found.costs, "net": found.net_proceeds}
    parts["sale"] = _items(found.net_proceeds > ZERO, **sale)
    parts["sale_nothing"] = _items(found.net_proceeds <= ZERO, **sale)
    parts["closes"] = [
        {"closes_on": write.day(day), "months": write.span(found.months)}
        for day in (found.closes_on,)
        if day is not None
    ]
    parts["closes_unknown"] = _when(found.closes_on is None)
    short = found.shortfall
    parts["shortfall_waived"] = _items(short > ZERO and found.waived, shortfall=short)
    parts["shortfall_owed"] = _items(short > ZERO and not found.waived, shortfall=short)
    parts["no_shortfall"] = _when(not short)
    parts["moving"] = _items(found.relocation > ZERO, moving=found.relocation)
    parts["contribution"] = _items(found.contribution > ZERO, contribution=found.contribution)
    parts["contribution_none"] = _when(not found.contribution)
    return parts
