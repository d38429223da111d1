"""Promises about the book as a whole, its figures, and the page made from it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from mortgage_collect.core.errors import Bug
from mortgage_collect.rules import numbers
from mortgage_collect.rules.book import BOOK, EDITION
from mortgage_collect.rules.decided_cases import decided_cases
from mortgage_collect.rules.numbers import FIGURES, Stricter, figure, hour, number
from mortgage_collect.rules.rule import Rule
from tools import book_page

RULES = Path(numbers.__file__).parent
TODAY = date(2026, 11, 1)
# Whom a rule binds, what is due by when, and what it hangs on.
NO_RULES = {"coverage", "duties", "matters"}


def test_every_rule_file_is_in_the_book():
    files = {
        f"{path.parent.name}.{path.stem}"
        for path in RULES.glob("*/*.py")
        if path.name != "__init__.py" and path.parent.name not in NO_RULES
    }

    assert files == {rule.id for rule in BOOK}
    assert len(files) == len(BOOK)


@pytest.mark.parametrize("rule", BOOK, ids=lambda rule: rule.id)
def test_a_rule_has_its_papers(rule: Rule):
    assert rule.cites
    assert rule.doc.endswith(".")
    assert rule.read_as_of
    assert rule.whom
    assert rule.in_force(TODAY)
    assert (rule.verified is None) is (rule.own or rule.unverified)
    assert rule.verified is None or rule.verified < TODAY, "not the day somebody clicked"
    law = [cite for cite in rule.cites if not cite.text.startswith("Bank policy")]
    assert all(cite.url for cite in law) or rule.family == "states"


def test_only_the_banks_own_rules_cite_only_policy():
    for rule in BOOK:
        assert rule.own is any(cite.text.startswith("Bank policy") for cite in rule.cites)
        assert rule.own is (rule.family == "house")


def test_a_citation_stands_in_the_words_above_the_code():
    for rule in BOOK:
        named = [cite.text.partition("(")[0] for cite in rule.cites]
        assert any(text in rule.doc for text in named) or rule.own


def test_the_hard_stops_are_these():
    assert {rule.id for rule in BOOK if rule.absolute} == {
        "bankruptcy.co_debtor",
        "bankruptcy.discharge",
        "bankruptcy.stay",
        "house.deceased",
        "reg_f.attorney",
        "reg_f.cease",
        "reg_f.dispute",
        "reg_f.inconvenient_places",
        "reg_f.inconvenient_times",
        "reg_f.location_call",
        "reg_f.opt_out",
        "reg_f.right_party",
        "reg_f.work_email",
        "reg_f.workplace",
        "tcpa.automatic_calls",
    }


def test_the_edition_names_a_year_a_month_and_a_turn():
    year, _, rest = EDITION.partition(".")
    month, _, turn = rest.partition("-")

    assert 2026 <= int(year) < 2100
    assert 1 <= int(month) <= 12
    assert int(turn) >= 1


# -- figures -----------------------------------------------------------------------------------


def test_figures_by_day():
    assert number("reg_f.calls_in_window", on=TODAY) == 7
    assert number("reg_f.window_days", on=TODAY) == 7
    assert number("reg_f.days_after_conversation", on=TODAY) == 7
    assert number("reg_f.consent_days", on=TODAY) == 7
    assert hour("reg_f.first_hour", on=TODAY) == time(8)
    assert hour("reg_f.last_hour", on=TODAY) == time(21)


def test_a_figure_outside_its_time_is_a_bug():
    with pytest.raises(Bug, match="no figure"):
        number("reg_f.calls_in_window", on=date(2021, 11, 29))
    with pytest.raises(Bug):
        number("reg_f.first_hour", on=TODAY)
    with pytest.raises(Bug):
        hour("reg_f.window_days", on=TODAY)


def test_no_two_rows_of_a_figure_hold_on_one_day():
    for row in FIGURES:
        assert figure(row.name, row.since) is row
        assert row.cite.url or row.stricter is Stricter.OWN


# -- the page ----------------------------------------------------------------------------------


def test_the_page_of_the_law_is_fresh():
    assert book_page.PAGE.read_text(encoding="utf-8") == book_page.page(), (
        "run python -m tools.book_page"
    )


def test_the_decided_cases_are_fresh():
    assert book_page.DECIDED.read_text(encoding="utf-8") == book_page.decided(), (
        "run python -m tools.book_page"
    )
    for rule in BOOK:
        assert len(decided_cases(rule.id)) == book_page.count_of_cases(rule.id) > 1


def test_the_page_tells_of_every_rule():
    page = book_page.page()

    for rule in BOOK:
        assert f"`{rule.id}`" in page
        assert rule.read_as_of in page
