"""Facts the guard asks for, each entered by keys where a person looks for it, and audited."""

from datetime import date, time

import pytest

from mortgage_collect.core.words import Language, PointKind, PointLabel, Role
from mortgage_collect.queries.bank import settings
from mortgage_collect.queries.bank_facts import bank_facts
from mortgage_collect.queries.contact_facts import contact_facts
from mortgage_collect.queries.corrections import corrections
from mortgage_collect.queries.timeline import timeline
from mortgage_collect.rules.occasion import NoWorkCalls
from mortgage_collect.rules.verdict import Need
from mortgage_collect.services.loans import add_person
from mortgage_collect.ui.people.view import PeoplePanel
from mortgage_collect.ui.settings.view import SettingsPlace
from tests.ui.panel_desk import Keys, a_desk, shown


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def opened(qtbot, desk, little_bank):
    def make(page: str = "people", last: str = "Ruiz") -> PeoplePanel:
        panel = shown(qtbot, PeoplePanel(desk[0], little_bank.loans[last], page=page))
        qtbot.waitUntil(lambda: panel.model.seen is not None)
        return panel

    return make


def on_file(store, loan_id):
    with store.view() as session:
        return corrections(session, loan_id, store.clock.now())


def facts(store, loan_id, person_id, point_id=None):
    with store.view() as session:
        return contact_facts(session, loan_id, person_id, point_id, store.clock.now())


def told(store, loan_id):
    with store.view() as session:
        return [f"{row.title}: {row.detail}" for row in timeline(session, loan_id)]


def answer(field, typed):
    field.setFocus()
    if hasattr(field, "selectAll"):
        field.selectAll()
    Keys().type(typed)


def test_not_at_home_reaches_the_guard(qtbot, opened, desk_store, little_bank):
    loan_id = little_bank.loans["Ruiz"]
    form = opened().people.form
    answer(form.fields["home_barred"], "y")
    line = form.changes.lines[0]
    assert (line.words, line.figure, line.note) == ("Not at home", "Yes", "was No")
    form.save()
    qtbot.waitUntil(lambda: on_file(desk_store, loan_id).people[0].values["home_barred"])

    person = on_file(desk_store, loan_id).people[0].person_id
    assert facts(desk_store, loan_id, person).address.place_barred
    assert "Person corrected: home barred: no \u2192 yes" in told(desk_store, loan_id)


def test_a_birth_date_is_kept_and_history_does_not_hold_it(qtbot, opened, desk_store, little_bank):
    loan_id = little_bank.loans["Ruiz"]
    form = opened().people.form
    answer(form.fields["born_on"], "3/4/1961")
    form.save()
    qtbot.waitUntil(
        lambda: on_file(desk_store, loan_id).people[0].values["born_on"] == date(1961, 3, 4)
    )
    assert not any("1961" in line for line in told(desk_store, loan_id))


def test_a_birth_date_to_come_is_refused(qtbot, opened, desk_store, little_bank):
    form = opened().people.form
    answer(form.fields["born_on"], "3/4/2027")
    form.save()
    qtbot.waitUntil(lambda: "Nobody on a loan was born" in form.reason_grid._said["reason"].text())


def test_whether_somebody_may_hear_of_the_loan_wants_to_know_how(
    qtbot, opened, desk_store, little_bank
):
    loan_id = little_bank.loans["Chen"]
    with desk_store.unit() as unit:
        rosa = add_person(unit, loan_id, Role.AUTHORIZED, written="Rosa Diaz")
    page = opened(last="Chen").people
    assert not page.authorized.isVisible()
    page.table.choose(1)
    assert page.authorized.isVisible()
    assert facts(desk_store, loan_id, rosa).authorized is None

    answer(page.authorized.answer, "y")
    page.authorized.save()
    assert page.authorized.how.error == "This is needed."
    answer(page.authorized.how, "Letter of May 4 from Wei Chen")
    page.authorized.save()
    qtbot.waitUntil(lambda: facts(desk_store, loan_id, rosa).authorized is True)
    assert "Noted: this person may hear of the loan: Letter of May 4 from Wei Chen" in told(
        desk_store, loan_id
    )

    answer(page.authorized.answer, "n")
    answer(page.authorized.how, "Wei Chen took it back on the phone")
    page.authorized.save()
    qtbot.waitUntil(lambda: facts(desk_store, loan_id, rosa).authorized is False)


def test_a_number_says_when_it_was_checked_and_an_address_who_gave_it(
    qtbot, opened, desk_store, little_bank
):
    loan_id = little_bank.loans["Ruiz"]
    page = opened("points").points
    points = on_file(desk_store, loan_id).points
    number = next(p for p in points if p.kind is PointKind.PHONE and not p.work_barred)
    qtbot.waitUntil(lambda: page.table.choose_key(number.point_id))
    assert page.employer_gave.isHidden()
    answer(page.checked_on, "3/2/2026")
    page.save()
    qtbot.waitUntil(
        lambda: (
            facts(desk_store, loan_id, number.person_id, number.point_id).point.checked_on
            == date(2026, 3, 2)
        )
    )

    mail = next(p for p in points if p.kind is PointKind.EMAIL)
    qtbot.waitUntil(lambda: page.table.choose_key(mail.point_id))
    assert page.checked_on.isHidden()
    answer(page.employer_gave, "y")
    page.save()
    qtbot.waitUntil(
        lambda: (
            facts(desk_store, loan_id, mail.person_id, mail.point_id).point.employer_gave is True
        )
    )
    assert "employer gave: blank \u2192 yes" in " ".join(told(desk_store, loan_id))

    answer(page.employer_gave, "k")
    page.save()
    qtbot.waitUntil(
        lambda: (
            facts(desk_store, loan_id, mail.person_id, mail.point_id).point.employer_gave is None
        )
    )


def test_whether_a_loan_is_in_collections_may_stay_unknown(qtbot, opened, desk_store, little_bank):
    loan_id = little_bank.loans["Ruiz"]
    form = opened("loan").loan
    assert form.fields["in_collections"].currentText() == "Not known"
    answer(form.fields["in_collections"], "n")
    answer(form.reason, "Counsel said so")
    form.save()
    qtbot.waitUntil(lambda: on_file(desk_store, loan_id).loan["in_collections"] is False)


def test_the_bank_decides_how_people_are_reached(qtbot, desk, desk_store, little_bank):
    place = SettingsPlace(desk[0])
    shown(qtbot, place)
    qtbot.waitUntil(lambda: place.who_form.fields["name"].text() != "")
    assert place.reaching.needs.value() is Need.REASON

    answer(place.reaching.needs, "s")
    answer(place.reaching.dialed, "m")
    place.reaching.spoken[Language.ENGLISH].setFocus()
    Keys().type(" ")
    answer(place.why, "Board, March 2026")
    place.save.click()

    def held():
        with desk_store.view() as session:
            return settings(session, desk[0].today()).stop_needs

    qtbot.waitUntil(lambda: held() is Need.SECOND_PERSON)
    with desk_store.view() as session:
        found = bank_facts(session, desk_store.clock.now())
    assert found.stop_needs is Need.SECOND_PERSON
    assert found.spoken_here == {Language.ENGLISH}
    assert not found.dialed_by_hand


def test_agreed_hours_are_kept_and_ended(qtbot, opened, desk_store, little_bank):
    loan_id = little_bank.loans["Ruiz"]
    ana = little_bank.people["Ruiz"]
    box = opened("quiet").quiet.hours
    answer(box.first, "6p")
    answer(box.last, "5p")
    box.keep()
    qtbot.waitUntil(lambda: "is not after" in box.last.error)
    answer(box.last, "10p")
    answer(box.written, "y")
    box.keep()
    qtbot.waitUntil(lambda: facts(desk_store, loan_id, ana).occasion.agreed_hours is not None)
    agreed = facts(desk_store, loan_id, ana).occasion.agreed_hours
    assert (agreed.first, agreed.last, agreed.in_writing) == (time(18), time(22), True)
    assert "Agreed to be reached from 6:00 PM to 10:00 PM: in writing" in told(desk_store, loan_id)
    qtbot.waitUntil(lambda: "from 6:00 PM to 10:00 PM" in box.stands.text())

    answer(box.why, "Took it back on the phone")
    box.end()
    qtbot.waitUntil(lambda: facts(desk_store, loan_id, ana).occasion.agreed_hours is None)


def test_a_wish_for_no_calls_at_work_has_its_day(qtbot, opened, desk_store, little_bank):
    loan_id = little_bank.loans["Ruiz"]
    page = opened("points").points
    points = on_file(desk_store, loan_id).points
    work = next(p for p in points if p.label is PointLabel.WORK)
    cell = next(p for p in points if p.label is PointLabel.CELL)
    qtbot.waitUntil(lambda: page.table.choose_key(cell.point_id))
    assert page.no_calls_on.isHidden()
    qtbot.waitUntil(lambda: page.table.choose_key(work.point_id))
    assert page.no_calls_written.isHidden()
    answer(page.no_calls_on, "11/16")
    answer(page.no_calls_written, "n")
    page.save()

    def wish(point_id):
        return facts(desk_store, loan_id, work.person_id, point_id).occasion.no_work_calls

    qtbot.waitUntil(lambda: wish(work.point_id) is not None)
    assert wish(work.point_id) == NoWorkCalls(date(2026, 11, 16), False)
    assert wish(cell.point_id) is None
    assert facts(desk_store, loan_id, work.person_id, work.point_id).point.place_barred
