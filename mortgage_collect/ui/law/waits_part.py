"""On the page of one loan where we are a debt collector: for how long a dispute is in time, and
from when a credit bureau may be told."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.debt_waits import DebtWaits, DisputeTime
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.law.reading_line import reading_line


class WaitsPart(Section):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Waits of Regulation F"), parent)
        self.dispute = reading_line()
        self.bureau = reading_line()
        self.add(self.dispute)
        self.add(self.bureau)
        self.hide()

    def show_waits(self, found: DebtWaits | None, today: date) -> None:
        """None: Regulation F does not bind us on this loan."""
        self.setVisible(found is not None)
        if found is None:
            return
        self.dispute.setText(
            "\n".join(self._time(each, today) for each in found.disputes)
            or self.tr("No validation information is on file as given (12 CFR 1006.34(a)(1)).")
        )
        self.bureau.setText(self._report(found, today))

    def _time(self, each: DisputeTime, today: date) -> str:
        words = (
            self.tr("They may dispute the debt through {0}: the information was given on {1}")
            if today <= each.through
            else self.tr("The time to dispute ended on {0}: the information was given on {1}")
        )
        said = words.format(text.day(each.through), text.day(each.on))
        return f"{said} (12 CFR 1006.34(b)(5))."

    def _report(self, found: DebtWaits, today: date) -> str:
        cite = "(12 CFR 1006.30(a)(1))."
        begins = found.report_from
        if begins is None:
            none = self.tr("No credit bureau may be told: no talk and no letter is on file")
            return f"{none} {cite}"
        because = (
            self.tr("we spoke with them on {0}").format(text.day(begins))
            if found.letter_on is None
            else self.tr("fourteen days after the letter of {0}").format(text.day(found.letter_on))
        )
        words = (
            self.tr("A credit bureau may be told since {0}: {1}")
            if begins <= today
            else self.tr("No credit bureau may be told before {0}: {1}")
        )
        return f"{words.format(text.day(begins), because)} {cite}"
