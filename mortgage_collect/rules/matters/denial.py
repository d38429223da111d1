"""What a denial must say: 12 CFR 1024.41(d) and its comments.

For each trial or permanent modification denied the actual reason. A reason that is the investor's
names the investor and the requirement (comment 41(d)-1), net present value the inputs used (-2). A
modification that exists and is not offered is denied, even where another option is offered (-3).
Where the evaluation stopped at the first reason, it says that the rest was not looked at (-4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mortgage_collect.rules.matters.application_words import INVESTOR, NPV
from mortgage_collect.rules.matters.matter import Step


def denied_by_silence(available: Iterable[str], offered: Iterable[str]) -> tuple[str, ...]:
    """The modifications that exist and were not offered: each needs its reason."""
    taken = set(offered)
    return tuple(name for name in available if name not in taken)


def denial_gaps(decision: Step) -> Iterator[str]:
    """What the notice of a decision still has to say of the modifications it denies."""
    if not decision.several("denied"):
        return
    if not decision.text("reasons"):
        yield "The decision denies a modification and names no reason. Give the actual reason."
    grounds = decision.several("grounds")
    if INVESTOR in grounds:
        if not decision.text("investor"):
            yield "The reason is the investor's: name the investor."
        if not decision.text("investor_rule"):
            yield "The reason is the investor's: name the requirement."
    if NPV in grounds and not decision.text("npv_inputs"):
        yield "The reason is the net present value: list the inputs that were used."
    if decision.yes("stopped_at_first") is None:
        yield "Say whether the evaluation stopped at the first reason."
