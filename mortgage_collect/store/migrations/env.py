"""Alembic asks this file how to reach the database. The connection is always handed in.

`store/schema.py` upgrades the databases of users; `tools/` or a test may ask for a new migration
by `alembic.command.revision(config, autogenerate=True)` with such a connection.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from mortgage_collect.models.all import METADATA
from mortgage_collect.models.search import INDEX
from mortgage_collect.models.types import AWord, Cents, Instant, Json, Millionths

# What stands in a column, said without our own types: an old migration outlives today's models.
PLAIN = {
    Cents: "sa.BigInteger()",
    Millionths: "sa.Integer()",
    Instant: "sa.DateTime(timezone=True)",
    AWord: "sa.String(32)",
    Json: "sa.Text()",
}


def render_item(kind: str, item: Any, _autogenerate: object) -> str | Literal[False]:
    return PLAIN.get(type(item), False) if kind == "type" else False


def include_name(name: str | None, _kind: str, _parents: object) -> bool:
    """False for what the database keeps for itself to search in."""
    return not (name or "").startswith(INDEX)


connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("hand the connection in: config.attributes['connection']")
context.configure(
    connection=connection,
    target_metadata=METADATA,
    render_as_batch=True,
    render_item=render_item,
    include_name=include_name,
    # The caller's transaction holds all of it, on SQLite too: our connections begin themselves.
    transactional_ddl=True,
)
context.run_migrations()
