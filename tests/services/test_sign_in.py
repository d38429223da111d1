"""Signing in: passwords, codes, waits between guesses, and what history says of them."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import Bug, UserError
from mortgage_collect.core.password_rule import fault
from mortgage_collect.core.words import UserRole
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.user import Credential, User
from mortgage_collect.services.accounts import (
    add_account,
    change_account,
    reset_password,
    set_password,
    turn_off_codes,
    turn_on_codes,
)
from mortgage_collect.services.contacts import write_note
from mortgage_collect.services.sign_in import (
    NeedCode,
    NeedNewPassword,
    lock,
    sign_in,
    sign_out,
)
from mortgage_collect.store import passwords
from mortgage_collect.store.keys import Cost
from mortgage_collect.store.store import Store
from mortgage_collect.store.unit_of_work import UnitOfWork
from tests.builders import a_bank, a_loan
from tests.services.codes import code_at
from tests.stores import CHEAP

ANA, BO = "seven green boats at noon", "every cup of tea has gone cold"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", CHEAP)


@pytest.fixture
def people(any_store: Store) -> Store:
    """Ana administers and has a password; Bo is a specialist without one. Nobody has signed in."""
    with any_store.unit() as unit:
        a_bank(unit)
        a_loan(unit)
        add_account(unit, "ana", "Ana Ruiz", UserRole.ADMINISTRATOR)
        add_account(unit, "bo", "Bo Larsen", UserRole.SPECIALIST)
        set_password(unit, ANA)
    return any_store


def a_note(store: Store) -> None:
    with store.unit() as unit:
        write_note(unit, 1, "Called the branch.")


def told(store: Store) -> list[tuple[str, str]]:
    with store.view() as session:
        query = select(HistoryEntry.actor, HistoryEntry.event).order_by(HistoryEntry.seq)
        return [(actor, event) for actor, event in session.execute(query)]


def last(store: Store) -> dict[str, object]:
    with store.view() as session:
        query = select(HistoryEntry.body).order_by(HistoryEntry.seq.desc()).limit(1)
        found: dict[str, object] = json.loads(session.scalars(query).one())
        return found


def id_of(unit: UnitOfWork, login: str) -> int:
    return unit.session.scalars(select(User.id).where(User.login == login)).one()


# -- when people sign in --------------------------------------------------------------------------


def test_as_soon_as_an_administrator_has_a_password_nothing_is_changed_without_one(people):
    with pytest.raises(UserError, match="before somebody signs in"):
        a_note(people)
    sign_in(people, "ana", ANA)
    a_note(people)
    assert told(people)[-2:] == [("ana", "SessionOpened"), ("ana", "NoteWritten")]


def test_a_specialists_password_alone_asks_nobody(store):
    with store.unit() as unit:
        a_bank(unit)
        a_loan(unit)
        add_account(unit, "ana", "Ana Ruiz", UserRole.SPECIALIST)
        set_password(unit, ANA)
    a_note(store)


def test_nobody_writes_under_the_name_of_another(people):
    sign_in(people, "ana", ANA)
    with pytest.raises(UserError, match="before somebody signs in"), people.unit("bo"):
        pass
    with pytest.raises(UserError, match="Nobody with the login eve"), people.unit("eve"):
        pass


def test_nothing_but_signing_in_goes_through_the_door(people):
    with pytest.raises(Bug, match="at the door"), people.door("ana") as unit:
        write_note(unit, 1, "Called the branch.")


def test_signing_out_and_locking_are_kept_and_change_nothing_more(people):
    for leave, event in (
        (sign_out, "SessionClosed"),
        (lambda s: lock(s, idle=True), "SessionLocked"),
    ):
        sign_in(people, "ana", ANA)
        leave(people)
        assert told(people)[-1] == ("ana", event)
        with pytest.raises(UserError, match="before somebody signs in"):
            a_note(people)


# -- wrong guesses --------------------------------------------------------------------------------


def test_guesses_wait_longer_and_longer_and_a_restart_does_not_help(people, clock: FixedClock):
    waits = []
    for _ in range(5):
        with pytest.raises(UserError) as wrong:
            sign_in(people, "ana", "not the password")
        assert "login or the password is wrong" in wrong.value.message
        waits.append(int(str(last(people)["wait"])))
        with pytest.raises(UserError) as early:
            # Another program, or the same one opened again: the wait stands in the database.
            sign_in(Store(people._engine, clock), "ana", ANA) if waits[-1] else a_note(people)
        assert ("wrong tries" in early.value.message) == bool(waits[-1])
        clock.move(clock.now() + timedelta(seconds=waits[-1]))
    assert waits == [0, 0, 5, 10, 20]
    sign_in(people, "ana", ANA)
    with people.view() as session:
        held = session.scalars(select(Credential)).one()
        assert (held.failed, held.wait_until, held.last_sign_in) == (0, None, clock.now())


def test_no_wait_is_longer_than_a_quarter_of_an_hour(people, clock: FixedClock):
    for _ in range(14):
        with pytest.raises(UserError):
            sign_in(people, "ana", "not the password")
        clock.move(clock.now() + timedelta(seconds=int(str(last(people)["wait"]))))
    assert last(people)["wait"] == 900


def test_an_unknown_login_sounds_like_a_wrong_password_and_is_not_kept(people):
    with pytest.raises(UserError, match="login or the password is wrong"):
        sign_in(people, "my secret password", "x")
    assert told(people)[-1] == ("sign-in", "SignInRefused")
    assert "secret" not in json.dumps(last(people))


def test_a_closed_account_does_not_get_in_with_the_right_password(people, clock):
    with pytest.raises(UserError, match="login or the password"):
        sign_in(people, "bo", BO)  # without a password there is no way in
    sign_in(people, "ana", ANA)
    with people.unit() as unit:
        made = reset_password(unit, id_of(unit, "bo"))
    with people.unit() as unit:
        change_account(unit, id_of(unit, "bo"), active=False)
    with pytest.raises(UserError, match="account of Bo Larsen is closed"):
        sign_in(people, "bo", made, new=BO)
    assert people.signed_in == "ana"


# -- passwords ------------------------------------------------------------------------------------


def test_a_password_given_by_an_administrator_holds_for_one_sign_in(people):
    sign_in(people, "ana", ANA)
    with people.unit() as unit:
        given = reset_password(unit, id_of(unit, "bo"))
    sign_out(people)
    with pytest.raises(NeedNewPassword):
        sign_in(people, "bo", given)
    with pytest.raises(UserError, match="needs 12"):
        sign_in(people, "bo", given, new="short")
    sign_in(people, "bo", given, new=BO)
    a_note(people)
    assert told(people)[-3:] == [
        ("bo", "SessionOpened"),
        ("bo", "PasswordChanged"),
        ("bo", "NoteWritten"),
    ]
    sign_out(people)
    with pytest.raises(UserError, match="wrong"):
        sign_in(people, "bo", given)
    sign_in(people, "bo", BO)


def test_ones_own_password_is_changed_with_the_one_until_now(people):
    sign_in(people, "ana", ANA)
    for current, new, says in (("wrong", BO, "until now is wrong"), (ANA, ANA, "is the password")):
        with pytest.raises(UserError, match=says), people.unit() as unit:
            set_password(unit, new, current=current)
    with people.unit() as unit:
        set_password(unit, BO, current=ANA)
    sign_out(people)
    sign_in(people, "ana", BO)


def test_a_password_is_sealed_anew_when_a_guess_costs_more(store, monkeypatch):
    with store.unit() as unit:
        a_bank(unit)
        add_account(unit, "ana", "Ana Ruiz", UserRole.ADMINISTRATOR)
        set_password(unit, ANA)
    monkeypatch.setattr(passwords, "COST", Cost(2, 16, 1))
    sign_in(store, "ana", ANA)
    with store.view() as session:
        assert "m=16,t=2,p=1" in session.scalars(select(Credential.password)).one()
    sign_out(store)
    sign_in(store, "ana", ANA)


def test_the_cost_of_a_guess_is_that_of_a_passphrase(monkeypatch):
    monkeypatch.undo()
    assert passwords.sealed(ANA).startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("elevenchars", "11 characters"),
        ("x" * 257, "longer than 256"),
        ("Ana Ruiz 2026!", "login or the name"),
        ("anaanaanaana", "login or the name"),
        ("Password1234", "first that are tried"),
        ("correct horse battery staple", "first that are tried"),
        ("ababababababab", "first that are tried"),
        ("twelve chars", ""),
        ("all lower case is good enough", ""),
        ("na\u00efve \u00e9l\u00e8ve ici", ""),
    ],
)
def test_what_a_password_must_be(password, says):
    found = fault(password, "ana", "Ana Ruiz")
    assert says in found
    assert bool(found) == bool(says)


# -- codes ----------------------------------------------------------------------------------------


@pytest.fixture
def coded(people: Store, clock: FixedClock) -> tuple[Store, str, tuple[str, ...]]:
    """Ana has turned codes on, with the code of this half minute, and signed out."""
    secret = passwords.new_secret()
    sign_in(people, "ana", ANA)
    with people.unit() as unit:
        codes = turn_on_codes(unit, secret, code_at(secret, clock.now()))
    sign_out(people)
    return people, secret, codes


def test_a_code_is_asked_for_and_none_is_used_twice(coded, clock):
    store, secret, _ = coded
    with pytest.raises(NeedCode):
        sign_in(store, "ana", ANA)
    with pytest.raises(UserError, match="code is wrong, or was used"):
        sign_in(store, "ana", ANA, code_at(secret, clock.now()))
    clock.move(clock.now() + timedelta(seconds=30))
    code = code_at(secret, clock.now())
    sign_in(store, "ana", ANA, f"{code[:3]} {code[3:]}")
    assert last(store)["how"] == "password and code"
    sign_out(store)
    with pytest.raises(UserError, match="was used"):
        sign_in(store, "ana", ANA, code)


@pytest.mark.parametrize(("later", "taken"), [(-1, False), (1, True), (2, False)])
def test_a_clock_half_a_minute_off_is_no_trouble(coded, clock, later, taken):
    store, secret, _ = coded
    code = code_at(secret, clock.now(), later)
    if taken:
        sign_in(store, "ana", ANA, code)
    else:
        with pytest.raises(UserError, match="code is wrong"):
            sign_in(store, "ana", ANA, code)


def test_each_recovery_code_works_once(coded):
    store, _, codes = coded
    assert len(set(codes)) == 10
    sign_in(store, "ana", ANA, codes[3].upper())
    assert last(store)["how"] == "password and recovery code"
    sign_out(store)
    with pytest.raises(UserError, match="was used"):
        sign_in(store, "ana", ANA, codes[3])


def test_codes_are_guessed_no_faster_than_passwords(coded):
    store, _, _ = coded
    for _ in range(3):
        with pytest.raises(UserError, match="code is wrong"):
            sign_in(store, "ana", ANA, "000000")
    with pytest.raises(UserError, match="3 wrong tries"):
        sign_in(store, "ana", ANA, "000000")


def test_codes_are_turned_off_with_the_password(coded, clock):
    store, _, codes = coded
    sign_in(store, "ana", ANA, codes[0])
    with pytest.raises(UserError, match="password is wrong"), store.unit() as unit:
        turn_off_codes(unit, id_of(unit, "ana"), "wrong")
    with store.unit() as unit:
        turn_off_codes(unit, id_of(unit, "ana"), ANA)
    sign_out(store)
    sign_in(store, "ana", ANA)


def test_nothing_secret_is_in_the_history(coded):
    store, secret, codes = coded
    with store.view() as session:
        kept = " ".join(session.scalars(select(HistoryEntry.body)))
    assert not [each for each in (ANA, secret, *codes) if each in kept]


# -- who administers ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "now",
    [
        {"active": False},
        {"role": UserRole.MANAGER},
        {"until": date(2026, 12, 31)},
    ],
)
def test_the_last_administrator_stays(people, now):
    sign_in(people, "ana", ANA)
    with people.unit() as unit:
        other = add_account(unit, "cy", "Cy Odum", UserRole.ADMINISTRATOR)
    # Cy has no password: nobody could sign in and administer any more.
    with pytest.raises(UserError, match="last administrator"), people.unit() as unit:
        change_account(unit, id_of(unit, "ana"), **now)
    with people.unit() as unit:
        reset_password(unit, other)
    with people.unit() as unit:
        change_account(unit, id_of(unit, "ana"), **now)


def test_an_examiner_has_a_last_day(people):
    sign_in(people, "ana", ANA)
    for until, says in ((None, "has a last day"), (date(2026, 3, 8), "gone by")):
        with pytest.raises(UserError, match=says), people.unit() as unit:
            add_account(unit, "devon", "Devon Hale", UserRole.EXAMINER, until=until)
    with people.unit() as unit:
        add_account(unit, "devon", "Devon Hale", UserRole.EXAMINER, until=date(2026, 3, 9))


def test_a_login_belongs_to_one_person(people):
    sign_in(people, "ana", ANA)
    with pytest.raises(UserError, match="is taken"), people.unit() as unit:
        add_account(unit, "BO", "Bo Derek", UserRole.SPECIALIST)
