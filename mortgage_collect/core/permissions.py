"""Who may do what: one table, asked by the services, the screens and the command line alike.

Every event says which permission it needs (`Event.needs`), and nothing is changed without one; so
whatever way a change takes, it passes this table. Looking needs no permission: everybody who works
here may read. `docs/security.md` prints the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import UserRole, Word


class Permission(Word):
    """Its label ends the sentence "A specialist may not ..."."""

    ENTER = "enter"
    PROVE = "prove"
    EXPORT_REPORT = "export_report"
    FOLLOW = "follow"
    NOTE = "note"
    WORK = "work"
    POST = "post"
    ADD_LOAN = "add_loan"
    AGREE = "agree"
    APPROVE = "approve"
    TAG_DISASTER = "tag_disaster"
    EXPORT_BOOK = "export_book"
    IMPORT_FILE = "import_file"
    IMPORT_TAPE = "import_tape"
    DECIDE_LAW = "decide_law"
    DECIDE_BANK = "decide_bank"
    PEOPLE = "people"

    @property
    def label(self) -> str:
        return _DOING[self]


_DOING = MappingProxyType(
    {
        Permission.ENTER: "sign in",
        Permission.PROVE: "have the history proven",
        Permission.EXPORT_REPORT: "save a report or a calendar to a file",
        Permission.FOLLOW: "change anything here",
        Permission.NOTE: "write a note, or say why a deadline was missed",
        Permission.WORK: "work on a loan",
        Permission.POST: "post or reverse a payment",
        Permission.ADD_LOAN: "add a loan by hand",
        Permission.AGREE: "agree that a stop is set aside, or review it",
        Permission.APPROVE: "approve a plan",
        Permission.TAG_DISASTER: "tag a disaster area",
        Permission.EXPORT_BOOK: "save the loan book or the work queue to a file",
        Permission.IMPORT_FILE: "bring in a customer file or a payments file",
        Permission.IMPORT_TAPE: "bring in a loan tape",
        Permission.DECIDE_LAW: "decide what the bank holds to in law",
        Permission.DECIDE_BANK: "decide programs, policies and settings of the bank",
        Permission.PEOPLE: "change who works here",
    }
)

# What each permission covers beyond its name, for the page a banker reads.
COVERS = MappingProxyType(
    {
        Permission.ENTER: "signing in and out, locking, one's own password; the copy of "
        "the day is made whoever is here",
        Permission.PROVE: "every link of the history, every file and paper held against it",
        Permission.EXPORT_REPORT: "reports, schedules and calendars",
        Permission.FOLLOW: "what follows by itself from another change: deadlines worked "
        "out anew, a transfer on its day",
        Permission.NOTE: "notes; the reason why a deadline was missed",
        Permission.WORK: "contacts, promises, people and their numbers, wishes, flags, matters, "
        "corrections of a loan, reviews, proposals of plans, papers, quotes",
        Permission.POST: "payments by hand, payments taken back",
        Permission.ADD_LOAN: "a loan that no tape has brought",
        Permission.AGREE: "the second person where a stop is set aside; the later review of it",
        Permission.APPROVE: "the second person for a plan; the later review of one approved alone",
        Permission.TAG_DISASTER: "an area tagged, extended or ended, with all its loans",
        Permission.EXPORT_BOOK: "the whole book or queue in a workbook",
        Permission.IMPORT_FILE: "customer files, payments files, their layouts",
        Permission.IMPORT_TAPE: "loan tapes, taking an import back",
        Permission.DECIDE_LAW: "rules adopted, tightened or confirmed; the interview about the "
        "bank; the Spanish pages",
        Permission.DECIDE_BANK: "programs, assumptions, policies, the bank's own data",
        Permission.PEOPLE: "accounts, roles, end dates, passwords given by an administrator",
    }
)

_P, _R = Permission, UserRole
_EVERYBODY = frozenset(UserRole)
_LOANS = frozenset({_R.SPECIALIST, _R.SUPERVISOR, _R.MANAGER, _R.ADMINISTRATOR})
_HEADS = _LOANS - {_R.SPECIALIST}
_DECIDE = frozenset({_R.MANAGER, _R.ADMINISTRATOR})

# The table. An administrator may do everything: in a small bank it is the one who works there.
WHO_MAY = MappingProxyType(
    {
        _P.ENTER: _EVERYBODY,
        _P.PROVE: _EVERYBODY,
        _P.EXPORT_REPORT: _EVERYBODY,
        _P.FOLLOW: _EVERYBODY - {_R.EXAMINER},
        _P.NOTE: _EVERYBODY - {_R.EXAMINER},
        _P.WORK: _LOANS,
        _P.POST: _LOANS,
        _P.ADD_LOAN: _HEADS,
        _P.AGREE: _HEADS | {_R.COMPLIANCE},
        _P.APPROVE: _HEADS,
        _P.TAG_DISASTER: _HEADS,
        _P.EXPORT_BOOK: _HEADS,
        _P.IMPORT_FILE: _HEADS,
        _P.IMPORT_TAPE: _DECIDE,
        _P.DECIDE_LAW: _DECIDE | {_R.COMPLIANCE},
        _P.DECIDE_BANK: _DECIDE,
        _P.PEOPLE: frozenset({_R.ADMINISTRATOR}),
    }
)


@dataclass(frozen=True, slots=True)
class AtWork:
    """Who makes a change. Without a role it is the desk itself: nobody needs a password here, and
    the login has no account. `name` is empty then."""

    login: str
    role: UserRole | None = None
    name: str = ""

    def may(self, permission: Permission) -> bool:
        return self.role is None or self.role in WHO_MAY[permission]

    def refused(self, permission: Permission) -> str:
        """Why not, and whom to ask, in two sentences; "" where they may."""
        if self.role is None or self.may(permission):
            return ""
        return str(refusal(self.role, permission))

    def demand(self, permission: Permission) -> None:
        """Raises UserError that says whom to ask."""
        if self.role is not None and not self.may(permission):
            raise refusal(self.role, permission)


def refusal(role: UserRole, permission: Permission) -> UserError:
    """ "A specialist may not bring in a loan tape. Ask a manager or an administrator." """
    return UserError(
        f"{_one(role)} may not {permission.label}.".capitalize(),
        do=f"Ask {text.listed(list(map(_one, who_may(permission))), 'or')}.",
    )


def who_may(permission: Permission) -> Iterable[UserRole]:
    """The roles with it, in the order of the vocabulary."""
    return [role for role in UserRole if role in WHO_MAY[permission]]


def _one(role: UserRole) -> str:
    match role:
        case UserRole.COMPLIANCE:
            return "a compliance officer"
        case UserRole.ADMINISTRATOR | UserRole.EXAMINER:
            return f"an {role.value}"
    return f"a {role.value}"
