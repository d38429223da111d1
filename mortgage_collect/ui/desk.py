"""The desk: what every screen is handed, and all it needs to know of the rest of the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from mortgage_collect.core.clock import Clock
from mortgage_collect.ui.kit.ask_where import ask_file, ask_where
from mortgage_collect.ui.kit.runner import Runner

if TYPE_CHECKING:
    from mortgage_collect.ui.contacts.view_model import EntryModel

Kind = Literal["info", "done", "warning", "error"]
Undo = Callable[[], None]


class Say(Protocol):
    """Tells the person at the desk something, without standing in the way."""

    def __call__(self, message: str, kind: Kind = "info", undo: Undo | None = None) -> None: ...


class Open(Protocol):
    """Opens a panel or a place by its key; `given` goes to its maker."""

    def __call__(self, key: str, **given: Any) -> None: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """`today` is the bank's business day, `local` a moment on its clock. `remember` and `recall`
    keep this person's choices.

    `next_loan` goes on in the queue from a loan. `ask_where` asks for the file something is
    saved to, beginning with a suggested name; None when the person thought better of it. `entry`
    is what is being written down in the strip; None where there is no strip. `log_contact` begins
    an entry there.
    """

    runner: Runner
    clock: Clock
    user: str
    say: Say
    open_loan: Callable[[int], None]
    open_panel: Open
    close_panel: Callable[[], None]
    open_place: Open
    next_loan: Callable[[int], None]
    today: Callable[[], date]
    local: Callable[[datetime], datetime]
    remember: Callable[[str, Any], None]
    recall: Callable[[str, Any], Any]
    ask_where: Callable[[str], Path | None] = ask_where
    ask_file: Callable[[str], Path | None] = ask_file
    entry: Callable[[], EntryModel | None] = lambda: None
    log_contact: Callable[[], None] = lambda: None

    def ask_for(
        self,
        work: Callable[[Any], Any],
        *,
        said: str,
        refused: Callable[[str], None],
        done: Callable[[], None] = lambda: None,
        what: str = "",
    ) -> None:
        """One change for a form: `done()`, then `said`, when kept; else `refused` in words."""

        def landed(_answer: Any) -> None:
            done()
            self.say(said, "done")

        self.runner.change(work, done=landed, failed=self.runner.in_words(refused), what=what)
