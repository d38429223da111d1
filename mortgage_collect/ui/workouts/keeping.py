"""The comparison taken along: to the clipboard, into the file as a note, into a workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.workouts.view_model import OptionsModel
from mortgage_collect.workout.account import account
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Evaluation


class Keeping:
    """What is taken along is what stands on the screen, what-ifs included."""

    def __init__(self, desk: Desk, model: OptionsModel) -> None:
        self._desk, self._model = desk, model

    def written(self) -> str:
        """Columns, reasons, others, and the steps of the picked option; empty without a case."""
        model = self._model
        if model.case is None or model.evaluation is None:
            return ""
        return account(model.case, model.evaluation, model.columns, model.now)

    def copy(self) -> None:
        if said := self.written():
            QApplication.clipboard().setText(said)
            self._desk.say(_tr("Columns, reasons and steps are on the clipboard."), "done")

    def note(self) -> None:
        """A note on the loan's timeline, appended as every note is."""
        said = self.written()
        if not said:
            return
        loan_id = self._model.loan_id
        self._desk.runner.change(
            lambda unit: _note(unit, loan_id, said),
            done=lambda _: self._desk.say(_tr("The comparison is in the file."), "done"),
        )

    def workbook(self) -> None:
        """All options as a workbook whose formulas work every line again; asks where."""
        model = self._model
        case, found = model.case, model.evaluation
        if case is None or found is None:
            return
        name = _tr("options {0} {1}.xlsx").format(case.loan.number, found.as_of.isoformat())
        out = self._desk.ask_where(name)
        if out is None:
            return
        shown = replace(found, results=tuple(model.result(each.key) for each in found.results))
        title = model.seen.who.shown if model.seen else ""
        loan_id = model.loan_id

        def record(rows: int) -> None:
            self._desk.runner.change(
                lambda unit: _record(unit, out, rows, loan_id),
                done=lambda _: self._desk.say(_tr("Written to {0}.").format(out.name), "done"),
            )

        self._desk.runner.look(
            lambda _: _write(shown, case, title, out),
            done=record,
            failed=lambda error: self._desk.say(str(error), "error"),
            what=_tr("Writing {0}").format(out.name),
        )


def _note(unit: Any, loan_id: int, words: str) -> None:
    with waking:
        from mortgage_collect.services.contacts import write_note

    write_note(unit, loan_id, words)


def _record(unit: Any, out: Path, rows: int, loan_id: int) -> None:
    with waking:
        from mortgage_collect.services.exports import record_export

    record_export(unit, "options", out, rows, f"loan:{loan_id}")


def _write(found: Evaluation, case: CaseFacts, title: str, out: Path) -> int:
    with waking:
        from mortgage_collect.reports.options_workbook import options_workbook

    out.write_bytes(options_workbook(found, case, title))
    return len(found.results)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Keeping", words)
