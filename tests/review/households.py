"""A household told to the end, for tests: three people in Vermont."""

from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PayFrequency, Standing
from mortgage_collect.review.line import Entry

USD = Money.of
DAY = date(2026, 11, 20)
PAYMENT = USD(1800)


def said(amount, frequency=PayFrequency.MONTHLY, standing=Standing.STATED, **more):
    return Entry(USD(amount), frequency, standing, **more)


def whole():
    """2,400.00 every two weeks, 1,900.00 of it in hand; benefits of 400.00 a month."""
    told = {
        "military": Entry(False),
        "property_use": Entry("primary"),
        "occupancy": Entry("owner"),
        "household_size": Entry(3),
        "hardship": Entry("income_reduction"),
        "hardship_began": Entry(date(2026, 9, 1)),
        "hardship_term": Entry("short"),
        "borrower_wages": said(2400, PayFrequency.BIWEEKLY, Standing.VERIFIED),
        "borrower_wages_take_home": said(1900, PayFrequency.BIWEEKLY, Standing.SEEN),
        "borrower_benefits_nontaxable": said(400),
        "second_mortgage": said(0),
        "escrowed": Entry(True),
        "has_hoa": Entry(True),
        "hoa_dues": said(75),
        "checking_cash": said(1200),
        "savings": said(6000),
        "retirement_assets": said(41000),
        "intent": Entry("keep"),
    }
    debts = {"auto_loans": 310, "credit_cards": 90}
    living = {"food": 700, "utilities": 240, "child_care": 150}
    zero = ("student_loans", "support_paid", "other_installment", "phone_internet", "transport")
    zero += ("medical", "other_insurance")
    told |= {key: said(amount) for key, amount in (debts | living).items()}
    return told | {key: said(0) for key in zero}
