"""Where a rule comes from: stored as people cite it, with the link made from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CFR = re.compile(r"(?P<title>\d+) CFR (?P<section>\d+\.\d+)(?P<paragraph>(?:\([A-Za-z0-9]+\))*)")
_USC = re.compile(r"(?P<title>\d+) USC (?P<section>[0-9a-z-]+)(?P<paragraph>(?:\([A-Za-z0-9]+\))*)")


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph of law, or a policy of the bank, as it is written in a letter to an examiner."""

    text: str

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a citation cannot be empty")

    @property
    def url(self) -> str | None:
        """The public page of the paragraph, or None where no link form is known."""
        if found := _CFR.match(self.text):
            section, paragraph = found["section"], found["paragraph"]
            page = f"https://www.ecfr.gov/current/title-{found['title']}/section-{section}"
            return f"{page}#p-{section}{paragraph}" if paragraph else page
        if found := _USC.match(self.text):
            return (
                "https://uscode.house.gov/view.xhtml?req="
                f"(title:{found['title']}%20section:{found['section']}%20edition:prelim)"
            )
        return None

    def covers(self, other: str) -> bool:
        """True when `other` names this paragraph or one inside it."""
        return other == self.text or other.startswith((self.text + "(", self.text + "-"))

    def __str__(self) -> str:
        return self.text
