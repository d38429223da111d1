"""Screens are imported before they are asked for, between two events and never in their way."""

import sys
from threading import Event, Thread

import pytest

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.wake_ahead import WakeAhead, modules

SMALL = ("colorsys", "nturl2path")


@pytest.fixture
def asleep(monkeypatch):
    for name in SMALL:
        monkeypatch.delitem(sys.modules, name, raising=False)


@pytest.fixture
def ahead(qtbot, asleep):
    made = WakeAhead(lambda: ("colorsys", "no_such_screen", "nturl2path"), rest=0)
    yield made
    made.deleteLater()


def test_every_module_is_woken_whatever_became_of_the_one_before(qtbot, ahead):
    ahead.begin()
    ahead.begin()
    qtbot.waitUntil(lambda: "nturl2path" in sys.modules)

    assert "colorsys" in sys.modules
    assert not ahead.waiting


def test_a_lane_that_is_importing_goes_first(qtbot, ahead):
    taken, give_back = Event(), Event()

    def lane():
        with waking:
            taken.set()
            give_back.wait(10)

    thread = Thread(target=lane)
    thread.start()
    taken.wait(10)
    ahead.begin()
    qtbot.wait(150)
    assert "colorsys" not in sys.modules
    give_back.set()
    thread.join()
    qtbot.waitUntil(lambda: "nturl2path" in sys.modules)


def test_the_screens_and_what_they_lean_on_are_in_the_list():
    found = list(modules())

    for name in ("ui.workouts.view", "ui.people.view", "ui.tapes.view", "services.workouts"):
        assert f"mortgage_collect.{name}" in found
    assert found.index("mortgage_collect.workout.shelf") < found.index(
        "mortgage_collect.ui.workouts.view"
    )
    assert not any("gallery" in name for name in found)
