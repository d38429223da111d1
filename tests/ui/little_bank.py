"""A little bank of invented borrowers, made by the services themselves: for tests and pictures.

Made at `store.clock.now()`. Every person, number and address is invented; numbers lie in the
555-01xx range kept for stories.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import (
    Channel,
    Consent,
    FlagKind,
    Occupancy,
    Outcome,
    PointKind,
    PointLabel,
    Role,
)
from mortgage_collect.models.bank import Policy
from mortgage_collect.review.line import Entry
from mortgage_collect.services.bank import set_up_bank
from mortgage_collect.services.contacts import (
    LogContact,
    log_contact,
    set_next_action,
    write_note,
)
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.loans import NewLoan, add_loan, add_person, link_person
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.points import (
    add_point,
    correct_point,
    mark_bad,
    record_consent,
)
from mortgage_collect.services.promises import make_promise
from mortgage_collect.services.reviews import open_review, save_line
from mortgage_collect.services.wishes import set_quiet_time
from mortgage_collect.store.store import Store
from mortgage_collect.store.unit_of_work import UnitOfWork
from tests.builders import OWN_NAME

# last, first, months behind, principal and interest, escrow, street, city, state, zip
PEOPLE = (
    ("Ruiz", "Ana", 2, "1842.16", "412.20", "18 Maple St", "Burlington", "VT", "05401"),
    ("Chen", "Daniel", 1, "1210.44", "388.10", "402 Shelburne Rd", "Burlington", "VT", "05403"),
    ("O'Brien", "Maeve", 3, "986.02", "301.75", "7 Harbor View", "Plattsburgh", "NY", "12901"),
    ("Johnson", "Terrence", 1, "2104.90", "655.00", "61 Elm St", "Montpelier", "VT", "05602"),
    ("Nguyen", "Linh", 4, "1499.31", "410.00", "220 Pine St", "Winooski", "VT", "05404"),
    ("Abernathy-Montgomery", "Wilhelmina", 5, "3120.55", "1190.40", "1 Battery Park Plaza",
     "Burlington", "VT", "05401"),
    ("Petrov", "Sergei", 1, "744.18", "190.00", "12 Depot Ln", "Barre", "VT", "05641"),
    ("Garcia", "Luz", 2, "1330.00", "365.25", "88 Church St", "Rutland", "VT", "05701"),
    ("Okafor", "Chidi", 1, "1688.70", "420.00", "5 Quarry Hill", "Barre", "VT", "05641"),
    ("Lindqvist", "Elsa", 0, "1502.00", "350.00", "31 Lake Rd", "Colchester", "VT", "05446"),
    ("Begay", "Marie", 2, "890.12", "240.00", "14 Mesa Dr", "Flagstaff", "AZ", "86001"),
    ("Washington", "Denise", 6, "1120.00", "318.00", "9 Union St", "Burlington", "VT", "05401"),
    ("Tremblay", "Luc", 1, "1015.66", "276.00", "77 North Ave", "Burlington", "VT", "05408"),
    ("Schmidt", "Karl", 1, "1275.20", "402.00", "16 Mill Rd", "Stowe", "VT", "05672"),
)  # fmt: skip

TOLD = {
    "borrower_wages": "6900",
    "borrower_wages_take_home": "5600",
    "second_mortgage": "0",
    "auto_loans": "410",
    "credit_cards": "120",
    "student_loans": "0",
    "support_paid": "0",
    "other_installment": "0",
    "food": "700",
    "utilities": "260",
    "phone_internet": "140",
    "transport": "200",
    "medical": "80",
    "child_care": "0",
    "other_insurance": "110",
}
"""What a household earns and spends a month."""


@dataclass(frozen=True)
class LittleBank:
    """Loan ids by the borrower's last name."""

    loans: dict[str, int]
    people: dict[str, int]
    today: date


def build(store: Store) -> LittleBank:
    """Fills a new database; the last look of the day is at `store.clock.now()`."""
    today = store.clock.now().date()
    loans: dict[str, int] = {}
    people: dict[str, int] = {}
    with store.unit() as unit:
        set_up_bank(
            unit,
            "First Practice Bank",
            zone="America/New_York",
            late_charge_percent=Rate.percent("5"),
            practice=True,
        )
        for key, value in OWN_NAME.items():
            unit.session.add(Policy(key=f"interview.{key}", value=value, since=date(2020, 1, 1)))
        for place, row in enumerate(PEOPLE):
            last, first, behind, payment, escrow, street, city, state, code = row
            due = add_months(date(today.year, today.month, 1), 1 - behind)
            loans[last] = add_loan(
                unit,
                NewLoan(
                    number=f"00410{4471 + place * 137}",
                    upb=Money.of(payment) * 140,
                    principal_interest=Money.of(payment),
                    escrow_payment=Money.of(escrow),
                    next_due_on=due,
                    rate=Rate.percent("6.125"),
                    as_of=today - timedelta(days=1),
                    property={
                        "line_1": street, "city": city, "state": state, "zip": code,
                        "occupancy": Occupancy.OWNER, "value": Money.of(payment) * 210,
                        "value_on": add_months(today, -14),
                    },
                    more={
                        "originated_on": date(2019, 4, 12), "maturity_on": date(2049, 5, 1),
                        "original_amount": Money.of(payment) * 165, "loan_type": "Conventional",
                        "late_charges": Money.of("46.50") * behind, "other_fees": Money(0),
                        "escrow_advance": Money(0), "suspense": Money(0),
                        "corporate_advance": None if last == "Ruiz" else Money(0),
                        "escrow_balance": Money.of("612.40"),
                    },
                ),
            )  # fmt: skip
            people[last] = add_person(
                unit, loans[last], Role.BORROWER, written=f"{first} {last}", first=first, last=last,
                ssn_last4=f"{1000 + place * 37}",
            )  # fmt: skip
            if last != "Lindqvist":
                add_point(
                    unit,
                    people[last],
                    PointKind.PHONE,
                    f"{'928' if state == 'AZ' else '802'}55501{10 + place}",
                    label=PointLabel.CELL,
                )
        _stories(unit, loans, people, today)
    return LittleBank(loans, people, today)


def tell_review(store: Store, loan_id: int) -> None:
    """A review of what a household has told, far enough for its surplus."""
    with store.unit() as unit:
        review = open_review(unit, loan_id)
        for key, amount in TOLD.items():
            save_line(unit, review, key, Entry(Money.of(amount)))
        save_line(unit, review, "escrowed", Entry(True))


def _stories(unit: UnitOfWork, loans: dict[str, int], people: dict[str, int], today: date) -> None:
    """What makes each of them different."""
    ana = loans["Ruiz"]
    marco = add_person(
        unit, ana, Role.CO_BORROWER, written="Marco Ruiz", first="Marco", last="Ruiz"
    )
    work = add_point(unit, people["Ruiz"], PointKind.PHONE, "8025550166", label=PointLabel.WORK)
    mail = add_point(unit, people["Ruiz"], PointKind.EMAIL, "ana.ruiz@example.com")
    record_consent(unit, mail, Channel.EMAIL, Consent.GIVEN, "On the phone, in March.")
    old = add_point(unit, marco, PointKind.PHONE, "8025550177", label=PointLabel.HOME)
    mark_bad(unit, old, "not in service")
    correct_point(unit, work, work_barred=True)
    set_quiet_time(unit, marco, "Not before noon on weekdays")
    days_ago = unit.now - timedelta(days=3, hours=2)
    log_contact(unit, LogContact(ana, Outcome.NO_ANSWER, people["Ruiz"], at=days_ago))
    log_contact(
        unit,
        LogContact(
            ana, Outcome.VOICEMAIL, people["Ruiz"], at=unit.now - timedelta(days=1, hours=4),
            note="Left the approved message.",
        ),
    )  # fmt: skip
    write_note(unit, ana, "Hours at the mill were cut in September; back to full time next month.")
    make_promise(unit, ana, Money.of("2254.36"), today, person_id=people["Ruiz"])
    make_promise(unit, loans["Chen"], Money.of("1600"), today, person_id=people["Chen"])
    set_next_action(unit, loans["Johnson"], today, "call back")
    set_next_action(unit, loans["Petrov"], today - timedelta(days=2), "ask for pay stubs")
    set_next_action(unit, loans["Tremblay"], today + timedelta(days=3), "call again")
    raise_flag(
        unit, FlagKind.BANKRUPTCY, today - timedelta(days=20), person_id=people["Nguyen"],
        details={"chapter": "13", "status": "open"},
    )  # fmt: skip
    raise_flag(
        unit, FlagKind.ATTORNEY, today - timedelta(days=9), person_id=people["Washington"],
        details={"name": "R. Hale, Hale & Moody LLP"},
    )  # fmt: skip
    raise_flag(
        unit, FlagKind.CEASE, today - timedelta(days=40), person_id=people["Okafor"],
        details={"form": "written"},
    )  # fmt: skip
    log_contact(
        unit,
        LogContact(
            loans["Garcia"], Outcome.RIGHT_PARTY, people["Garcia"],
            at=unit.now - timedelta(days=2), note="Will call back when the overtime is paid.",
        ),
    )  # fmt: skip
    post_payment(unit, loans["Schmidt"], Money.of("500.00"), today)
    second = add_loan(
        unit,
        NewLoan(
            number="00419002",
            upb=Money.of("31200"),
            principal_interest=Money.of("288.15"),
            next_due_on=add_months(date(today.year, today.month, 1), -1),
            rate=Rate.percent("8.25"),
            property={"line_1": "18 Maple St", "city": "Burlington", "state": "VT", "zip": "05401"},
        ),
    )
    link_person(unit, second, people["Ruiz"], Role.BORROWER)
    loans["Ruiz second"] = second
