"""The only file with threads: work leaves the window here, and its answer comes home here.

Three lanes: writing (one thread, so SQLite has one writer), reading beside it, and a small pool
for work without the database. Answers come home through one queued signal, on the window's thread,
in the order they were ready.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Event
from time import perf_counter
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from mortgage_collect.core.errors import Cancelled, UserError
from mortgage_collect.ui.kit.keep_true import keep_true
from mortgage_collect.ui.kit.tidying import Tidying

T = TypeVar("T")
Touched = frozenset[str]
Failed = Callable[[Exception], None]

BUSY_AFTER = 300  # milliseconds before anything is shown
SAY_EVERY = 0.03  # seconds; a step in between is not worth a repaint


class Unit(Protocol):
    """What the runner needs of a unit of work: every subject its events name."""

    @property
    def touched(self) -> frozenset[str]: ...


class Store(Protocol):
    """What the runner needs of a store; the screens never see more of it."""

    def view(self) -> AbstractContextManager[Any]: ...

    def unit(self) -> AbstractContextManager[Any]: ...

    def back_up(self, before: str) -> object: ...


class Progress:
    """Handed to long work. `step` reports, and is also where cancelling takes hold."""

    def __init__(self, say: Callable[[int, int, str], None]) -> None:
        self._say, self._stop = say, Event()
        self._said_at = -SAY_EVERY

    def step(self, done: int, of: int, what: str = "") -> None:
        self.halt()
        if done >= of or perf_counter() - self._said_at >= SAY_EVERY:
            self._said_at = perf_counter()
            self._say(done, of, what)

    def halt(self) -> None:
        """Stop here when somebody cancelled."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()


def _nothing(_answer: object) -> None: ...


class Runner(QObject):
    """`look` and `walk` read. `change` and `long` write, then tell every screen what was touched.
    `work` does without the database.

    `failed` hears every error nobody took; a cancelled job says nothing to anybody. A store that
    is not open yet is a future of one: what wants it waits in its lane.
    """

    changed = Signal(frozenset)  # {"loan:42", ...}
    progressed = Signal(int, int, str)
    failed = Signal(Exception)
    busy = Signal(str)  # what is being done, after 300 ms; "" when there is nothing left
    left = Signal(object)  # a path: the desk is to be closed, and the database put back to it
    _home = Signal(object)

    def __init__(self, store: Store | Future[Any] | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        keep_true()
        self._store = store
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="writing")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="reading")
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="work")
        self._newest: dict[str, int] = {}
        self._under_way: dict[object, str] = {}
        self._running: set[Progress] = set()
        self._told = ""
        self._stepped = False
        self._closed = False
        self._tidying = Tidying(self)
        self._soon = QTimer(self, singleShot=True, interval=BUSY_AFTER)
        self._soon.timeout.connect(self._tell_busy)
        self._home.connect(self._on_home, Qt.ConnectionType.QueuedConnection)

    # -- asking -------------------------------------------------------------------------------

    def look(
        self,
        work: Callable[[Any], T],
        *,
        done: Callable[[T], None],
        newest: str = "",
        failed: Failed | None = None,
        what: str = "",
    ) -> None:
        """Read, and hand over the answer. Of looks with one `newest` name, only the last lands."""
        turn = self._newest[newest] = self._newest.get(newest, 0) + 1

        def late() -> bool:
            return bool(newest) and turn != self._newest[newest]

        def job() -> tuple[T, Touched]:
            if late():
                raise Cancelled
            with self._open().view() as session:
                return work(session), Touched()

        def land(answer: T) -> None:
            if not late():
                done(answer)

        self._submit(self._reading, job, land, failed, what or self.tr("Reading"))

    def walk(
        self,
        work: Callable[[Any, Progress], T],
        *,
        done: Callable[[T], None],
        failed: Failed | None = None,
        stopped: Callable[[], None] | None = None,
        what: str = "",
    ) -> Progress:
        """A look that takes a while, beside the short ones: none of them waits for it."""
        progress = Progress(self._report)

        def job() -> tuple[T, Touched]:
            progress.halt()
            with self._open().view() as session:
                return work(session, progress), Touched()

        what = what or self.tr("Reading")
        self._submit(self._pool, job, done, failed, what, progress, stopped)
        return progress

    def whole(
        self,
        work: Callable[[Any, Progress], T],
        *,
        done: Callable[[T], None] = _nothing,
        failed: Failed | None = None,
        writes: bool = False,
        what: str = "",
    ) -> Progress:
        """For what is about the database itself, such as its backups: `work` is handed the store.

        With `writes` it waits its turn among the changes.
        """
        progress = Progress(self._report)

        def job() -> tuple[T, Touched]:
            progress.halt()
            return work(self._open(), progress), Touched()

        lane = self._writing if writes else self._pool
        self._submit(lane, job, done, failed, what or self.tr("Working"), progress)
        return progress

    def in_words(self, refused: Callable[[str], None], *, writes: bool = False) -> Failed:
        """A `failed` for who asked: `refused` hears in words what a person can mend, the signal all
        else. With `writes`, a file the system would not write is one of the former."""

        def tell(error: Exception) -> None:
            match error:
                case UserError():
                    refused(str(error))
                case OSError() if writes:
                    words = self.tr("The file could not be written: {0}. Choose another folder.")
                    refused(words.format(error.strerror or error))
                case _:
                    self.failed.emit(error)

        return tell

    def change(
        self,
        work: Callable[[Any], T],
        *,
        done: Callable[[T], None] = _nothing,
        failed: Failed | None = None,
        what: str = "",
    ) -> None:
        """One unit of work: all of it happens, or none of it."""
        self.long(lambda unit, _: work(unit), done=done, failed=failed, what=what)

    def long(
        self,
        work: Callable[[Any, Progress], T],
        *,
        done: Callable[[T], None] = _nothing,
        failed: Failed | None = None,
        stopped: Callable[[], None] | None = None,
        what: str = "",
        back_up: str = "",
    ) -> Progress:
        """A change that takes a while. Cancelling it undoes all of it, and `stopped` hears of it.

        With `back_up`, a verified copy of the database is made first; without it nothing begins.
        """
        progress = Progress(self._report)

        def job() -> tuple[T, Touched]:
            progress.halt()
            if back_up:
                progress.step(0, 0, self.tr("Making a backup"))
                self._open().back_up(back_up)
                progress.halt()
            with self._open().unit() as unit:
                result = work(unit, progress)
            return result, unit.touched

        what = what or self.tr("Saving")
        self._submit(self._writing, job, done, failed, what, progress, stopped)
        return progress

    def work(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], None] = _nothing,
        failed: Failed | None = None,
        stopped: Callable[[], None] | None = None,
        what: str = "",
    ) -> Progress:
        """Work without the database: drawing a PDF, reading a workbook."""
        progress = Progress(self._report)

        def alone() -> tuple[T, Touched]:
            progress.halt()
            return job(progress), Touched()

        what = what or self.tr("Working")
        self._submit(self._pool, alone, done, failed, what, progress, stopped)
        return progress

    @property
    def under_way(self) -> list[str]:
        """What has not come home yet, oldest first: what closing would wait for."""
        return list(self._under_way.values())

    def close(self) -> None:
        """Wait for what has begun, leave what has not, and say nothing more. Writing is finished;
        work without the database is asked to stop."""
        self._closed = True
        self._soon.stop()
        if isinstance(self._store, Future):
            self._store.cancel()  # what still waits for a database will never have one
        for progress in tuple(self._running):
            progress.cancel()
        for lane in (self._pool, self._reading):
            lane.shutdown(wait=True, cancel_futures=True)
        self._writing.shutdown(wait=True, cancel_futures=False)
        self._tidying.end()

    # -- coming home --------------------------------------------------------------------------

    def _open(self) -> Store:
        if self._store is None:
            raise RuntimeError("no database is open")
        if isinstance(self._store, Future):
            opened: Store = self._store.result()
            return opened
        return self._store

    def _submit(
        self,
        lane: ThreadPoolExecutor,
        job: Callable[[], tuple[T, Touched]],
        done: Callable[[T], None],
        failed: Failed | None,
        what: str,
        progress: Progress | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        if self._closed:
            return
        ticket = object()
        self._under_way[ticket] = what
        if progress is not None and lane is self._pool:
            self._running.add(progress)
        self._soon.start()

        def land(future: Future[tuple[T, Touched]]) -> None:
            self._forget(ticket)
            if progress is not None:
                self._running.discard(progress)
            try:
                answer, touched = future.result()
            except (Cancelled, CancelledError):
                if stopped is not None:
                    stopped()
                return
            except Exception as error:  # noqa: BLE001 - whoever asked hears of it
                (failed or self.failed.emit)(error)
                return
            done(answer)
            if touched:
                self.changed.emit(touched)

        future = lane.submit(job)
        future.add_done_callback(lambda f: self._send_home(lambda: land(f)))

    def _report(self, done: int, of: int, what: str) -> None:
        def land() -> None:
            self._stepped = True
            self.progressed.emit(done, of, what)

        self._send_home(land)

    def _send_home(self, land: Callable[[], None]) -> None:
        if not self._closed:
            self._home.emit(land)

    @Slot(object)
    def _on_home(self, land: Callable[[], None]) -> None:
        if not self._closed:
            land()

    def _forget(self, ticket: object) -> None:
        self._under_way.pop(ticket, None)
        if not self._under_way:
            self._soon.stop()
            if self._stepped and not self._told:
                self.busy.emit("")  # steps were shown of what was over before it was told
            self._stepped = False
            self._say("")

    def _tell_busy(self) -> None:
        if self._under_way:
            self._say(next(iter(self._under_way.values())))

    def _say(self, what: str) -> None:
        if what != self._told:
            self._told = what
            self.busy.emit(what)
