"""What several parts of this place say alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text

if TYPE_CHECKING:
    from mortgage_collect.queries.programs import InvestorProgram


def users(who: Sequence[InvestorProgram]) -> str:
    """ "all other loans (14), FNMA (3)"; "" where it is nobody's."""
    others = QCoreApplication.translate("Programs", "all other loans")
    return text.listed([f"{each.code or others} ({each.loans:,})" for each in who])
