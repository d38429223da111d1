"""The words a choice of the review may take, each with what the specialist reads."""

from __future__ import annotations

from mortgage_collect.core.words import Hardship, HardshipTerm, Intent, Word

Options = tuple[tuple[str, str], ...]


def words(kind: type[Word], *leave_out: Word) -> Options:
    """Every member of a vocabulary as (value, label)."""
    return tuple((each.value, each.label) for each in kind if each not in leave_out)


HARDSHIPS = words(Hardship)
HARDSHIP_TERMS = words(HardshipTerm)
INTENTS = words(Intent)
PHONE_LABELS: Options = (("cell", "Cell"), ("home", "Home"), ("work", "Work"), ("other", "Other"))
CONTACT_METHODS: Options = (
    ("cell", "Cell phone"),
    ("home", "Home phone"),
    ("work", "Work phone"),
    ("email", "E-mail"),
    ("text", "Text message"),
)
PROPERTY_USES: Options = (
    ("primary", "Primary residence"),
    ("second", "Second home"),
    ("investment", "Investment property"),
)
OCCUPANCIES: Options = (
    ("owner", "Owner lives in it"),
    ("renter", "Rented out"),
    ("vacant", "Vacant"),
)
