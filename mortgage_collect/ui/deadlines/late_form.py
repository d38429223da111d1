"""Why a deadline was not kept: asked where a late one stands, and once one has been done late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.ask_form import AskForm
from mortgage_collect.ui.kit.fields import TextEdit

if TYPE_CHECKING:
    from mortgage_collect.rules.duties.deadline import Deadline

MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Late:
    """A duty on a loan whose day passed without it."""

    loan_id: int
    duty: str
    occasion: str
    matter_id: int | None
    says: str
    due: date | None

    @classmethod
    def of(cls, loan_id: int, deadline: Deadline) -> Late:
        each = deadline
        return cls(loan_id, each.duty, each.occasion, each.about, each.says or each.title, each.due)


class LateForm(AskForm):
    """One reason for all it is asked about: what one notice met late was late for one reason."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        in_the_way: Callable[[], bool] = lambda: False,
    ) -> None:
        """`in_the_way`: something else is asked there, so nothing is asked by itself."""
        super().__init__(parent)
        self._desk, self._in_the_way = desk, in_the_way
        self.late: tuple[Late, ...] = ()
        self.why = self.form.ask("why", self.tr("Why"), TextEdit(required=True), letters=0)
        self.answered.connect(self._keep)

    def ask_about(self, late: Sequence[Late], whose: str = "") -> None:
        if not late:
            return
        self.late = tuple(late)
        self.form.empty()
        heading = self.tr("Why was it late?")
        self.open(f"{heading} {whose}".strip(), self.tr("Keep the reason"), self._told())

    def ask_after(self, loan_id: int, on: date, about: int | None = None) -> None:
        """Ask about what was done late on a day and has no reason yet; `about`: in that matter."""
        self._desk.runner.look(
            partial(done_late, loan_id=loan_id, on=on, about=about, now=self._desk.clock.now()),
            done=self._ask,
            newest=f"late:{id(self)}",
        )

    def _ask(self, late: Sequence[Late]) -> None:
        if not self._in_the_way():
            self.ask_about(late)

    def _told(self) -> str:
        lines = [
            self.tr("{0} It was due {1}.").format(
                each.says, text.day(each.due) if each.due is not None else "\u2013"
            )
            for each in self.late[:MOST_TOLD]
        ]
        if (more := len(self.late) - MOST_TOLD) > 0:
            lines.append(self.tr("And {0} more.").format(more))
        return "\n".join(lines)

    def _keep(self) -> None:
        self._desk.ask_for(
            partial(_explain, late=self.late, reason=self.why.value() or ""),
            said=self.tr("Kept with the deadline and in the history."),
            refused=self.say,
            done=self.leave,
        )


def ask_if_late(desk: Desk, loan_id: int, on: date) -> None:
    """After something was done on a day from a panel that closes with it: where that was late, the
    deadlines of the loan come up and ask why."""

    def asked(late: tuple[Late, ...]) -> None:
        if late:
            desk.open_panel("clocks", late=late)

    desk.runner.look(
        partial(done_late, loan_id=loan_id, on=on, about=None, now=desk.clock.now()), done=asked
    )


def done_late(
    session: Any, loan_id: int, on: date, about: int | None, now: datetime
) -> tuple[Late, ...]:
    """What was done on a day, after its own, without a reason yet; `about`: in that matter."""
    with waking:
        from mortgage_collect.queries.clocks import loan_clocks

    return tuple(
        Late.of(loan_id, each)
        for each in loan_clocks(session, loan_id, now).unexplained
        if not each.progress.owed and each.closed_on == on and about in (None, each.about)
    )


def _explain(unit: Any, late: Sequence[Late], reason: str) -> None:
    with waking:
        from mortgage_collect.services.clocks import explain_lateness

    for each in late:
        explain_lateness(
            unit, each.loan_id, each.duty, each.occasion, reason, matter_id=each.matter_id
        )
