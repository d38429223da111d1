"""What this person may not do is shown as barred, with the reason; the services refuse it too."""

from mortgage_collect.core.words import UserRole
from mortgage_collect.services.bank import add_user


def test_a_command_that_is_not_permitted_says_whom_to_ask(qtbot, window, desk_store):
    made = window.actions_["import"]
    assert made.isEnabled()
    with desk_store.unit() as unit:
        add_user(unit, desk_store.actor, "Ana Ruiz", UserRole.SPECIALIST)
    window.desk.runner.changed.emit(frozenset({"user:1"}))

    qtbot.waitUntil(lambda: not made.isEnabled())
    assert made.toolTip() == (
        "A specialist may not bring in a customer file or a payments file. Ask a supervisor, a "
        "manager or an administrator."
    )
    assert window.actions_["log"].toolTip() == "Log contact (F2)"
    assert window.actions_["find"].isEnabled()


def test_an_examiner_finds_and_reads_and_logs_nothing(qtbot, window, desk_store):
    with desk_store.unit() as unit:
        add_user(unit, desk_store.actor, "Devon Hale", UserRole.EXAMINER)
    window.desk.runner.changed.emit(frozenset({"user:1"}))

    qtbot.waitUntil(lambda: not window.actions_["log"].isEnabled())
    barred = {each.id for each in window.actions_ if not window.actions_[each.id].isEnabled()}
    assert {"log", "save", "promise", "payment", "review", "import", "export_book"} <= barred
    assert not barred & {"find", "queue", "card", "reports", "law", "history", "why"}
