"""How a service is tried: what it needs by the bank's table, and one call of it on a small desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import Role
from mortgage_collect.store.store import Store
from mortgage_collect.store.unit_of_work import UnitOfWork
from tests.builders import a_bank, a_person, linked
from tests.services.desks import Case, a_case

MONDAY = date(2026, 3, 9)
Call = Callable[[UnitOfWork], object]


@dataclass
class Desk:
    """Nobody has an account here yet, so that everything can be prepared. `case` is made when it is
    first asked for: a bank, a loan two months behind, Maria and her number; `other_id` is a
    co-borrower who shares the home."""

    store: Store
    clock: FixedClock
    folder: Path

    def do(self, service: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with self.store.unit() as unit:
            return service(unit, *args, **more)

    def look(self, query: Callable[..., Any], *args: Any, **more: Any) -> Any:
        with self.store.view() as session:
            return query(session, *args, **more)

    @cached_property
    def case(self) -> Case:
        return a_case(self.store)

    @cached_property
    def other_id(self) -> int:
        case = self.case
        with self.store.unit() as unit:
            from mortgage_collect.models.loan import Loan

            person = a_person(unit, written="RUIZ JOSE", first="Jose", last="Ruiz")
            linked(unit, unit.session.get_one(Loan, case.loan_id), person, Role.CO_BORROWER)
            return person.id

    def bank(self) -> None:
        self.do(a_bank)


@dataclass(frozen=True)
class Recipe:
    """`needs` None: a part of other services, which leaves no event of its own and so cannot be
    kept by itself. `skips`: where it is not permitted it does nothing instead of refusing."""

    needs: Permission | None
    prepare: Callable[[Desk], Call]
    skips: bool = False


class Recipes(dict[str, Recipe]):
    def of(
        self, name: str, needs: Permission | None, *, skips: bool = False
    ) -> Callable[[Callable[[Desk], Call]], Callable[[Desk], Call]]:
        """`name` is "contacts.log_contact"."""

        def keep(prepare: Callable[[Desk], Call]) -> Callable[[Desk], Call]:
            assert name not in self, name
            self[name] = Recipe(needs, prepare, skips)
            return prepare

        return keep

    def simple(
        self,
        needs: Permission | None,
        service: Callable[..., Any],
        args: Callable[[Desk], tuple[Any, ...]],
        **more: Any,
    ) -> None:
        """A service whose arguments are all there is to prepare."""
        room = service.__module__.rpartition(".")[2]

        def prepare(desk: Desk) -> Call:
            given = args(desk)
            return lambda unit: service(unit, *given, **more)

        self.of(f"{room}.{service.__name__}", needs)(prepare)
