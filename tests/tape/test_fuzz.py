"""Spoiled files of every format, in processes that may be lost over them."""

from tools.soak_fuzz import soak


def test_two_hundred_spoiled_files_are_read_or_refused_in_words():
    says, wrong = soak(200, 7)
    assert not wrong
    assert "UserError" in says
    assert "read" in says
