"""`explain`: the page of an option as text and as a PDF, as a shell sees it."""

import hashlib
from pathlib import Path

from pypdf import PdfReader

from tests.cli.program import AS_OF, inside, tape

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "case.json"
PLAN = ("--option", "repayment_plan", "--pay", "3100")


def test_a_case_file_is_explained_in_english(capsys):
    out = inside(capsys, "explain", EXAMPLE, *PLAN).out
    assert out.startswith("Repayment plan\n")
    assert "This page is not an offer." in out
    assert "UNVERIFIED: the wording is for counsel's review." in out
    # 10,500.85 over eleven months is 954.63, on top of 2,100.17.
    assert "$3,054.80" in out
    assert "Saved as" not in out
    assert "* Say:" in out
    assert "The number is 800-569-4287." in " ".join(out.split())


def test_spanish_is_marked(capsys):
    ran = inside(capsys, "explain", EXAMPLE, *PLAN, "--language", "es")
    assert "UNREVIEWED: the bank has not approved this translation." in ran.out
    assert "Traducción sin revisar." in ran.out


def test_a_program_is_told_the_page_the_sentences_and_the_terms(capsys, tmp_path):
    pdf = tmp_path / "page.pdf"
    data = inside(capsys, "explain", EXAMPLE, *PLAN, "--pdf", pdf, "--json").data
    assert (data["loan"], data["option"], data["language"]) == ("4000123", "repayment_plan", "en")
    assert data["offered"] is False
    assert data["spoken"][0].startswith("I am only explaining this.")
    assert "Escrow" in {each["term"] for each in data["terms"]}
    assert data["pdf"]["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert "ending in 0123" in str(PdfReader(pdf).metadata.subject)


def test_a_loan_of_the_book_is_explained_and_archived(capsys, tmp_path: Path, home: Path):
    inside(capsys, "import", tape(tmp_path / "tape.csv"), "--as-of", AS_OF)
    given = ("explain", "1000003", "--option", "term_extension", "--pay", "1450")
    pdf = tmp_path / "page.pdf"
    told = inside(capsys, *given, "--json").data
    assert "pdf" not in told
    kept = inside(capsys, *given, "--pdf", pdf, "--json").data
    again = inside(capsys, *given, "--pdf", pdf, "--json").data
    assert kept["pdf"]["document_id"] == again["pdf"]["document_id"]
    assert kept["text"] == told["text"]
    assert inside(capsys, "verify", "--json").code == 0


def test_what_cannot_be_explained_is_refused(capsys, tmp_path):
    ran = inside(capsys, "explain", EXAMPLE, "--option", "partial_claim", "--json")
    assert ran.code == 1
    assert "no partial claim" in ran.error
    assert inside(capsys, "explain", EXAMPLE, "--option", "wishing", "--json").code == 2
    assert inside(capsys, "explain", EXAMPLE, "--json").code == 2
    out = tmp_path / "page.txt"
    assert inside(capsys, "explain", EXAMPLE, *PLAN, "--pdf", out, "--json").code == 2
