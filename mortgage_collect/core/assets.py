"""Finds a file of `resources/`: in the source tree, in the wheel, or in a frozen application."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from mortgage_collect.core.errors import Bug


@cache
def root() -> Path:
    """The folder that holds templates, fonts, icons and tables."""
    package = Path(__file__).resolve().parent.parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package / "_resources", package.parent / "resources"]
    if frozen:
        candidates.insert(0, Path(frozen) / "resources")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise Bug(f"resources/ not found; looked in {', '.join(map(str, candidates))}")


def asset(name: str) -> Path:
    """The path of one resource, as in `asset("fonts/NotoSans-Regular.ttf")`."""
    path = root() / name
    if not path.is_file():
        raise Bug(f"resource {name} is missing")
    return path


def text(name: str) -> str:
    return asset(name).read_text(encoding="utf-8")
