"""All of a change, with its trace, or none of it."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import Clock
from mortgage_collect.core.errors import Bug
from mortgage_collect.events.event import Event
from mortgage_collect.store import history_chain
from mortgage_collect.store.db_errors import told
from mortgage_collect.store.engine import WRITES


class UnitOfWork:
    """Open it, change things, record what happened. Leaving cleanly commits.

    A write that leaves no event is a `Bug`, raised before the commit. The database itself is
    asked whether anything was written, so bulk SQL and raw cursors count as well.
    """

    session: Session

    def __init__(self, engine: Engine, clock: Clock, actor: str) -> None:
        self._engine, self._clock, self.actor = engine, clock, actor
        self.events: list[Event] = []

    def __enter__(self) -> Self:
        with told():
            self.now = self._clock.now()
            connection = self._engine.connect().execution_options(**{WRITES: True})
            self.session = Session(bind=connection, autoflush=True, expire_on_commit=False)
            self._connection = connection
            try:
                self._before = self._written()
            except BaseException:
                self.session.close()
                connection.close()
                raise
        return self

    def record(self, happened: Event) -> None:
        """Tell history; it is written with the change, in this order."""
        self.events.append(happened)

    @property
    def touched(self) -> frozenset[str]:
        """Every subject the events name, for screens that show one of them."""
        return frozenset(e.about for e in self.events).union(*(e.also for e in self.events))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            with told():
                if error is None:
                    self._commit()
        finally:
            self.session.close()
            self._connection.close()

    def _commit(self) -> None:
        self.session.flush()
        if not self.events and self._written() != self._before:
            raise Bug("a write left no trace: record an event before leaving the unit of work")
        history_chain.append(self.session, self.events, actor=self.actor, at=self.now)
        self.session.commit()

    def _written(self) -> int:
        """A number that moves when this transaction has changed a row, by whatever door."""
        if self._connection.dialect.name == "sqlite":
            # Begins the transaction, then asks the driver, which counts every changed row.
            self.session.execute(text("SELECT 1"))
            driver = self._connection.connection.driver_connection
            return int(driver.total_changes) if driver is not None else 0
        assigned = self.session.scalar(text("SELECT pg_current_xact_id_if_assigned()::text"))
        return int(assigned or 0)
