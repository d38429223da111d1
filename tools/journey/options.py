"""The options looked at closely: how a figure comes about, the others, what if, the workbook, the
plain words for the borrower, and the plan on its way to the borrower."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from mortgage_collect.core.money import Money
from mortgage_collect.ui.documents.view import DocumentPanel
from mortgage_collect.ui.workouts.explain import ExplainPanel
from mortgage_collect.ui.workouts.view import OptionsPanel
from tools.journey.steps import Steps


class Options:
    """Steps on the loan whose plan is saved; they leave the saved version as it is, but for the
    move that is asked for."""

    def __init__(self, first: Steps, pay: Money) -> None:
        self.typist, self.window, self.say = first.typist, first.window, first.say
        self.wait, self.panel, self.close = first.wait, first.panel, first.close
        self.pay = pay

    def closely(self, workbook: Path) -> None:
        """F6 again: S, O, the first option's terms stepped, and every option as a workbook."""
        self.typist.press("F6")
        panel = self.panel(OptionsPanel)
        self.wait(lambda: bool(panel.model.columns), "the options")
        self.typist.picture("plan-on-file")
        self.typist.type(self.pay.plain)
        self.typist.press("Enter")
        self.wait(lambda: panel.model.pay == self.pay, "the options that fit")
        self.typist.type("s")
        self.wait(lambda: not panel.steps.isHidden(), "the steps of a figure")
        self.typist.picture("steps")
        self.typist.type("s")
        self.typist.type("o")
        self.wait(lambda: panel.others.is_open, "the other options")
        self.typist.picture("other-options")
        self.typist.press("Alt+C")
        self.typist.type("1")
        self.wait(lambda: panel.model.now is not None, "an option in hand")
        self._what_if(panel)
        with self.typist.file_dialog(workbook):
            self.typist.click(panel.detail.book)
        self.wait(workbook.exists, "the workbook of the options")
        self.say(f"Looked at the options closely; wrote them to {workbook.name}.")
        self.close()

    def _what_if(self, panel: OptionsPanel) -> None:
        """Alt+T, and the first term stepped up twice."""
        model = panel.model
        assert model.now is not None
        key, before = model.key, model.now.answers
        self.typist.press("Alt+T", "Up", "Up")
        self.wait(lambda: model.now is not None and model.now.answers != before, "another answer")
        self.wait(lambda: model.is_tried(key), "the specialist's own terms")
        self.typist.picture("what-if")

    def approve(self) -> None:
        """The step that follows, by its button at the foot."""
        self.typist.press("F6")
        panel = self.panel(OptionsPanel)
        self.wait(lambda: panel.model.on_file is not None, "the plan on file")
        self.wait(panel.saving.forward.isVisible, "the step that follows")
        said, before = panel.saving.forward.text(), panel.life.headline.full
        self.typist.click(panel.saving.forward)
        self.wait(lambda: panel.life.headline.full != before, "the step in the file")
        panel.bring_up(panel.asked)
        self.typist.click(panel.life.more)
        self.typist.settle(200)
        self.typist.picture("plan-moved")
        self.say(f"{said}: {panel.life.headline.full}.")
        self.close()

    def explain(self, out: Path) -> None:
        """The plan in hand in plain words, S for Spanish, and the paper of it."""
        self.typist.press("F6")
        options = self.panel(OptionsPanel)
        self.typist.click(options.detail.explain)
        panel = self.panel(ExplainPanel)
        paper = _button(panel, "Make the paper")
        self.wait(paper.isEnabled, "terms to explain")
        self.typist.picture("explanation")
        self.typist.type("s")
        self.wait(lambda: not self.window.desk.runner.under_way, "the Spanish words")
        self.typist.settle(400)
        self.typist.picture("explanation-in-spanish")
        self.typist.click(paper)
        self.wait(lambda: isinstance(self.window.card.panel, DocumentPanel), "the paper")
        made = self.panel(DocumentPanel)
        self.wait(lambda: bool(made.model.content), "the paper")
        with self.typist.file_dialog(out):
            self.typist.press("Ctrl+S")
        self.wait(out.exists, "the PDF on the disk")
        self.say(f"Explained the plan in plain words; saved the page as {out.name}.")
        self.close()


def _button(panel: ExplainPanel, words: str) -> QPushButton:
    return next(each for each in panel.findChildren(QPushButton) if each.text() == words)
