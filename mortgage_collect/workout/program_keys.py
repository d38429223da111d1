"""The keys of the programs, apart from what they hold, so that naming one wakes nothing."""

from __future__ import annotations

from typing import Final

KEYS: Final = ("portfolio", "fannie", "freddie", "fha", "va", "usda", "fdic", "hamp")
