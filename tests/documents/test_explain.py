"""A page for the borrower: every figure the terms' own, no promise, short sentences."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Intent, Language
from mortgage_collect.documents.document import Heading, Note, Paragraph, strings
from mortgage_collect.documents.explain import ExplainFacts, explanation, page, spoken
from mortgage_collect.documents.render import render
from mortgage_collect.documents.shelf import EXPLAINED
from mortgage_collect.documents.template import Line, Part, Template, template
from mortgage_collect.documents.terms import terms, terms_in
from mortgage_collect.documents.told import runs, told
from mortgage_collect.documents.writing import writing
from mortgage_collect.loanmath.position import position
from mortgage_collect.loanmath.terms import LoanTerms, Snapshot
from mortgage_collect.workout.evaluate import evaluate
from mortgage_collect.workout.program import program
from mortgage_collect.workout.program_keys import KEYS
from mortgage_collect.workout.shelf import SHELF
from tests.documents.pages import (
    CASE,
    UNKNOWN,
    bare,
    facts_of,
    fortnightly,
    left,
    paused,
    result,
    rich,
    shapes,
)
from tests.documents.plans import BANK, text_of

BOTH = pytest.mark.parametrize("language", list(Language), ids=lambda each: each.value)
EVERY = pytest.mark.parametrize("key", EXPLAINED)
AMOUNT = re.compile(r"\$[\d,]+\.\d\d")
DAY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d{1,2}, \d{4}|\d{1,2} de [a-z]+ de \d{4}"
)
SELLS = replace(CASE, household=replace(CASE.household, intent=Intent.SELL))
POORER_HOME = replace(SELLS, home=replace(SELLS.home, value=Money.of(200_000)))
NO_CLAIM_YET = replace(CASE.advances, claims_before=ZERO)
INSURED = replace(CASE, program=program("fha"), advances=NO_CLAIM_YET)
LESS_INCOME = replace(CASE, surplus=Money.of(-900))
CASES = (CASE, POORER_HOME, INSURED, LESS_INCOME)


def on_the_shelf(case):
    """Every option of the shelf that has terms for a case, as the program would choose them."""
    for each in evaluate(case, Money.of(3_100)).results:
        if each.offer is not None:
            yield each


def words_of(made) -> str:
    return "\n".join(strings(made))


def test_every_option_of_the_shelf_has_a_page():
    assert {each.key for each in SHELF} <= set(EXPLAINED)


def test_the_cases_bring_every_option_of_the_shelf_to_terms():
    assert {found.key for case in CASES for found in on_the_shelf(case)} == {
        each.key for each in SHELF
    }


@BOTH
@pytest.mark.parametrize("case", CASES, ids=["keeps", "sells", "insured", "less income"])
def test_every_option_on_the_shelf_is_explained_on_paper(language, case):
    for each in on_the_shelf(case):
        made = explanation(
            ExplainFacts(result=each, case=case, made_on=case.as_of, bank=BANK), language
        )
        words = text_of(render(made).content)
        assert set(AMOUNT.findall(words)) <= known_amounts(each, case), each.key
        for run in runs(each.offer):
            assert str(run.amount) in words
            assert writing(language).day(run.first_due) in words
        for part in each.offer.watched if each.key != "forbearance" else ():
            assert str(part.total) in words
            assert writing(language).day(part.due_on) in words
        assert each.figures is not None
        if each.keeps_home and each.figures.total_cost is not None:
            assert str(each.figures.total_cost) in words
        assert "800-569-4287" in words


def known_amounts(each, case) -> set[str]:
    """Every amount the terms, their figures and the case know, as it is written."""
    offer, shown = each.offer, each.figures
    found = {case.position.arrears, case.terms.full_payment, case.terms.escrow}
    found |= {run.amount for run in runs(offer)}
    found |= {part.total for part in offer.watched}
    found |= {offer.cash_now, offer.balance, offer.deferred, offer.forgiven, offer.due_at_end}
    found |= {offer.late_charges_waived, offer.total_cost, shown.extra_cost, shown.surplus_after}
    found |= {offer.stays_owed, shown.change, offer.trial.payment if offer.trial else None}
    # What is set aside now, and what is past due when a break in payments ends.
    found.add(offer.deferred - (case.advances.deferred or ZERO))
    found |= {line.value for line in offer.working if line.key == "arrears"}
    if offer.balance is not None:
        found.add(offer.balance + offer.deferred + offer.forgiven - case.total_debt)
    if (sold := offer.liquidation) is not None:
        found |= {sold.gross, sold.costs, sold.net_proceeds, sold.shortfall}
        found |= {sold.relocation, sold.contribution}
    return {str(abs(each)) for each in found if each is not None}


@settings(max_examples=20, deadline=None)
@given(
    cents=st.tuples(*[st.integers(0, 400_000_00)] * 4),
    rate=st.none() | st.sampled_from([0, 4, 12]),
    ends=st.none() | st.dates(date(2025, 1, 1), date(2060, 1, 1)),
    surplus=st.none() | st.integers(-3_000_00, 3_000_00).map(Money),
    behind=st.integers(0, 14),
    under=st.sampled_from(KEYS),
)
def test_whatever_has_terms_has_a_page(cents, rate, ends, surplus, behind, under):
    payment, escrow, upb, value = map(Money, cents)
    terms = LoanTerms(
        principal_interest=Money(50_00 + payment.cents // 100),
        escrow=Money(escrow.cents // 100),
        due_day=1,
        rate=None if rate is None else Rate.percent(rate),
        maturity_on=ends,
    )
    first = add_months(date(2026, 12, 1), -behind)
    standing = position(terms, Snapshot(CASE.as_of, upb, first), (), CASE.as_of)
    case = replace(
        CASE,
        terms=terms,
        position=standing,
        maturity_on=ends,
        surplus=surplus,
        home=replace(CASE.home, value=value or None),
        advances=NO_CLAIM_YET,
        program=program(under),
    )
    for each in evaluate(case).results:
        if each.offer is None:
            continue
        facts = ExplainFacts(result=each, case=case, made_on=case.as_of)
        for language in Language:
            running = "\n".join(strings(explanation(facts, language)))
            assert set(AMOUNT.findall(running)) <= known_amounts(each, case)
            assert "-$" not in running
            assert not re.search(r"None|[{}\[\]]", running)


@EVERY
@BOTH
def test_terms_of_every_shape_fill_every_page(key, language):
    for offer in shapes(key):
        for case in (CASE, UNKNOWN):
            shown = page(facts_of(offer, case), language)
            assert shown.spoken
            made = explanation(facts_of(offer, case, bank=BANK), language)
            assert not re.search(r"None|[{}\[\]]|\*\*", words_of(made))


def test_the_amounts_and_days_are_those_of_the_terms():
    words = words_of(explanation(facts_of(rich("modification")), Language.ENGLISH))
    for says in (
        "You are 4 payments behind. That comes to $8,400.68 as of November 24, 2026.",
        "At the start you pay $750.25.",
        "You make 3 payments of $1,920.10, the first on January 1, 2027.",
        "the change can become final on April 1, 2027",
        "Your first monthly payment is $1,920.10. It is due on January 1, 2027.",
        "That is $180.07 less each month than your regular payment of $2,100.17.",
        "It stays like that for 6 months.",
        "From July 1, 2027 on, you pay $2,020.20 each month.",
        "Your regular payment has $520.00 in it for taxes and insurance (escrow).",
        # 240,000.11 + 9,000.22 + 1,000.33 - 236,765.47
        "This adds $13,235.19 to what you owe.",
        "The balance you pay interest on is then $240,000.11.",
        "$9,000.22 is set aside.",
        "The bank gives up $1,000.33 of what you owe.",
        "Late charges of $252.44 are dropped.",
        "Your interest rate goes from 6.500% to 4.000%.",
        "The highest step is 5.000%.",
        "It now ends on April 1, 2052. It would then end on June 1, 2055.",
        "you would pay $500,000.66 in all",
    ):
        assert says in words, says
    # The last payment is its own: 1,499.87 and the escrow of 520.00.
    assert "$2,019.87" in words


@pytest.mark.parametrize(
    ("language", "says"),
    [
        (Language.ENGLISH, "You do not pay it once a month. You pay {each} every two weeks: {n}"),
        (Language.SPANISH, "No lo paga una vez al mes. Paga {each} cada dos semanas: {n}"),
    ],
)
def test_a_plan_paid_every_two_weeks_says_so(language, says):
    offer = fortnightly("repayment_plan")
    each, n = str(offer.installments[0].total), str(len(offer.installments))
    assert says.format(each=each, n=n) in words_of(explanation(facts_of(offer), language))
    assert "weeks" not in words_of(explanation(facts_of(rich("repayment_plan")), Language.ENGLISH))


def test_spanish_days_and_counts_are_spanish():
    words = words_of(explanation(facts_of(rich("modification")), Language.SPANISH))
    assert "Usted tiene 4 pagos de atraso. Son $8,400.68 al 24 de noviembre de 2026." in words
    assert "Su primer pago mensual es de $1,920.10. Vence el 1 de enero de 2027." in words
    for day in DAY.findall(words):
        assert " de " in day
    assert not re.search(r"\b(?:the|and|payment|month|due)\b", words, re.IGNORECASE)


@pytest.mark.parametrize(
    ("months", "english", "spanish"),
    [
        (1, "1 month", "1 mes"),
        (23, "23 months", "23 meses"),
        (24, "2 years", "2 años"),
        (25, "2 years and 1 month", "2 años y 1 mes"),
        (480, "40 years", "40 años"),
    ],
)
def test_long_times_are_told_in_years(months, english, spanish):
    assert writing(Language.ENGLISH).span(months) == english
    assert writing(Language.SPANISH).span(months) == spanish


def test_what_is_not_known_is_said_to_be_unknown():
    words = words_of(explanation(facts_of(bare("modification"), UNKNOWN), Language.ENGLISH))
    for says in (
        "What you pay each month is not known yet.",
        "We do not know yet if you can afford this.",
        "The new balance is not known yet.",
        "The interest rate is not known yet.",
        "The day the loan ends is not known yet.",
        "The day your loan is current again is not known yet.",
        "What you would pay in all is not known yet.",
        "How much more or less that is than your loan now is not known yet.",
    ):
        assert says in words, says


def test_a_pause_says_that_nothing_is_paid_and_what_is_skipped_stays_owed():
    shown = page(facts_of(paused("forbearance")), Language.ENGLISH)
    words = "\n".join(block.text for block in shown.blocks if isinstance(block, Paragraph))
    assert "For 3 months you pay nothing. The break begins with the payment of January 1" in words
    assert "From April 1, 2027 on, you pay $2,100.17 each month." in words
    assert "You still owe it." in words
    assert "Your first monthly payment" not in words


@pytest.mark.parametrize("key", ["short_sale", "deed_in_lieu", "foreclosure"])
def test_what_a_sale_leaves_is_given_up_or_stays_owed(key):
    given_up = words_of(explanation(facts_of(left(key, waived=True)), Language.ENGLISH))
    owed = words_of(explanation(facts_of(left(key, waived=False)), Language.ENGLISH))
    assert "The bank gives that up." in given_up
    assert "still owe" not in given_up.replace("what is still owed", "")
    assert "(deficiency)" in owed
    assert "$22,222.88" in given_up
    assert "$22,222.88" in owed


@BOTH
@EVERY
def test_nothing_promises_an_offer(key, language):
    """Where the bank has not offered it, the page says first of all that it is none."""
    first = {
        Language.ENGLISH: "This page is not an offer.",
        Language.SPANISH: "Esta página no es una oferta.",
    }[language]
    promising = re.compile(
        r"you (?:are|have been) (?:approved|eligible)|you qualify|we (?:offer|approve|guarantee)"
        r"|guarantee|we promise|we will (?:not|give|accept|approve|lower|forgive)|you will get"
        r"|usted califica|le ofrecemos|garanti|aprobad[oa] para|el banco acepta\b",
        re.IGNORECASE,
    )
    for offer in shapes(key):
        shown = page(facts_of(offer), language)
        opening = [block.text for block in shown.blocks[:3] if isinstance(block, Paragraph)]
        assert any(text.startswith(first) for text in opening)
        running = [block.text for block in shown.blocks if isinstance(block, Paragraph | Note)]
        for text in (*running, *shown.spoken):
            assert not promising.search(text), text
        offered = page(facts_of(offer, offered=True), language)
        assert not any(
            block.text.startswith(first) for block in offered.blocks if isinstance(block, Paragraph)
        )


@EVERY
def test_spanish_is_marked_until_the_bank_approves_it(key):
    facts = facts_of(rich(key))
    made = explanation(facts, Language.SPANISH)
    assert made.mark == "SIN REVISAR"
    assert "Traducción sin revisar." in words_of(made)
    assert page(facts, Language.SPANISH).unreviewed

    worded = template(f"explain/{key}", "es").date
    earlier = replace(facts, translation_since=worded - timedelta(days=1))
    assert page(earlier, Language.SPANISH).unreviewed
    approved = replace(facts, translation_since=worded)
    made = explanation(approved, Language.SPANISH)
    assert made.mark == ""
    assert "sin revisar" not in words_of(made)
    assert not page(facts, Language.ENGLISH).unreviewed
    assert explanation(facts, Language.ENGLISH).mark == ""


@EVERY
def test_both_languages_tell_the_same(key):
    english, spanish = template(f"explain/{key}", "en"), template(f"explain/{key}", "es")
    own = frozenset({"unreviewed"})
    assert english.blanks == spanish.blanks
    assert english.places == spanish.places
    assert english.parts == {k: v for k, v in spanish.parts.items() if k not in own}
    assert (english.reviewed, spanish.reviewed) == (None, False)
    assert english.review == spanish.review == "for counsel's review"
    assert kinds(english) == kinds(spanish)
    for offer in shapes(key):
        in_english = page(facts_of(offer), Language.ENGLISH)
        in_spanish = page(facts_of(offer), Language.SPANISH)
        assert len(in_english.spoken) == len(in_spanish.spoken)
        assert sorted(amounts_said(in_english)) == sorted(amounts_said(in_spanish))


def kinds(wording: Template) -> list[str]:
    """The kinds of the lines in order, without the mark of a translation."""
    found = list[str]()
    for each in wording.body:
        if isinstance(each, Line):
            found.append(each.kind)
        elif isinstance(each, Part) and each.name != "unreviewed":
            found += [f"{each.name}/{line.kind}" for line in each.lines]
    return found


def amounts_said(shown) -> list[str]:
    running = [block.text for block in shown.blocks if isinstance(block, Paragraph)]
    return [amount for text in (*running, *shown.spoken) for amount in AMOUNT.findall(text)]


def test_whatever_is_told_is_used_by_some_page():
    given = told(result(rich("modification")), CASE, writing(Language.ENGLISH))
    used = [template(f"explain/{key}", "es") for key in EXPLAINED]
    assert set(given.parts) == {name for each in used for name in each.parts}
    inner = {blank for each in used for names in each.parts.values() for blank in names}
    assert set(given.blanks) <= inner.union(*(each.blanks for each in used))


# -- words people understand ---------------------------------------------------------------------

LONGEST = {Language.ENGLISH: 20, Language.SPANISH: 22}
SIXTH_GRADE = 6.0


def sentences(text: str) -> list[str]:
    """A dot ends a sentence when a space and a capital follow it, or nothing."""
    return [each for each in re.split(r"(?<=[.?!:])\s+(?=[A-ZÁÉÍÓÚÑ¿\"$])", text) if each.strip()]


def running_text(key: str, language: Language) -> list[str]:
    found = list[str]()
    for offer in shapes(key):
        shown = page(facts_of(offer), language)
        found += [b.text for b in shown.blocks if isinstance(b, Paragraph | Note)]
        found += shown.spoken
    return list(dict.fromkeys(found))


@BOTH
@EVERY
def test_no_sentence_is_long(key, language):
    for text in running_text(key, language):
        for sentence in sentences(text):
            # An amount or a day is read as one word.
            words = DAY.sub("day", AMOUNT.sub("amount", sentence)).split()
            assert len(words) <= LONGEST[language], sentence


@EVERY
def test_the_english_is_for_a_reader_of_the_sixth_grade(key):
    """The Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    whole = [
        DAY.sub("May", AMOUNT.sub("ten", sentence))
        for text in running_text(key, Language.ENGLISH)
        for sentence in sentences(text)
    ]
    words = [word for sentence in whole for word in re.findall(r"[A-Za-z']+", sentence)]
    grade = 0.39 * len(words) / len(whole) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    assert grade <= SIXTH_GRADE, round(grade, 1)


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end."""
    bare = re.sub(r"(?<=[^aeiouyl])(?:e|es|ed)$", "", word.lower())
    return max(len(re.findall(r"[aeiouy]+", bare)), 1)


@pytest.mark.parametrize(
    ("word", "count"),
    [("bank", 1), ("payment", 2), ("late", 1), ("foreclosure", 4), ("amount", 2), ("people", 2)],
)
def test_syllables_are_counted(word, count):
    assert syllables(word) == count


@BOTH
def test_a_hard_word_is_told_once_below_the_section_that_uses_it(language):
    shown = page(facts_of(rich("modification")), language)
    lines = {term.line for term in terms(language)}
    notes = [block.text for block in shown.blocks if isinstance(block, Note)]
    told_here = [text for text in notes if text in lines]
    assert len(told_here) == len(set(told_here))
    section, seen = "", set[str]()
    for block in (*shown.blocks, Heading("")):
        if isinstance(block, Heading):
            for term in terms_in(section, language):
                assert term.line in seen, term.key
            section = ""
        elif isinstance(block, Paragraph):
            section += f"\n{block.text}"
        elif isinstance(block, Note):
            seen.add(block.text)


def test_the_terms_are_the_same_in_both_languages():
    english, spanish = terms(Language.ENGLISH), terms(Language.SPANISH)
    assert [each.key for each in english] == [each.key for each in spanish]
    for each, language in [(e, Language.ENGLISH) for e in english] + [
        (e, Language.SPANISH) for e in spanish
    ]:
        assert each in set(terms_in(f"x {each.forms[0]}.", language))
        assert each.says.endswith(".")


def test_what_is_said_on_the_telephone_holds_the_figures():
    said = spoken(result(rich("term_extension")), CASE, Language.ENGLISH)
    assert said[0].startswith("I am only explaining this. It is not an offer")
    assert "Your first monthly payment would be $1,920.10, due January 1, 2027." in said
    assert said[-1].endswith("The number is 800-569-4287.")
    assert not any("**" in each for each in said)


def test_an_option_without_terms_says_why():
    tight = next(each for each in evaluate(CASE).results if each.key == "repayment_plan")
    assert tight.offer is None
    with pytest.raises(UserError, match="No plan fits"):
        spoken(tight, CASE, Language.ENGLISH)


def test_the_same_terms_are_the_same_bytes():
    facts = facts_of(rich("step_rate"), bank=BANK, receiver=("Ana García",), loan_ends_in="0123")
    one = render(explanation(facts, Language.SPANISH))
    assert one.content == render(explanation(facts, Language.SPANISH)).content
    words = text_of(one.content)
    assert "termina en 0123" in words
    assert "Página 1 de 3" in words
