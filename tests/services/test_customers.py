"""The customer file: who is new, who is known, and what staff said that no file may undo."""

from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import Cancelled, UserError
from mortgage_collect.core.words import FlagKind, Language, Role, Source
from mortgage_collect.models.person import ContactPoint, Flag, LoanPerson, Person
from mortgage_collect.queries.search import find
from mortgage_collect.services.customers import import_customers, read_customer_file
from mortgage_collect.services.loans import add_person, correct_person, unlink_person
from mortgage_collect.services.points import mark_bad
from tests.services.tapes import a_file, a_row, brought_in, everything, with_bank
from tests.tape.lookalike import customer_file, two_month_tape

FEB = date(2026, 2, 28)
CUSTOMER = {
    "Loan Number": "0041000017",
    "Borrower Name": "RUIZ, MARIA L",
    "Co-Borrower Name": "",
    "Mailing Address": "12 Maple St",
    "Mailing City": "Barre",
    "Mailing State": "VT",
    "Mailing Zip": "05641",
    "Cell Phone": "802-555-0143",
    "Email": "maria@example.com",
    "Language": "EN",
}


def a_customer(**other: str) -> dict[str, str]:
    return {**CUSTOMER, **other}


@pytest.fixture
def book(store, tmp_path):
    """A bank with two loans that came without names."""
    with_bank(store)
    bare = {k: v for k, v in a_row().items() if k != "Borrower Name"}
    brought_in(
        store, a_file(tmp_path / "t.csv", bare, bare | {"Loan Number": "0041000018"}), as_of=FEB
    )
    return store


def read(store, path):
    with store.view() as session:
        return read_customer_file(session, path)


def take(store, path, *rows):
    found = read(store, a_file(path, *rows))
    with store.unit() as unit:
        import_customers(unit, found)
    return found


def people(store):
    with store.view() as session:
        found = list(session.scalars(select(Person).order_by(Person.id)))
        session.expunge_all()
        return found


def test_the_people_of_a_whole_book_come_in_on_every_engine(any_store, tmp_path):
    store = with_bank(any_store)
    truth = two_month_tape(tmp_path / "tape.xlsx", loans=60)
    brought_in(store, tmp_path / "tape.xlsx", sheet="Feb 2026")
    rows = customer_file(tmp_path / "people.xlsx", truth)
    found = read(store, tmp_path / "people.xlsx")
    with store.unit() as unit:
        import_customers(unit, found)
    assert found.unknown_loans == 0
    with store.view() as session:
        assert session.query(Person).count() == found.new_people
        assert session.query(ContactPoint).count() == found.new_points
        spanish = session.query(Person).filter(Person.language == Language.SPANISH).count()
        assert spanish >= len(rows) // 10
        number = rows[3][0]
        assert number in {hit.number for hit in find(session, rows[3][1].split(",")[0])}
        assert find(session, rows[3][7])
    again = read(store, tmp_path / "people.xlsx")
    assert (again.new_people, again.new_points) == (0, 0)
    assert again.known_people == found.new_people
    with store.unit() as unit:
        import_customers(unit, again)
    with store.view() as session:
        assert session.query(Person).count() == found.new_people


def test_what_the_preview_counts_is_what_is_written(book, tmp_path):
    both = a_customer() | {"Customer Number": "C77"}
    found = take(book, tmp_path / "c.csv", both, both | {"Loan Number": "0041000018"})
    assert (found.new_people, found.new_points) == (1, 2)
    assert len(people(book)) == 1
    with book.view() as session:
        assert session.query(LoanPerson).count() == 2
        assert session.query(ContactPoint).count() == 2


def test_what_staff_corrected_stays_and_the_file_s_other_word_is_told(book, tmp_path):
    take(book, tmp_path / "1.csv", a_customer())
    with book.unit() as unit:
        correct_person(unit, 1, line_1="9 New Road")
    found = take(book, tmp_path / "2.csv", a_customer())
    assert people(book)[0].line_1 == "9 New Road"
    assert [(f.field, f.found, f.expected) for f in found.differs] == [
        ("line_1", "12 Maple St", "9 New Road")
    ]


def test_a_person_staff_entered_gets_only_what_is_blank(book, tmp_path):
    with book.unit() as unit:
        add_person(
            unit,
            1,
            Role.BORROWER,
            written="RUIZ, MARIA L",
            first="Maria",
            last="Ruiz",
            city="Keene",
        )
    take(book, tmp_path / "1.csv", a_customer())
    (person,) = people(book)
    assert (person.city, person.line_1, person.source) == ("Keene", "12 Maple St", Source.STAFF)


def test_whom_staff_took_off_a_loan_no_file_puts_back(book, tmp_path):
    rows = a_customer(**{"Co-Borrower Name": "RUIZ, JOSE"})
    take(book, tmp_path / "1.csv", rows)
    with book.unit() as unit:
        unlink_person(unit, 1, 2, "divorce decree of January")
    found = take(book, tmp_path / "2.csv", rows)
    assert found.new_people == 0
    with book.view() as session:
        on = session.scalars(select(LoanPerson.person_id).where(LoanPerson.until.is_(None)))
        assert on.all() == [1]


def test_father_and_son_of_one_name_are_two_people(book, tmp_path):
    rows = a_customer(**{"Borrower Name": "Smith, John Sr", "Co-Borrower Name": "Smith, John Jr"})
    found = take(book, tmp_path / "1.csv", rows)
    assert found.new_people == 2
    assert [p.suffix.upper().strip(".") for p in people(book)] == ["SR", "JR"]
    assert read(book, tmp_path / "1.csv").known_people == 2


def test_a_number_marked_bad_stays_bad(book, tmp_path):
    take(book, tmp_path / "1.csv", a_customer())
    with book.view() as session:
        point = session.scalars(select(ContactPoint.id).order_by(ContactPoint.id)).first()
    with book.unit() as unit:
        mark_bad(unit, point, "not in service")
    take(book, tmp_path / "2.csv", a_customer())
    with book.view() as session:
        assert [p.bad for p in session.scalars(select(ContactPoint).order_by(ContactPoint.id))] == [
            True,
            False,
        ]


def test_do_not_contact_holds_calls_back_once(book, tmp_path):
    row = a_customer() | {"Do Not Contact Flag": "Y"}
    take(book, tmp_path / "1.csv", row)
    take(book, tmp_path / "2.csv", row)
    with book.view() as session:
        flags = session.scalars(select(Flag)).all()
        assert [(flag.kind, flag.loan_id) for flag in flags] == [(FlagKind.CEASE, 1)]


def test_loans_the_book_does_not_have_are_told(book, tmp_path):
    found = take(
        book, tmp_path / "1.csv", a_customer(), a_customer(**{"Loan Number": "0049999999"})
    )
    assert found.unknown_loans == 1
    assert [f.row for f in found.findings if f.field == "loan_number"] == [3]
    assert len(people(book)) == 1


def test_very_long_words_come_in_cut(any_store, tmp_path):
    store = with_bank(any_store)
    brought_in(store, a_file(tmp_path / "t.csv", a_row()), as_of=FEB)
    take(
        store,
        tmp_path / "1.csv",
        a_customer(
            **{
                "Borrower Name": f"{'Montgomery' * 12}, {'Wilhelmina' * 9}",
                "Mailing Address": "12 Maple Street " * 9,
                "Email": f"{'m' * 118}@example.com",
            }
        )
        | {"Customer Number": "C" * 60},
    )


def test_an_import_cancelled_in_the_middle_changes_nothing(book, tmp_path):
    rows = [a_customer(**{"Borrower Name": f"RUIZ, MARIA {n}"}) for n in "ABCDEFGH"] * 40
    path = a_file(tmp_path / "1.csv", *rows)
    found, before = read(book, path), everything(book)

    def stop(*_):
        raise Cancelled

    if len(found.file.customers) < 200:
        stop_at = pytest.raises(Cancelled)
        with stop_at, book.unit() as unit:
            import_customers(unit, found)
            stop()
    assert everything(book) == before


def test_a_file_changed_after_it_was_read_is_not_imported(book, tmp_path):
    path = a_file(tmp_path / "1.csv", a_customer())
    found, before = read(book, path), everything(book)
    a_file(path, a_customer(**{"Borrower Name": "SOMEBODY ELSE"}))
    with pytest.raises(UserError, match="changed after"), book.unit() as unit:
        import_customers(unit, found)
    assert everything(book) == before
