"""Options, plans, the note and its escrow, and the pages that explain them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.pictures.screen import NOON, press, settle

if TYPE_CHECKING:
    from mortgage_collect.ui.window import Window


def run_a_plan(window: Window) -> None:
    """Saved, offered and started; then its life on top of the options."""
    press("F6", "1500", "Enter", "1", "Enter")(window)
    for _ in range(2):
        settle(window)
        opened: Any = window.card.panel
        opened.saving.move_on()
    settle(window)
    opened.bring_up(opened.asked)


def look_back(window: Window) -> None:
    """A version whose program was changed after it was saved, and what is another today."""
    from mortgage_collect.queries.workouts import open_plan
    from mortgage_collect.services.programs import change_program
    from mortgage_collect.services.workouts import save_workout
    from mortgage_collect.workout.options.repayment_plan import Answers

    found: Any = window.card_model.sight
    loan_id = found.card.loan_id

    def work(unit: Any) -> None:
        if open_plan(unit.session, loan_id) is not None:
            return
        save_workout(unit, loan_id, Answers(months=6), reason="Overtime is back")
        changes = {"repayment_plan.longest": "9", "deferral.most_behind": "4"}
        change_program(unit, "portfolio", changes, NOON.date(), "Losses of last year")

    window.desk.runner.change(work)
    settle(window)
    press("F6", "Alt+V")(window)
    settle(window)


def limits_then(window: Window) -> None:
    """Every limit of that version beside today's."""
    look_back(window)
    press("Alt+L")(window)


def older_edition(window: Window) -> None:
    """From there to the program as it was."""
    look_back(window)
    press("Alt+P")(window)


def look_at_rows(window: Window) -> None:
    """The note as it is written, its rows at the top."""
    press("Shift+F7")(window)
    settle(window)
    press("Alt+R")(window)


def adjust_a_rate(window: Window, *, look: bool = False) -> None:
    """An adjustable note with all it says, run forward."""
    from datetime import date

    from mortgage_collect.core.rate import Rate
    from mortgage_collect.loanmath.arm import ToGrid

    press("Shift+F7")(window)
    settle(window)
    opened: Any = window.card.panel
    form = opened.note.form
    form.way.set_value("adjustable_rate")
    arm = form.arm
    for field, rate in (
        (arm.index, "5.1"), (arm.margin, "2.75"), (arm.original, "6.125"), (arm.first_cap, "1"),
        (arm.periodic, "1"), (arm.lifetime, "5"), (arm.floor, "2.75"),
    ):  # fmt: skip
        field.set_value(Rate.percent(rate))
    arm.index_on.set_value(date(2026, 11, 2))
    arm.change_on.set_value(date(2027, 2, 1))
    arm.every.set_value(6)
    for choice, picked in ((arm.first, True), (arm.recast, True)):
        choice.set_value(picked)
    arm.to_grid.set_value(ToGrid.NEAREST_TIE_UP)
    form.arm.edited.emit()
    if look:
        settle(window)
        opened.bring_up(opened.note.answer)


def analyze_escrow(window: Window, *, look: bool = False) -> None:
    """The year's bills and the projected balance typed in."""
    press("Shift+F7", "Alt+P")(window)
    settle(window)
    press("jan, jul", "Tab", "900", "Tab", "Tab", "sep", "Tab", "1200")(window)
    opened: Any = window.card.panel
    opened.escrow.projected.setText("640")
    opened.escrow.ask()
    if look:
        settle(window)
        opened.bring_up(opened.escrow.answer)


def explain_in_spanish(window: Window) -> None:
    """A short sale, in Spanish, scrolled to what it leaves."""
    from mortgage_collect.ui.workouts.explain import ExplainPanel

    window.open_panel("explain", option="short_sale")
    settle(window)
    opened: Any = window.findChild(ExplainPanel)
    press("s")(window)
    opened.turn(1)
