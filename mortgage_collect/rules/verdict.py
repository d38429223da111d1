"""The two words of every answer. By themselves, because a screen needs them before any rule."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class Verdict(IntEnum):
    """How free the way is; a higher one outweighs the lower ones."""

    CLEAR = 0
    CAUTION = 1
    STOP = 2


class Basis(StrEnum):
    """Why a finding counts."""

    LAW = "law"
    POLICY = "policy"
    NOT_BINDING = "advice only"
