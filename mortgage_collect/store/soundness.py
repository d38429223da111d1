"""Whether the file itself is whole: every page of it, used or not, against its own seal."""

from __future__ import annotations

from sqlalchemy.orm import Session

SEALED = "PRAGMA cipher_integrity_check"
LAID_OUT = "PRAGMA integrity_check(1)"


def damage(session: Session) -> str:
    """What is wrong with the local file, in the engine's words; empty where it is sound.

    Each page of an encrypted file carries a seal over its bytes, so one changed byte is found
    wherever it lies. A server keeps its own pages: nothing is said of them.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return ""
    sealed = connection.exec_driver_sql(SEALED)
    # A plain database, as tests have it in memory, has no seals and answers with nothing at all.
    if sealed.returns_rows and (bad := sealed.fetchone()) is not None:
        return str(bad[0])
    found = str(connection.exec_driver_sql(LAID_OUT).scalar())
    return "" if found == "ok" else found
