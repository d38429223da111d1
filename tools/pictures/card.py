"""The card and its panels: payments, the guard, the call, a contact against the guard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.pictures.screen import Do, press, settle

if TYPE_CHECKING:
    from mortgage_collect.ui.window import Window


def take_back(window: Window) -> None:
    """The newest payment is to be reversed."""
    from mortgage_collect.ui.payments.view import PaymentPanel

    window.open_panel("payment")
    settle(window)
    opened: Any = window.findChild(PaymentPanel)
    opened.payments.choose(0)
    opened.ask_why()


def ask_why(act: str) -> Do:
    """The reasoning about an act other than a call: "may_text"."""

    def do(window: Window) -> None:
        from mortgage_collect.rules.question import Question
        from mortgage_collect.ui.card.why import WhyPanel

        window.open_panel("why")
        settle(window)
        opened: Any = window.findChild(WhyPanel)
        opened.act.set_value(Question(act))
        opened.act.entered.emit(Question(act))

    return do


def be_sure(window: Window) -> None:
    """The person on the line answered two questions."""
    press("Ctrl+G")(window)
    settle(window)
    opened: Any = window.card.panel
    for tick in list(opened.asks.values())[:2]:
        tick.click()


def decide_needs(window: Window, needs: str) -> None:
    """The bank asks for more than a reason; with two people at work where it is a second one."""

    def work(unit: Any) -> None:
        from mortgage_collect.core.words import UserRole
        from mortgage_collect.rules.verdict import Need
        from mortgage_collect.services.bank import add_user
        from mortgage_collect.services.reaching import Reaching, decide_reaching

        decide_reaching(unit, Reaching(Need(needs)), window.desk.today())
        if needs == "second_person":
            add_user(unit, "bo", "Bo Larsen", UserRole.SUPERVISOR)
            add_user(unit, "cy", "Cy Young", UserRole.SPECIALIST)

    window.desk.runner.change(work)
    settle(window)


def ask_a_second(window: Window) -> None:
    decide_needs(window, "second_person")
    press("F2", "v", "They asked for it", "Enter")(window)


def review_later(window: Window) -> None:
    decide_needs(window, "review")
    press("F2", "n", "They asked for it", "Enter")(window)
    settle(window)
    window.open_place("set_aside")
