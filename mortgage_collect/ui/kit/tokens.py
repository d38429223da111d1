"""The look in numbers: colors of each theme, steps of spacing, steps of type. No Qt in here.

Fills and texts of the late-payment buckets are fixed by the product; every text/fill pair of
every theme reaches 4.5:1 and every focus ring and control border 3:1 (a test computes them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mortgage_collect.core.words import Bucket


@dataclass(frozen=True, slots=True)
class Pair:
    """A text color, the fill it stands on, and the edge drawn around it."""

    text: str
    fill: str
    edge: str = ""

    @property
    def border(self) -> str:
        return self.edge or self.text


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every color a theme has. Roles are named for what they do, never for their hue."""

    name: str
    surface: str  # the window's ground
    raised: str  # cards, tables, fields
    sunken: str  # headers, read-only fields, tracks
    hover: str
    line: str  # quiet separators, decoration only
    border: str  # edges of controls: 3:1 on surface and raised
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    link: str
    focus: str
    selection: str
    on_selection: str
    stop: Pair
    caution: Pair
    clear: Pair
    info: Pair
    neutral: Pair
    buckets: Mapping[Bucket, Pair] = field(default_factory=dict)

    @property
    def dark(self) -> bool:
        return luminance(self.surface) < 0.2


LIGHT: Final = Tokens(
    name="light",
    surface="#F5F6F8",
    raised="#FFFFFF",
    sunken="#EEF0F3",
    hover="#E9EDF3",
    line="#DFE3E8",
    border="#7F8896",
    text="#1A1F28",
    muted="#56606E",
    disabled="#8E97A3",
    accent="#2A5CAA",
    accent_hover="#234F94",
    accent_pressed="#1C4280",
    on_accent="#FFFFFF",
    link="#1F56A8",
    focus="#1B66D6",
    selection="#DBE7F8",
    on_selection="#12233D",
    stop=Pair("#9B1319", "#FDEBEB"),
    caution=Pair("#6B4700", "#FFF3D6"),
    clear=Pair("#0B5D2A", "#E6F5EA"),
    info=Pair("#0A4476", "#E7F0FA"),
    neutral=Pair("#3C4552", "#E9ECF0"),
    buckets={
        Bucket.CURRENT: Pair("#0B5D2A", "#E3F4E8"),
        Bucket.DAYS_1: Pair("#0A4476", "#DCEBFA"),
        Bucket.DAYS_30: Pair("#5C4300", "#FFF1B8"),
        Bucket.DAYS_60: Pair("#7A3000", "#FFD3AD"),
        Bucket.DAYS_90: Pair("#7A0F14", "#F6B8B8"),
        Bucket.DAYS_120: Pair("#FFFFFF", "#6B1040", edge="#6B1040"),
        Bucket.HOLD: Pair("#33333D", "#E2E2E8"),
    },
)

DARK: Final = Tokens(
    name="dark",
    surface="#15181D",
    raised="#1D2127",
    sunken="#23282F",
    hover="#2A3038",
    line="#2F353E",
    border="#78828F",
    text="#E7EAEE",
    muted="#A9B2BE",
    disabled="#747D89",
    accent="#8AB4F5",
    accent_hover="#A0C3F8",
    accent_pressed="#B7D2FA",
    on_accent="#0C1D38",
    link="#93BCF8",
    focus="#7FB2FF",
    selection="#2A3F60",
    on_selection="#F1F5FB",
    stop=Pair("#FFA3A3", "#3B191B"),
    caution=Pair("#F3C97A", "#34290F"),
    clear=Pair("#86D9A0", "#14301E"),
    info=Pair("#9FCAF6", "#162A3E"),
    neutral=Pair("#C5CCD6", "#2C323B"),
    buckets={
        Bucket.CURRENT: Pair("#86DBA1", "#12301D"),
        Bucket.DAYS_1: Pair("#93C8F5", "#10293F"),
        Bucket.DAYS_30: Pair("#F2D675", "#362C08"),
        Bucket.DAYS_60: Pair("#FFB77A", "#402409"),
        Bucket.DAYS_90: Pair("#FFA3A3", "#47181B"),
        Bucket.DAYS_120: Pair("#3A0622", "#F0A6CE", edge="#F0A6CE"),
        Bucket.HOLD: Pair("#CCCCD8", "#2C2C35"),
    },
)

CONTRAST: Final = Tokens(
    name="contrast",
    surface="#000000",
    raised="#000000",
    sunken="#000000",
    hover="#1F1F1F",
    line="#FFFFFF",
    border="#FFFFFF",
    text="#FFFFFF",
    muted="#D0D0D0",
    disabled="#A0A0A0",
    accent="#FFE600",
    accent_hover="#FFF27A",
    accent_pressed="#FFFFFF",
    on_accent="#000000",
    link="#8FD0FF",
    focus="#00E5FF",
    selection="#FFE600",
    on_selection="#000000",
    stop=Pair("#FF9C9C", "#000000"),
    caution=Pair("#FFD75E", "#000000"),
    clear=Pair("#7CF29C", "#000000"),
    info=Pair("#8FD0FF", "#000000"),
    neutral=Pair("#FFFFFF", "#000000"),
    buckets={
        Bucket.CURRENT: Pair("#7CF29C", "#000000"),
        Bucket.DAYS_1: Pair("#8FD0FF", "#000000"),
        Bucket.DAYS_30: Pair("#FFE98A", "#000000"),
        Bucket.DAYS_60: Pair("#FFBE85", "#000000"),
        Bucket.DAYS_90: Pair("#FF9C9C", "#000000"),
        Bucket.DAYS_120: Pair("#000000", "#FF9FD4", edge="#FF9FD4"),
        Bucket.HOLD: Pair("#FFFFFF", "#000000"),
    },
)

THEMES: Final[Mapping[str, Tokens]] = {t.name: t for t in (LIGHT, DARK, CONTRAST)}

# Spacing in device-independent pixels at scale 1; the theme multiplies them.
HAIR: Final = 2
TIGHT: Final = 4
SNUG: Final = 8
ROOMY: Final = 12
WIDE: Final = 16
AIRY: Final = 24

RADIUS: Final = 6
FOCUS_WIDTH: Final = 2
TARGET: Final = 24  # the smallest thing one may have to hit (WCAG 2.5.8)
MAIN_TARGET: Final = 32


@dataclass(frozen=True, slots=True)
class Type:
    """A step of the type scale: size relative to the body text, and weight (400 to 700)."""

    size: float
    weight: int = 400


TYPES: Final[Mapping[str, Type]] = {
    "caption": Type(0.9),
    "label": Type(0.9, 600),
    "body": Type(1.0),
    "strong": Type(1.0, 600),
    "heading": Type(1.12, 600),
    "title": Type(1.5, 600),
    "figure": Type(2.1, 600),
}


def luminance(color: str) -> float:
    """Relative luminance of "#RRGGBB" as WCAG 2.2 defines it."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(color[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colors, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
