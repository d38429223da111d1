"""The pages of the case file are made from its fields, and fresh."""

from mortgage_collect.workout.case_schema import schema_text
from tools.case_page import NOTES, PAGE, SCHEMA, notes_page, page


def test_the_manual_and_the_schema_of_the_case_file_are_fresh():
    assert PAGE.read_text(encoding="utf-8") == page()
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_the_manual_of_note_files_and_escrow_files_is_fresh():
    assert NOTES.read_text(encoding="utf-8") == notes_page()
