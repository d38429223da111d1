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


# The numbers of FIPS 5-2, as regulatory files carry them; the gaps are numbers never used.
_NUMBERS: Final = """
01 AL|02 AK|04 AZ|05 AR|06 CA|08 CO|09 CT|10 DE|11 DC|12 FL|13 GA|15 HI|16 ID|17 IL|18 IN|19 IA
20 KS|21 KY|22 LA|23 ME|24 MD|25 MA|26 MI|27 MN|28 MS|29 MO|30 MT|31 NE|32 NV|33 NH|34 NJ|35 NM
36 NY|37 NC|38 ND|39 OH|40 OK|41 OR|42 PA|44 RI|45 SC|46 SD|47 TN|48 TX|49 UT|50 VT|51 VA|53 WA
54 WV|55 WI|56 WY|60 AS|66 GU|69 MP|72 PR|78 VI
"""
_BY_NUMBER: Final = {
    number: code
    for line in _NUMBERS.split("\n")
    for pair in line.split("|")
    if pair
    for number, code in [pair.split(" ")]
}


def state_code(written: str) -> str | None:
    """ "VT" for "vt", "Vermont", "VT." or 50; None for what is no state."""
    plain = " ".join(written.replace(".", "").replace(",", "").split())
    if plain.isdecimal():
        return _BY_NUMBER.get(plain.zfill(2))
    if plain.upper() in STATES:
        return plain.upper()
    return _BY_NAME.get(plain.casefold())
