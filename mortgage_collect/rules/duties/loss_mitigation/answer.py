"""What was decided on an application, and how the borrower answered.

12 CFR 1024.41(e): an offer may be answered for at least 14 days, or 7 near a sale; who is silent
has rejected it; an appeal leaves it open until 14 days after the appeal is decided. (h): a denied
trial or permanent modification may be appealed within 14 days of the decision, once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.text import folded
from mortgage_collect.rules.matters import application_words as word
from mortgage_collect.rules.matters.matter import Step
from mortgage_collect.rules.numbers import number


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision and what followed.

    `accept_until`: the last day for the offer; None: there is none, no day was told, or an appeal
    leaves it open. `appeal_until`: the last day to appeal; None: no right to. `appealed`: the day
    of an appeal that came in time, `appealed_late` of one that did not. `rejected_on`: the day on
    which nothing offered was left, by their word or their silence. `superseded`: the day of the
    next decision, which took the place of this one.
    """

    decision: Step
    offered: tuple[str, ...]
    denied: tuple[str, ...]
    accept_until: date | None
    appeal_until: date | None
    appealed: date | None
    appealed_late: date | None
    appeal_decision: Step | None
    accepted: Step | None
    rejected_on: date | None
    silent: bool
    failed: date | None
    superseded: date | None

    @property
    def appeal_pending(self) -> bool:
        return self.appealed is not None and self.appeal_decision is None

    @property
    def outcome(self) -> str:
        """How the appeal came out; "": there was none, or it is not decided."""
        return self.appeal_decision.text("outcome") if self.appeal_decision else ""


def answers_to(
    steps: Sequence[Step],
    since: date | None,
    today: date,
    *,
    accept_days: int | None,
    may_appeal: bool,
) -> Iterator[Answer]:
    """One for each decision from a day on; what came from the next one on answers that one."""
    places = [
        place
        for place, step in enumerate(steps)
        if step.key == word.DECIDED and (since is None or step.on >= since)
    ]
    for at, place in enumerate(places):
        after = places[at + 1] if at + 1 < len(places) else None
        yield answer_to(
            steps[place:after],
            steps[place],
            today,
            superseded=None if after is None else steps[after].on,
            accept_days=accept_days,
            may_appeal=may_appeal,
        )


def answer_to(
    later: Sequence[Step],
    decision: Step,
    today: date,
    *,
    superseded: date | None,
    accept_days: int | None,
    may_appeal: bool,
) -> Answer:
    """Follow the steps from a decision on; they stand in order. `may_appeal`: by sale or filing."""
    denied = decision.several("denied")
    appeal_until = None
    if denied and may_appeal:
        appeal_until = decision.on + timedelta(days=number("reg_x.appeal_days", on=decision.on))
    came = next((step.on for step in later if step.key == word.APPEALED), None)
    in_time = came is not None and appeal_until is not None and came <= appeal_until
    appeal = next((step for step in later if step.key == word.APPEAL_DECIDED), None)
    offered = decision.several("offered")
    if appeal is not None and appeal.text("outcome") == word.OFFERED:
        offered = (*offered, *(appeal.several("offered") or ("the modification",)))
    until = _until(decision, offered, accept_days, in_time, appeal)
    accepted = next((step for step in later if step.key == word.ACCEPTED), None)
    gone = None if accepted else _rejected(later, offered)
    silent = False
    if not accepted and gone is None and until is not None and today > until:
        silent, gone = True, until + DAY
    return Answer(
        decision=decision,
        offered=offered,
        denied=denied,
        accept_until=until,
        appeal_until=appeal_until,
        appealed=came if in_time else None,
        appealed_late=None if in_time else came,
        appeal_decision=appeal if in_time else None,
        accepted=accepted,
        rejected_on=gone,
        silent=silent,
        failed=next((step.on for step in later if step.key == word.FAILED), None),
        superseded=superseded,
    )


def _until(
    decision: Step,
    offered: tuple[str, ...],
    accept_days: int | None,
    appealed: bool,
    appeal: Step | None,
) -> date | None:
    if not offered or (appealed and appeal is None):
        return None
    days = [decision.day("accept_by")]
    if accept_days is not None:
        days.append(decision.on + timedelta(days=accept_days))
    if appealed and appeal is not None:
        after = number("reg_x.accept_days", on=appeal.on)
        days += [appeal.day("accept_by"), appeal.on + timedelta(days=after)]
    return max((day for day in days if day is not None), default=None)


def _rejected(later: Sequence[Step], offered: tuple[str, ...]) -> date | None:
    """The day on which the last of what was offered was rejected; naming none rejects all."""
    left = {folded(name) for name in offered}
    for step in later:
        if step.key == word.REJECTED and left:
            option = step.text("option")
            left = left - {folded(option)} if option else set()
            if not left:
                return step.on
    return None
