"""How the ways of reading a column are said on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mortgage_collect.tape.columnrules import Scale
from mortgage_collect.tape.readings import AS_WRITTEN, TURNED_BACK

_SCALES = frozenset(scale.value for scale in Scale)


def reading(how: str) -> str:
    """ "Month first", "0.065 for 6.5 %", "Zeros put back to 10 digits"."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Readings", text)

    if how in _SCALES:
        return tr("{0} for 6.5 %").format(how)
    if how == TURNED_BACK:
        return tr("Turn days and months back")
    if how == AS_WRITTEN:
        return tr("Leave as written")
    if how.endswith(" digits"):
        return tr("Put zeros back, to {0}").format(how)
    return f"{how[:1].upper()}{how[1:]}"
