"""A page beside its translation: every line of both, in their order, like beside like."""

import pytest

from mortgage_collect.core.words import Language
from mortgage_collect.documents.explain import key_of
from mortgage_collect.documents.parallel import side_by_side
from mortgage_collect.documents.shelf import EXPLAINED
from mortgage_collect.documents.template import Line, Part, template

PAGES = tuple(map(key_of, EXPLAINED))


def lines(key, language):
    for each in template(key, language).body:
        if isinstance(each, Part):
            yield from (line.text.replace("**", "") for line in each.lines)
        elif isinstance(each, Line):
            yield each.text.replace("**", "")


@pytest.mark.parametrize("key", PAGES)
def test_no_line_of_either_is_lost_or_moved(key):
    pairs = side_by_side(key, Language.SPANISH)
    assert pairs[0].one == template(key).title
    assert pairs[0].other == template(key, "es").title
    assert [pair.one for pair in pairs[1:] if pair.one] == list(lines(key, "en"))
    assert [pair.other for pair in pairs[1:] if pair.other] == list(lines(key, "es"))


@pytest.mark.parametrize("key", PAGES)
def test_only_the_mark_of_the_translation_stands_alone(key):
    alone = [pair for pair in side_by_side(key, Language.SPANISH) if not (pair.one and pair.other)]
    assert [(pair.one, pair.only) for pair in alone] == [("", "unreviewed")]


def test_a_heading_stands_beside_its_heading():
    pairs = side_by_side("explain/deferral", Language.SPANISH)
    headings = [(pair.one, pair.other) for pair in pairs if pair.kind == "heading"]
    assert headings[0] == ("What this is", "Qu\u00e9 es")
