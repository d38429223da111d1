"""What a person's window remembers: sizes, filters, columns. Never anything about a borrower."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

log = logging.getLogger(__name__)

SAVE_AFTER = 800  # milliseconds: a splitter that is dragged says a hundred things


class Memory(QObject):
    """A small JSON file per person; without a path it lives as long as the window."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._held: dict[str, Any] = _read(path)
        self._later = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._later.timeout.connect(self.save)

    def remember(self, key: str, value: Any) -> None:
        """Keep a value made of text, numbers, lists and mappings; None forgets it."""
        if value is None:
            self._held.pop(key, None)
        else:
            self._held[key] = value
        self._later.start()

    def recall(self, key: str, otherwise: Any = None) -> Any:
        return self._held.get(key, otherwise)

    def forget(self) -> None:
        """The view as on the first day. What was seen of the history is no matter of taste."""
        self._held = {key: value for key, value in self._held.items() if key.startswith("history.")}
        self._later.start()

    def save(self) -> None:
        """Write it down now. A disk that refuses costs a remembered width, nothing more."""
        self._later.stop()
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_suffix(".new")
            new.write_text(json.dumps(self._held, indent=1, sort_keys=True), encoding="utf-8")
            new.replace(self._path)
        except OSError as error:
            log.info("the window's memory could not be kept: %s", error)


def _read(path: Path | None) -> dict[str, Any]:
    try:
        held = json.loads(path.read_text(encoding="utf-8")) if path else {}
    except (OSError, ValueError):
        return {}
    return held if isinstance(held, dict) else {}
