import threading
import time
from concurrent.futures import Future
from contextlib import contextmanager

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.ui.kit.runner import Runner


class Unit:
    def __init__(self, store):
        self.store, self.touched, self.new = store, frozenset(), []

    def add(self, item):
        self.new.append(item)
        self.touched |= {f"loan:{item}"}


class FakeStore:
    def __init__(self):
        self.saved, self.threads = [], set()

    @contextmanager
    def view(self):
        self.threads.add(threading.current_thread().name)
        yield tuple(self.saved)

    @contextmanager
    def unit(self):
        self.threads.add(threading.current_thread().name)
        unit = Unit(self)
        yield unit
        self.saved += unit.new


@pytest.fixture
def store():
    return FakeStore()


@pytest.fixture
def runner(qapp, store):
    runner = Runner(store)
    yield runner
    runner.close()


def test_a_change_is_told_with_what_it_touched(qtbot, runner, store):
    done = []
    with qtbot.waitSignal(runner.changed) as told:
        runner.change(lambda unit: unit.add(42), done=done.append)
    assert told.args == [frozenset({"loan:42"})]
    assert (store.saved, done) == ([42], [None])


def test_a_look_tells_nobody_and_reads_on_its_own_lane(qtbot, runner, store):
    seen = []
    with qtbot.assertNotEmitted(runner.changed, wait=50):
        runner.look(lambda session: (session, threading.current_thread().name), done=seen.append)
        qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] == ()
    assert seen[0][1].startswith("reading")


def test_answers_come_home_on_the_thread_of_the_window(qtbot, runner):
    where = []
    runner.look(lambda _: 1, done=lambda _: where.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.main_thread()]


def test_of_looks_with_one_name_only_the_newest_lands(qtbot, runner):
    landed = []
    for letter in "abc":
        runner.look(lambda _, x=letter: x, done=landed.append, newest="search")
    qtbot.waitUntil(lambda: bool(landed))
    qtbot.wait(30)
    assert landed == ["c"]


def test_a_card_opens_while_a_tape_is_applied(qtbot, runner):
    go, seen = threading.Event(), []
    runner.change(lambda _: go.wait(5))
    runner.look(lambda _: "card", done=seen.append)
    qtbot.waitUntil(lambda: seen == ["card"])
    go.set()


def test_cancelling_long_work_undoes_all_of_it_and_says_nothing(qtbot, runner, store):
    said = []
    runner.failed.connect(said.append)

    def many(unit, progress):
        for i in range(2_000):
            unit.add(i)
            progress.step(i, 2_000, "Calls")
            time.sleep(0.001)

    with qtbot.waitSignal(runner.progressed):
        progress = runner.long(many, done=said.append)
    progress.cancel()
    counted = []
    runner.change(lambda unit: len(unit.store.saved), done=counted.append)
    qtbot.waitUntil(lambda: bool(counted))
    assert (counted, said) == ([0], [])


def test_an_error_goes_to_who_asked_or_else_to_everybody(qtbot, runner):
    def wrong(_):
        raise UserError("No such loan.")

    heard, theirs = [], []
    runner.failed.connect(heard.append)
    runner.look(wrong, done=print)
    qtbot.waitUntil(lambda: len(heard) == 1)
    runner.look(wrong, done=print, failed=theirs.append)
    qtbot.waitUntil(lambda: len(theirs) == 1)
    assert len(heard) == 1
    assert isinstance(theirs[0], UserError)


def test_work_needs_no_database(qtbot):
    runner, drawn = Runner(None), []
    runner.work(lambda progress: progress.step(1, 1, "Pages") or b"%PDF", done=drawn.append)
    qtbot.waitUntil(lambda: drawn == [b"%PDF"])
    failed = []
    runner.look(lambda _: None, done=print, failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    runner.close()


def test_what_is_asked_before_the_database_is_open_waits_for_it(qtbot, store):
    opening, seen = Future(), []
    runner = Runner(opening)
    runner.look(lambda _: "a look", done=seen.append)
    runner.change(lambda unit: unit.add(7), done=lambda _: seen.append("a change"))
    qtbot.wait(50)
    assert seen == []
    opening.set_result(store)
    qtbot.waitUntil(lambda: sorted(seen) == ["a change", "a look"])
    assert store.saved == [7]
    runner.close()


def test_a_runner_closed_before_its_database_is_open_says_nothing(qtbot):
    opening, said = Future(), []
    runner = Runner(opening)
    runner.failed.connect(said.append)
    runner.look(print, done=said.append, failed=said.append)
    runner.change(print, done=said.append, failed=said.append)
    runner.close()
    qtbot.wait(50)
    assert said == []


def test_busy_is_said_only_after_a_while_and_taken_back(qtbot, runner):
    said = []
    runner.busy.connect(said.append)
    runner.look(lambda _: 1, done=lambda _: None, what="Quick")
    qtbot.wait(50)
    assert said == []
    go = threading.Event()
    runner.change(lambda _: go.wait(5), what="Applying the file")
    qtbot.waitUntil(lambda: said == ["Applying the file"])
    assert runner.under_way == ["Applying the file"]
    go.set()
    qtbot.waitUntil(lambda: said == ["Applying the file", ""])


def test_closing_waits_for_what_is_being_saved(qapp, store):
    runner = Runner(store)

    def slowly(unit):
        time.sleep(0.1)
        unit.add(7)

    runner.change(slowly)
    runner.change(lambda unit: unit.add(8))
    runner.close()
    assert store.saved == [7, 8]
    runner.change(lambda unit: unit.add(9))  # after closing, nothing begins
    assert store.saved == [7, 8]


def test_a_progress_that_was_over_before_it_was_told_is_put_away(qtbot, runner):
    told, steps = [], []
    runner.busy.connect(told.append)
    runner.progressed.connect(lambda done, of, what: steps.append(done))

    runner.walk(lambda _session, progress: progress.step(5, 5, "Looking"), done=lambda _: None)

    qtbot.waitUntil(lambda: not runner.under_way)
    assert steps == [5]
    assert told == [""]
