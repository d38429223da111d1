"""Nine active loans at the end of March 2026, few enough to count by hand."""

from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import FlagKind, LoanStatus, Source, TapeKind
from mortgage_collect.models.person import Flag
from mortgage_collect.models.tape import Tape
from tests.builders import a_bank, a_loan, a_person, linked

AS_OF = date(2026, 3, 31)
# Next due date, day the note names, balance, name: at the close of 31 March 2026.
ACTIVE = (
    (date(2026, 4, 1), 1, "100,000.10", "Current, Cleo"),
    (date(2026, 3, 31), 31, "50,000.00", "Duetoday, Dan"),
    (date(2026, 3, 15), 15, "90,000.20", "Fifteen, Fay"),
    (date(2026, 3, 1), 1, "80,000.30", "=March, José"),
    (date(2026, 2, 28), 31, "70,000.40", "Lastday, Lea"),
    (date(2026, 2, 1), 1, "60,000.50", "+February, Żaneta"),
    (date(2026, 1, 1), 1, "40,000.60", "-January, Nuñez"),
    (date(2025, 12, 1), 1, "30,000.70", "@December, García"),
    (None, 1, None, "Unknown, Una"),
)
WHOLE = "$520,002.80"


def fill(store):
    """January is in bankruptcy through a person, December through the loan; both flags once more
    on a co-borrower or lifted, so that a careless count would count them twice."""
    with store.unit() as unit:
        a_bank(unit, name="First Green Bank & Trust")
        loans = [
            a_loan(
                unit,
                number=f"00{at:04d}",
                next_due_on=due,
                oldest_unpaid_on=due,
                due_day=day,
                upb=Money.of(upb) if upb else None,
                arrears=Money.of("1,000.01") if upb else None,
                borrower=name,
            )
            for at, (due, day, upb, name) in enumerate(ACTIVE)
        ]
        for status in (LoanStatus.PAID_OFF, LoanStatus.CHARGED_OFF, LoanStatus.MISSING):
            a_loan(unit, number=status.value, status=status, oldest_unpaid_on=date(2025, 6, 1))
        january, december, march = loans[6], loans[7], loans[3]
        for name in ("A", "B"):
            person = a_person(unit, written=name)
            linked(unit, january, person)
            flag(unit, person_id=person.id)
        flag(unit, loan_id=december.id)
        flag(unit, loan_id=march.id, until=date(2026, 3, 2))
        unit.session.add(
            Tape(
                kind=TapeKind.LOANS,
                file_name="march.xlsx",
                sha256="0" * 64,
                as_of=AS_OF,
                imported_at=unit.now,
                imported_by="ana",
                counts={},
            )
        )
    return store


def flag(unit, **other):
    row = Flag(kind=FlagKind.BANKRUPTCY, since=date(2026, 2, 1), source=Source.STAFF, **other)
    unit.session.add(row)
