"""The base of all tests: a warning which nobody expected fails the test that caused it."""

import logging

import pytest

from tests.conftest import unexpected


@pytest.mark.may_log
def test_our_warnings_are_caught(caplog):
    logging.getLogger("mortgage_collect.tape").warning("%d rows refused", 3)

    assert unexpected(caplog.records) == ["mortgage_collect.tape: WARNING: 3 rows refused"]


def test_information_and_other_people_are_not(caplog):
    logging.getLogger("mortgage_collect.tape").info("read")
    logging.getLogger("mortgage_collector").error("somebody else")

    assert unexpected(caplog.records) == []


def test_the_watch_is_on(quiet_log, caplog):
    assert quiet_log is caplog
