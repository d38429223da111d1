from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from mortgage_collect.core.errors import Bug, UserError
from mortgage_collect.core.money import Money, total
from mortgage_collect.core.text import long_day
from mortgage_collect.documents.letterhead import receiver
from mortgage_collect.documents.words import in_words
from tests.documents.plans import drawn, pages_of, plan, text_of


def test_every_date_and_amount_of_the_plan_is_in_it():
    facts = plan(6)
    text = text_of(drawn(facts).content)

    for each in facts.installments:
        row = (each.number, long_day(each.due_on), each.regular, each.arrears, each.total)
        assert " ".join(map(str, row)) in text
    pays = total(each.total for each in facts.installments)
    assert f"{pays} ({in_words(pays)})" in text
    assert f"$3,613.51 ({in_words(facts.to_repay)})" in text
    assert "Total $7,227.00 $3,613.51 $10,840.51" in text
    assert "current on September 1, 2026" in text
    for line in facts.owed:
        assert f"{line.says} {line.amount}" in text


@pytest.mark.parametrize(
    "words",
    [
        "number ending in 4471",
        "12 Maple Lane, Apt 4, Burlington, VT 05401",
        "has not reached us within 15 days after its due date, the plan is broken",
        "hold a payment that is less than the full amount and apply it when enough has come in",
        "begin or resume collection and foreclosure",
        "We will not begin a foreclosure",
        "We will not charge late charges",
        "waived when you complete it",
        "taxes and insurance (escrow) changes, or when the rate of an adjustable-rate loan changes",
        "credit reporting companies",
        "signing below and returning it to us, or by making the first payment in full on or before",
        "in full on or before April 1, 2026.",
        "complete application for other help at any time",
        "800-569-4287",
        "Questions? Call us at (802) 555-0100.",
        "Document RP-17-",
        "Plan 17, version 2",
        "History 152-ab12cd34ef56",
        "Ana García and José Nuñez",
    ],
)
def test_the_agreement_says_what_it_must(words):
    assert words in text_of(drawn(plan()).content)


def test_what_does_not_apply_is_left_out():
    text = text_of(drawn(plan()).content)

    for words in ("incomplete application", "down payment", "debt collector", "DRAFT"):
        assert words not in text


def test_what_applies_is_said():
    facts = plan(
        draft=True,
        down_payment=Money.of("500"),
        incomplete_application=True,
        debt_collector=True,
        by_month_end=True,
    )
    paper = drawn(facts)
    pages = pages_of(paper.content)
    text = " ".join(pages)

    assert all("DRAFT" in page for page in pages)
    assert "Draft, not an offer" in text
    assert "for counsel's review" in text
    assert "$500.00 (five hundred dollars and 00 cents) is due when you accept" in text
    assert "April 1, 2026 together with the down payment" in text
    assert "after looking at an incomplete application" in text
    assert "from a debt collector" in text
    assert "has not reached us by the last day of the month in which it is due" in text


def test_the_same_plan_is_the_same_bytes_and_another_is_not():
    assert drawn(plan()).content == drawn(plan()).content
    assert drawn(plan()).sha256 != drawn(plan(plan_version=3)).sha256


def test_letters_of_many_languages_are_printed():
    names = ("Ana García", "José Nuñez Żółć", "Đặng Thị Ngọc", "Åse Þórsdóttir Őry")
    text = text_of(drawn(plan(names=names)).content)

    for name in names:
        assert name in text


def test_a_letter_we_cannot_print_is_named_and_never_a_box():
    with pytest.raises(UserError, match="山"):
        drawn(plan(names=("山田 Taro",)))


def test_a_long_schedule_has_its_header_on_both_pages():
    facts = plan(24)
    pages = pages_of(drawn(facts).content)
    header = "No. Due date Regular payment Share of past due You pay"
    on = [at for at, page in enumerate(pages) if header in page]

    assert on == [0, 1]
    assert f"24 {long_day(date(2028, 3, 1))}" in pages[1]
    assert "Page 1 of 3" in pages[0]
    assert "Page 3 of 3" in pages[2]


def test_six_months_for_a_couple_take_two_pages():
    assert drawn(plan()).pages == 2


def test_whoever_signs_sees_what_they_accept():
    for months in (1, 6, 7, 12, 13, 18, 24):
        pages = pages_of(drawn(plan(months)).content)
        signing = next(page for page in pages if "For the bank" in page)

        assert "You accept this plan" in signing
        assert "José Nuñez Co-borrower" in signing


def test_a_long_name_and_a_long_street_stay_whole():
    name = "Maximiliana-Wilhelmina Featherstonehaugh-Cholmondeley de la Santísima Trinidad"
    street = "The Old Mill House at the End of the Long and Winding Carriage Road, Building Seven"
    text = text_of(drawn(plan(names=("Ana García", name), property=street)).content)

    assert name in text
    assert street in text


def test_the_file_says_what_it_is():
    reader = PdfReader(BytesIO(drawn(plan()).content))
    assert reader.metadata is not None

    assert reader.metadata.title == "Repayment plan agreement"
    assert reader.metadata.author == "First Bank of Green Valley"
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date(2026, 3, 9)
    assert reader.trailer["/Root"]["/Lang"] == "en"
    title, sections = reader.outline
    assert title.title == "Repayment plan agreement"
    assert [mark.title for mark in sections] == [
        "What this agreement does",
        "What this plan repays",
        "Your payments",
        "How to pay",
        "While you keep the plan",
        "If a payment is missed or short",
        "Other help",
        "How to accept",
    ]
    assert [reader.get_destination_page_number(mark) for mark in sections][-1] == 1


def test_every_font_is_in_the_file():
    reader = PdfReader(BytesIO(drawn(plan()).content))
    fonts = [
        font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()
    ]

    assert fonts
    assert all("NotoSans" in font["/BaseFont"] for font in fonts)
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


@pytest.mark.parametrize(
    "other",
    [
        {"to_repay": Money(1)},
        {"current_on": date(2026, 10, 1)},
        {"owed": ()},
        {"signers": ()},
        {"installments": ()},
    ],
)
def test_a_plan_that_does_not_add_up_is_never_put_in_writing(other):
    with pytest.raises(Bug):
        plan(**other)


@pytest.mark.parametrize(
    ("names", "line_2", "lines"),
    [
        (("Ana",), "", ("Ana", "1 Elm", "Barre, VT 05641")),
        (("Ana", "Jo"), "", ("Ana", "Jo", "1 Elm", "Barre, VT 05641")),
        (("Ana",), "Apt 2", ("Ana", "1 Elm", "Apt 2", "Barre, VT 05641")),
        (("Ana", "Jo"), "Apt 2", ("Ana", "Jo", "1 Elm, Apt 2", "Barre, VT 05641")),
        (("Ana", "Jo", "Li"), "", ("Ana and Jo", "Li", "1 Elm", "Barre, VT 05641")),
    ],
)
def test_the_address_has_four_lines_at_most(names, line_2, lines):
    assert receiver(names, "1 Elm", line_2, "Barre", "VT", "05641") == lines


def test_the_address_stands_in_the_window():
    """Whatever way a letter slides in a #10 envelope, this part of the sheet is seen."""
    seen = {}

    def visit(text: str, _: object, at: list[float], *__: object) -> None:
        if text.strip():
            seen.setdefault(text.strip(), (at[4] / 72, 11 - at[5] / 72))

    page = PdfReader(BytesIO(drawn(plan()).content)).pages[0]
    page.extract_text(visitor_text=visit)

    for line in plan().receiver:
        across, down = seen[line]
        assert 0.875 <= across <= 1.0
        assert 2.5 + 9 / 72 <= down <= 3.167
