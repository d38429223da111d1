"""Programs: dated, cited, editable; unverified ones are off; an edition changes with any value."""

from datetime import date

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.program import flat, program, programs, read
from mortgage_collect.workout.program_keys import KEYS


def test_every_program_says_where_it_comes_from_and_since_when():
    for each in programs():
        assert each.source
        assert each.effective_from >= date(2009, 1, 1)
        assert each.modification.steps[0].do == "capitalize"


def test_only_the_banks_own_policy_is_on_and_what_nobody_read_is_unverified():
    assert [each.key for each in programs() if each.on] == ["portfolio"]
    assert [each.key for each in programs() if each.verified] == ["portfolio"]
    assert all(each.reviewed_on is None for each in programs())


@pytest.mark.parametrize(
    ("on", "rate"), [("2026-08-13", None), ("2026-08-14", "6.625"), ("2026-09-15", "6.75")]
)
def test_the_posted_rate_is_the_one_in_force_that_day(on, rate):
    posted = program("fannie").modification.market_rate(date.fromisoformat(on))
    assert (posted and posted.rate) == (rate and Rate.percent(rate))


def test_the_bank_lays_dated_changes_over_a_program():
    ours = program("portfolio")
    changed = ours.amended({"deferral.most_behind": "4", "approval.deferred_over": "25,000"})
    assert changed.deferral.most_behind == 4
    assert changed.approval.deferred_over == Money.of(25_000)
    assert changed.changes == ("approval.deferred_over", "deferral.most_behind")
    assert changed.edition != ours.edition
    assert changed.edition.startswith("portfolio-")
    assert ours.amended({}).edition == ours.edition


def test_an_empty_limit_is_no_limit_and_a_table_is_toml():
    changed = program("portfolio").amended(
        {
            "deferral.lifetime": "none",
            "modification.market_rates": '[{effective_from = 2026-11-01, rate = "6.5"}]',
        }
    )
    assert changed.deferral.lifetime is None
    posted = changed.modification.market_rate(date(2026, 11, 2))
    assert posted is not None
    assert posted.rate == Rate.percent("6.5")


@pytest.mark.parametrize(
    ("name", "written", "told"),
    [
        ("deferral.most_behind", "four", "a whole number"),
        ("deferral.waive_late_charges", "maybe", "yes or no"),
        ("modification.target_percent", "0.2", "not 0.065"),
        ("approval.deferred_over", "12.345", "dollars and cents"),
        ("modification.steps", "[{do = 1}]", "TOML"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_was_expected(name, written, told):
    with pytest.raises(UserError) as said:
        program("portfolio").amended({name: written})
    assert written in str(said.value)
    assert told in str(said.value)


def test_a_setting_there_is_none_of_is_refused():
    with pytest.raises(UserError, match="no setting"):
        program("portfolio").amended({"deferral.nothing": "1"})


def test_an_eighth_is_a_step_and_not_a_fraction_typed_by_mistake():
    assert program("portfolio").amended({"relief.rate_by": "0.25"}).relief.rate_by == Rate(2_500)


def test_a_program_file_with_an_unknown_field_is_our_fault_and_is_told():
    from mortgage_collect.core.errors import Bug

    text = 'key = "x"\ntitle = "X"\nsource = "s"\neffective_from = 2026-01-01\nstrange = 1\n'
    with pytest.raises(Bug, match="strange"):
        read(text)


def test_the_flat_list_names_every_value_once():
    names = list(flat(program("fannie")))
    assert len(names) == len(set(names))
    assert "modification.steps" in names
    assert len(KEYS) == 8
