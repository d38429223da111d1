"""Set words: who hears which, and what they never say."""

import re

import pytest

from mortgage_collect.core.words import Direction, Language
from mortgage_collect.documents.set_words import disclosure_key, set_words, voicemail_key
from mortgage_collect.documents.talk_guide import guide


@pytest.mark.parametrize(
    ("collector", "bank", "key"),
    [
        (False, "First Green Bank", "voicemail_plain"),
        (True, "First Green Bank", "voicemail_limited"),
        (None, "First Green Bank", "voicemail_limited"),  # not known: the stricter one
        (True, "Green Collections LLC", "voicemail_none"),  # 12 CFR 1006.2(j)(1)(i)
        (None, "Vermont Debt Recovery", "voicemail_none"),
        (False, "Green Collections LLC", "voicemail_plain"),
        (True, "Recovered Sands Bank", "voicemail_none"),  # in doubt no message
    ],
)
def test_which_message_may_be_left(collector: bool | None, bank: str, key: str) -> None:
    assert voicemail_key(collector, bank) == key


@pytest.mark.parametrize(
    ("collector", "first", "key"),
    [
        (False, True, None),
        (False, False, None),
        (True, True, "disclosure_first"),
        (True, False, "disclosure_later"),
        (None, True, "disclosure_first"),
    ],
)
def test_who_is_told_that_a_debt_is_collected(
    collector: bool | None, first: bool, key: str | None
) -> None:
    assert disclosure_key(collector, first) == key


@pytest.mark.parametrize("language", list(Language))
def test_what_others_may_hear_names_no_debt(language: Language) -> None:
    words = set_words(language)
    debt = re.compile(
        r"debt|deuda|loan|préstamo|mortgage|hipoteca|pay|pag|\$|past due", re.IGNORECASE
    )
    for key in ("voicemail_limited", "voicemail_plain", "third_party"):
        assert not debt.search(words[key].says), key
    # 12 CFR 1006.2(j)(1): the name of the business, whom to ask for, the number, and to call back.
    for blank in ("{bank}", "{caller}", "{phone}"):
        assert blank in words["voicemail_limited"].says
    assert "{person}" not in words["voicemail_limited"].says
    assert "{bank}" not in words["third_party"].says


def test_both_languages_have_the_same_words_at_the_same_version() -> None:
    english, spanish = set_words(Language.ENGLISH), set_words(Language.SPANISH)

    assert {key: (one.version, one.cites) for key, one in english.items()} == {
        key: (one.version, one.cites) for key, one in spanish.items()
    }
    assert english["disclosure_first"].reference == "disclosure_first 1 en"
    assert spanish["disclosure_first"].reference == "disclosure_first 1 es"


def test_before_we_are_sure_the_guide_says_nothing_of_the_debt() -> None:
    for way in Direction:
        for step in guide().steps_of(way, sure=False):
            assert not re.search(
                r"debt|payment|past due|promise", " ".join(step.say), re.IGNORECASE
            )
        assert len(guide().steps_of(way, sure=True)) > len(guide().steps_of(way, sure=False))


def test_the_spanish_guide_says_every_sentence_and_nothing_of_the_debt_too_early() -> None:
    english, spanish = guide(), guide(Language.SPANISH)

    for one, other in zip(english.steps, spanish.steps, strict=True):
        assert (one.key, one.way, one.debt) == (other.key, other.way, other.debt)
        assert len(one.say) == len(other.say)
        blanks = [sorted(re.findall(r"{\w+}", " ".join(step.say))) for step in (one, other)]
        assert blanks[0] == blanks[1]
        assert not set(one.say) & set(other.say)
        assert one.heed == other.heed  # for the specialist
        if not other.debt:
            early = " ".join(other.say)
            assert not re.search(r"deuda|pago|pagar|promesa|préstamo", early, re.IGNORECASE)
    assert "Ask plainly: ¿Está pensando en quitarse la vida?" in spanish.do
    assert "Ask plainly: Are you thinking of ending your life?" in english.do
    assert [line.number for line in english.lines] == [line.number for line in spanish.lines]
    for line, theirs in zip(english.lines, spanish.lines, strict=True):
        assert line.about != theirs.about
        assert not theirs.verified


def test_lines_nobody_has_read_at_their_source_say_so() -> None:
    lines = {line.number: line for line in guide().lines}

    assert {"988", "800-569-4287"} <= set(lines)
    assert not any(line.verified for line in lines.values())
