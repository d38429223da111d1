"""Customer files and the small grammar of names."""

import pytest

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Language, PointLabel, Role, Severity
from mortgage_collect.tape.customers import read_customers
from mortgage_collect.tape.names import Trust, read_names
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from tests.tape.lookalike import customer_file, make_truth, two_month_tape
from tests.tape.workbooks import saved

NAMES = """
AMES, ADA B                | Ada B Ames, likely
AMES, ADA B & BEN          | Ada B Ames, likely; Ben Ames, doubtful
AMES JR, ADAM              | Adam Ames Jr, likely
AMES, ADAM JR & BEA        | Adam Ames Jr, likely; Bea Ames, doubtful
O'BRIEN, PAT               | Pat O'Brien, likely
VAN DYKE, DIRK             | Dirk Van Dyke, likely
ADA B AMES                 | Ada B Ames, doubtful
DIRK VAN DYKE              | Dirk Van Dyke, doubtful
JOHN & MARY SMITH          | John Smith, doubtful; Mary Smith, doubtful
JOHN SMITH, JR             | John Smith Jr, doubtful
AMES                       | none
ESTATE OF ADA AMES         | none
AMES FAMILY TRUST          | none
RIVER PROPERTIES LLC       | none
AMES, ADA, BEN             | none
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_names(line):
    written, _, meant = (part.strip() for part in line.partition("|"))
    found = read_names(written)
    told = "; ".join(
        " ".join(p for p in (n.first, n.middle, n.last, n.suffix) if p) + f", {n.trust.value}"
        for n in found
        if n.trust is not Trust.NONE
    )
    assert (told or "none").casefold() == meant.casefold()
    assert found[0].written == written or "&" in written


def test_an_estate_is_marked_and_a_cut_name_is_left_whole():
    assert read_names("EST OF ADA AMES")[0].maybe_deceased
    assert read_names("FEATHERSTONEHAUGH, ELIZAB", cut_at=25)[0].trust is Trust.NONE
    assert read_names("   ") == ()


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_the_customer_file(tmp_path, name):
    truth = make_truth(60)
    rows = customer_file(tmp_path / name, truth)
    with open_source(tmp_path / name) as opened:
        found = read_customers(opened, recognize(opened), set(truth.last.loans))
    assert len(found.customers) == len(rows) == len(truth.last.loans)
    assert not [f for f in found.findings if f.severity is not Severity.NOTE]
    for customer, row in zip(found.customers, rows, strict=True):
        loan = truth.last.loans[customer.loan_number]
        assert customer.people[0].name.written == row[1]
        assert [p.role for p in customer.people] == [Role.BORROWER] + [Role.CO_BORROWER] * bool(
            loan.spouse
        )
        assert customer.mailing.zip == loan.town[2]
        phones = customer.people[0].phones
        assert {p.label for p in phones} <= {PointLabel.CELL, PointLabel.HOME}
        assert all(p.digits.startswith("802555") for p in phones)
        assert customer.people[0].emails == (row[9],)
    assert found.customers[0].language is Language.SPANISH
    assert found.customers[1].language is Language.ENGLISH


HEAD = "Loan Number,Borrower Name,Home Phone,Mailing Address,Mailing City\n"


def people(tmp_path, lines, loans=None):
    with open_source(saved(tmp_path, HEAD + lines, "people.csv")) as opened:
        return read_customers(opened, recognize(opened), loans)


def test_an_unknown_loan_waits(tmp_path):
    lines = '1001,"AMES, ADA",8025550101,1 Elm,Barre\n1002,"COLE, BEN",8025550102,2 Elm,Barre\n'
    found = people(tmp_path, lines, {"1001"})
    assert [customer.loan_number for customer in found.customers] == ["1001"]
    (finding,) = found.findings
    assert (finding.severity, finding.row, finding.found) == (Severity.HOLD, 3, "1002")


def test_two_rows_of_one_loan_are_two_people(tmp_path):
    lines = '1001,"AMES, ADA",8025550101,1 Elm,Barre\n1001,"AMES, BEN",8025550102,1 Elm St,Barre\n'
    (customer,) = people(tmp_path, lines).customers
    assert [(p.role, p.name.first) for p in customer.people] == [
        (Role.BORROWER, "ADA"), (Role.CO_BORROWER, "BEN"),
    ]  # fmt: skip


def test_a_number_that_cannot_be_dialed_is_kept_as_written(tmp_path):
    found = people(tmp_path, '1001,"AMES, ADA",555-0101,1 Elm St,Barre\n')
    (phone,) = found.customers[0].people[0].phones
    assert (phone.digits, phone.written) == ("", "555-0101")
    assert found.findings[0].severity is Severity.WARNING


def test_an_estate_is_a_warning(tmp_path):
    found = people(tmp_path, "1001,ESTATE OF ADA AMES,8025550101,1 Elm St,Barre\n")
    assert "estate or a death" in found.findings[0].says


def test_a_loan_tape_is_not_a_customer_file(tmp_path):
    two_month_tape(tmp_path / "tape.xlsx", loans=20)
    with (
        open_source(tmp_path / "tape.xlsx") as opened,
        pytest.raises(UserError, match="customer file"),
    ):
        read_customers(opened, recognize(opened))
