"""Citations as people write them, the links made from them, and what lies inside what."""

from __future__ import annotations

import pytest

from mortgage_collect.core.citation import Citation


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (
            "12 CFR 1006.14(b)(2)",
            "https://www.ecfr.gov/current/title-12/section-1006.14#p-1006.14(b)(2)",
        ),
        ("12 CFR 1024.39", "https://www.ecfr.gov/current/title-12/section-1024.39"),
        (
            "15 USC 1692c(a)(1)",
            "https://uscode.house.gov/view.xhtml?req=(title:15%20section:1692c%20edition:prelim)",
        ),
        (
            "11 USC 362(a)(6)",
            "https://uscode.house.gov/view.xhtml?req=(title:11%20section:362%20edition:prelim)",
        ),
        ("Bank policy: bad number", None),
        ("See 12 CFR 1006.6", None),
    ],
)
def test_a_link_is_made_from_the_citation(text, url):
    assert Citation(text).url == url
    assert str(Citation(text)) == text


@pytest.mark.parametrize(
    ("text", "other", "inside"),
    [
        ("12 CFR 1006.14(b)(2)", "12 CFR 1006.14(b)(2)", True),
        ("12 CFR 1006.14(b)(2)", "12 CFR 1006.14(b)(2)(i)(A)", True),
        ("12 CFR 1006.14(b)(2)", "12 CFR 1006.14(b)(3)", False),
        ("12 CFR 1006.14(b)(2)", "12 CFR 1006.14(b)", False),
        ("12 CFR 1006.6", "12 CFR 1006.60", False),
        ("comment 6(b)(1)", "comment 6(b)(1)-2", True),
        ("11 USC 362(a)", "11 USC 362(a)(6)", True),
    ],
)
def test_what_lies_inside_a_paragraph(text, other, inside):
    assert Citation(text).covers(other) is inside


@pytest.mark.parametrize("nothing", ["", "  ", "\n"])
def test_nothing_is_no_citation(nothing):
    with pytest.raises(ValueError):
        Citation(nothing)
