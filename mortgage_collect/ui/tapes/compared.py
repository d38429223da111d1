"""A file that was read, held against the book, its changes grouped: off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mortgage_collect.core.waking import waking
from mortgage_collect.services import imports
from mortgage_collect.services.imports import Preview, Read
from mortgage_collect.services.tapes import Proposal

if TYPE_CHECKING:
    from mortgage_collect.tape.difference import Group

Groups = dict[str, "tuple[Group, ...]"]
"""The kinds of change behind a count, by its name."""


def compared(session: Any, file: Read) -> tuple[Preview, Groups]:
    """What an import would do, and the kinds of change behind its counts."""
    preview = imports.compare(session, file)
    if not isinstance(preview, Proposal):
        return preview, {}
    with waking:
        from mortgage_collect.tape.difference import grouped
    plan = preview.plan
    return preview, {
        name: grouped(changes, plan.as_of)
        for name, changes in (("changed", plan.changed), ("older", plan.older))
    }
