"""One line of a working, as every room that works a figure out tells it."""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core.money import Money


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working, for whoever asks how the figure came about."""

    says: str
    amount: Money | None = None
