"""What a question of coverage is answered with: yes, no or not known, and why.

Three values all the way: `None` is "nobody has told us", and a ruling that rests on it names what
is missing. What follows from an unknown is the asker's business; `binds` takes the careful side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mortgage_collect.core.citation import Citation

Known = bool | None
"""Yes, no, or nobody has told us."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """An answer, the sentence for the screen, the paragraphs, and what would settle it.

    `verified` is False where a citation rests on memory or on a second-hand summary of the text.
    """

    answer: Known
    says: str
    cites: tuple[Citation, ...]
    unknowns: tuple[str, ...] = ()
    verified: bool = True

    @property
    def binds(self) -> bool:
        """Read as "does this duty bind us?": what is not known counts as yes."""
        return self.answer is not False


def ruling(
    answer: Known,
    says: str,
    *cites: str,
    unknowns: Iterable[str] = (),
    verified: bool = True,
) -> Ruling:
    """A ruling with its citations as they are written. An unknown says what is missing."""
    missing = tuple(unknowns)
    if (answer is None) is not bool(missing):
        raise ValueError("an unknown names what is missing, and a known answer misses nothing")
    return Ruling(answer, says, tuple(map(Citation, cites)), missing, verified)


def both(one: Known, other: Known) -> Known:
    """Yes when both are, no when either is not."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def opposite(known: Known) -> Known:
    return None if known is None else not known
