"""A tape from the file to the book: two months on every engine, and what may go wrong."""

from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import Cancelled, Trouble, UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import FlagKind, LoanStatus
from mortgage_collect.models.loan import Installment, Loan, Property
from mortgage_collect.models.person import ContactPoint, Flag, Person
from mortgage_collect.models.tape import Tape, TapeChange, TapeFile
from mortgage_collect.queries.book import rows as book_rows
from mortgage_collect.queries.queue import queue
from mortgage_collect.queries.search import find
from mortgage_collect.services.exports import export_tape
from mortgage_collect.services.loans import correct_loan
from mortgage_collect.services.tapes import import_tape, propose, read_file
from mortgage_collect.store import history_chain
from tests.services.tapes import (
    a_file,
    a_row,
    brought_in,
    events,
    everything,
    proposed,
    with_bank,
)
from tests.tape.lookalike import two_month_tape

JAN, FEB, MAR = date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)


def loan(store, number="0041000017"):
    with store.view() as session:
        found = session.scalar(select(Loan).where(Loan.number == number))
        session.expunge_all()
        return found


def test_two_months_come_in_and_the_book_is_the_bank_s(any_store, tmp_path):
    store = with_bank(any_store)
    path = tmp_path / "tape.xlsx"
    truth = two_month_tape(path, loans=200, cached_totals=True)

    first = brought_in(store, path, sheet="Jan 2026")
    assert first.plan.counts["new"] == 200
    assert first.plan.upb["new"].cents == truth.months[0].balance

    second = brought_in(store, path, sheet="Feb 2026")
    assert second.plan.counts == {
        "new": len(truth.added),
        "changed": 197,
        "unchanged": 1,
        "older": 0,
        "missing": len(truth.gone),
        "held": 0,
        "refused": 0,
        "duplicates": 0,
    }
    with store.view() as session:
        held = {
            number: row
            for row, number in (
                (row, row["loan_number"])
                for row, status, _ in book_rows(session)
                if status is LoanStatus.ACTIVE
            )
        }
        assert set(held) == set(truth.last.loans)
        for number, told in truth.last.loans.items():
            assert held[number]["unpaid_principal_balance"] == Money(told.balance)
            assert held[number]["next_due_date"] == told.next_due
        assert {
            row.number
            for row in session.scalars(select(Loan).where(Loan.status == LoanStatus.MISSING))
        } == set(truth.gone)
        late = set(truth.last.late(1))
        ranked = queue(session, store.clock.now())
        assert {row.number for row in ranked.rows} == late | set(truth.gone)
        assert next(r for r in ranked.rows if r.number == truth.crosses_60).months == 2
        assert history_chain.verify(session).broken_at is None
    again = proposed(store, path, sheet="Feb 2026")
    assert again.plan.counts["unchanged"] == len(truth.last.loans)
    assert again.plan.already_imported


def test_what_is_exported_reads_back_without_a_difference(any_store, tmp_path):
    store = with_bank(any_store)
    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=60)
    brought_in(store, path, sheet="Feb 2026")
    out = tmp_path / "out.xlsx"
    with store.view() as session:
        assert export_tape(session, out, store.clock.now()) == 59

    counts = proposed(store, out).plan.counts
    assert (counts["unchanged"], counts["changed"], counts["new"]) == (59, 0, 0)


def test_an_import_cancelled_in_the_middle_changes_nothing(any_store, tmp_path):
    store = with_bank(any_store)
    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=60)
    brought_in(store, path, sheet="Jan 2026")
    before, found = everything(store), proposed(store, path, sheet="Feb 2026")
    said = []

    def stop(done, of, what):
        said.append(what)
        if what == "Writing what changed":
            raise Cancelled

    with pytest.raises(Cancelled), store.unit() as unit:
        import_tape(unit, found, progress=stop)
    assert "Writing changes" in said
    assert everything(store) == before


def test_every_way_out_of_an_import_undoes_all_of_it(store, tmp_path):
    with_bank(store)
    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=40)
    brought_in(store, path, sheet="Jan 2026")
    before, found = everything(store), proposed(store, path, sheet="Feb 2026")
    for at in range(4):
        count = 0

        def stop(*_, at=at):
            nonlocal count
            if count == at:
                raise Cancelled
            count += 1

        with pytest.raises(Cancelled), store.unit() as unit:
            import_tape(unit, found, progress=stop)
        assert everything(store) == before


def test_a_file_changed_or_gone_after_it_was_read_is_not_imported(store, tmp_path):
    with_bank(store)
    path = a_file(tmp_path / "tape.csv", a_row())
    found, before = proposed(store, path, as_of=FEB), everything(store)
    a_file(path, a_row(**{"Current UPB": "1.00"}))
    with pytest.raises(UserError, match="was changed after"), store.unit() as unit:
        import_tape(unit, found)
    path.unlink()
    with pytest.raises(UserError, match="no longer there"), store.unit() as unit:
        import_tape(unit, found)
    assert everything(store) == before


def test_a_locked_file_is_told_as_such(store, tmp_path, monkeypatch):
    with_bank(store)
    path = a_file(tmp_path / "tape.csv", a_row())
    found = proposed(store, path, as_of=FEB)

    def held(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", held)
    with pytest.raises(Trouble, match="another program holds it"):
        read_file(path)
    with pytest.raises(Trouble, match="another program holds it"), store.unit() as unit:
        import_tape(unit, found)


def test_without_an_as_of_date_nothing_is_imported(store, tmp_path):
    with_bank(store)
    found = proposed(store, a_file(tmp_path / "tape.csv", a_row()))
    assert any(question.blocking for question in found.file.recognition.questions)
    with pytest.raises(UserError, match="as of which day"), store.unit() as unit:
        import_tape(unit, found)


def test_before_the_bank_is_set_up_an_import_says_so(store, tmp_path):
    found = proposed(store, a_file(tmp_path / "tape.csv", a_row()), as_of=FEB)
    with pytest.raises(UserError, match="no bank yet"), store.unit() as unit:
        import_tape(unit, found)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("letter.csv", b"Dear Sir,\nwe write to you today.\n", "no header row|not a loan tape"),
        ("empty.csv", b"", "is empty"),
        ("shopping.csv", b"Item,Price\nMilk,2.50\nBread,3.10\n", "not a loan tape|no header row"),
        ("paper.pdf", b"%PDF-1.7 nothing", "a PDF document"),
        ("no number.csv", b"Borrower Name,Current UPB,Next Due Date\nRUIZ,100,03/01/2026\n",
         "none of its columns is a loan number"),
    ],
)  # fmt: skip
def test_what_is_no_tape_is_refused_in_one_sentence(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError, match=says) as told:
        read_file(path)
    assert told.value.do


def test_an_empty_sheet_is_refused(tmp_path):
    import xlsxwriter

    path = tmp_path / "empty.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Loans")
    with pytest.raises(UserError, match=r"no rows|no sheet"):
        read_file(path)


@pytest.mark.parametrize("text", ["12/30/1899", "1899-12-30", "12/31/1899 00:00"])
def test_a_date_in_1899_is_told_and_never_written(store, tmp_path, text):
    with_bank(store)
    good = [a_row(f"00410001{at:02}") for at in range(20)]
    found = brought_in(
        store, a_file(tmp_path / "1.csv", a_row(**{"Next Due Date": text}), *good), as_of=FEB
    )
    told = [f for f in found.findings if f.row == 2]
    assert [(f.field, f.found, f.column) for f in told] == [
        ("next_due_date", text, "K: Next Due Date")
    ]
    assert told[0].do
    assert (found.plan.counts["held"], found.plan.counts["new"]) == (1, 20)
    with store.view() as session:
        assert session.scalars(select(Loan.next_due_on).distinct()).all() == [date(2026, 3, 1)]


def test_text_longer_than_its_column_comes_in_cut_and_told(any_store, tmp_path):
    store = with_bank(any_store)
    long = a_row(
        **{
            "Property Address": "1 " + "Very Long Street Name " * 8,
            "Property City": "Llanfair" * 12,
            "Borrower Name": "VON " + "ADEL " * 60,
        }
    )
    path = a_file(tmp_path / "tape.csv", long, a_row("0041000018"))
    found = brought_in(store, path, as_of=FEB)
    assert [f.field for f in found.findings if "cut" in f.says] == [
        "property_address", "property_city"
    ]  # fmt: skip
    with store.view() as session:
        assert max(len(home.line_1) for home in session.scalars(select(Property))) == 80
    again = proposed(store, a_file(tmp_path / "again.csv", long, a_row("0041000018")), as_of=FEB)
    assert again.plan.counts["unchanged"] == 2


def test_an_open_question_of_the_layout_is_asked_once(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "one.csv", a_row()), as_of=JAN)
    assert events(store).count("LayoutRemembered") == 1
    found = brought_in(store, a_file(tmp_path / "two.csv", a_row()), as_of=FEB)
    assert {c.confidence.value for c in found.file.recognition.columns} == {"as mapped before"}
    assert events(store).count("LayoutRemembered") == 1


def test_the_due_day_of_the_note_survives_a_short_month(store, tmp_path):
    with_bank(store)
    rows = a_row(**{"Next Due Date": "01/31/2026"})
    brought_in(store, a_file(tmp_path / "one.csv", rows), as_of=JAN)
    assert loan(store).due_day == 31
    rows["Next Due Date"] = "02/28/2026"
    brought_in(store, a_file(tmp_path / "two.csv", rows), as_of=FEB)
    assert (loan(store).due_day, loan(store).next_due_on) == (31, FEB)


def test_a_loan_paid_off_on_the_tape_leaves_the_queue_and_stays_away(store, tmp_path):
    with_bank(store)
    row = a_row() | {"Zero Balance Date": ""}
    brought_in(store, a_file(tmp_path / "one.csv", row), as_of=JAN)
    paid = row | {"Zero Balance Date": "02/10/2026", "Current UPB": "0.00"}
    brought_in(store, a_file(tmp_path / "two.csv", paid), as_of=FEB)
    assert loan(store).status is LoanStatus.PAID_OFF
    with store.view() as session:
        status = session.execute(
            select(TapeChange.was, TapeChange.now).where(TapeChange.field == "status")
        ).all()
        assert [tuple(row) for row in status] == [("active", "paid_off")]
    found = brought_in(store, a_file(tmp_path / "three.csv", paid), as_of=MAR)
    assert found.plan.counts["unchanged"] == 1
    assert loan(store).status is LoanStatus.PAID_OFF


def test_a_missing_loan_that_is_back_on_the_tape_is_active_again(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row(), a_row("0041000018")), as_of=JAN)
    brought_in(store, a_file(tmp_path / "2.csv", a_row("0041000018")), as_of=FEB)
    assert loan(store).status is LoanStatus.MISSING
    found = brought_in(store, a_file(tmp_path / "3.csv", a_row(), a_row("0041000018")), as_of=MAR)
    assert [change.returns for change in found.plan.changed] == [True]
    assert loan(store).status is LoanStatus.ACTIVE


def test_a_charged_off_loan_on_the_tape_stays_charged_off(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row()), as_of=JAN)
    with store.unit() as unit:
        correct_loan(unit, 1, status=LoanStatus.CHARGED_OFF)
    brought_in(store, a_file(tmp_path / "2.csv", a_row(**{"Current UPB": "5.00"})), as_of=FEB)
    assert loan(store).status is LoanStatus.CHARGED_OFF
    assert loan(store).upb == Money.of("5")


def test_a_tape_without_a_column_leaves_what_the_book_knows(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row()), as_of=JAN)
    short = {key: value for key, value in a_row().items() if key not in ("Rate", "Property City")}
    brought_in(store, a_file(tmp_path / "2.csv", short), as_of=FEB)
    with store.view() as session:
        assert str(session.scalars(select(Loan.rate)).one()) == "6.000%"
        assert session.scalars(select(Property.city)).one() == "Barre"


def test_a_late_loan_that_did_not_change_is_billed_its_next_installment(store, tmp_path):
    with_bank(store)
    row = a_row(**{"Next Due Date": "01/01/2026"})
    brought_in(store, a_file(tmp_path / "1.csv", row), as_of=JAN)
    brought_in(store, a_file(tmp_path / "2.csv", row | {"Rate": "6"}), as_of=FEB)
    with store.view() as session:
        due = session.scalars(select(Installment.due_on).order_by(Installment.due_on)).all()
    assert due == [date(2026, 1, 1), date(2026, 2, 1)]
    assert loan(store).arrears == Money.of("2998.20")


def test_flags_of_the_tape_are_raised_once_and_never_lifted(store, tmp_path):
    with_bank(store)
    row = a_row() | {"Bankruptcy Flag": "Y", "Bankruptcy Chapter": "13"}
    for month, as_of in enumerate((JAN, FEB)):
        brought_in(store, a_file(tmp_path / f"{month}.csv", row), as_of=as_of)
    brought_in(store, a_file(tmp_path / "3.csv", row | {"Bankruptcy Flag": "N"}), as_of=MAR)
    with store.view() as session:
        flags = session.scalars(select(Flag)).all()
        assert [(flag.kind, flag.until) for flag in flags] == [(FlagKind.BANKRUPTCY, None)]


def test_people_and_numbers_of_a_new_loan_are_there_and_found(any_store, tmp_path):
    store = with_bank(any_store)
    row = a_row(**{"Borrower Name": "O'BRIEN, MAEVE K & SEAN"}) | {
        "Cell Phone": "(802) 555-0143", "Email": "maeve@example.com", "Borrower SSN": "412-33-6789",
        "Notes": "SSN 412-33-6789 told by phone",
        "Nickname": "id 412-33-6789",
    }  # fmt: skip
    brought_in(store, a_file(tmp_path / "1.csv", row), as_of=FEB)
    with store.view() as session:
        people = session.scalars(select(Person).order_by(Person.id)).all()
        assert [(p.first, p.last) for p in people] == [("MAEVE", "O'BRIEN"), ("SEAN", "O'BRIEN")]
        assert people[0].ssn_last4 == "6789"
        assert {p.value for p in session.scalars(select(ContactPoint))} == {
            "8025550143", "maeve@example.com"
        }  # fmt: skip
        stored = session.scalars(select(Loan.more)).one()
        assert stored["fields"] == {"remarks": "SSN ***-**-6789 told by phone"}
        assert stored["other"] == {"Nickname": "id ***-**-6789"}
        for typed in ("obrien", "o'brien maeve", "802-555-0143", "0143", "0017", "maple", "maeve@"):
            assert [found.loan_id for found in find(session, typed)] == [1], typed


def test_what_staff_know_of_people_is_not_overwritten_by_a_tape(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row()), as_of=JAN)
    found = brought_in(
        store, a_file(tmp_path / "2.csv", a_row(**{"Borrower Name": "SMITH, JOHN"})), as_of=FEB
    )
    assert found.plan.counts["unchanged"] == 1
    assert loan(store).borrower == "RUIZ, MARIA"


def test_the_bytes_as_they_came_are_kept(any_store, tmp_path):
    import zlib

    store = with_bank(any_store)
    path = a_file(tmp_path / ("a very long name " * 12 + ".csv"), a_row())
    brought_in(store, path, as_of=FEB)
    with store.view() as session:
        assert zlib.decompress(session.scalars(select(TapeFile.content)).one()) == path.read_bytes()
        assert len(session.scalars(select(Tape.file_name)).one()) <= 200


def test_a_proposal_grown_old_is_worked_out_again_or_refused(store, tmp_path):
    with_bank(store)
    brought_in(store, a_file(tmp_path / "1.csv", a_row()), as_of=JAN)
    found = proposed(store, a_file(tmp_path / "2.csv", a_row(), a_row("0041000018")), as_of=FEB)
    brought_in(store, a_file(tmp_path / "3.csv", a_row("0041000018")), as_of=FEB)
    before = everything(store)
    with pytest.raises(UserError, match="book changed"), store.unit() as unit:
        import_tape(unit, found)
    assert everything(store) == before


def test_the_same_tape_over_itself_writes_no_changes(store, tmp_path):
    with_bank(store)
    path = tmp_path / "tape.xlsx"
    two_month_tape(path, loans=40)
    brought_in(store, path, sheet="Feb 2026")
    with store.view() as session:
        before = [(r, s) for r, s, _ in book_rows(session, others=True)]
    brought_in(store, path, sheet="Feb 2026")
    with store.view() as session:
        assert [(r, s) for r, s, _ in book_rows(session, others=True)] == before
        assert session.scalar(select(TapeChange.id).limit(1)) is None


def test_a_loan_is_held_where_two_rows_disagree(store, tmp_path):
    with_bank(store)
    path = a_file(
        tmp_path / "1.csv", a_row(), a_row(**{"Current UPB": "7.00"}), a_row("9900000018")
    )
    found = brought_in(store, path, as_of=FEB)
    assert found.plan.counts["held"] == 2
    assert found.plan.counts["new"] == 1


def test_a_plan_is_made_without_a_book(tmp_path):
    from mortgage_collect.services.tapes import propose_without_book

    found = propose_without_book(read_file(a_file(tmp_path / "1.csv", a_row()), as_of=FEB))
    assert found.plan.counts["new"] == 1


def test_progress_of_a_proposal_can_stop_it(store, tmp_path):
    with_bank(store)
    path = a_file(tmp_path / "1.csv", *(a_row(f"00{41000000 + at}") for at in range(1_500)))
    file = read_file(path, as_of=FEB)

    def stop(*_):
        raise Cancelled

    with pytest.raises(Cancelled), store.view() as session:
        propose(session, file, progress=stop)


def test_a_tape_of_a_day_to_come_is_refused(store, tmp_path):
    with_bank(store)
    before = everything(store)
    found = proposed(store, a_file(tmp_path / "tape.csv", a_row()), as_of=date(2099, 1, 31))
    with pytest.raises(UserError, match="would be of Jan 31, 2099"), store.unit() as unit:
        import_tape(unit, found)
    assert everything(store) == before
