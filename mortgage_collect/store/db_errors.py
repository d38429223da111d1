"""The one place that knows what drivers say when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from mortgage_collect.core.errors import Trouble, UserError, WrongKey

_KNOWN: tuple[tuple[str, str, str], ...] = (
    (
        "disk is full",
        "The disk is full; nothing was saved.",
        "Make room on the disk, then try again.",
    ),
    (
        "no space left",
        "The disk is full; nothing was saved.",
        "Make room on the disk, then try again.",
    ),
    (
        "readonly database",
        "The database is in a folder this user may not write to; nothing was saved.",
        "Ask IT for write permission on the folder, or open a database elsewhere.",
    ),
    (
        "database is locked",
        "Another program is writing to the database and did not finish in 15 seconds.",
        "Wait for it to finish, then try again.",
    ),
    (
        "unable to open database",
        "The database file cannot be opened.",
        "Check that the file and its folder exist and may be written to.",
    ),
    (
        "malformed",
        "The database file is damaged.",
        "Do not go on working in it. Restore the newest copy from the backups folder.",
    ),
    (
        "disk i/o error",
        "The disk did not read or write as it should; nothing was saved.",
        "Check the disk or the network drive, then try again.",
    ),
    (
        "connection refused",
        "The database server does not answer.",
        "Check the network and the server's address, then try again.",
    ),
    (
        "server closed the connection",
        "The database server went away; nothing was saved.",
        "Try again; if it stays away, tell IT.",
    ),
    (
        "password authentication failed",
        "The database server does not accept this user and password.",
        "Check the address in the settings with IT.",
    ),
)


@contextmanager
def told() -> Iterator[None]:
    """Turns what a driver raises into what a person can act on."""
    try:
        yield
    except StaleDataError as error:
        raise UserError(
            "Somebody else saved this first.", do="Reload to see it, then make your change again."
        ) from error
    except DBAPIError as error:
        raise translate(error) from error


def translate(error: DBAPIError) -> Exception:
    """The error to raise instead; an unknown one stays what it is."""
    said = str(error.orig).lower()
    if "file is not a database" in said or "file is encrypted" in said:
        return WrongKey(
            "This passphrase or key does not open the database.",
            do="Check the passphrase; if the file was copied from another computer, "
            "use the passphrase it was protected with.",
        )
    if "append-only" in said:
        return Trouble("History cannot be changed.", do="Make a correction instead.")
    for sign, message, do in _KNOWN:
        if sign in said:
            return Trouble(message, do=do, details=str(error.orig))
    if isinstance(error, OperationalError):
        return Trouble(
            "The database could not do that; nothing was saved.",
            do="Try again; if it happens again, send the details to IT.",
            details=str(error.orig),
        )
    return error
