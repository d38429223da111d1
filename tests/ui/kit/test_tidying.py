"""What was put away is let go of on the screen's thread, whoever allocates."""

import gc
import threading

from PySide6.QtCore import QObject

from mortgage_collect.ui.kit.runner import Runner


class Ring(QObject):
    """Holds itself, so that only the collector lets go of it; says on which thread it did."""

    def __init__(self, told):
        super().__init__()
        self._told, self._me = told, self

    def __del__(self):
        self._told.append(threading.current_thread())


def allocate(_progress):
    return [[number] for number in range(400_000)]


def test_a_lane_that_allocates_lets_go_of_no_widget(qtbot):
    runner = Runner(None)
    told, done = [], []
    for _ in range(20):
        Ring(told)
    runner.work(allocate, done=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    qtbot.waitUntil(lambda: len(told) == 20, timeout=20_000)
    assert set(told) == {threading.main_thread()}
    runner.close()


def test_the_collector_is_on_again_when_the_last_runner_has_closed(qtbot):
    gc.enable()
    first, second = Runner(None), Runner(None)
    assert not gc.isenabled()
    first.close()
    first.close()
    assert not gc.isenabled()
    second.close()
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off_before(qtbot):
    gc.disable()
    Runner(None).close()
    assert not gc.isenabled()
