"""Every table, imported once, so that the metadata is whole."""

from mortgage_collect.models import (
    bank,
    contact,
    disaster,
    document,
    history,
    loan,
    matter,
    person,
    review,
    search,
    tape,
    tape_trace,
    user,
    workout,
)
from mortgage_collect.models.base import Base

MODULES = (
    bank,
    contact,
    disaster,
    document,
    history,
    loan,
    matter,
    person,
    review,
    search,
    tape,
    tape_trace,
    user,
    workout,
)
METADATA = Base.metadata
