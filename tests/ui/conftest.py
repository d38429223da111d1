"""A desk on a little bank: the clock stands on Friday 20 November 2026, 10:42 in Burlington."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.services.clocks import renew_some
from mortgage_collect.store.store import Store, memory_store
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.kit.runner import Runner
from mortgage_collect.ui.memory import Memory
from mortgage_collect.ui.window import Window
from tests.tidied import tidied, tidied_at_the_end
from tests.ui.little_bank import LittleBank, build

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

__all__ = ["tidied", "tidied_at_the_end"]

FRIDAY = datetime(2026, 11, 20, 15, 42, tzinfo=UTC)


@pytest.fixture
def desk_clock() -> FixedClock:
    return FixedClock(FRIDAY)


@pytest.fixture
def desk_store(desk_clock: FixedClock) -> Iterator[Store]:
    store = memory_store(desk_clock, actor="ana")
    yield store
    store.close()


@pytest.fixture
def little_bank(desk_store: Store) -> LittleBank:
    return build(desk_store)


@pytest.fixture
def window(qtbot, desk_store, desk_clock, little_bank) -> Iterator[Window]:
    """Open, dressed, and with the first loan of the queue on its card; its deadlines are worked
    out, as they are once a window has been open for a moment."""
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    with desk_store.unit() as unit:
        renew_some(unit)
    runner = Runner(desk_store)
    made = Window(runner, desk_clock, Memory(), user="ana", practice=True)
    made.resize(1366, 740)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: made.card_model.light is not None, timeout=10_000)
    yield made
    runner.close()
