"""What the ways of a note, and what may be done in an escrow account, are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mortgage_collect.loanmath.arm import Bound, ToGrid
from mortgage_collect.loanmath.escrow_remedy import Kind, Remedy
from mortgage_collect.loanmath.note import Way


def way(which: Way) -> str:
    return {
        Way.AS_WRITTEN: _tr("As the note says"),
        Way.ADJUSTABLE: _tr("Adjustable rate"),
        Way.INTEREST_ONLY: _tr("Interest only, then level"),
        Way.MINIMUM: _tr("Minimum payment, then level"),
        Way.STEPS: _tr("Rate in steps"),
        Way.BALLOON: _tr("Balloon"),
        Way.BIWEEKLY_NOTE: _tr("Biweekly note"),
        Way.HALVES_HELD: _tr("Halves, held until a payment is whole"),
        Way.HALVES_CREDITED: _tr("Halves, credited as they come"),
    }[which]


def way_key(which: Way) -> str:
    """The letter that picks it."""
    return dict(zip(Way, "nrimsbwhc", strict=True))[which]


def rounding(how: ToGrid) -> str:
    return {
        ToGrid.NEAREST_TIE_UP: _tr("nearest, halfway up"),
        ToGrid.NEAREST_TIE_DOWN: _tr("nearest, halfway down"),
        ToGrid.UP: _tr("always up"),
        ToGrid.DOWN: _tr("always down"),
    }[how]


def bound(which: Bound) -> str:
    """What held a new rate; empty where nothing did."""
    return {
        Bound.NOTHING: "",
        Bound.FIRST_UP: _tr("held by the first cap"),
        Bound.FIRST_DOWN: _tr("held up by the first cap"),
        Bound.PERIODIC_UP: _tr("held by the periodic cap"),
        Bound.PERIODIC_DOWN: _tr("held up by the periodic cap"),
        Bound.LIFETIME: _tr("held by the lifetime cap"),
        Bound.FLOOR: _tr("held up by the floor"),
    }[which]


def kind(which: Kind) -> str:
    return {
        "surplus": _tr("Surplus"),
        "shortage": _tr("Shortage"),
        "deficiency": _tr("Deficiency"),
    }[which]


def remedy(which: Remedy) -> str:
    return {
        Remedy.NOTHING: _tr("leave it as it is"),
        Remedy.WITHIN_30_DAYS: _tr("ask for it within 30 days"),
        Remedy.INSTALLMENTS_2: _tr("spread it over 2 months or more"),
        Remedy.INSTALLMENTS_12: _tr("spread it over 12 months or more"),
        Remedy.REFUND: _tr("give it back within 30 days"),
        Remedy.CREDIT: _tr("credit it to next year's payments"),
        Remedy.LOAN_DOCUMENTS: _tr("as the loan documents say"),
    }[which]


def _tr(words: str) -> str:
    return QCoreApplication.translate("Schedule", words)
