"""The templates, written out by hand: a packaged app that searched folders would find none."""

from __future__ import annotations

from typing import Final

# (key under resources/templates/, language)
SHELF: Final[tuple[tuple[str, str], ...]] = (("agreements/repayment_plan", "en"),)
