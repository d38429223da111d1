"""Backups: which there are, one made now, one tried through, and the way back to one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.table import Table

if TYPE_CHECKING:
    from mortgage_collect.store.restore import Tried
    from mortgage_collect.store.store import Backup
    from mortgage_collect.ui.kit.runner import Progress

MEGABYTE = 1_000_000


class BackupsPlace(Sheet):
    """The newest first. Enter tries the one chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Backups"))
        self._desk = desk
        made_for = {
            "import": self.tr("before an import"),
            "upgrade": self.tr("before an upgrade"),
            "restore": self.tr("before going back to another"),
            "damaged": self.tr("a database that did not open"),
            "day": self.tr("of the day"),
            "close": self.tr("at closing"),
            "request": self.tr("asked for"),
        }
        self.rows: RowsModel[Backup] = RowsModel(
            [
                Column(self.tr("Made"), lambda row: row.made_at, show=self._when, width=22),
                Column(
                    self.tr("What for"),
                    lambda row: made_for.get(row.made_for, row.made_for),
                    width=26,
                    stretch=True,
                ),
                Column(
                    self.tr("Size"),
                    lambda row: row.size,
                    show=lambda size: f"{size / MEGABYTE:,.1f} MB",
                    right=True,
                    width=10,
                ),
            ],
            key=lambda row: row.path,
        )
        self.table = Table(
            self.rows,
            name=self.tr("Backups, the newest first"),
            empty=self.tr("There is no backup yet. One is made every day, and when you close."),
            flat=True,
        )
        self.said = label("", "body", wrap=True)
        about = Section("")
        about.add(self.said)
        self.about = about
        self.body.addWidget(self.table, 1)
        self.body.addWidget(about)
        about.hide()
        self.listed = Actions(
            self,
            [
                Action("back", self.tr("Go back to it"), self.go_back, "Alt+B", "history"),
                Action("try", self.tr("Try it"), self.try_it, "Alt+T", "circle-check"),
                Action("make", self.tr("Make one now"), self.make, "Alt+M", "save"),
            ],
        )
        self.buttons = [self.listed.button(key) for key in ("back", "try", "make")]
        for made in self.buttons:
            self.add_foot(made)
        self.table.opened.connect(lambda _: self.try_it())
        self.starts_at(self.table)
        self._refused = desk.runner.in_words(lambda words: desk.say(words, "warning"), writes=True)
        self.refresh()

    def refresh(self) -> None:
        self._desk.runner.whole(_listed, done=self._show)

    def make(self) -> None:
        self._desk.runner.whole(
            _make,
            done=self._made,
            failed=self._refused,
            writes=True,
            what=self.tr("Making a backup"),
        )

    def try_it(self) -> None:
        """Opened and proven through, on a copy of it; nothing else is touched."""
        row = self.table.row()
        if row is None:
            return
        self._say(self.tr("{0} is being tried.").format(row.path.name))
        self._desk.runner.whole(
            partial(_try, path=row.path),
            done=partial(self._tried, row.path),
            failed=partial(self._failed, row.path),
            what=self.tr("Trying the backup"),
        )

    def go_back(self) -> None:
        """Leaves the desk: nobody may have the database open meanwhile. There one is asked."""
        row = self.table.row()
        if row is not None:
            self._desk.runner.left.emit(row.path)

    def go_on(self) -> None:
        """Enter in the list belongs to the list."""
        if not self.table.hasFocus():
            super().go_on()

    def _show(self, found: tuple[Backup, ...] | None) -> None:
        local = found is not None
        for made in self.buttons:
            made.setEnabled(local)
        if found is None:
            self.table.set_empty(
                self.tr("A shared database is backed up on its server, by its administrator.")
            )
        self.rows.show_rows(found or ())
        self.who.say(text.count(len(found or ()), "backup"))
        if self.table.row() is None:
            self.table.choose(0)

    def _made(self, made: tuple[str, str]) -> None:
        name, wrong = made
        if wrong:
            self._desk.say(wrong, "warning")
        else:
            self._desk.say(self.tr("Made {0}.").format(name), "done")
        self.refresh()

    def _tried(self, path: Path, found: Tried) -> None:
        if found.wrong:
            words = self.tr("{0} does NOT hold: {1}. Choose an older one.")
            self._say(words.format(path.name, found.wrong))
            return
        self._say(
            self.tr(
                "{0} holds: every page is sound, and {1} follow one another. Going back to it "
                "takes away the {2} written since; they stay in the backup made then."
            ).format(
                path.name,
                text.count(found.entries, "entry", "entries"),
                text.count(found.lost or 0, "entry", "entries"),
            )
        )

    def _failed(self, path: Path, error: Exception) -> None:
        """So damaged that it does not even open."""
        if isinstance(error, UserError | Trouble):
            self._say(self.tr("{0} does NOT hold: {1}").format(path.name, error))
        else:
            self._desk.runner.failed.emit(error)

    def _say(self, words: str) -> None:
        self.about.show()
        self.said.setText(words)
        self.about.setAccessibleName(words)
        QTimer.singleShot(0, self, partial(self.bring_in, self.about))

    def _when(self, at: Any) -> str:
        here = self._desk.local(at)
        return f"{text.day(here)}, {text.clock(here)}"


def _listed(store: Any, _progress: Progress) -> tuple[Backup, ...] | None:
    found: Iterable[Backup] | None = store.backups()
    return None if found is None else tuple(reversed(list(found)))


def _make(store: Any, _progress: Progress) -> tuple[str, str]:
    copy = store.back_up("request")
    there = store.elsewhere
    missing = there is not None and not (there / copy.name).exists()
    with waking:
        from PySide6.QtCore import QCoreApplication
    words = QCoreApplication.translate(
        "BackupsPlace", "The backup is made, but it could not be copied to {0}."
    )
    return copy.name, words.format(there) if missing else ""


def _try(store: Any, progress: Progress, path: Path) -> Tried:
    found: Tried = store.try_backup(path, progress.step)
    return found
