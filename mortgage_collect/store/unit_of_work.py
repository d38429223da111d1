"""All of a change, with its trace, or none of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import Clock
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.permissions import AtWork, Permission
from mortgage_collect.events.event import Event
from mortgage_collect.store import history_chain
from mortgage_collect.store.at_work import proven
from mortgage_collect.store.db_errors import told
from mortgage_collect.store.engine import WRITES
from mortgage_collect.store.gate import Gate


class UnitOfWork:
    """Open it, change things, record what happened. Leaving cleanly commits.

    A write that leaves no event is a `Bug`, raised before the commit. The database itself is
    asked whether anything was written, so bulk SQL and raw cursors count as well; so does a
    write that a savepoint took back. Ending the transaction by hand is a `Bug` too.

    It knows who is at work, and refuses what their role may not do with a UserError, at the moment
    it is recorded; the rest of the unit is then undone with it.
    """

    session: Session
    who: AtWork

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        actor: str,
        gate: Gate,
        *,
        signed_in: str = "",
        at_door: bool = False,
    ) -> None:
        self._engine, self._clock, self._gate = engine, clock, gate
        self._signed_in, self._at_door = signed_in, at_door
        self.actor = actor
        self.events: list[Event] = []
        self._by_itself = False
        self._last: dict[Callable[[UnitOfWork, frozenset[int]], None], set[int]] = {}

    def __enter__(self) -> Self:
        with ExitStack() as doors:
            doors.enter_context(self._gate.changing())
            doors.enter_context(told())
            self.now = self._clock.now()
            connection = self._engine.connect().execution_options(**{WRITES: True})
            self._connection = doors.enter_context(connection)
            session = Session(bind=connection, autoflush=True, expire_on_commit=False)
            self.session = doors.enter_context(session)
            self._before = self._written()
            self._transaction = session.get_transaction()
            self._leaving = False
            event.listen(session, "before_commit", self._only_by_leaving)
            self.who = (
                AtWork(self.actor)
                if self._at_door
                else proven(session, self.actor, self.now, self._signed_in)
            )
            self._doors = doors.pop_all()
        return self

    def may(self, permission: Permission) -> bool:
        """Whether whoever is at work may; for what is left out rather than refused."""
        return self.who.may(permission)

    def demand(self, permission: Permission) -> None:
        """Before long work: raises UserError where `record` would refuse it in the end."""
        self.who.demand(permission)

    @contextmanager
    def by_itself(self) -> Iterator[None]:
        """What is recorded inside was decided before, and comes true on its day whoever is here:
        a transfer that takes effect. It needs no more than the right to change anything."""
        was, self._by_itself = self._by_itself, True
        try:
            yield
        finally:
            self._by_itself = was

    def record(self, happened: Event) -> None:
        """Tell history; it is written with the change, in this order.

        Raises UserError where whoever is at work may not make this happen.
        """
        if self._at_door and happened.needs() is not Permission.ENTER:
            raise Bug(f"{type(happened).__name__} at the door: sign in first")
        self.who.demand(Permission.FOLLOW if self._by_itself else happened.needs())
        self.events.append(happened)

    def before_leaving(
        self, work: Callable[[UnitOfWork, frozenset[int]], None], subject: int
    ) -> None:
        """Once, as the last thing before the commit: `work`, with every subject it was told of.

        For what is derived from many changes and kept. It records no event of its own.
        """
        self._last.setdefault(work, set()).add(subject)

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
        if error is not None:
            self._doors.__exit__(kind, error, trace)
            return
        with self._doors:
            self._commit()

    def _commit(self) -> None:
        for work, subjects in self._last.items():
            work(self, frozenset(subjects))
        self._leaving = True
        self.session.flush()
        if self.session.get_transaction() is not self._transaction:
            raise Bug("the transaction was ended inside the unit of work")
        if not self.events and self._written() != self._before:
            raise Bug("a write left no trace: record an event before leaving the unit of work")
        history_chain.append(self.session, self.events, actor=self.actor, at=self.now)
        self.session.commit()

    def _only_by_leaving(self, session: Session) -> None:
        if not self._leaving and not session.in_nested_transaction():
            raise Bug("a unit of work is committed by leaving it")

    def _written(self) -> tuple[int, int]:
        """Numbers that move when this transaction has changed a row or a table, by any door."""
        if self._connection.dialect.name == "sqlite":
            # Begins the transaction, then asks the driver, which counts every changed row.
            schema = self.session.execute(text("PRAGMA schema_version")).scalar_one()
            driver = self._connection.connection.driver_connection
            return int(schema), int(driver.total_changes) if driver is not None else 0
        assigned = self.session.scalar(text("SELECT pg_current_xact_id_if_assigned()::text"))
        return 0, int(assigned or 0)
