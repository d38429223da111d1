"""The life of a workout, from a proposal to its end: which step may follow which.

proposed, approved, offered, accepted, active, then completed, broken or cancelled. A plan that
needs nobody's approval may be offered at once; one may be accepted by the first payment as well as
by a signature (the notice says so), and then it is active.
"""

from __future__ import annotations

from typing import Final

from mortgage_collect.core.words import WorkoutStatus as S

MOVES: Final[dict[S, tuple[S, ...]]] = {
    S.DRAFT: (S.APPROVED, S.OFFERED, S.ACTIVE, S.CANCELLED),
    S.APPROVED: (S.OFFERED, S.ACTIVE, S.CANCELLED),
    S.OFFERED: (S.ACCEPTED, S.ACTIVE, S.CANCELLED),
    S.ACCEPTED: (S.ACTIVE, S.CANCELLED),
    S.ACTIVE: (S.COMPLETED, S.BROKEN, S.CANCELLED),
    S.BROKEN: (S.ACTIVE, S.CANCELLED),
}
NEEDS_REASON: Final = frozenset({S.CANCELLED, S.BROKEN})
WAITING: Final = (S.DRAFT, S.APPROVED, S.OFFERED, S.ACCEPTED)
"""Not in force yet: a newer version puts these aside."""
LIVING: Final = (*WAITING, S.ACTIVE, S.BROKEN)
IN_FORCE: Final = (S.ACTIVE, S.COMPLETED, S.BROKEN)
"""Was in force at some time: what history counts."""
UNAPPROVED: Final = (S.DRAFT,)


def may_follow(was: S, now: S, *, needs_approval: bool) -> bool:
    """Whether a workout may go on to this state; one that needs approval gets it first."""
    if needs_approval and was in UNAPPROVED and now not in (S.APPROVED, S.CANCELLED):
        return False
    return now in MOVES.get(was, ())
