"""Makes a picture of every screen, in light and dark, on three sizes of screen.

    python tools/screens.py [OUT] [--only WORD] [--contact-sheet FILE]

A screen is a line of `tools/pictures/shelf.py`. One process draws one size and one theme, because
the scale of Qt is set at its start.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.pictures.screen import NOON, settle, wait
from tools.pictures.shelf import SCREENS

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parent.parent
THUMB = 560

# Device-independent size of the window, and the scale of the screen.
SIZES: dict[str, tuple[int, int, str]] = {
    "1366x768": (1366, 768, "1"),
    "1920x1080": (1920, 1080, "1"),
    "1366x768-200": (683, 384, "2"),
}
THEMES = ("light", "dark")


def draw(out: Path, size: str, theme: str, only: str) -> list[Path]:
    """Every screen in one size and theme, in this process."""
    from mortgage_collect.app import application, open_window
    from mortgage_collect.core.clock import FixedClock
    from mortgage_collect.store.store import memory_store
    from mortgage_collect.ui.memory import Memory
    from tests.ui.little_bank import build, tell_review

    width, height, _ = SIZES[size]
    clock = FixedClock(NOON)
    store = memory_store(clock, actor="ana")
    bank = build(store)
    tell_review(store, bank.loans["Begay"])
    application(["screens"])
    made = []
    for screen in SCREENS:
        if only not in screen.name:
            continue
        memory = Memory()
        memory.remember("scheme", theme)
        window = open_window(store, clock, demo=True, memory=memory)
        window.resize(width, height)
        settle(window)
        window.open_loan(bank.loans[screen.loan])
        settle(window)
        try:
            screen.do(window)
        except Exception as error:  # noqa: BLE001 - one broken screen must not hide the others
            print(f"{screen.name}: {error!r}", file=sys.stderr)
        settle(window)
        path = out / f"{screen.name}--{size}--{theme}.png"
        window.grab().save(str(path))
        made.append(path)
        window.desk.runner.close()
        window.close()
        window.deleteLater()
        wait(1)
    store.close()
    return made


def contact_sheet(pictures: Iterable[Path], target: Path) -> None:
    """All pictures small, on one sheet."""
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

    held = QGuiApplication.instance() or QGuiApplication(["screens"])
    small: list[QImage] = [
        QImage(str(path)).scaledToWidth(THUMB, Qt.TransformationMode.SmoothTransformation)
        for path in pictures
    ]
    across = 3
    tall = max((image.height() for image in small), default=1)
    rows = -(-len(small) // across)
    sheet = QImage(across * (THUMB + 16) + 16, rows * (tall + 16) + 16, QImage.Format.Format_RGB32)
    sheet.fill(QColor("#C9CED6"))
    painter = QPainter(sheet)
    for at, image in enumerate(small):
        left, top = 16 + at % across * (THUMB + 16), 16 + at // across * (tall + 16)
        painter.drawImage(QRect(left, top, image.width(), image.height()), image)
    painter.end()
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(str(target))
    del held


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "out" / "screens")
    parser.add_argument("--only", default="", help="draw screens with this in their name")
    parser.add_argument("--size", choices=SIZES, help="one size instead of three")
    parser.add_argument("--theme", choices=THEMES, help="one theme instead of two")
    parser.add_argument("--contact-sheet", type=Path, metavar="FILE")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if given.here:
        for path in draw(given.out, given.size, given.theme, given.only):
            print(path)
        return 0
    pictures: list[Path] = []
    for size in [given.size] if given.size else SIZES:
        for theme in [given.theme] if given.theme else THEMES:
            command = [sys.executable, __file__, str(given.out), "--here", "--only", given.only]
            ran = subprocess.run(
                [*command, "--size", size, "--theme", theme],
                env={**os.environ, "QT_SCALE_FACTOR": SIZES[size][2]},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            told = [line for line in ran.stderr.splitlines() if "propagateSizeHints" not in line]
            print(*told, sep="\n", end="\n" if told else "", file=sys.stderr)
            if ran.returncode:
                return ran.returncode
            pictures += [Path(line) for line in ran.stdout.splitlines() if line.endswith(".png")]
    print(f"{len(pictures)} pictures in {given.out}")
    if given.contact_sheet:
        shown = [path for path in pictures if "1366x768--light" in path.name]
        contact_sheet(shown or pictures, given.contact_sheet)
    return 0


if __name__ == "__main__":
    sys.exit(main())
