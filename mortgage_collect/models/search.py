"""Words by which a loan is found: one row a word and loan, kept in the order of the word."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.models.base import Base
from mortgage_collect.models.types import Id


class SearchTerm(Base):
    __tablename__ = "search_term"
    # The table is its own index; it can be built anew from the others at any time.
    __table_args__ = ({"sqlite_with_rowid": False},)

    term: Mapped[str] = mapped_column(String(60), primary_key=True)
    loan_id: Mapped[int] = mapped_column(
        Id, ForeignKey("loan.id"), primary_key=True, autoincrement=False, index=True
    )
    kind: Mapped[str] = mapped_column(String(1), primary_key=True)
