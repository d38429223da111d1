"""What concerns the whole bank: programs, and an area a disaster struck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.pictures.screen import NOON, press, settle

if TYPE_CHECKING:
    from mortgage_collect.ui.window import Window


def change_a_limit(window: Window) -> None:
    """Two limits of a program nobody has reviewed, on the way to a decision."""
    window.open_place("programs", at="fannie")
    settle(window)
    press("Enter", *["Down"] * 8, "Enter", "9", "Enter")(window)


def turn_on(window: Window) -> None:
    """A program nobody has reviewed is to be used."""
    from mortgage_collect.ui.programs.view import ProgramsPlace

    window.open_place("programs", at="va")
    settle(window)
    opened: Any = window.findChild(ProgramsPlace)
    opened.programs.ask_switch()


def decided(window: Window) -> None:
    """What the bank decided about a program, with one change still to come."""
    from datetime import date

    from mortgage_collect.services.programs import change_program, switch_program
    from mortgage_collect.ui.programs.view import ProgramsPlace

    def work(unit: Any) -> None:
        changes = {"deferral.most_behind": "4", "repayment_plan.longest": "9"}
        switch_program(unit, "fannie", True, NOON.date(), "Our contract as their servicer")
        change_program(unit, "fannie", changes, date(2026, 11, 2), "Losses of last year")
        change_program(unit, "fannie", {"deferral.spacing": "24"}, date(2027, 1, 4), "Board, Nov")

    window.desk.runner.change(work)
    window.open_place("programs", at="fannie")
    settle(window)
    opened: Any = window.findChild(ProgramsPlace)
    opened.programs.enter_decisions()


def read_a_page(window: Window) -> None:
    """A Spanish page beside the English one."""
    window.open_place("programs", at="pages")
    settle(window)
    press("Enter", "Enter")(window)


def strike(window: Window) -> None:
    """An area is entered, and the loans in it are shown."""
    from mortgage_collect.ui.disaster.view import DisasterPlace

    window.open_place("disaster")
    settle(window)
    opened: Any = window.findChild(DisasterPlace)
    fields = opened.tag.fields
    fields["name"].setText("Flood of November 2026")
    fields["kind"].set_value("flood")
    fields["zips"].setPlainText("05401 05403 05404 05641")
    fields["counties"].setPlainText("Washington, VT")
    fields["begins"].setText("11/16")
    fields["ends"].setText("+12")
    opened.tag.pauses.setChecked(True)
    opened.tag.look()
    settle(window)


def tag_an_area(window: Window) -> None:
    """The same area tagged, and the list of what was tagged."""
    from mortgage_collect.ui.disaster.view import DisasterPlace

    strike(window)
    opened: Any = window.findChild(DisasterPlace)
    opened.tag.submit()
    settle(window)
    opened.turn()
