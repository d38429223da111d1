"""The state of an escrow analysis on the screen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.loanmath.escrow_account import EscrowAccount, EscrowQuestion, escrow_account
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.schedule import words
from mortgage_collect.ui.schedule.view_model import record_workbook


class EscrowModel(QObject):
    """`shown(EscrowAccount)`, or `refused(message, do)`. A year of twelve lines is worked at once:
    it takes less than a millisecond."""

    shown = Signal(object)
    refused = Signal(str, str)

    def __init__(self, desk: Desk, loan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.account: EscrowAccount | None = None
        self.number = ""

    def ask(self, question: EscrowQuestion) -> None:
        try:
            self.account = escrow_account(question)
        except UserError as error:
            self.account = None
            self.refused.emit(error.message, error.do)
        else:
            self.shown.emit(self.account)

    def as_text(self) -> str:
        """The steps, what may be done, and the months."""
        return "" if self.account is None else escrow_text(self.account)

    def workbook(self) -> None:
        """The analysis as a workbook whose formulas work every line again; asks where."""
        found, loan_id = self.account, self.loan_id
        if found is None:
            return
        name = _tr("escrow {0}.xlsx").format(self.number)
        out = self._desk.ask_where(name)
        if out is None:
            return
        title = _tr("Loan {0}").format(self.number)
        rows = len(found.analysis.projection)

        def record(_: object) -> None:
            self._desk.runner.change(
                lambda unit: record_workbook(unit, "escrow", out, rows, loan_id),
                done=lambda _: self._desk.say(_tr("Written to {0}.").format(out.name), "done"),
            )

        self._desk.runner.work(
            lambda _: _write(found, title, out),
            done=record,
            failed=lambda error: self._desk.say(str(error), "error"),
            what=_tr("Writing {0}").format(out.name),
        )


def escrow_text(found: EscrowAccount) -> str:
    """An analysis as plain lines."""
    first = found.question.first_month
    lines = [f"Escrow analysis for the twelve months from {text.day(first)}", *found.findings]
    lines += [
        f"{step.says}: {'unknown' if step.amount is None else step.amount}" for step in found.steps
    ]
    for kind, amount, allowed in found.remedies:
        may = text.listed([words.remedy(each) for each in allowed], "or") or "not known"
        lines.append(f"{words.kind(kind)} of {amount}: {may}")
    for month in found.analysis.projection:
        when = f"{text.MONTHS[month.month.month - 1]} {month.month.year}"
        amounts = (month.deposit, month.paid_out, month.balance)
        lines.append(when.ljust(10) + "".join(str(each).rjust(14) for each in amounts))
    return "\n".join(lines)


def _write(found: EscrowAccount, title: str, out: Path) -> None:
    with waking:
        from mortgage_collect.reports.escrow_workbook import escrow_workbook

    out.write_bytes(escrow_workbook(found, title))


def _tr(words_: str) -> str:
    return QCoreApplication.translate("Schedule", words_)
