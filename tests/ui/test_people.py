"""People, numbers, consent, quiet times, home and loan, corrected by hand."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Consent, PointKind, Role
from mortgage_collect.models.person import CallBack
from mortgage_collect.queries.calling import lights, may_call
from mortgage_collect.queries.contact_facts import contact_facts
from mortgage_collect.queries.corrections import corrections
from mortgage_collect.rules.rule import Verdict
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.ui.people.add_loan import AddLoanPlace
from mortgage_collect.ui.people.view import PeoplePanel
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


def fill(field, typed):
    field.setFocus()
    field.selectAll()
    Keys().type(typed)


def test_a_person_is_corrected_and_was_and_now_are_shown(qtbot, opened, desk_store, little_bank):
    panel = opened()
    form = panel.people.form
    fill(form.fields["first"], "Anna")
    line = form.changes.lines[0]
    assert (line.words, line.figure, line.note) == ("First name", "Anna", "was Ana")
    assert not form.change_box.isHidden()
    form.save()
    qtbot.waitUntil(
        lambda: on_file(desk_store, little_bank.loans["Ruiz"]).people[0].name == "Ruiz, Anna"
    )
    qtbot.waitUntil(lambda: form.change_box.isHidden())


def test_a_wrong_last_four_is_said_beside_its_field(qtbot, opened):
    panel = opened()
    fill(panel.people.form.fields["ssn_last4"], "12")
    panel.people.form.save()
    field = panel.people.form.fields["ssn_last4"]
    qtbot.waitUntil(lambda: "last four digits" in field.error)


def test_somebody_is_added(qtbot, opened, desk_store, little_bank):
    panel = opened(last="Chen")
    page = panel.people
    page._open(page.add_box, page.new_name)
    Keys().type("Mei Chen")
    fill(page.new_first, "Mei")
    fill(page.new_last, "Chen")
    page.new_role.setFocus()
    Keys().type("c")
    page.add()
    qtbot.waitUntil(lambda: len(on_file(desk_store, little_bank.loans["Chen"]).people) == 2)

    added = on_file(desk_store, little_bank.loans["Chen"]).people[1]
    assert (added.name, added.role) == ("Chen, Mei", Role.CO_BORROWER)
    qtbot.waitUntil(page.add_box.isHidden)


def test_somebody_on_file_is_found_and_put_on(qtbot, opened, desk_store, little_bank):
    panel = opened(last="Chen")
    page = panel.people
    page._open(page.link_box, page.search)
    page.link_role.set_value(Role.GUARANTOR)
    Keys().type("petrov")
    qtbot.waitUntil(lambda: len(page.found.rows) == 1)
    page.found_table.setFocus()
    Keys().enter()
    qtbot.waitUntil(lambda: len(on_file(desk_store, little_bank.loans["Chen"]).people) == 2)

    assert on_file(desk_store, little_bank.loans["Chen"]).people[1].name == "Petrov, Sergei"


def test_somebody_is_taken_off_only_with_a_reason(qtbot, opened, desk_store, little_bank):
    panel = opened()
    page = panel.people
    page.table.choose(1)
    page._open(page.off_box, page.why)
    page.take_off()
    assert page.why.error == "This is needed."
    Keys().type("Released by the decree of May 4")
    page.take_off()
    qtbot.waitUntil(lambda: len(on_file(desk_store, little_bank.loans["Ruiz"]).people) == 1)


def test_a_number_is_added_and_a_wrong_one_is_refused_beside_it(
    qtbot, opened, desk_store, little_bank
):
    panel = opened("points", "Lindqvist")
    page = panel.points
    page.begin_new()
    Keys().type("555-01")
    page.save()
    qtbot.waitUntil(lambda: "telephone number" in page.value.error)

    fill(page.value, "802 555 0188")
    page.label.set_value("cell")
    page.save()
    qtbot.waitUntil(lambda: len(on_file(desk_store, little_bank.loans["Lindqvist"]).points) == 1)
    assert on_file(desk_store, little_bank.loans["Lindqvist"]).points[0].value == "8025550188"


def test_a_number_is_marked_bad_preferred_and_good_again(qtbot, opened, desk_store, little_bank):
    loan_id = little_bank.loans["Ruiz"]
    panel = opened("points")
    page = panel.points
    page.table.choose(1)
    page.prefer()
    qtbot.waitUntil(lambda: any(p.preferred for p in on_file(desk_store, loan_id).points))
    page.table.choose(0)
    page.prefer()
    qtbot.waitUntil(lambda: on_file(desk_store, loan_id).points[0].preferred)
    assert sum(p.preferred for p in on_file(desk_store, loan_id).points) == 1

    bad = next(p for p in on_file(desk_store, loan_id).points if p.bad)
    qtbot.waitUntil(lambda: page.table.choose_key(bad.point_id))
    page.bad.set_value("")
    page.save()
    qtbot.waitUntil(lambda: not any(p.bad for p in on_file(desk_store, loan_id).points))

    page.table.choose(0)
    fill(page.bad, "not in service")
    page.save()
    qtbot.waitUntil(lambda: any(p.bad for p in on_file(desk_store, loan_id).points))


def test_consent_is_recorded_with_how_it_was_given(qtbot, opened, desk_store, little_bank):
    panel = opened("points")
    page = panel.points
    page.table.choose(0)
    page.record()
    assert page.how.error == "This is needed."
    page.channel.setFocus()
    Keys().type("t")
    page.answer.setFocus()
    Keys().type("a")
    fill(page.how, "On the phone today: text me")
    page.record()
    loan_id = little_bank.loans["Ruiz"]
    qtbot.waitUntil(lambda: on_file(desk_store, loan_id).points[0].consent_text is Consent.GIVEN)
    assert on_file(desk_store, loan_id).points[0].kind is PointKind.PHONE


def test_a_quiet_time_is_kept_and_ended(qtbot, opened, desk_store, little_bank):
    loan_id = little_bank.loans["Chen"]
    panel = opened("quiet", "Chen")
    page = panel.quiet
    Keys().type("Works nights, not before noon")
    fill(page.start, "8")
    fill(page.end_at, "12pm")
    page.days[5].setChecked(False)
    page.days[6].setChecked(False)
    page.keep()
    qtbot.waitUntil(lambda: len(on_file(desk_store, loan_id).quiet) == 1)
    held = on_file(desk_store, loan_id).quiet[0]
    assert (held.start, held.end, held.weekdays) == (time(8), time(12), frozenset(range(5)))

    qtbot.waitUntil(lambda: len(page.rows.rows) == 1)
    page.table.choose(0)
    fill(page.why, "New shift, he says")
    page.end()
    qtbot.waitUntil(lambda: len(on_file(desk_store, loan_id).quiet) == 0)


def test_a_quiet_time_goes_over_midnight_and_has_a_last_day(qtbot, opened, desk_store, little_bank):
    loan_id, chen = little_bank.loans["Chen"], little_bank.people["Chen"]
    page = opened("quiet", "Chen").quiet
    Keys().type("Not after eight in the evening, not before nine")
    fill(page.start, "8pm")
    fill(page.end_at, "9")
    fill(page.until, "12/24")
    page.keep()
    qtbot.waitUntil(lambda: len(on_file(desk_store, loan_id).quiet) == 1)
    held = on_file(desk_store, loan_id).quiet[0]
    assert (held.start, held.end, held.until) == (time(20), time(9), date(2026, 12, 24))
    qtbot.waitUntil(lambda: len(page.rows.rows) == 1)
    assert page._hours(page.rows.rows[0]) == "8:00 PM \u2013 9:00 AM, through Dec 24"

    def verdict(hour):
        """On Saturday, in Burlington."""
        at = datetime(2026, 11, 21, hour, 30, tzinfo=ZoneInfo("America/New_York"))
        with desk_store.view() as session:
            return may_call(session, loan_id, chen, None, at).findings

    def held_to(hour):
        rule = "reg_f.inconvenient_times"
        return any(each.rule == rule and each.verdict is Verdict.STOP for each in verdict(hour))

    assert [held_to(hour) for hour in (8, 9, 19, 20)] == [True, False, False, True]


def test_a_quiet_time_of_no_length_is_refused(opened):
    page = opened("quiet", "Chen").quiet
    fill(page.says, "Never at nine")
    fill(page.start, "9")
    fill(page.end_at, "9")
    page.keep()
    assert "begins and ends at one hour" in page.end_at.error


def test_consent_to_be_called_may_have_a_last_day(qtbot, opened, desk_store, little_bank):
    loan_id = little_bank.loans["Chen"]
    page = opened("quiet", "Chen").quiet
    qtbot.waitUntil(lambda: page.callee.value() is not None)
    fill(page.call_until, "11/30")
    page.agree()
    assert "last day possible" in page.call_until.error  # seven days at most
    fill(page.call_until, "11/22")
    page.agree()

    def last() -> set[object]:
        with desk_store.view() as session:
            return set(session.scalars(select(CallBack.until).where(CallBack.loan_id == loan_id)))

    qtbot.waitUntil(lambda: last() == {date(2026, 11, 22)})


def test_an_hour_that_is_none_says_so(opened):
    panel = opened("quiet", "Chen")
    fill(panel.quiet.start, "25")
    panel.quiet.keep()

    assert "Type an hour" in panel.quiet.start.error


def test_the_home_is_corrected(qtbot, opened, desk_store, little_bank):
    panel = opened("home")
    fill(panel.home.fields["zip"], "05402")
    panel.submit()
    qtbot.waitUntil(lambda: on_file(desk_store, little_bank.loans["Ruiz"]).home["zip"] == "05402")


def test_the_loan_is_corrected_with_a_reason(qtbot, opened, desk_store, little_bank):
    panel = opened("loan")
    fill(panel.loan.fields["rate"], "6.5")
    panel.loan.save()
    assert panel.loan.reason.error == "This is needed."
    fill(panel.loan.reason, "The note says so")
    panel.loan.save()
    loan_id = little_bank.loans["Ruiz"]
    qtbot.waitUntil(lambda: on_file(desk_store, loan_id).loan["rate"] == Rate.percent("6.5"))


def test_somebody_else_saved_first(qtbot, opened, desk_store, little_bank):
    panel = opened("loan")
    fill(panel.loan.fields["escrow_payment"], "450")
    fill(panel.loan.reason, "Analysis of March")
    with desk_store.unit() as unit:  # another desk: this one has not heard of it
        correct_loan(unit, little_bank.loans["Ruiz"], late_charges=Money.of("10"))
    panel.loan.save()
    qtbot.waitUntil(lambda: "Somebody else saved" in panel.loan.reason.error)


def test_a_rate_that_cannot_be_is_said_beside_the_rate(qtbot, opened):
    panel = opened("loan")
    fill(panel.loan.fields["rate"], "61.25")
    fill(panel.loan.reason, "typo")
    panel.loan.save()
    qtbot.waitUntil(lambda: "not plausible" in panel.loan.fields["rate"].error)


def test_a_loan_is_added_by_hand(qtbot, desk, desk_store):
    place = shown(qtbot, AddLoanPlace(desk[0]), width=900)
    keys = Keys()
    for typed in ("77001", "181000", "1204.10", "310", "9/1", "6.125"):
        keys.type(typed)
        keys.enter()
    place.written.setFocus()
    keys.type("Nora Feld")
    fill(place.phone, "8025550191")
    with qtbot.waitSignal(place.closed):
        place.submit()
    found = on_file(desk_store, desk[1].loans[0])

    assert found.loan["number"] == "77001"
    assert found.loan["next_due_on"] == date(2026, 9, 1)
    assert found.loan["late_charges"] is None
    assert found.people[0].values["written"] == "Nora Feld"
    assert found.points[0].value == "8025550191"


def test_a_number_on_file_already_is_refused_beside_it(qtbot, desk):
    place = shown(qtbot, AddLoanPlace(desk[0]), width=900)
    keys = Keys()
    for typed in ("004104471", "181000", "1204.10", "310", "9/1"):
        keys.type(typed)
        keys.enter()
    place.written.setFocus()
    keys.type("Nora Feld")
    place.submit()
    qtbot.waitUntil(lambda: "already on file" in place.number.error)
    assert place.number.hasFocus()


def test_what_is_missing_is_said_at_the_first_field(qtbot, desk):
    place = shown(qtbot, AddLoanPlace(desk[0]), width=900)
    place.submit()

    assert place.number.error == "This is needed."
    assert place.number.hasFocus()


def test_who_asked_us_to_stop_on_a_number_is_not_called_there(
    qtbot, opened, desk_store, little_bank
):
    loan_id = little_bank.loans["Chen"]
    page = opened("points", "Chen").points
    qtbot.waitUntil(lambda: page.table.row() is not None)
    page.opted_out.setChecked(True)
    page.save()
    qtbot.waitUntil(lambda: any(row.opted_out for row in on_file(desk_store, loan_id).points))

    with desk_store.view() as session:
        found = [light.assessment for light in lights(session, loan_id, desk_store.clock.now())]
    assert any(
        finding.rule == "reg_f.opt_out" and finding.verdict is Verdict.STOP
        for assessment in found
        for finding in assessment.findings
    )


def test_who_agreed_to_be_called_may_be_called_again(qtbot, opened, desk_store, little_bank):
    loan_id = little_bank.loans["Chen"]
    page = opened("quiet", "Chen").quiet
    qtbot.waitUntil(lambda: page.callee.value() is not None)
    page.agree()

    def kept() -> bool:
        with desk_store.view() as session:
            person = page.callee.value()
            facts = contact_facts(session, loan_id, person, None, desk_store.clock.now())
        return len(facts.callback_consents) == 1

    qtbot.waitUntil(kept)


def test_somebody_is_put_into_the_household_and_taken_out_by_keys(
    qtbot, opened, desk, desk_store, little_bank
):
    box = opened().people.household
    qtbot.waitUntil(lambda: len(box.rows.rows) == 1)
    assert [(row.name, row.inside, row.why) for row in box.rows.rows] == [
        ("Ruiz, Marco", False, "on the same loan")
    ]
    assert not box.take.isEnabled()
    keys = Keys()
    box.table.setFocus()
    keys.enter()
    qtbot.waitUntil(lambda: bool(box.rows.rows) and box.rows.rows[0].inside)
    assert desk[1].said[-1] == ("Ruiz, Marco is in the household of Ruiz, Ana.", "done")

    box.table.setFocus()
    keys.enter()
    assert box.why.hasFocus()
    box.take_out()
    assert box.why.error == "This is needed."
    keys.type("Moved out in May")
    box.take_out()
    qtbot.waitUntil(lambda: not box.rows.rows[0].inside)
    assert not box.why.isVisible()
