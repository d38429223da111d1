"""A journey drives the real window: its widgets die on the thread of the tests."""

from tests.tidied import tidied, tidied_at_the_end

__all__ = ["tidied", "tidied_at_the_end"]
