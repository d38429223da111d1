"""The words of every answer. By themselves, because a screen needs them before any rule."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Verdict(IntEnum):
    """How free the way is; a higher one outweighs the lower ones."""

    CLEAR = 0
    CAUTION = 1
    STOP = 2


class Basis(StrEnum):
    """Why a finding counts.

    ADVICE: of a text that nobody has compared with its source, and that the bank has not adopted.
    NOT_BINDING: a rule that does not bind us on this loan.
    """

    LAW = "law"
    POLICY = "policy"
    ADVICE = "not verified"
    NOT_BINDING = "advice only"


class Need(StrEnum):
    """What a stop asks for before it is set aside."""

    REASON = "reason"
    SECOND_PERSON = "second_person"
    REVIEW = "review"
