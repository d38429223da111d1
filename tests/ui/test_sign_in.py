"""The window before the desk where people sign in: with the keyboard alone."""

from datetime import timedelta

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.words import UserRole
from mortgage_collect.services.accounts import (
    add_account,
    reset_password,
    set_password,
    turn_on_codes,
)
from mortgage_collect.services.sign_in import sign_in
from mortgage_collect.store import passwords
from mortgage_collect.store.store import create_store, open_store
from tests.services.codes import code_at
from tests.services.tapes import with_bank
from tests.stores import CHEAP, MONDAY, PASSPHRASE
from tests.ui.test_opening import WAIT, at, first, press, type_

__all__ = ["first"]
ANA, BO = "seven green boats at noon", "every cup of tea has gone cold"


@pytest.fixture
def database(tmp_path, clock, monkeypatch):
    """Ana administers and signs in with a code; Bo has a password for one sign-in."""
    monkeypatch.setattr(passwords, "COST", CHEAP)
    path = tmp_path / "bank.db"
    store = with_bank(create_store(path, clock=clock, passphrase=PASSPHRASE, cost=CHEAP))
    secret = passwords.new_secret()
    with store.unit("setup") as unit:
        add_account(unit, "ana", "Ana Ruiz", UserRole.ADMINISTRATOR)
        bo = add_account(unit, "bo", "Bo Larsen", UserRole.SPECIALIST)
    with store.unit("ana") as unit:
        set_password(unit, ANA)
    sign_in(store, "ana", ANA)
    with store.unit() as unit:
        turn_on_codes(unit, secret, code_at(secret, unit.now))
        given = reset_password(unit, bo)
    store.close()
    clock.move(clock.now() + timedelta(minutes=1))
    return path, secret, given


@pytest.fixture
def window(first, clock, database):
    return first(open_=lambda at, _: open_store(at, clock=clock, passphrase=PASSPHRASE))


def test_password_and_code_open_the_desk(qtbot, window, clock: FixedClock, database):
    page = at(qtbot, window, "sign_in")
    qtbot.waitUntil(page.secret.hasFocus)
    assert page.login.text() == "ana"
    assert not page.code.isVisible()
    type_("not the password")
    press()
    qtbot.waitUntil(lambda: "password is wrong" in page.trouble.words.text(), timeout=WAIT)
    qtbot.waitUntil(page.secret.hasFocus)
    assert window.stores == []
    type_(ANA)
    press()
    qtbot.waitUntil(page.code.isVisible, timeout=WAIT)
    qtbot.waitUntil(page.code.hasFocus)
    type_(code_at(database[1], clock.now()))
    press()
    qtbot.waitUntil(lambda: len(window.stores) == 1, timeout=WAIT)
    store, _ = window.stores[0]
    assert (store.actor, store.signed_in) == ("ana", "ana")
    assert clock.now() > MONDAY


def test_a_password_given_for_one_sign_in_is_replaced_by_ones_own(qtbot, window, database):
    page = at(qtbot, window, "sign_in")
    page.login.set_value("bo")
    qtbot.waitUntil(page.secret.hasFocus)
    type_(database[2])
    press()
    qtbot.waitUntil(page.new.isVisible, timeout=WAIT)
    qtbot.waitUntil(page.new.hasFocus)
    type_(BO)
    press()
    assert "not alike" in page.again.error
    page.again.set_value(BO)
    press()
    qtbot.waitUntil(lambda: len(window.stores) == 1, timeout=WAIT)
    assert window.stores[0][0].actor == "bo"
