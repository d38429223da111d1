"""The specialist's part of the first journey: find, call, promise, review, plan, paper, payment."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication

from mortgage_collect.core.money import Money
from mortgage_collect.ui.documents.view import DocumentPanel
from mortgage_collect.ui.payments.view import PaymentPanel
from mortgage_collect.ui.quotes.view import ReinstatementPanel
from mortgage_collect.ui.reviews.line_row import LineRow
from mortgage_collect.ui.reviews.view import ReviewPanel
from mortgage_collect.ui.workouts.view import OptionsPanel
from tools.journey.answers import ANSWERS
from tools.journey.steps import Steps
from tools.typist import Stuck

MOST_LINES = 90
PROMISED = "1.2k"


@dataclass(frozen=True, slots=True)
class Borrower:
    """Whom the journey is about."""

    number: str
    last_name: str
    regular: Money
    plan: Money


class Calls(Steps):
    """The specialist's part of the journey, step by step; `say` tells what was done."""

    def __init__(self, steps: Steps, whom: Borrower) -> None:
        super().__init__(steps.typist, steps.window, steps.say)
        self.whom = whom

    # -- finding and calling ------------------------------------------------------------------

    def find(self) -> None:
        """Ctrl+K, the last four of the loan's number, Enter."""
        with self.typist.task("8 find a borrower by fragment"):
            self.typist.press("Ctrl+K")
            self.typist.type(self.whom.number[-4:])
            self.typist.picture("search")
            self.typist.press("Enter")
            self.wait(lambda: self._sight_number() == self.whom.number, "the borrower's card")
        self.wait(lambda: self.window.card_model.light is not None, "the light")
        self.typist.picture("card")
        self.say(f"Found {self.whom.last_name} by the last four of the loan number.")

    def may_i_call(self) -> None:
        with self.typist.task("3 may I call? (reasons)"):
            self.typist.press("F3")
            self.wait(lambda: self.window.card.panel is not None, "the reasons")
        self.typist.settle(300)
        self.typist.picture("may-i-call")
        self.say(f"May I call? {self.window.side.call.word.text()}.")
        self.close()

    def no_answer(self) -> None:
        """A first attempt that nobody answers; the desk goes on to the next loan."""
        here = self.window.card_model.loan_id
        with self.typist.task("1 log a call nobody answers"):
            self.typist.press("F2", "n", "Enter")
            self.wait(lambda: self.window.card_model.loan_id != here, "the next loan")
        self.typist.picture("next-loan")

    def talk_and_promise(self) -> None:
        with self.typist.task("2 log a talk with a promise"):
            self.typist.press("F2", "r")
            self.typist.type(PROMISED)
            self.typist.press("Tab")
            self.typist.type("fri")
            self.typist.press("Tab", "i")
            self.typist.picture("entry")
            self.typist.press("Enter")
            self.wait(lambda: self._sight_has_promise(), "the promise on the card")
        self.typist.picture("promise")
        self.say("Logged a talk with the borrower, and a promise of $1,200.00 by Friday.")

    # -- what is owed -------------------------------------------------------------------------

    def owed(self, name: str) -> Money:
        """F7; the figure as it stands on the screen."""
        with self.typist.task("7 what do I owe to reinstate?"):
            self.typist.press("F7")
            panel = self.panel(ReinstatementPanel)
            self.wait(lambda: "$" in panel.figure.text() and self.quiet(), "the figure")
        figure = panel.figure.text()
        self.typist.picture(name)
        with self.typist.task("7 the same for another day"):
            self.typist.type("+7")
            self.typist.press("Enter")
            self.wait(lambda: not panel.kept.isHidden(), "the figure kept as told")
        self.typist.picture(f"{name}-other-day")
        for _ in range(2):
            self.typist.press("Backspace")
        self.close()
        self.say(f"To reinstate today: {figure}.")
        return Money(int(Decimal(figure.split("$")[1].replace(",", "")) * 100))

    # -- the household and the plan -----------------------------------------------------------

    def review(self) -> None:
        """The financial review, line by line as the conversation goes."""
        with self.typist.task("4 financial review by telephone"):
            self.typist.press("Ctrl+R")
            panel = self.panel(ReviewPanel)
            self.wait(lambda: _line() != "", "the first line of the review")
            for _ in range(MOST_LINES):
                line = _line()
                if not line:
                    break
                if line == "food":
                    self.typist.picture("review")
                self.typist.type(ANSWERS.get(line, ""))
                self.typist.press("Enter")
            if panel.model.missing:
                missing = ", ".join(panel.model.missing)
                raise Stuck(f"The review still asks: {missing}.")
            self.typist.press("Ctrl+Enter")
            self.wait(lambda: self.window.card.panel is not panel, "the finished review")
        self.typist.picture("review-finished")
        self.say("Took the financial review over the telephone.")

    def plan(self) -> None:
        """F6, what they can pay, Enter, the digit of the plan, Enter."""
        with self.typist.task("5 structure a repayment plan"):
            self.typist.press("F6")
            panel = self.panel(OptionsPanel)
            self.wait(lambda: panel.model.case is not None, "the case")
            self.typist.type(_short(self.whom.plan))
            self.typist.press("Enter")
            self.wait(lambda: panel.model.pay == self.whom.plan, "the options that fit")
            self.typist.picture("options")
            self.typist.type(_digit(panel, "repayment_plan"))
            self.wait(panel.saving.save_button.hasFocus, "a plan that can be saved")
            self.typist.picture("plan")
            self.typist.press("Enter")
            self.wait(lambda: panel.model.on_file is not None, "the saved plan")
        self.typist.picture("plan-saved")
        assert panel.model.on_file is not None
        made = panel.model.on_file.plan
        count, first = len(made.installments), made.installments[0].total
        self.say(
            f"They can pay {self.whom.plan}: saved a repayment plan of {first} a month over "
            f"{count} payments."
        )

    def agreement(self, out: Path) -> None:
        """From the saved plan: draw it, make it final, save the PDF."""
        with self.typist.task("6 produce the agreement"):
            self.typist.press("Enter")
            draft = self.panel(DocumentPanel)
            self.wait(lambda: draft.model.content and draft.step.isVisible(), "the draft")
            self.typist.picture("agreement-draft")
            self.typist.press("Enter")
            self.wait(lambda: self.window.card.panel is not draft, "the final agreement")
            final = self.panel(DocumentPanel)
            self.wait(lambda: bool(final.model.content), "the final agreement")
            with self.typist.file_dialog(out):
                self.typist.press("Ctrl+S")
            self.wait(out.exists, "the PDF on the disk")
        self.typist.picture("agreement-final")
        self.say(f"Saved the agreement as {out.name}.")
        self.close()

    def payment(self, amount: Money) -> None:
        """Ctrl+P, the amount, Enter, Enter, Enter: received today."""
        with self.typist.task("post a payment"):
            self.typist.press("Ctrl+P")
            panel = self.panel(PaymentPanel)
            self.wait(lambda: panel.model.seen is not None, "the payments on file")
            self.typist.type(amount.plain)
            self.wait(lambda: not panel.effect.isHidden(), "what the payment would change")
            self.typist.press("Enter", "Enter")
            self.typist.picture("payment")
            self.typist.press("Enter")
            self.wait(lambda: panel.amount.value() is None, "the posted payment")
            self.wait(lambda: self._sight_has_payment(amount), "the payment on the card")
        self.typist.picture("payment-posted")
        self.say(f"Posted a payment of {amount}.")
        self.close()

    # -- small --------------------------------------------------------------------------------

    def _sight_number(self) -> str:
        """The number on the card; none while another loan is on its way there."""
        model = self.window.card_model
        seen = model.sight
        return seen.card.number if seen and seen.card.loan_id == model.loan_id else ""

    def _sight_has_promise(self) -> bool:
        seen = self.window.card_model.sight
        return bool(seen and seen.card.promises)

    def _sight_has_payment(self, amount: Money) -> bool:
        seen = self.window.card_model.sight
        return bool(seen and any(row.amount == amount for row in seen.card.payments))


def _line() -> str:
    """The review's line that has the focus."""
    here = QApplication.focusWidget()
    while here is not None:
        if isinstance(here, LineRow):
            return here.line.key
        here = here.parentWidget()
    return ""


def _short(amount: Money) -> str:
    """As a specialist types it: 2.1k."""
    return f"{amount.cents / 100_000:g}k"


def _digit(panel: OptionsPanel, key: str) -> str:
    """The digit of the column an option stands in; empty where it stands in none."""
    keys = [each.key for each in panel.model.columns]
    if key not in keys:
        raise Stuck(f"{key} is not among the columns: {', '.join(keys)}.")
    return str(keys.index(key) + 1)
