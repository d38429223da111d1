"""Widgets die on the thread of the tests alone.

The application switches the automatic collector off while a runner lives (`ui/kit/tidying.py`).
Between runners it was on, and a worker of the tests has a thread of its own that talks to the
others: what it collected took widgets away under Qt's hands.
"""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def tidied() -> Iterator[None]:
    """Off for the test; after it what is due is collected here, as the interpreter would."""
    gc.disable()
    yield
    gc.disable()
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return


@pytest.fixture(autouse=True, scope="module")
def tidied_at_the_end() -> Iterator[None]:
    """Nothing of a screen is left for tests without one, where the collector is on again."""
    yield
    gc.collect()
    gc.enable()
