"""The form as data, and the papers it asks for."""

from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Hardship, Standing
from mortgage_collect.review.line import Entry, Section
from mortgage_collect.review.lines import BY_KEY, LINES, line
from mortgage_collect.review.papers import (
    FOR_HARDSHIP,
    FOR_INCOME,
    is_fresh,
    missing_papers,
    papers,
)

USD = Money.of


def test_every_line_has_its_own_key_and_the_sections_come_in_conversation_order():
    assert len(BY_KEY) == len(LINES)
    order = list(Section)
    places = [order.index(each.section) for each in LINES]
    assert places == sorted(places)
    assert set(places) == set(range(len(order)))


def test_lines_that_name_another_name_a_real_one():
    for each in LINES:
        if each.take_home:
            assert line(each.take_home).gross_or_net == "net"
        if each.asked_when:
            other, wanted = line(each.asked_when[0]), each.asked_when[1]
            words = {"yes", "no"} if other.kind == "yes_no" else {word for word, _ in other.options}
            assert wanted in words, each.key


def test_choices_have_words_and_only_money_has_a_rhythm():
    for each in LINES:
        assert bool(each.options) == (each.kind == "choice"), each.key
        if each.frequencies or each.counts_as:
            assert each.kind == "money", each.key
        if each.counts_as == "gross_income":
            assert each.income_type in FOR_INCOME, each.key


def test_every_hardship_says_which_papers_it_needs():
    assert set(FOR_HARDSHIP) == set(Hardship)


@pytest.mark.parametrize(
    "hardship", ["unemployment", "income_reduction", "housing_expense", "disaster"]
)
def test_four_hardships_need_no_paper(hardship):
    assert papers({"hardship": Entry(hardship)}) == ()


def test_papers_follow_the_answers():
    entries = {
        "hardship": Entry("death"),
        "borrower_wages": Entry(USD(4000)),
        "borrower_unemployment": Entry(USD(900)),
        "co_borrower_wages": Entry(USD(0)),
        "rental_income": Entry(USD(1400), standing=Standing.SEEN),
    }
    assert [paper.key for paper in papers(entries)] == [
        "hardship:death",
        "income:borrower_wages",
        "income:rental_income",
    ]
    left = missing_papers(entries, received=["hardship:death"])
    assert [paper.key for paper in left] == ["income:borrower_wages"]
    assert "pay stub" in left[0].any_of[0]


def test_a_paper_too_old_is_asked_for_again():
    seen = Entry(USD(4000), standing=Standing.SEEN, paper_on=date(2026, 1, 1))
    entries = {"borrower_wages": seen, "borrower_wages#2": Entry(USD(300))}
    fresh = missing_papers(entries, as_of=date(2026, 4, 1))
    assert [(paper.key, paper.why) for paper in fresh] == [("income:borrower_wages#2", "")]
    old = missing_papers(entries, as_of=date(2026, 4, 2))
    assert [paper.key for paper in old] == ["income:borrower_wages", "income:borrower_wages#2"]
    assert old[0].why == "the one seen is of Jan 1, 2026, older than 90 days"
    flood = entries | {"hardship": Entry("disaster")}
    assert len(missing_papers(flood, as_of=date(2026, 6, 30))) == 1
    assert len(missing_papers(flood, as_of=date(2026, 7, 1))) == 2


def test_a_contributor_who_lives_elsewhere_need_prove_nothing():
    entries = {"contributor_wages@2": Entry(USD(900))}
    assert [paper.key for paper in papers(entries)] == ["income:contributor_wages@2"]
    assert papers(entries | {"contributor_lives_here@2": Entry(False)}) == ()
    assert len(papers(entries | {"contributor_lives_here": Entry(False)})) == 1


def test_a_hardship_seen_on_paper_needs_it_no_more():
    seen = {"hardship": Entry("death", standing=Standing.SEEN)}
    assert missing_papers(seen) == ()
    assert len(papers(seen)) == 1


def test_a_transfer_by_orders_needs_the_orders_alone():
    moved = {"hardship": Entry("transfer")}
    assert [paper.key for paper in papers(moved)] == ["hardship:transfer", "hardship:relocation"]
    ordered = moved | {"hardship_by_military_orders": Entry(True)}
    assert [paper.key for paper in papers(ordered)] == ["hardship:orders"]


def test_nothing_told_needs_nothing_yet():
    assert papers({}) == ()
    assert papers({"hardship": Entry(None), "borrower_wages": Entry(None)}) == ()


def test_income_papers_grow_old():
    assert is_fresh(date(2026, 1, 1), date(2026, 4, 1))
    assert not is_fresh(date(2026, 1, 1), date(2026, 4, 2))
    assert is_fresh(date(2026, 1, 1), date(2026, 6, 30), disaster=True)
    assert not is_fresh(date(2026, 1, 1), date(2026, 7, 1), disaster=True)
