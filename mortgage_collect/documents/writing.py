"""How days, counts and a few small words are written for a reader in their own language.

Amounts are written the American way in both: $1,234.56.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.words import Language

_MESES: Final = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
).split()


@dataclass(frozen=True, slots=True)
class Writing:
    """`words` are the small words of a paper that are no sentence of a template."""

    language: Language
    words: Mapping[str, str]

    def day(self, value: date) -> str:
        """ "March 9, 2026", "9 de marzo de 2026"."""
        if self.language is Language.SPANISH:
            return f"{value.day} de {_MESES[value.month - 1]} de {value.year}"
        return text.long_day(value)

    def count(self, number: int, one: str) -> str:
        """A number of what `words` call `one` and `ones`: "1 payment", "3 pagos"."""
        return text.count(number, self.words[one], self.words[f"{one}s"])

    def span(self, months: int) -> str:
        """A time in years and months: "40 years", "1 year and 6 months", "6 meses"."""
        if months < 24:
            return self.count(months, "month")
        years, rest = divmod(months, 12)
        parts = [self.count(years, "year")]
        if rest:
            parts.append(self.count(rest, "month"))
        return f" {self.words['and']} ".join(parts)


_ENGLISH: Final = Writing(
    Language.ENGLISH,
    {
        "month": "month",
        "months": "months",
        "year": "year",
        "years": "years",
        "day": "day",
        "days": "days",
        "payment": "payment",
        "payments": "payments",
        "and": "and",
        "unknown": "not known yet",
        "date": "Date",
        "loan": "Loan",
        "ending_in": "ending in {0}",
        "wording": "Wording {0} of {1}",
        "figures": "Figures of {0}",
        "number": "Payments",
        "from": "First one due",
        "to": "Last one due",
        "each": "You pay each month",
        "rate": "Interest rate",
    },
)
_SPANISH: Final = Writing(
    Language.SPANISH,
    {
        "month": "mes",
        "months": "meses",
        "year": "año",
        "years": "años",
        "day": "día",
        "days": "días",
        "payment": "pago",
        "payments": "pagos",
        "and": "y",
        "unknown": "aún no se sabe",
        "date": "Fecha",
        "loan": "Préstamo",
        "ending_in": "termina en {0}",
        "wording": "Texto {0} del {1}",
        "figures": "Cifras del {0}",
        "number": "Pagos",
        "from": "Vence el primero",
        "to": "Vence el último",
        "each": "Paga cada mes",
        "rate": "Tasa de interés",
    },
)


def writing(language: Language) -> Writing:
    return _SPANISH if language is Language.SPANISH else _ENGLISH
