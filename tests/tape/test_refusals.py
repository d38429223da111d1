"""Files that cannot be read: each is told what it is and what to do, and nothing else happens."""

import io
import zipfile

import pytest

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.tape import package
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from tests.tape.workbooks import cells, saved, small_tape, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


def read(path):
    with open_source(path) as opened:
        return parse_rows(opened, recognize(opened))


def zipped(**parts):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        for name, text in parts.items():
            out.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return held.getvalue()


HEADERLESS = "1001|01/01/2026|5\n1002|01/01/2026|6\n1003|01/01/2026|7\n"

FILES = [
    ("empty.xlsx", b"", "is empty"),
    ("blank.csv", b"\n \n", "is empty"),
    ("page.xls", b"<html><table><tr><td>Loan Number</td></tr></table></html>", "a web page"),
    ("data.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:x"/>', "an XML file"),
    ("old.xls", OLE + "Workbook".encode("utf-16-le"), "of 1997 to 2003 (.xls), but cannot"),
    ("secret.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    ("letter.doc", OLE + "WordDocument".encode("utf-16-le"), "not a workbook"),
    ("scan.pdf", b"%PDF-1.7 ...", "a PDF document"),
    ("photo.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
    ("noise.csv", bytes(range(32)) * 40, "not a spreadsheet and not text"),
    ("letter.txt", b"Dear customer\nthank you\n", "not a table"),
    ("cut.xlsx", small_tape()[:900], "damaged or cut short"),
    ("letter.docx", zipped(word__document_dot_xml="<w/>"), "no Excel workbook in it"),
    ("binary.xlsb", zipped(xl__workbook_dot_bin="x"), "workbook (.xlsb), but cannot be read"),
    ("headers.csv", b"Loan Number,UPB,Next Due Date\n", "no rows"),
    ("sheet.xlsx", workbook(""), "has no rows in it"),
    ("headerless.txt", b"0.0|1.5|7\n0.0|1.5|8\n0.0|2.5|9\n", "has no header row: its first"),
    ("pool.csv", b"Month End,Interest,UPB\n2026-01-31,5,6\n", "of its columns is a loan number"),
    ("ids.csv", b"Loan Number,Maturity Date\n1001,01/01/2040\n", "of its columns is a loan bal"),
    ("sci.csv", b"Loan Number,UPB\n1.02E+11,5\n1.03E+11,6\n", "no usable loan number"),
    ("quote.csv", b'Loan Number,UPB\n1001,5\n1002,"' + b"x" * 1_100_000, "never closed"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "says"), FILES, ids=[file[0] for file in FILES])
def test_refused_in_one_plain_sentence(tmp_path, name, content, says):
    with pytest.raises(UserError) as refused:
        read(saved(tmp_path, content, name))
    assert says in str(refused.value)
    assert name in refused.value.message
    assert refused.value.do


def test_a_tape_whose_name_lies_is_read_all_the_same(tmp_path):
    assert len(read(saved(tmp_path, small_tape(), "tape.csv")).accepted) == 2
    text = "Loan Number,UPB,Next Due Date\n1001,5.00,01/01/2026\n"
    assert len(read(saved(tmp_path, text, "tape.xlsx")).accepted) == 1


def test_entities_and_document_types_are_refused(tmp_path):
    evil = '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>'
    whole = zipfile.ZipFile(io.BytesIO(small_tape()))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        for name in whole.namelist():
            out.writestr(name, evil if "shared" in name else whole.read(name))
    with pytest.raises(UserError, match="document type definition"):
        read(saved(tmp_path, held.getvalue()))


def test_a_bomb_is_refused_by_its_directory(tmp_path):
    bomb = workbook("<row/>" * 5_000_000)
    assert len(bomb) < 200_000
    with pytest.raises(UserError, match="would unfold to 30 MB"):
        read(saved(tmp_path, bomb))


def test_a_bomb_whose_directory_lies_is_stopped_while_inflating(tmp_path, monkeypatch):
    with saved(tmp_path, small_tape()).open("rb") as file:
        book = package.Package(file, "tape.xlsx")
        monkeypatch.setattr(package, "SMALL", 10)
        monkeypatch.setattr(package, "MOST_RATIO", 0)
        with pytest.raises(UserError, match="unfolds to far more than it says"):
            list(book.member("xl/worksheets/sheet1.xml"))
        book.close()


def test_the_limits_let_an_honest_million_rows_pass():
    megabyte = 1_000_000
    info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
    info.file_size, info.compress_size = 1_330 * megabyte, 166 * megabyte
    book = package.Package.__new__(package.Package)
    book.name = "big.xlsx"
    book._check([info])
    info.file_size = 2_100 * megabyte
    with pytest.raises(UserError):
        book._check([info])


def with_directory_moved(content, by):
    """A workbook whose end record says its directory begins `by` bytes later than it does."""
    end = content.rindex(b"PK\x05\x06")
    told = int.from_bytes(content[end + 16 : end + 20], "little") + by
    return content[: end + 16] + told.to_bytes(4, "little") + content[end + 20 :]


@pytest.mark.parametrize("by", [50, 400])
def test_a_directory_that_points_before_the_file_is_told_as_damage(tmp_path, by):
    content = with_directory_moved(small_tape(), by)
    # The directory itself is found; the first part would lie `by` bytes before the file begins.
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.infolist()[0].header_offset == -by
    with pytest.raises(UserError, match="damaged or cut short") as refused:
        read(saved(tmp_path, content))
    assert refused.value.do


def test_too_many_parts(tmp_path):
    extra = {f"x/{at}": b"" for at in range(2_001)}
    with pytest.raises(UserError, match="2,007 parts"):
        read(saved(tmp_path, small_tape(extra=extra)))


def test_a_locked_file_is_trouble_of_the_machine(tmp_path, monkeypatch):
    path = saved(tmp_path, small_tape())

    def locked(*_args, **_kwargs):
        raise PermissionError(13, "locked")

    monkeypatch.setattr(type(path), "open", locked)
    with pytest.raises(Trouble, match="another program holds it"):
        open_source(path)


def test_a_file_that_went_away(tmp_path):
    with pytest.raises(UserError, match="no longer there"):
        open_source(tmp_path / "gone.xlsx")
    with pytest.raises(UserError, match="is a folder"):
        open_source(tmp_path)


def test_a_sheet_that_is_not_there_names_those_that_are(tmp_path):
    with open_source(saved(tmp_path, small_tape())) as opened:
        with pytest.raises(UserError, match='no sheet "May"') as refused:
            recognize(opened, sheet="May")
        assert '"Loans"' in refused.value.do


def test_the_original_is_not_needed_after_opening_and_its_hash_is_of_its_bytes(tmp_path):
    import hashlib

    content = small_tape()
    path = saved(tmp_path, content)
    with open_source(path) as opened:
        path.unlink()
        assert opened.sha256 == hashlib.sha256(content).hexdigest()
        assert len(parse_rows(opened, recognize(opened)).accepted) == 2


def test_a_headerless_file_is_read_once_its_columns_are_known(tmp_path):
    mapping = {0: "loan_number", 1: "next_due_date", 2: "unpaid_principal_balance"}
    with open_source(saved(tmp_path, HEADERLESS, "tape.txt")) as opened:
        tape = parse_rows(opened, recognize(opened, mapping=mapping))
    assert [row.loan_number for row in tape.rows] == ["1001", "1002", "1003"]


def test_macros_are_told_of_and_not_run(tmp_path):
    path = saved(tmp_path, small_tape(extra={"xl/vbaProject.bin": b"x"}), "tape.xlsm")
    assert any("macros" in finding.says for finding in read(path).findings)


def test_a_row_without_a_number_is_left_out_and_said(tmp_path):
    rows = cells(1, "Loan Number", "Unpaid Principal Balance", "Borrower Name") + cells(
        2, "0001", 100, "AMES, ADA"
    )
    tape = read(saved(tmp_path, workbook(rows + cells(3, None, 90, "BIRCH, BEN"))))
    assert [row.fate.value for row in tape.rows] == ["taken", "refused"]
