"""Before there is a desk: which database, is it locked, is its bank set up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.errors import NeedPassphrase, Trouble, UserError, WrongKey
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import UserRole
from mortgage_collect.ui.kit.runner import Progress, Runner

if TYPE_CHECKING:
    from mortgage_collect.store.store import Store

WELCOME, MAKE, LOCKED, TROUBLE, BANK, SIGN_IN, BUSY, RESTORE = (
    "welcome", "make", "locked", "trouble", "bank", "sign_in", "busy", "restore",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways to a database, handed in by the builder of the program.

    `begin` is the database named in the settings, or the usual place. `backups` of an address,
    the newest first; `put_back` puts one in its place and opens it.
    """

    open: Callable[[str, str | None], Store]
    make: Callable[[Path, str | None, bool], Store]
    practice: Callable[[], Store]
    begin: str
    has_key_store: Callable[[], bool]
    remember: Callable[[str], None]
    user: str
    backups: Callable[[str], Sequence[Path]] = lambda _: ()
    put_back: Callable[[str, Path, str | None], Store] | None = None


class OpeningModel(QObject):
    """`moved` names the page, `opened` brings the store; `said` is what went wrong."""

    moved = Signal(str)
    opened = Signal(object, bool)  # the store, and whether it is the practice bank

    def __init__(self, doors: Doors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.doors = doors
        self.runner = Runner(None, self)
        self.page = WELCOME
        self.address = doors.begin
        self.said = ""
        self.details = ""
        self.copy: Path | None = None
        self.wants_secret = False
        self.asks = ""  # what signing in asks for beside the password: "code" or "new"
        self._practice = False
        self._store: Store | None = None
        self._again: Callable[[], None] = self.begin

    def begin(self) -> None:
        """Open what is named; where there is nothing yet, say welcome."""
        if self.is_there:
            self.open(self.doors.begin)
        else:
            self._go(WELCOME)

    @property
    def is_there(self) -> bool:
        """What is named can be tried: a server, or a file that is there."""
        return "://" in self.doors.begin or Path(self.doors.begin).exists()

    def open(self, address: str, passphrase: str | None = None) -> None:
        self.address = address
        self._do(partial(self.doors.open, address, passphrase), partial(self.open, address))

    def make(self, path: Path, passphrase: str | None, *, key_store: bool) -> None:
        self.address = str(path)
        self._do(partial(self.doors.make, path, passphrase, key_store), partial(self._go, MAKE))

    def practice_bank(self) -> None:
        self._do(self.doors.practice, self.practice_bank, practice=True)

    def again(self) -> None:
        self._again()

    def welcome(self) -> None:
        self.said = ""
        self._go(WELCOME)

    def begin_making(self) -> None:
        self.said = ""
        self._go(MAKE)

    def backups(self) -> Sequence[Path]:
        """Those of the database that is, or was to be, opened; the newest first."""
        return self.doors.backups(self.address) if self.doors.put_back is not None else ()

    def go_back(self, copy: Path | None = None) -> None:
        """Ask which backup shall take the place of the database; `copy` is proposed."""
        self.said, self.copy, self.wants_secret = "", copy, False
        self._go(RESTORE)

    def put_back(self, copy: Path, passphrase: str | None) -> None:
        put = self.doors.put_back
        if put is not None:
            self.copy = copy
            self._do(partial(put, self.address, copy, passphrase), self.go_back)

    def open_again(self) -> None:
        """The database as it is."""
        self.open(self.address)

    def set_up(self, name: str, state: str, zone: str) -> None:
        """The least a bank needs before the first tape; the rest is in its settings."""
        store = self._store
        if store is None:
            return

        def job(_: Progress) -> Store:
            with waking:
                from mortgage_collect.services.bank import add_user, set_up_bank
            with store.unit() as unit:
                set_up_bank(unit, name, state=state, zone=zone)
                add_user(unit, self.doors.user, self.doors.user, UserRole.ADMINISTRATOR)
            return store

        self.said = ""
        self._go(BUSY)
        self.runner.work(job, done=partial(self._ready, practice=False), failed=self._wrong_bank)

    def sign_in(self, login: str, password: str, code: str, new: str) -> None:
        """Opens the desk for whoever proves who they are."""
        store = self._store
        if store is None:
            return

        def job(_: Progress) -> Store:
            with waking:
                from mortgage_collect.services.sign_in import sign_in
            sign_in(store, login, password, code, new=new)
            return store

        self._go(BUSY)
        land = partial(self._ready, practice=self._practice)
        self.runner.work(job, done=land, failed=self._refused)

    def tell(self, error: Exception) -> None:
        """What went wrong elsewhere while this is what one sees."""
        self._wrong(error, was=self.page)

    def close(self) -> None:
        """Let go of what was opened and never used."""
        self.runner.close()
        if self._store is not None:
            self._store.close()

    # -- what comes home ----------------------------------------------------------------------

    def _do(
        self, door: Callable[[], Store], again: Callable[[], None], *, practice: bool = False
    ) -> None:
        self._again, self.said, self.details = again, "", ""
        left, self._store = self._store, None
        if left is not None:
            left.close()
        was = self.page
        self._go(BUSY)

        def job(_: Progress) -> tuple[Store, bool, bool]:
            store = self._store = door()
            with waking:
                from mortgage_collect.queries.bank import has_bank
                from mortgage_collect.store.at_work import signs_in
            with store.view() as session:
                return store, has_bank(session), signs_in(session)

        def land(found: tuple[Store, bool, bool]) -> None:
            store, has_bank, signs_in = found
            self._practice = practice
            if not has_bank:
                self._go(BANK)
            elif signs_in:
                self.asks = ""
                self._go(SIGN_IN)
            else:
                self._ready(store, practice=practice)

        self.runner.work(job, done=land, failed=partial(self._wrong, was=was))

    def _ready(self, store: Store, *, practice: bool) -> None:
        self._store = None
        if not practice:
            self.doors.remember(self.address)
        self.opened.emit(store, practice)

    def _wrong(self, error: Exception, *, was: str) -> None:
        self.said = str(error)
        self.details = getattr(error, "details", "")
        match error:
            case NeedPassphrase() if was == MAKE:
                self._go(MAKE)
            case NeedPassphrase() | WrongKey() if was == RESTORE:
                self.wants_secret = True
                self._go(RESTORE)
            case UserError() | Trouble() if was == RESTORE:
                self._go(RESTORE)
            case NeedPassphrase() | WrongKey():
                # The first time nobody was wrong: it only wants its passphrase.
                self.said = str(error) if was == LOCKED or isinstance(error, WrongKey) else ""
                self._go(LOCKED)
            case UserError() if was in (MAKE, WELCOME):
                self._go(was)
            case UserError() | Trouble():
                self._go(TROUBLE)
            case _:
                self.said = self.tr("The database could not be opened.")
                self.details = f"{type(error).__name__}: {error}"
                self._go(TROUBLE)

    def _refused(self, error: Exception) -> None:
        with waking:
            from mortgage_collect.services.sign_in import NeedCode, NeedNewPassword
        if isinstance(error, NeedCode | NeedNewPassword):
            self.asks = "code" if isinstance(error, NeedCode) else "new"
        self.said = str(error)
        self._go(SIGN_IN)

    def _wrong_bank(self, error: Exception) -> None:
        self.said = str(error)
        self._go(BANK)

    def _go(self, page: str) -> None:
        self.page = page
        self.moved.emit(page)
