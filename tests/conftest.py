"""What every test stands on. Stores, builders and clocks live with the tests that need them."""

import logging
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.stores"]

OURS = "mortgage_collect"

# The same examples on every machine and every day: a red test is red for everybody.
# No deadline: a busy machine is not a wrong answer.
settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


def unexpected(records: Iterable[logging.LogRecord]) -> list[str]:
    """What we ourselves logged as a warning or worse; libraries answer for themselves."""
    return [
        f"{record.name}: {record.levelname}: {record.getMessage()}"
        for record in records
        if record.levelno >= logging.WARNING and record.name.partition(".")[0] == OURS
    ]


@pytest.fixture(autouse=True)
def quiet_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[pytest.LogCaptureFixture]:
    """A test fails when we log a warning or worse, unless it is marked `may_log`.

    A test of a warning takes `caplog` and the mark, and says what it expects to find there.
    """
    yield caplog
    if request.node.get_closest_marker("may_log"):
        return
    found = unexpected(
        record for phase in ("setup", "call") for record in caplog.get_records(phase)
    )
    if found:
        pytest.fail("unexpected in the log:\n" + "\n".join(found), pytrace=False)
