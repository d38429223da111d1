"""The payments of an offer that are watched: those whose keeping decides whether it holds."""

from __future__ import annotations

from mortgage_collect.core.money import ZERO
from mortgage_collect.workout.option import Offer, PlanInstallment, PlanOffer


def watched(offer: Offer) -> tuple[PlanInstallment, ...]:
    """A plan's installments; a trial's payments; what was promised at once or by a day.

    A change of the note without a trial has none: from its first day it is the loan's own payment.
    """
    if isinstance(offer, PlanOffer):
        return offer.installments
    if offer.trial is not None:
        trial = offer.trial
        return tuple(
            PlanInstallment(at + 1, due, trial.payment, ZERO)
            for at, due in enumerate(trial.due_dates)
        )
    return offer.watched
