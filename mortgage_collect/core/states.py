"""The two letters of the fifty states, the District of Columbia and Puerto Rico; their files."""

from __future__ import annotations

from typing import Final

CODES: Final = tuple(
    "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH"
    " NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY".split()
)


def file_of(code: str) -> str:
    """The resource that holds what a state says."""
    return f"states/{code}.toml"
