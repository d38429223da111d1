"""Matters and deadlines, and what is on file before their pictures are taken."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from mortgage_collect.core.matter_words import MatterKind
from tools.pictures.screen import press, settle, wait

if TYPE_CHECKING:
    from mortgage_collect.ui.window import Window


def apply_for_help(window: Window) -> None:
    """An application that was acknowledged, with papers missing, and a notice of error."""

    def work(unit: Any) -> None:
        from mortgage_collect.queries.matters import matters_of
        from mortgage_collect.services.matters import SaidStep, open_matter, take_step

        loan_id = window.card_model.loan_id
        if matters_of(unit.session, loan_id):
            return  # of an earlier picture
        came = SaidStep("received", date(2026, 11, 9), {"how": "oral", "from": "borrower"})
        matter_id = open_matter(unit, loan_id, MatterKind.APPLICATION, came)
        missing = {"complete": "no", "missing": "pay stubs; bank statements"}
        missing["reasonable_date"] = "2026-12-15"
        take_step(unit, matter_id, SaidStep("acknowledged", date(2026, 11, 13), missing))
        told = SaidStep("received", date(2026, 11, 3), {"written": "yes", "category": "b2"})
        open_matter(unit, loan_id, MatterKind.ERROR_NOTICE, told)

    window.desk.runner.change(work)


def refer_to_counsel(window: Window) -> None:
    """A foreclosure that was referred two days ago."""

    def work(unit: Any) -> None:
        from mortgage_collect.services.matters import SaidStep, open_matter

        first = SaidStep(
            "referred",
            date(2026, 11, 18),
            {"ground": "delinquency"},
            as_it_happened=True,
            reason="Counsel asked for the file before the certificate came",
        )
        open_matter(unit, window.card_model.loan_id, MatterKind.FORECLOSURE, first)

    window.desk.runner.change(work)


def matters(window: Window, *keys: str, foreclosure: bool = False, bring_up: str = "") -> None:
    """The matters of the loan, with some on file; then keys."""
    (refer_to_counsel if foreclosure else apply_for_help)(window)
    settle(window)
    window.open_panel("matters")
    settle(window)
    press(*keys)(window)
    opened: Any = window.card.panel
    if bring_up:
        opened.bring_up(getattr(opened.box, bring_up))


def deadlines(window: Window, at: int) -> None:
    """A part of the deadlines, once they are worked out."""
    apply_for_help(window)
    wait(2_500)
    settle(window)
    window.open_place("deadlines")
    opened: Any = window._right.currentWidget()
    opened.tabs.setCurrentIndex(at)
    opened.enter()
    settle(window)
