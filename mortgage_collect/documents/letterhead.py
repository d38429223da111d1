"""Who writes and to whom: the head of every paper that goes into an envelope.

A US #10 envelope's window is 4 1/2 by 1 1/8 inches, 7/8 inch from the left and 1/2 inch from the
bottom. A letter folded in three slides half an inch up and down in it and an inch to the side;
what lies 0.9 to 4.4 inches from the left edge of the sheet and 2.5 to 3.1 inches from its top
is seen however it slides. Four lines fit there.
"""

from __future__ import annotations

from dataclasses import dataclass

from mortgage_collect.core import text
from mortgage_collect.documents.document import MOST_ADDRESS_LINES, Letterhead


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """The bank as it stands on its letters."""

    name: str
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    nmls: str = ""

    @property
    def one_line(self) -> str:
        """The address on one line, for running text; the bank's name when it has none."""
        return ", ".join((self.name, *self.address))


def letterhead(
    sender: Sender, receiver: tuple[str, ...], beside: tuple[tuple[str, str], ...] = ()
) -> Letterhead:
    """The head block. `receiver` are the names and the address; `beside` stands to its right."""
    lines = [", ".join(sender.address)]
    reach = [text.phone(sender.phone) if sender.phone else "", sender.email]
    lines.append(" · ".join(part for part in reach if part))
    if sender.nmls:
        lines.append(f"NMLS ID {sender.nmls}")
    return Letterhead(sender.name, tuple(line for line in lines if line), receiver, beside)


def receiver(
    names: tuple[str, ...], line_1: str, line_2: str, city: str, state: str, zip_code: str
) -> tuple[str, ...]:
    """Names and address in at most four lines.

    The second address line joins the first when names need its place; names that still have no
    line of their own share one.
    """
    place = ", ".join(part for part in (city, state) if part)
    place = f"{place} {zip_code}".strip()
    apart = [part for part in (line_1, line_2, place) if part]
    joined = [part for part in (", ".join(p for p in (line_1, line_2) if p), place) if part]
    address = apart if len(names) + len(apart) <= MOST_ADDRESS_LINES else joined
    room = MOST_ADDRESS_LINES - len(address)
    share = -(-len(names) // room)
    lines = [names[at : at + share] for at in range(0, len(names), share)]
    return (*(text.listed(line) for line in lines), *address)
