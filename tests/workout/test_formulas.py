"""Every formula of every option finds its line again, worked by a spreadsheet of the tests' own."""

import random
from collections import Counter
from fractions import Fraction

from mortgage_collect.core.money import Money
from mortgage_collect.workout.evaluate import evaluate
from mortgage_collect.workout.value.lines import IN_FULL
from mortgage_collect.workout.working import Sheet
from tests.workout.formulas import worked
from tools.random_case import random_case

LOANS = 150


def test_every_formula_of_every_option_finds_its_line_again():
    chance, seen = random.Random(20_261_124), Counter[str]()
    for number in range(LOANS):
        case, pay = random_case(chance)
        for result in evaluate(case, pay).results:
            if result.figures is None:
                continue
            for line, theirs, ours in worked(result.figures.working):
                seen[result.key] += 1
                told = f"loan {number}, {result.key}.{line.key} {line.formula}"
                assert theirs == ours, f"{told}: {float(theirs)} for {float(ours)}"
    assert min(seen.values()) > 20
    assert len(seen) >= 10


def test_the_values_formulas_agree_to_the_cents_their_rounding_takes():
    chance, lines = random.Random(7), 0
    for _ in range(40):
        case, pay = random_case(chance)
        for result in evaluate(case, pay).results:
            if result.value is None:
                continue
            for line, theirs, ours in worked(result.value.working):
                lines += 1
                near = Fraction(5, 100) if IN_FULL in line.rounding else Fraction(1, 200)
                assert abs(theirs - ours) <= near, line
    assert lines > 500


def test_the_tests_spreadsheet_notices_a_wrong_figure():
    sheet = Sheet()
    sheet.given("upb", "UPB", Money.of(1_000))
    sheet.found("half", "Half", Money.of("500.01"), "=ROUND({upb}/2,2)")
    ((_, theirs, ours),) = worked(sheet.done())
    assert (theirs, ours) == (500, Fraction("500.01"))
