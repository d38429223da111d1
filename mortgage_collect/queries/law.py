"""The law as the bank meets it: what binds on its loans, what it keeps by choice, and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from mortgage_collect.core.citation import Citation
from mortgage_collect.core.words import Occupancy
from mortgage_collect.queries.adoption import adopted
from mortgage_collect.queries.confirmations import Confirmation
from mortgage_collect.queries.confirming import ToConfirm, our_states, to_confirm
from mortgage_collect.queries.coverage import LikeLoan, like_loans
from mortgage_collect.queries.interview import profile
from mortgage_collect.queries.tightening import FigureRow, figures
from mortgage_collect.rules.book import BOOK, EDITION
from mortgage_collect.rules.coverage.bank_profile import BankProfile
from mortgage_collect.rules.coverage.reg_x import SECTIONS, Section, applies
from mortgage_collect.rules.decided_cases import DecidedCase, decided_cases
from mortgage_collect.rules.facts import ContactFacts, Lien, everyone
from mortgage_collect.rules.rule import SINCE_UNKNOWN, Rule

BANKRUPTCY = "bankruptcy"
NOT_COMPARED = "scope of the regulation; not compared with its text for this program"


class Standing(StrEnum):
    """How an entry stands to us, the weightiest first."""

    BINDS = "binds"  # by law, on one of our loans at least
    KEPT = "kept"  # adopted, or the bank's own
    ELSEWHERE = "elsewhere"  # neither


@dataclass(frozen=True, slots=True)
class LawEntry:
    """A rule of the book, or a section that is on or off for a loan.

    `loans` it binds on by law; `open_loans` are those for which nobody knows, and which are
    treated as bound. `adopted` and `own` say why it is kept where it does not bind.
    """

    key: str
    title: str
    says: str
    cites: tuple[Citation, ...]
    whom: str
    since: date | None
    until: date | None
    text: str
    unverified: bool
    standing: Standing
    loans: int
    open_loans: int
    asks: tuple[str, ...]
    is_rule: bool
    own: bool
    always_kept: bool
    binds_all: bool
    adopted: bool
    family: str
    confirmed: Confirmation | None
    cases: tuple[DecidedCase, ...]

    @property
    def can_adopt(self) -> bool:
        """What binds everyone by a text that was read leaves nothing to adopt."""
        open_to_choice = self.unverified or not (self.own or self.always_kept or self.binds_all)
        return self.is_rule and open_to_choice and not self.adopted

    @property
    def can_take_back(self) -> bool:
        return self.adopted and not self.always_kept


@dataclass(frozen=True, slots=True)
class LawView:
    """Everything the place of the law shows on a day. `loans` are the active ones."""

    on: date
    edition: str
    loans: int
    entries: tuple[LawEntry, ...]
    figures: tuple[FigureRow, ...]
    to_confirm: tuple[ToConfirm, ...]


def law(session: Session, on: date) -> LawView:
    """The whole of it, what binds first."""
    made = profile(session, on)
    like = like_loans(session, on)
    kept = adopted(session, on)
    listed = to_confirm(session, on)
    confirmed = {item.key: item.found for item in listed}
    entries = [
        *(_rule(rule, like, made, kept, confirmed) for rule in BOOK if rule.in_force(on)),
        *(_section(section, like, made) for section in SECTIONS),
    ]
    order = list(Standing)
    entries.sort(key=lambda entry: order.index(entry.standing))
    return LawView(
        on,
        EDITION,
        sum(like.values()),
        tuple(entries),
        figures(session, on, our_states(session, on)),
        listed,
    )


def _rule(
    rule: Rule,
    like: Mapping[LikeLoan, int],
    made: BankProfile,
    kept: frozenset[str],
    confirmed: Mapping[str, Confirmation | None],
) -> LawEntry:
    bound = opened = 0
    asks: list[str] = []
    if not rule.own:
        for loan, count in like.items():
            if _concerns(rule, loan) and rule.binds(_facts(loan, made)):
                bound += count
                if unknown := _unknown(rule, loan, made):
                    opened += count
                    asks += unknown
    by_choice = bool(kept & {rule.id, rule.family})
    standing = Standing.BINDS if bound else Standing.KEPT
    if not bound and not (rule.own or rule.always_kept or by_choice):
        standing = Standing.ELSEWHERE
    return LawEntry(
        key=rule.id,
        title=rule.title,
        says=rule.doc,
        cites=rule.cites,
        whom=rule.whom,
        since=None if rule.own or rule.since == SINCE_UNKNOWN else rule.since,
        until=rule.until,
        text=rule.read_as_of,
        unverified=rule.unverified,
        standing=standing,
        loans=bound - opened,
        open_loans=opened,
        asks=tuple(dict.fromkeys(asks)),
        is_rule=True,
        own=rule.own,
        always_kept=rule.always_kept,
        binds_all=rule.binds is everyone,
        adopted=by_choice,
        family=rule.family,
        confirmed=confirmed.get(rule.id),
        cases=decided_cases(rule.id),
    )


def _section(section: Section, like: Mapping[LikeLoan, int], made: BankProfile) -> LawEntry:
    on = opened = 0
    asks: list[str] = []
    off: dict[str, None] = {}
    for loan, count in like.items():
        found = applies(section, loan.facts(made))
        match found.answer:
            case True:
                on += count
            case None:
                opened += count
                asks += found.unknowns
            case False:
                off[found.says] = None
    return LawEntry(
        key=section.key,
        title=section.title,
        says="\n\n".join(off) if off else "On for every loan it is about.",
        cites=(Citation(section.cite),),
        whom="By loan and servicer",
        since=None,
        until=None,
        text=NOT_COMPARED,
        unverified=False,
        standing=Standing.BINDS if on or opened else Standing.ELSEWHERE,
        loans=on,
        open_loans=opened,
        asks=tuple(dict.fromkeys(asks)),
        is_rule=False,
        own=False,
        always_kept=False,
        binds_all=False,
        adopted=False,
        family="",
        confirmed=None,
        cases=(),
    )


def _concerns(rule: Rule, loan: LikeLoan) -> bool:
    """A rule of bankruptcy is about those who are in it; a state's asks for the state itself."""
    return rule.family != BANKRUPTCY or loan.in_bankruptcy


def _unknown(rule: Rule, loan: LikeLoan, made: BankProfile) -> Sequence[str]:
    """What nobody has told, where a rule of debt collectors binds because of it."""
    if rule.whom != "Debt collectors":
        return ()
    return made.fdcpa(loan.capacity, loan.default_when_obtained).unknowns


def _facts(loan: LikeLoan, made: BankProfile) -> ContactFacts:
    """A loan of its kind, for asking whom a rule binds; nobody is about to be called."""
    lives_there = {Occupancy.OWNER: True, Occupancy.UNKNOWN: None, Occupancy.VACANT: None}
    return ContactFacts(
        at=datetime.combine(made.on, datetime.min.time(), UTC),
        person="",
        zones=frozenset(),
        capacity=loan.capacity,
        in_default_when_obtained=loan.default_when_obtained,
        debt_collector=made.fdcpa(loan.capacity, loan.default_when_obtained).binds,
        small_servicer=made.small_servicer.answer,
        state=loan.state or None,
        home_state=loan.state or None,
        zip=loan.zip or None,
        lien={None: None, 1: Lien.FIRST}.get(loan.lien_position, Lien.OTHER),
        owner_occupied=lives_there.get(loan.occupancy, False),
        licensed_agency=made.licensed_in(loan.state),
    )
