"""States by code and by name, as tapes write them."""

from __future__ import annotations

from typing import Final

_NAMES: Final = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa
KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota
MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey
NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon
PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah
VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico
VI Virgin Islands|GU Guam|AS American Samoa|MP Northern Mariana Islands
AA Armed Forces Americas|AE Armed Forces Europe|AP Armed Forces Pacific
"""

_PAIRS: Final = [
    pair.split(" ", 1) for line in _NAMES.split("\n") for pair in line.split("|") if pair
]
STATES: Final = frozenset(code for code, _ in _PAIRS)
_BY_NAME: Final = {name.casefold(): code for code, name in _PAIRS} | {
    "washington dc": "DC",
    "us virgin islands": "VI",
}


def state_code(written: str) -> str | None:
    """ "VT" for "vt", "Vermont" or "VT."; None for what is no state."""
    plain = " ".join(written.replace(".", "").replace(",", "").split())
    if plain.upper() in STATES:
        return plain.upper()
    return _BY_NAME.get(plain.casefold())
