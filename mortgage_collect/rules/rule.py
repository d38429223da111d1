"""What a rule is: a function from facts to an answer, with its papers pinned to it.

Start reading the law here. `@rule` turns a plain function into a `Rule`, which asks it and stamps
the answer with who says so, and in what way:

    law           the rule binds us on this loan
    policy        it does not, but the bank has decided to keep to it; or it is the bank's own rule
    not verified  it would bind us, but nobody has compared its text: CAUTION at the most, until
                  the bank adopts it by its id
    advice only   it neither binds us nor was adopted: CLEAR, with what it would have said

A rule returns None when the facts give it nothing to say, or it is not about the act in question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from mortgage_collect.core.citation import Citation
from mortgage_collect.rules.question import Question as Question
from mortgage_collect.rules.texts import Text
from mortgage_collect.rules.verdict import Basis as Basis
from mortgage_collect.rules.verdict import Verdict as Verdict

if TYPE_CHECKING:
    from mortgage_collect.rules.facts import ContactFacts

HOUSE_SINCE = date(2000, 1, 1)  # the bank's own rules: as long as there are records
SINCE_UNKNOWN = date.min  # in force when it was found; since when was not looked up


NOT_VERIFIED = "Not verified; confirm with counsel:"


@dataclass(frozen=True, slots=True)
class Count:
    """How much of a limit is used: 2 of 7 calls in 7 days."""

    used: int
    allowed: int
    days: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule's function says, before anybody asked whom it binds.

    `brief` is a few words for the one-line summary. `absolute` may take the button away for this
    answer where the rule as a whole would leave it, or the other way round. `instead` is what may
    be done in its place.

    A rule made of many entries, as the states' are, says which one speaks: `entry` is its id, by
    which a bank adopts it as well, `cites` its own papers, `unverified` its own mark.
    """

    verdict: Verdict
    says: str
    until: datetime | None = None
    brief: str = ""
    absolute: bool | None = None
    count: Count | None = None
    instead: str = ""
    entry: str = ""
    cites: tuple[Citation, ...] = ()
    unverified: bool | None = None


def clear(says: str, *, brief: str = "", count: Count | None = None) -> Answer:
    return Answer(Verdict.CLEAR, says, brief=brief, count=count)


def caution(
    says: str, *, until: datetime | None = None, brief: str = "", count: Count | None = None
) -> Answer:
    return Answer(Verdict.CAUTION, says, until, brief, count=count)


def stop(
    says: str,
    *,
    until: datetime | None = None,
    brief: str = "",
    absolute: bool | None = None,
    count: Count | None = None,
    instead: str = "",
) -> Answer:
    return Answer(Verdict.STOP, says, until, brief, absolute, count, instead)


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer about one set of facts.

    `until` is the moment from which it no longer stands in the way; None: no end is known.
    """

    rule: str
    verdict: Verdict
    says: str
    cites: tuple[Citation, ...]
    until: datetime | None = None
    basis: Basis = Basis.LAW
    absolute: bool = False
    brief: str = ""
    count: Count | None = None
    instead: str = ""

    @property
    def counts(self) -> bool:
        """It takes part in the decision. Clearance from a text nobody has read is none."""
        if self.basis is Basis.ADVICE:
            return self.verdict is not Verdict.CLEAR
        return self.basis is not Basis.NOT_BINDING


Decide = Callable[["ContactFacts"], Answer | None]
Binds = Callable[["ContactFacts"], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its papers. Made by `@rule`, entered by hand in `book.py`."""

    id: str
    title: str
    asks: tuple[Question, ...]
    cites: tuple[Citation, ...]
    since: date
    decide: Decide
    binds: Binds
    whom: str
    text: Text
    until: date | None = None
    absolute: bool = False
    always_kept: bool = False
    own: bool = False
    hard_policy: bool = False
    unverified: bool = False
    attorney_too: bool = False

    @property
    def verified(self) -> date | None:
        """The day of the official text that was compared with the code; None: never compared."""
        return None if self.unverified else self.text.as_of

    @property
    def read_as_of(self) -> str:
        return self.text.name

    @property
    def family(self) -> str:
        """ "reg_f" of "reg_f.hours": what a bank adopts in one stroke."""
        return self.id.partition(".")[0]

    @property
    def doc(self) -> str:
        """The words above the code."""
        return (self.decide.__globals__.get("__doc__") or "").strip()

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)

    def basis(self, facts: ContactFacts, answer: Answer | None = None) -> Basis:
        """By what right this rule, or the entry of it that answered, speaks on these facts."""
        if self.own:
            return Basis.POLICY
        unread, names = self.unverified, {self.id}
        if answer is not None and answer.entry:
            unread, names = answer.unverified is not False, {self.id, answer.entry}
        if self.binds(facts):
            return Basis.ADVICE if unread and not facts.adopted & names else Basis.LAW
        if self.always_kept or facts.adopted & {self.family, *names}:
            return Basis.POLICY
        return Basis.NOT_BINDING

    def __call__(self, facts: ContactFacts) -> Finding | None:
        if facts.question not in self.asks or not self.in_force(facts.today):
            return None
        if facts.with_attorney and not self.attorney_too:
            return None
        answer = self.decide(facts)
        if answer is None:
            return None
        basis, cites = self.basis(facts, answer), answer.cites or self.cites
        if basis is Basis.NOT_BINDING:
            says = f"Advice only, this does not bind us on this loan. It would say: {answer.says}"
            return Finding(self.id, Verdict.CLEAR, says, cites, basis=basis)
        final = self.absolute if answer.absolute is None else answer.absolute
        binding = basis is Basis.LAW or self.own or (self.hard_policy and basis is Basis.POLICY)
        verdict = answer.verdict
        return Finding(
            rule=self.id,
            verdict=min(verdict, Verdict.CAUTION) if basis is Basis.ADVICE else verdict,
            says=_SPOKEN[basis].format(answer.says),
            cites=cites,
            until=answer.until,
            basis=basis,
            absolute=final and verdict is Verdict.STOP and binding,
            brief=answer.brief,
            count=answer.count,
            instead=answer.instead,
        )


_SPOKEN = {
    Basis.LAW: "{}",
    Basis.POLICY: "Bank policy: {}",
    Basis.ADVICE: NOT_VERIFIED + " {}",
}


def rule(
    *,
    id: str,
    title: str,
    asks: Question | Iterable[Question],
    cites: tuple[str, ...],
    since: date,
    binds: Binds,
    whom: str,
    text: Text,
    until: date | None = None,
    absolute: bool = False,
    always_kept: bool = False,
    own: bool = False,
    hard_policy: bool = False,
    unverified: bool = False,
    attorney_too: bool = False,
) -> Callable[[Decide], Rule]:
    """Make a rule of a function. Without a citation there is no rule.

    `text` is the copy of the law that was compared with the code. `absolute`: a stop that no
    reason can set aside, where the law binds. `always_kept`: the bank keeps to it as policy where
    the law does not bind. `own`: the bank's own rule, and law for nobody.
    `hard_policy`: a stop that no reason sets aside, where it is only policy as well. `unverified`:
    nobody has compared the text; the rule advises until the bank adopts it by its id.
    `attorney_too`: it speaks as well where their attorney is reached in their place; the others are
    about the person alone.
    """
    if not cites:
        raise ValueError(f"{id} cites nothing: a rule without a citation is an opinion")

    def made(decide: Decide) -> Rule:
        return Rule(
            id=id,
            title=title,
            asks=(asks,) if isinstance(asks, Question) else tuple(asks),
            cites=tuple(map(Citation, cites)),
            since=since,
            decide=decide,
            binds=binds,
            whom=whom,
            text=text,
            until=until,
            absolute=absolute,
            always_kept=always_kept,
            own=own,
            hard_policy=hard_policy,
            unverified=unverified,
            attorney_too=attorney_too,
        )

    return made
