"""Screens that wake when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from mortgage_collect.core.waking import waking as one_at_a_time


class NotBuilt(Exception):
    """This build has no such screen."""


def waking(module: str, name: str) -> Callable[..., QWidget]:
    """A maker of the class `name` of `mortgage_collect.ui.<module>`, imported at its first call."""
    where = f"mortgage_collect.ui.{module}"

    def make(*given: Any, **named: Any) -> QWidget:
        try:
            with one_at_a_time:
                found = import_module(where)
        except ModuleNotFoundError as error:
            # Something else that is missing is a fault of the screen, and is heard.
            if error.name is None or not f"{where}.".startswith(f"{error.name}."):
                raise
            raise NotBuilt(where) from error
        made: QWidget = getattr(found, name)(*given, **named)
        return made

    return make
