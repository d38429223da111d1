from dataclasses import fields

import pytest

from mortgage_collect.core.words import Bucket
from mortgage_collect.ui.kit.tokens import LIGHT, THEMES, Pair, contrast

THEME = pytest.mark.parametrize("tokens", THEMES.values(), ids=list(THEMES))
GROUNDS = ("surface", "raised", "sunken", "hover")
PRODUCT = {  # the colors the product fixes, and the contrast it says they reach
    "CUR": ("#0B5D2A", "#E3F4E8", 7.0),
    "1+": ("#0A4476", "#DCEBFA", 8.2),
    "30+": ("#5C4300", "#FFF1B8", 8.2),
    "60+": ("#7A3000", "#FFD3AD", 6.7),
    "90+": ("#7A0F14", "#F6B8B8", 6.5),
    "120+": ("#FFFFFF", "#6B1040", 11.8),
    "HOLD": ("#33333D", "#E2E2E8", 9.7),
}


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("code", PRODUCT)
def test_the_light_buckets_are_those_of_the_product(code):
    text, fill, ratio = PRODUCT[code]
    found = LIGHT.buckets[Bucket(code)]
    assert (found.text, found.fill) == (text, fill)
    assert contrast(text, fill) == pytest.approx(ratio, abs=0.06)


@THEME
def test_every_bucket_has_its_colors_and_reads_well(tokens):
    assert set(tokens.buckets) == set(Bucket)
    for bucket, pair in tokens.buckets.items():
        assert contrast(pair.text, pair.fill) >= 4.5, bucket


@THEME
def test_the_edge_of_a_badge_stands_out_from_every_ground(tokens):
    for bucket, pair in tokens.buckets.items():
        for ground in GROUNDS:
            assert contrast(pair.border, getattr(tokens, ground)) >= 3, (bucket, ground)


@THEME
def test_text_reads_well_on_every_ground(tokens):
    for role in ("text", "muted", "link"):
        for ground in GROUNDS:
            assert contrast(getattr(tokens, role), getattr(tokens, ground)) >= 4.5, (role, ground)
    assert contrast(tokens.on_selection, tokens.selection) >= 4.5
    for accent in (tokens.accent, tokens.accent_hover, tokens.accent_pressed):
        assert contrast(tokens.on_accent, accent) >= 4.5


@THEME
def test_every_tone_reads_well_on_its_fill_and_on_the_grounds(tokens):
    for name in ("stop", "caution", "clear", "info", "neutral"):
        pair: Pair = getattr(tokens, name)
        assert contrast(pair.text, pair.fill) >= 4.5, name
        assert contrast(tokens.link, pair.fill) >= 4.5, name  # buttons in the message bar
        for ground in GROUNDS:
            assert contrast(pair.text, getattr(tokens, ground)) >= 4.5, (name, ground)


@THEME
def test_focus_and_borders_of_controls_can_be_seen(tokens):
    for role in ("focus", "border", "accent"):
        for ground in ("surface", "raised"):
            assert contrast(getattr(tokens, role), getattr(tokens, ground)) >= 3, (role, ground)
    for ground in ("sunken", "hover"):
        assert contrast(tokens.focus, getattr(tokens, ground)) >= 3, ground


@THEME
def test_every_color_is_written_in_full(tokens):
    for described in fields(tokens):
        value = getattr(tokens, described.name)
        if isinstance(value, str) and described.name != "name":
            assert len(value) == 7
            assert value.startswith("#")
