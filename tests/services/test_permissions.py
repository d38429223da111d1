"""Every service by every role: what the table allows is done, what it refuses leaves no trace."""

import inspect
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

import mortgage_collect.services as package
from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import Bug, UserError
from mortgage_collect.core.permissions import COVERS, WHO_MAY, AtWork, Permission
from mortgage_collect.core.words import UserRole
from mortgage_collect.events.bank import PolicySet
from mortgage_collect.events.tapes import FileExported, LayoutRemembered
from mortgage_collect.queries.adoption import ADOPTED_RULES
from mortgage_collect.queries.confirmations import CONFIRMED
from mortgage_collect.queries.explaining import TRANSLATION
from mortgage_collect.queries.interview import ADOPTS_REG_F, INTERVIEW
from mortgage_collect.queries.tightening import TIGHTEN
from mortgage_collect.services.contacts import write_note
from mortgage_collect.store.store import Store
from tests.builders import a_bank, a_loan, a_user
from tests.services.matrix.of_loans import LOANS
from tests.services.matrix.of_people import PEOPLE
from tests.services.matrix.of_plans import PLANS
from tests.services.matrix.of_the_bank import BANK
from tests.services.matrix.recipe import Call, Desk
from tests.services.tapes import everything
from tools import security_page

RECIPES = {**LOANS, **PEOPLE, **BANK, **PLANS}
P, R = Permission, UserRole


def services() -> set[str]:
    """Every public function whose first argument is a unit, as "contacts.log_contact"."""
    found = set()
    for path in Path(package.__path__[0]).glob("*.py"):
        room = import_module(f"mortgage_collect.services.{path.stem}")
        for name, made in inspect.getmembers(room, inspect.isfunction):
            takes = list(inspect.signature(made).parameters)
            if made.__module__ == room.__name__ and takes[:1] == ["unit"] and name[0] != "_":
                found.add(f"{path.stem}.{name}")
    return found


class Undone(Exception):
    """The call went through; the next role begins where this one did."""


def test_every_service_has_a_recipe():
    assert services() - set(RECIPES) == set(), "write one in tests/services/matrix"
    assert set(RECIPES) - services() == set()
    assert len(RECIPES) > 100


@pytest.mark.parametrize("name", sorted(RECIPES))
def test_only_what_the_table_allows_is_done(
    name: str, store: Store, clock: FixedClock, tmp_path: Path
) -> None:
    recipe = RECIPES[name]
    call = recipe.prepare(Desk(store, clock, tmp_path))
    with store.unit() as unit:
        for role in UserRole:
            a_user(unit, login=role.value, name=role.label, role=role)
    before = everything(store)
    for role in UserRole:
        tried = try_out(
            store, role, call, undone=recipe.needs is not None and role in WHO_MAY[recipe.needs]
        )
        if recipe.needs is None:
            assert tried in ("", "a write left no trace"), role
        elif role in WHO_MAY[recipe.needs]:
            assert tried == "done", role
        else:
            assert tried == ("" if recipe.skips else "refused"), role
        assert everything(store) == before, role


def try_out(store: Store, role: UserRole, call: Call, *, undone: bool) -> str:
    """What came of it; what went through is taken back where it is `undone`."""
    try:
        with store.unit(role.value) as unit:
            call(unit)
            if undone:
                raise Undone("done" if unit.events else "nothing was done")
    except (Undone, Bug) as ended:
        return str(ended).partition(":")[0]
    except UserError as refused:
        return "refused" if "may not" in refused.message else str(refused)
    return ""


# -- the table ------------------------------------------------------------------------------------


def test_the_table_of_the_page_is_fresh():
    held = security_page.PAGE.read_text(encoding="utf-8")
    assert held == security_page.page(held), "run python -m tools.security_page"
    assert "| bring in a loan tape | \u2013 | \u2013 | \u2013 | yes | yes | \u2013 |" in held


def test_everything_is_permitted_to_somebody_and_told():
    assert set(WHO_MAY) == set(COVERS) == set(Permission)
    assert all(R.ADMINISTRATOR in roles for roles in WHO_MAY.values())
    assert {p for p in P if R.EXAMINER in WHO_MAY[p]} == {P.ENTER, P.PROVE, P.EXPORT_REPORT}


@pytest.mark.parametrize(
    ("role", "permission", "says"),
    [
        (
            R.SPECIALIST,
            P.IMPORT_TAPE,
            "A specialist may not bring in a loan tape. Ask a manager or an administrator.",
        ),
        (
            R.EXAMINER,
            P.NOTE,
            (
                "An examiner may not write a note, or say why a deadline was missed. Ask a "
                "specialist, a supervisor, a compliance officer, a manager or an administrator."
            ),
        ),
        (
            R.COMPLIANCE,
            P.PEOPLE,
            "A compliance officer may not change who works here. Ask an administrator.",
        ),
        (R.MANAGER, P.IMPORT_TAPE, ""),
    ],
)
def test_a_refusal_says_whom_to_ask(role, permission, says):
    assert AtWork("x", role).refused(permission) == says


@pytest.mark.parametrize(
    ("event", "needs"),
    [
        (PolicySet(about="b", policy_id=1, key=key, since=date(2026, 3, 9), was=None, now="x"), p)
        for key, p in [
            (ADOPTED_RULES, P.DECIDE_LAW),
            (ADOPTS_REG_F, P.DECIDE_LAW),
            (CONFIRMED.format("x"), P.DECIDE_LAW),
            (INTERVIEW.format("own"), P.DECIDE_LAW),
            (TIGHTEN.format("x"), P.DECIDE_LAW),
            (TRANSLATION, P.DECIDE_LAW),
            ("promise_grace_days", P.DECIDE_BANK),
        ]
    ]
    + [
        (FileExported(about="d", what=what, rows=1, sha256=""), p)
        for what, p in [
            ("tape", P.EXPORT_BOOK),
            ("queue", P.EXPORT_BOOK),
            ("report delinquency", P.EXPORT_REPORT),
        ]
    ]
    + [
        (LayoutRemembered(about="d", layout_id=1, kind=kind, columns=1), p)
        for kind, p in [
            ("loans", P.IMPORT_TAPE),
            ("customers", P.IMPORT_FILE),
            ("payments", P.IMPORT_FILE),
        ]
    ],
)
def test_what_a_change_needs_may_hang_on_what_it_changes(event, needs):
    assert event.needs() is needs


# -- who is at work -------------------------------------------------------------------------------


def a_note(store: Store, login: str) -> None:
    with store.unit(login) as unit:
        write_note(unit, 1, "Called the branch.")


def test_a_closed_account_changes_nothing(any_store):
    with any_store.unit() as unit:
        a_bank(unit)
        a_loan(unit)
        a_user(unit, login="cy", name="Cy Odum", active=False)
    with pytest.raises(UserError, match="account of Cy Odum is closed"):
        a_note(any_store, "cy")


def test_the_last_day_of_an_account_counts_in_full_on_the_banks_clock(any_store, clock):
    with any_store.unit() as unit:
        a_bank(unit, zone="America/New_York")
        a_loan(unit)
        a_user(unit, login="cy", name="Cy Odum", until=date(2026, 3, 9))
    clock.move(clock.now().replace(day=10, hour=3))  # eleven in the evening of the ninth
    a_note(any_store, "cy")
    clock.move(clock.now().replace(hour=5))
    with pytest.raises(UserError, match="ended on Mar 9, 2026"):
        a_note(any_store, "cy")


def test_the_desk_itself_may_do_everything_while_nobody_has_a_password(store):
    with store.unit() as unit:
        a_bank(unit)
        a_loan(unit)
        assert all(map(unit.may, Permission))
    a_note(store, "whoever")
