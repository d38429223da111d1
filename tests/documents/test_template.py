import pytest

from mortgage_collect.core.assets import root
from mortgage_collect.core.errors import Bug
from mortgage_collect.documents.document import Heading, Note, PageBreak, Paragraph, Run
from mortgage_collect.documents.shelf import SHELF
from mortgage_collect.documents.template import parse, template

HEAD = "\n".join(
    (
        "title: A letter",
        "version: 3",
        "date: 2026-03-02",
        "language: en",
        "citations: 12 CFR 1024.41(c); 12 CFR 1026.36(c)",
        "review: for counsel's review",
        "---",
        "",
    )
)
LETTER = HEAD + (
    "# To {name}\n\nWe owe {name}\n**{amount}**.\n\n- First\n- second of {name}\n\n"
    "[part fee]\nA fee of {fee} for {name}.\n[end]\n[place table]\n> small print\n"
)


def test_a_letter_is_filled():
    blocks = parse("letter", LETTER).fill(
        {"name": "Ana", "amount": "$5"},
        parts={"fee": [{"fee": "$1"}, {"fee": "$2"}]},
        places={"table": [PageBreak()]},
    )

    assert blocks == (
        Heading("To Ana"),
        Paragraph((Run("We owe Ana "), Run("$5", strong=True), Run("."))),
        Paragraph((Run("First"),), bullet=True),
        Paragraph((Run("second of Ana"),), bullet=True),
        Paragraph((Run("A fee of $1 for Ana."),)),
        Paragraph((Run("A fee of $2 for Ana."),)),
        PageBreak(),
        Note("small print"),
    )


def test_the_head_is_read():
    read = parse("letter", LETTER)

    assert (read.title, read.version, read.date.isoformat()) == ("A letter", "3", "2026-03-02")
    assert read.citations == ("12 CFR 1024.41(c)", "12 CFR 1026.36(c)")
    assert read.review == "for counsel's review"
    assert read.blanks == {"name", "amount"}
    assert read.parts == {"fee": {"fee", "name"}}
    assert read.places == {"table"}


def test_what_a_borrower_is_called_is_never_markup():
    name = "**{amount}** <b>& Söhne"
    blocks = parse("letter", LETTER).fill(
        {"name": name, "amount": "$5"}, parts={"fee": []}, places={"table": []}
    )

    assert blocks[0] == Heading(f"To {name}")


@pytest.mark.parametrize(
    ("blanks", "parts", "places", "names"),
    [
        ({"name": "Ana"}, {"fee": []}, {"table": []}, "amount"),
        ({"name": "A", "amount": "", "color": ""}, {"fee": []}, {"table": []}, "color"),
        ({"name": "A", "amount": ""}, {"fee": [{}]}, {"table": []}, "fee"),
        ({"name": "A", "amount": ""}, {"fee": [{"fee": "", "tax": ""}]}, {"table": []}, "tax"),
        ({"name": "A", "amount": ""}, {}, {"table": []}, "part fee"),
        ({"name": "A", "amount": ""}, {"fee": [], "toll": []}, {"table": []}, "toll"),
        ({"name": "A", "amount": ""}, {"fee": []}, {}, "place table"),
        ({"name": "A", "amount": ""}, {"fee": []}, {"table": [], "sum": []}, "sum"),
    ],
)
def test_a_blank_missing_or_too_many_is_named(blanks, parts, places, names):
    with pytest.raises(Bug, match=names):
        parse("letter", LETTER).fill(blanks, parts, places)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: A", "no line ---"),
        ("title: A\n---\nText", "the head must have"),
        (HEAD + "A {blank", "bracket"),
        (HEAD + "[part fee]\nText", "no .end."),
        (HEAD + "[end]", "of no part"),
        (HEAD + "[part a]\n[part b]\n[end]", "begins inside"),
        (HEAD + "[part a]\n[place b]\n[end]", "inside part a"),
    ],
)
def test_a_template_that_is_wrong_says_where(text, says):
    with pytest.raises(Bug, match=says):
        parse("letter", text)


def test_the_shelf_holds_every_template_and_each_can_be_read():
    folder = root() / "templates"
    found = {
        path.relative_to(folder).as_posix().removesuffix(".txt")
        for path in folder.rglob("*.txt")
        if not path.name.startswith("passages.")
    }

    assert found == {f"{key}.{language}" for key, language in SHELF}
    assert all(template(key, language).language == language for key, language in SHELF)
