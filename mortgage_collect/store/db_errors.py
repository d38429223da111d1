"""The one place that knows what drivers say when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from mortgage_collect.core.errors import Bug, Trouble, UserError

Words = tuple[str, str]

_FULL = ("The disk is full; nothing was saved.", "Make room on the disk, then try again.")
_READ_ONLY = (
    "The database is in a folder this user may not write to; nothing was saved.",
    "Ask IT for write permission on the folder, or open a database elsewhere.",
)
_BUSY = (
    "Another program is writing to the database and did not finish in 15 seconds.",
    "Wait for it to finish, then try again.",
)
_DAMAGED = (
    "The database file is damaged.",
    "Do not go on working in it. Restore the newest copy from the backups folder.",
)
# The key itself is right by then: its own seal or the key store vouched for it.
_STRANGE = (
    "The database does not open: the key file beside it does not belong to it, or it is damaged.",
    "Restore the database and its key file together from the backups folder.",
)
_AWAY = (
    "The database server went away; your last change may not have been saved.",
    "Try again and look whether your last change is there; if the server stays away, tell IT.",
)
_SILENT = (
    "The database server does not answer.",
    "Check the network and the server's address, then try again.",
)
_NOT_LET_IN = (
    "The database server does not accept this user and password.",
    "Check the address in the settings with IT.",
)
_NO_SUCH = (
    "There is no database of this name on the server.",
    "Check the address in the settings with IT.",
)
_NOT_ALLOWED = (
    "The database server does not let this user do that; nothing was saved.",
    "Ask the administrator of the database for the permission.",
)
_UNKNOWN = (
    "The database could not do that; nothing was saved.",
    "Try again; if it happens again, send the details to IT.",
)

# What SQLite and libpq write, in English whatever the system's language.
_PHRASES: tuple[tuple[str, Words], ...] = (
    ("disk is full", _FULL),
    ("no space left", _FULL),
    ("readonly database", _READ_ONLY),
    ("database is locked", _BUSY),
    (
        "unable to open database",
        (
            "The database file cannot be opened.",
            "Check that the file and its folder exist and that you may write to both.",
        ),
    ),
    ("malformed", _DAMAGED),
    # The index of words says so of itself.
    ("vtable constructor failed", _DAMAGED),
    ("file is not a database", _STRANGE),
    (
        "disk i/o error",
        (
            "The disk did not read or write as it should; nothing was saved.",
            "Check the disk, then try again.",
        ),
    ),
    ("connection refused", _SILENT),
    ("could not translate host name", _SILENT),
    ("failed to resolve host", _SILENT),
    ("timeout expired", _SILENT),
    ("timed out", _SILENT),
    ("no such file or directory", _SILENT),
    ("network is unreachable", _SILENT),
    ("server closed the connection", _AWAY),
    ("connection is lost", _AWAY),
    ("connection is closed", _AWAY),
    ("password authentication failed", _NOT_LET_IN),
    ("no password supplied", _NOT_LET_IN),
    ("fatal:  role", _NOT_LET_IN),
    ("fatal:  database", _NO_SUCH),
)

# What PostgreSQL means, whatever language it says it in; the longer code is looked for first.
_STATES: dict[str, Words] = {
    "53100": _FULL,
    "28": _NOT_LET_IN,
    "42501": _NOT_ALLOWED,
    "55P03": _BUSY,
    "40": (
        "Two people saved at the same moment, and this change had to give way; it was not saved.",
        "Try again.",
    ),
    "57P": _AWAY,
    "08": _AWAY,
    "3D000": _NO_SUCH,
    "53300": (
        "The database server has no room for one more connection.",
        "Try again in a minute; if it happens again, tell IT.",
    ),
}


@contextmanager
def told(*, looking: bool = False) -> Iterator[None]:
    """Turns what a driver raises into what a person can act on.

    With `looking`, a write that the database refused is a Bug: views do not write.
    """
    try:
        yield
    except Exception as error:
        better = translate(error, looking=looking)
        if better is None:
            raise
        raise better from error


def translate(error: Exception, *, looking: bool = False) -> Exception | None:
    """The error to raise instead, or None when this one is not a driver's or says enough."""
    if isinstance(error, StaleDataError):
        return UserError(
            "Somebody else saved this first.", do="Reload to see it, then make your change again."
        )
    driver = _driver_error(error)
    if driver is None:
        return None
    said, state = str(driver).lower(), str(getattr(driver, "sqlstate", None) or "")
    if looking and _refused_write(error, said, state):
        return Bug("a view looks and cannot write: change things in a unit of work")
    if "append-only" in said:
        return Trouble("History cannot be changed.", do="Make a correction instead.")
    words = _words(said, state)
    if words is None and type(driver).__name__ == "OperationalError" and not state:
        words = _UNKNOWN
    return Trouble(words[0], do=words[1], details=str(driver)) if words else None


def _driver_error(error: Exception) -> BaseException | None:
    """What the driver raised, whether SQLAlchemy wrapped it or a raw cursor let it through."""
    if isinstance(error, DBAPIError):
        return error.orig
    modules = {kind.__module__.partition(".")[0] for kind in type(error).__mro__}
    return error if modules & {"sqlite3", "sqlcipher3", "psycopg"} else None


def _refused_write(error: Exception, said: str, state: str) -> bool:
    # A SELECT that meets a read-only file is a matter of permissions and not of ours.
    statement = (error.statement or "") if isinstance(error, DBAPIError) else "?"
    looks = statement.lstrip().upper().startswith(("SELECT", "WITH", "PRAGMA", "BEGIN"))
    return state == "25006" or ("readonly database" in said and bool(statement) and not looks)


def _words(said: str, state: str) -> Words | None:
    for length in (5, 3, 2):
        if len(state) == 5 and (words := _STATES.get(state[:length])):
            return words
    return next((words for phrase, words in _PHRASES if phrase in said), None)
