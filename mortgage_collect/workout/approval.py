"""What of an offer wants a second person, by the bank's own limits."""

from __future__ import annotations

from collections.abc import Iterator

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.workout.option import Offer, PlanOffer, Reason
from mortgage_collect.workout.policy import ApprovalPolicy


def needs_approval(
    offer: Offer, against: tuple[Reason, ...], policy: ApprovalPolicy
) -> tuple[str, ...]:
    """Each limit the offer passes, in a sentence; empty when one person may decide alone.

    `against` are the reasons the specialist goes on in spite of.
    """
    return tuple(_reasons(offer, against, policy))


def _reasons(offer: Offer, against: tuple[Reason, ...], policy: ApprovalPolicy) -> Iterator[str]:
    if policy.against_policy:
        for reason in against:
            yield reason.says
    yield from _over("deferred", offer.deferred, policy.deferred_over)
    yield from _over("forgiven", offer.forgiven, policy.forgiven_over)
    months = offer.months if isinstance(offer, PlanOffer) else None
    if policy.months_over is not None and months is not None and months > policy.months_over:
        longest = text.count(policy.months_over, "month")
        yield f"The plan runs {text.count(months, 'month')}; one person may agree to {longest}"
    if policy.liquidation and offer.liquidation is not None:
        yield "The borrower gives up the home"


def _over(what: str, amount: Money, limit: Money | None) -> Iterator[str]:
    if limit is not None and amount > limit:
        yield f"{amount} is {what}; one person may agree to {limit}"
