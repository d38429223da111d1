"""What can be said of a database's path and its first bytes before anything is opened."""

from __future__ import annotations

import os
from pathlib import Path, PureWindowsPath

from mortgage_collect.core.errors import Trouble, UserError

_PLAIN = b"SQLite format 3\x00"
_PAGE = 4096


def on_network_share(path: str) -> bool:
    r"""True for \\server\share\… in any of its spellings, but not for \\?\C:\…

    Windows resolves a mapped drive letter to its share, so hand in a resolved path. A share
    mounted on Linux or macOS looks like any other folder and is not recognized.
    """
    drive = PureWindowsPath(path).drive.upper()
    if drive.startswith(("\\\\?\\", "\\\\.\\")):
        return drive.startswith("\\\\?\\UNC")
    return drive.startswith("\\\\")


def refuse_network_share(path: Path) -> None:
    """SQLite's write-ahead log does not work over a network: two writers destroy the file."""
    written = str(path)
    if on_network_share(written) or on_network_share(os.path.realpath(written)):
        raise UserError(
            f"{path} is on a network share, where a database file is damaged sooner or later.",
            do="Keep it on this computer's own disk; to work on it together, use a PostgreSQL "
            "server.",
        )


def refuse_other_files(path: Path) -> None:
    """Raises Trouble for a file that cannot be one of our databases, whatever the key."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(len(_PLAIN))
    except OSError as error:
        raise Trouble(
            f"{path} cannot be read.",
            do="Ask IT for permission to read and write it.",
            details=str(error),
        ) from error
    if start == _PLAIN:
        raise Trouble(
            f"{path.name} is a plain SQLite file; databases of Mortgage Collect are encrypted.",
            do="Choose another file.",
        )
    if size == 0 or size % _PAGE:
        raise Trouble(
            f"{path.name} is not a whole database of Mortgage Collect.",
            do="Choose another file; if it is the right one, restore the newest copy from the "
            "backups folder.",
        )
