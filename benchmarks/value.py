"""The value of a dozen options of one loan, against summing one schedule of the same length.

Cold is a yield not seen before, so that its table of factors is made; warm is every loan after it.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.measure import in_turn, ratio, table, timed

TARGET_MILLISECONDS = 0.3
KINDS = ("repayment_plan", "forbearance", "deferral", "modification")


def measure(rounds: int) -> str:
    from mortgage_collect.core.money import ZERO, Money
    from mortgage_collect.core.rate import Rate
    from mortgage_collect.workout.value.assumptions import shipped
    from mortgage_collect.workout.value.cash_flow import level, reinstated, repayment_plan
    from mortgage_collect.workout.value.facts import LoanValueFacts
    from mortgage_collect.workout.value.model import value_of
    from mortgage_collect.workout.value.sensitivity import sensitivity
    from mortgage_collect.workout.value.without_workout import without_workout

    assumed, of = shipped(), Money.of
    regular = level(of(180_000), Rate.percent("6.5"), 300)
    cure = reinstated(regular, of(8000))
    options = [
        (KINDS[at % 4], level(of(188_000), Rate.percent(4), 480 - at, due_at_end=of(at * 1000)))
        for at in range(12)
    ]

    def facts(rate: Rate) -> LoanValueFacts:
        return LoanValueFacts(
            upb=of(180_000),
            total_debt=of(188_000),
            property_value=of(210_000),
            state="OH",
            days_past_due=95,
            rate=rate,
            mortgage_insurance=ZERO,
        )

    fresh = iter(range(30_000, 10_000_000, 7))

    def dozen(rate: Rate) -> None:
        without = without_workout(facts(rate), assumed, cure)
        for kind, flows in options:
            value_of(kind, flows, without)

    warm = Rate.percent("6.5")
    side = without_workout(facts(warm), assumed, cure)
    kind, flows = options[3]
    numbers = flows.payments

    def times(work: Callable[[], object], count: int = 20) -> float:
        def again() -> None:
            for _ in range(count):
                work()

        return timed(again) / count

    lines = in_turn(
        rounds,
        {
            "floor: sum of 480 numbers": lambda: times(lambda: sum(numbers), 500),
            "one option, warm": lambda: times(lambda: value_of(kind, flows, side)),
            "dozen options and none, warm": lambda: times(lambda: dozen(warm)),
            "dozen options and none, cold": lambda: times(lambda: dozen(Rate(next(fresh))), 5),
            "schedule of 480 months": lambda: times(
                lambda: level(of(188_000), Rate.percent(4), 480)
            ),
            "repayment plan of 12": lambda: times(
                lambda: repayment_plan(regular, of(8000).split(12))
            ),
            "working, line by line": lambda: times(lambda: value_of(kind, flows, side).working),
            "plus/minus table": lambda: times(lambda: sensitivity(kind, flows, side), 2),
        },
    )
    floor = lines[0].median
    rows = [
        [
            line.name,
            f"{line.median * 1000:.3f}",
            f"{min(line.seconds) * 1000:.3f} to {max(line.seconds) * 1000:.3f}",
            ratio(line, floor),
        ]
        for line in lines
    ]
    head = ("", "ms", "least to most", "to floor")
    one = lines[1].median * 1000
    return table("Value of workout options, 480 months", head, rows) + (
        f"\n\nOne option {one:.3f} ms; target below {TARGET_MILLISECONDS:g} ms."
    )
