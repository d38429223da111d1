"""Every value of a program has a name people read, is shown, entered and read back the same."""

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.workout.policy import STEP_NAMES
from mortgage_collect.workout.policy_checks import check
from mortgage_collect.workout.policy_text import shown, written
from mortgage_collect.workout.policy_words import SECTIONS, WORDS, label_of
from mortgage_collect.workout.program import flat, program, programs
from mortgage_collect.workout.waterfall import STEPS


def test_every_value_has_words_and_no_words_are_left_over():
    names = flat(program("portfolio"))
    assert set(WORDS) == set(names)
    assert {name.partition(".")[0] for name in names if "." in name} == set(SECTIONS)
    assert all(words.label for words in WORDS.values())


def test_no_two_values_of_a_section_are_called_the_same():
    labels = [label_of(name) for name in WORDS]
    assert len(labels) == len(set(labels))


def test_the_steps_that_may_be_entered_are_those_that_are_taken():
    assert set(STEP_NAMES) == set(STEPS)


@pytest.mark.parametrize("one", programs(), ids=lambda each: each.key)
def test_what_ships_passes_the_checks_and_is_read_back_as_it_was_written(one):
    for name, value in flat(one).items():
        check(name, value)
        assert shown(name, value) or value == "", name
        if name not in ("key", "changes"):
            assert flat(one.amended({name: written(value)}))[name] == value, name


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("deferral.most_behind", "6 months"),
        ("repayment_plan.cap_percent", "150% of the regular payment"),
        ("repayment_plan.forgiven_misses", "1 payment"),
        ("repayment_plan.package_over", "never asked for"),
        ("deferral.waive_late_charges", "yes"),
        ("sale.relocation", "$7,500.00"),
        ("effective_from", "Jan 1, 2026"),
        ("reviewed_on", "nobody has recorded a review"),
        ("modification.market_rates", "none"),
    ],
)
def test_a_value_reads_as_people_say_it(name, read):
    assert shown(name, flat(program("portfolio"))[name]) == read


def test_steps_read_in_their_order_and_are_entered_a_line_each():
    steps = program("portfolio").modification.steps
    assert shown("modification.steps", steps) == (
        "capitalize (interest, escrow advance, servicing advance and deferred); fix rate; "
        "reduce rate (by 0.125%, floor market); extend (most months 480); "
        "forbear (if loan to value above 50%, to loan to value 50%, most percent 30%)"
    )
    assert (
        written(steps).splitlines()[3] == '  {do = "reduce_rate", by = "0.125", floor = "market"},'
    )


@pytest.mark.parametrize(
    ("name", "entered", "told"),
    [
        ("modification.notice_day", "32", "31 or less"),
        ("modification.trial_months", "0", "1 or more"),
        ("sale.relocation", "-1", "below zero"),
        ("relief.rate_floor", "-1", "below zero"),
        ("modification.steps", '[{do = "extend", most_months = 0}]', "most_months is 0"),
        ("modification.steps", '[{do = "reduce_rate", by = "0"}]', "by is 0"),
        ("modification.steps", '[{do = "forbear", to_ltv = "-1"}]', "below zero"),
        (
            "modification.market_rates",
            '[{effective_from = 2026-11-02, rate="6"}, {effective_from = 2026-11-02, rate="7"}]',
            "two rates begin on Nov 2, 2026",
        ),
        ("modification.market_rates", '[{effective_from = 2026-11-02, rate = "-1"}]', "below zero"),
    ],
)
def test_what_a_bank_may_not_enter_is_told_beside_its_name(name, entered, told):
    with pytest.raises(UserError, match=told) as said:
        program("portfolio").amended({name: entered})
    assert label_of(name) in str(said.value)
