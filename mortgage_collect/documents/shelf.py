"""The templates, written out by hand: a packaged app that searched folders would find none."""

from __future__ import annotations

from typing import Final

EXPLAINED: Final = (
    "reinstatement",
    "promise",
    "repayment_plan",
    "forbearance",
    "deferral",
    "partial_claim",
    "payment_supplement",
    "term_extension",
    "rate_reduction",
    "capitalization",
    "principal_forbearance",
    "modification",
    "step_rate",
    "short_sale",
    "deed_in_lieu",
    "foreclosure",
)
"""Keys of the options that have a page for the borrower."""

# (key under resources/templates/, language)
SHELF: Final[tuple[tuple[str, str], ...]] = (
    ("agreements/repayment_plan", "en"),
    *((f"explain/{key}", language) for key in EXPLAINED for language in ("en", "es")),
)
