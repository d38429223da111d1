"""What a duty is: a function from a loan's life to deadlines, with its papers pinned to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.matter_words import MatterKind, Progress
from mortgage_collect.rules.coverage.ruling import Ruling
from mortgage_collect.rules.duties.deadline import Act, Deadline, progress
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.texts import Text


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a duty's function says of one occasion; `Duty` makes a `Deadline` of it.

    `opened`: the day from which doing it counts. `done`: days on which it was done. `ended`: the
    day on which what it hung on fell away. Other fields as in `Deadline`.
    """

    name: str
    says: str
    due: date | None
    opened: date
    counted: str = ""
    done: Iterable[date] = ()
    ended: date | None = None
    held: bool = False
    not_before: date | None = None
    about: int | None = None
    act: Act | None = None
    cites: tuple[str, ...] = ()
    unverified: bool = False


Find = Callable[[LoanLife, date], Iterable[Occasion]]


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty and its papers. Made by `@duty`, entered by hand in `book.py`.

    `section`: the key of `rules/coverage/reg_x.py` whose ruling says whether it binds; "": always.
    `matter`: it arises in matters of this kind only, so that a life without one need not be asked.
    """

    id: str
    title: str
    cites: tuple[Citation, ...]
    since: date
    section: str
    text: Text
    find: Find
    until: date | None = None
    unverified: bool = False
    own: bool = False
    matter: MatterKind | None = None

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)

    @property
    def doc(self) -> str:
        """The words above the code."""
        return (self.find.__globals__.get("__doc__") or "").strip()

    def ruling(self, life: LoanLife) -> Ruling | None:
        """Whether it binds on this loan; None: it hangs on no section."""
        return life.coverage.get(self.section)

    def __call__(self, life: LoanLife, today: date) -> tuple[Deadline, ...]:
        """Every occasion up to today, by its day. Whether it binds is not looked at here."""
        if self.matter is not None and all(each.kind is not self.matter for each in life.matters):
            return ()
        ruling = self.ruling(life)
        open_questions = ruling.unknowns if ruling is not None else ()
        found = []
        for occasion in self.find(life, today):
            if occasion.opened > today or not self.in_force(occasion.opened):
                continue
            state, closed = progress(
                occasion.due,
                occasion.opened,
                today,
                done=occasion.done,
                ended=occasion.ended,
                held=occasion.held,
            )
            found.append(
                Deadline(
                    duty=self.id,
                    title=self.title,
                    occasion=occasion.name,
                    says=occasion.says,
                    due=occasion.due,
                    progress=state,
                    counted=occasion.counted,
                    not_before=occasion.not_before,
                    closed_on=closed,
                    about=occasion.about,
                    act=occasion.act,
                    cites=tuple(map(Citation, occasion.cites)) or self.cites,
                    unsettled=open_questions,
                    verified=not (self.unverified or occasion.unverified),
                )
            )
        return tuple(sorted(found, key=lambda each: (each.due or date.max, each.occasion)))


def duty(
    *,
    id: str,
    title: str,
    cites: tuple[str, ...],
    since: date,
    section: str,
    text: Text,
    until: date | None = None,
    unverified: bool = False,
    own: bool = False,
    matter: MatterKind | None = None,
) -> Callable[[Find], Duty]:
    """Make a duty of a function. Without a citation there is none."""
    if not cites:
        raise ValueError(f"{id} cites nothing: a duty without a citation is an opinion")

    def made(find: Find) -> Duty:
        return Duty(
            id,
            title,
            tuple(map(Citation, cites)),
            since,
            section,
            text,
            find,
            until,
            unverified,
            own,
            matter,
        )

    return made


def owed(deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
    """What is still to be done, the earliest day first; what has no date comes last."""
    return tuple(
        sorted(
            (each for each in deadlines if each.progress.owed),
            key=lambda each: (each.due or date.max, each.duty),
        )
    )


def on_hold(deadline: Deadline) -> Deadline:
    """The same, held up: nothing runs."""
    return replace(deadline, progress=Progress.HELD)
