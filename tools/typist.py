"""A typist at the real window: keys, clicks and dropped files, each counted; pictures of it all.

Nothing here calls a service. Keys go to the widget that has the focus, as from a keyboard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from traceback import format_exception

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QKeyCombination,
    QMimeData,
    QObject,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

PATIENCE = 20.0  # seconds; a busy machine is not a wrong answer
_STEP = 5  # milliseconds between two looks


class Stuck(Exception):
    """What one waited for did not happen; the text says what."""


@dataclass
class Task:
    """What one task took, from its first key to the saved state."""

    name: str
    keys: int = 0
    clicks: int = 0
    seconds: float = 0.0


class Typist:
    """Types, clicks and looks. `tasks` holds what each task took."""

    def __init__(self, window: QWidget, pictures: Path | None = None) -> None:
        self.window, self._pictures = window, pictures
        self.keys = self.clicks = 0
        self.tasks: list[Task] = []
        self.troubles: list[str] = []
        # Numbers go on from the pictures that are there already.
        self._shot = len(list(pictures.glob("[0-9][0-9]-*.png"))) if pictures else 0
        self._strays = _Strays(window)
        window.activateWindow()
        self.wait_until(lambda: QApplication.focusWidget() is not None, what="the first focus")

    def end(self) -> None:
        """Stop watching over the window."""
        if (app := QApplication.instance()) is not None:
            app.removeEventFilter(self._strays)

    # -- keys ---------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Keys by name, "F2" or "Ctrl+K"; a key with its modifiers is one."""
        for key in keys:
            # "Enter" is the one beside the letters; Qt calls it Return.
            sequence = QKeySequence("Return".join(key.split("Enter")))
            if sequence.count() != 1:
                raise ValueError(f"{key!r} is not one key")
            held: QKeyCombination = sequence[0]  # type: ignore[index]
            self.keys += 1
            QTest.keyClick(self._here(), held.key(), held.keyboardModifiers())

    def type(self, text: str) -> None:
        """Letter by letter."""
        for letter in text:
            self.keys += 1
            QTest.keyClicks(self._here(), letter)

    def _here(self) -> QWidget:
        self._check()
        here = QApplication.focusWidget()
        if here is None:
            # The window may be between two focuses while a panel is being shown.
            self.wait_until(lambda: QApplication.focusWidget() is not None, what="a focus")
            here = QApplication.focusWidget()
        assert here is not None
        return here

    def hear(self, error: BaseException) -> None:
        """Something went wrong in the program; the next step says so and stops."""
        self.troubles.append("".join(format_exception(error)).strip())

    def _check(self) -> None:
        if self._strays.seen:
            self.troubles.append(f"A window that should be none came up: {self._strays.seen[0]}")
        if self.troubles:
            raise Stuck(self.troubles[0])

    # -- the mouse ----------------------------------------------------------------------------

    def click(self, widget: QWidget) -> None:
        """The left button in the middle of what can be seen and pressed."""
        if not widget.isVisible() or not widget.isEnabled():
            raise Stuck(f"{widget.accessibleName() or widget} cannot be clicked: it is hidden.")
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def drop(self, widget: QWidget, path: Path) -> None:
        """A file dragged from the desktop onto a widget; counted as a click."""
        if not widget.isVisible():
            raise Stuck(f"Nothing can be dropped on {widget.accessibleName() or widget}.")
        self.clicks += 1
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        middle = widget.rect().center()
        actions, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        onto = _takes_drops(widget)
        spot = widget.mapTo(onto, middle)
        enters = QDragEnterEvent(QPointF(spot), actions, data, left, none)
        QApplication.sendEvent(onto, enters)
        if not enters.isAccepted():
            raise Stuck(f"{path.name} was not taken by {onto.accessibleName() or onto}.")
        QApplication.sendEvent(
            onto, QDropEvent(QPointF(spot), actions, data, left, none, QEvent.Type.Drop)
        )

    @contextmanager
    def file_dialog(self, path: Path) -> Iterator[None]:
        """Answers the file dialog that comes up inside, by typing the whole path and Enter.

        The keys of the path are not counted: how long it is says nothing about the program.
        """
        done: list[str] = []
        refused: list[str] = []
        until = perf_counter() + PATIENCE

        def answer() -> None:
            if perf_counter() > until and (open_one := QApplication.activeModalWidget()):
                # It does not take the path; as long as it is open nothing goes on.
                refused.append(open_one.windowTitle())
                open_one.close()
                return
            dialog, here = QApplication.activeModalWidget(), QApplication.focusWidget()
            if not isinstance(dialog, QFileDialog) or not isinstance(here, QLineEdit) or done:
                return
            if here.text() == str(path):
                done.append("entered")
                self.press("Enter")
                return
            # The dialog writes its suggestion once more when it has read the folder.
            QTest.keyClick(here, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClicks(here, str(path))

        watch = QTimer(interval=50)
        watch.timeout.connect(answer)
        watch.start()
        try:
            yield
            if refused:
                raise Stuck(f"The file dialog does not take {path}.")
            self.wait_until(lambda: bool(done), what="the file dialog")
            # A window manager gives the keyboard back; the offscreen platform has none.
            self.window.activateWindow()
        finally:
            watch.stop()

    # -- looking ------------------------------------------------------------------------------

    def wait_until(
        self, true: Callable[[], object], seconds: float = PATIENCE, what: str = ""
    ) -> None:
        """Let the window live until something holds. Raises Stuck when it never does.

        A real event loop: QTest.qWait keeps the interpreter to itself and starves the lanes.
        """
        if true():
            return
        until, loop, held = perf_counter() + seconds, QEventLoop(), []

        def look() -> None:
            if true():
                held.append(True)
            if held or self.troubles or perf_counter() > until:
                loop.quit()

        watch = QTimer(interval=_STEP)
        watch.timeout.connect(look)
        watch.start()
        loop.exec()
        watch.stop()
        self._check()
        if not held:
            raise Stuck(f"Waited {seconds:.0f} s in vain for {what or 'what should happen'}.")

    def settle(self, milliseconds: int = 60) -> None:
        """Let what is on its way arrive and be painted."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def picture(self, name: str) -> Path | None:
        """The window as it is now, numbered; nothing when nobody wants pictures."""
        if self._pictures is None:
            return None
        self.settle()
        return self._shoot(self.window, name)

    def _shoot(self, widget: QWidget, name: str) -> Path | None:
        if self._pictures is None:
            return None
        self._shot += 1
        path = self._pictures / f"{self._shot:02d}-{name}.png"
        if not widget.grab().save(str(path)):
            raise Stuck(f"The picture {path} could not be written.")
        return path

    # -- counting -----------------------------------------------------------------------------

    @contextmanager
    def task(self, name: str) -> Iterator[Task]:
        """Counts what is pressed and clicked inside; wait for the saved state inside, too."""
        keys, clicks, began = self.keys, self.clicks, perf_counter()
        made = Task(name)
        yield made
        made.keys, made.clicks = self.keys - keys, self.clicks - clicks
        made.seconds = perf_counter() - began
        self.tasks.append(made)


class _Strays(QObject):
    """A part shown before it has its place is a window for a moment, and takes the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.seen: list[str] = []
        if (app := QApplication.instance()) is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            kind = watched.windowFlags() & Qt.WindowType.WindowType_Mask
            if watched.isWindow() and kind == Qt.WindowType.Window and watched is not self._window:
                self.seen.append(f"{watched!r} {getattr(watched, 'text', str)()}")
        return False


def _takes_drops(widget: QWidget) -> QWidget:
    """The widget or the nearest one around it that takes drops, as Qt would find it."""
    found: QWidget | None = widget
    while found is not None and not found.acceptDrops():
        found = found.parentWidget()
    if found is None:
        raise Stuck(f"Nothing around {widget.accessibleName() or widget} takes drops.")
    return found
