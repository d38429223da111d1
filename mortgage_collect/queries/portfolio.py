"""The whole book by lateness: how many loans in which bucket, and what is owed on them.

Counted in the database by due date; only the few hundred dates are sorted into buckets here, so
that a book of 100,000 loans takes no longer than reading its balances.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import BigInteger, ColumnElement, Select, cast, func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.words import Bucket, Counting, FlagKind, LoanStatus
from mortgage_collect.loanmath.delinquency import BUCKETS, delinquency
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Flag, LoanPerson
from mortgage_collect.queries.facts import known_through, the_bank

# None is the bucket of loans whose due date nobody knows.
ORDER: tuple[Bucket | None, ...] = (Bucket.CURRENT, *BUCKETS, None)


def label(bucket: Bucket | None) -> str:
    """What a bucket is called in a table."""
    return bucket.label if bucket else "Due date not on file"


@dataclass(frozen=True, slots=True)
class BucketRow:
    """One bucket. `held` are those of its loans in bankruptcy: part of the count, not beside it.

    The shares are of all active loans and of their balance; None when there are none.
    """

    bucket: Bucket | None
    count: int
    upb: Money
    count_share: Fraction | None
    upb_share: Fraction | None
    held: int
    held_upb: Money


@dataclass(frozen=True, slots=True)
class DelinquencyTable:
    """Every active loan once, at the close of `as_of`.

    `known` is False when no tape is on file, so that `as_of` is only today. `no_balance` loans
    are counted but have no balance to add; `not_on_tape` loans have vanished from the newest tape
    and are left out.
    """

    as_of: date
    known: bool
    counting: Counting
    rows: tuple[BucketRow, ...]
    no_balance: int
    not_on_tape: int

    @property
    def count(self) -> int:
        return sum(row.count for row in self.rows)

    @property
    def upb(self) -> Money:
        return total(row.upb for row in self.rows)

    @property
    def held(self) -> int:
        return sum(row.held for row in self.rows)

    @property
    def held_upb(self) -> Money:
        return total(row.held_upb for row in self.rows)

    def at_least(self, bucket: Bucket) -> tuple[int, Money]:
        """Loans and balance in this bucket and every later one."""
        from_here = BUCKETS[BUCKETS.index(bucket) :]
        rows = [row for row in self.rows if row.bucket in from_here]
        return sum(row.count for row in rows), total(row.upb for row in rows)


@dataclass(frozen=True, slots=True)
class LoanBehind:
    """A loan as the table counted it."""

    loan_id: int
    number: str
    borrower: str
    bucket: Bucket | None
    days: int | None
    next_due: date | None
    arrears: Money | None
    upb: Money | None
    held: bool


def delinquency_table(
    session: Session, now: datetime, counting: Counting | None = None
) -> DelinquencyTable:
    """The active loans by bucket, the bank's way of counting unless another is asked for.

    Raises Bug when the table does not come to the book's own count and balance.
    """
    bank = the_bank(session)
    through = known_through(session)
    as_of = through or local_date(now, bank.zone)
    counting = counting or bank.counting
    sums = _sums(session, as_of, counting)
    held = _sums(session, as_of, counting, Loan.id.in_(_in_bankruptcy()))
    loans, upb, with_balance = _book(session)
    rows = tuple(
        BucketRow(
            bucket=bucket,
            count=count,
            upb=balance,
            count_share=Fraction(count, loans) if loans else None,
            upb_share=balance.over(upb) if upb else None,
            held=held.get(bucket, (0, ZERO))[0],
            held_upb=held.get(bucket, (0, ZERO))[1],
        )
        for bucket in ORDER
        for count, balance in (sums.get(bucket, (0, ZERO)),)
        if bucket is not None or count
    )
    table = DelinquencyTable(
        as_of=as_of,
        known=through is not None,
        counting=counting,
        rows=rows,
        no_balance=loans - with_balance,
        not_on_tape=session.scalar(
            select(func.count()).select_from(Loan).where(Loan.status == LoanStatus.MISSING)
        )
        or 0,
    )
    if (table.count, table.upb) != (loans, upb):
        raise Bug(f"the buckets hold {table.count} loans and {table.upb}, not {loans} and {upb}")
    return table


def loans_behind(
    session: Session, table: DelinquencyTable, buckets: Collection[Bucket | None] | None = None
) -> tuple[LoanBehind, ...]:
    """The loans of a table, the latest first; all of them, or those of some buckets."""
    query = select(
        Loan.id,
        Loan.number,
        Loan.borrower,
        Loan.oldest_unpaid_on,
        Loan.due_day,
        Loan.arrears,
        Loan.upb,
    ).where(Loan.status == LoanStatus.ACTIVE)
    if buckets is not None and Bucket.CURRENT not in buckets:
        query = query.where(
            or_(Loan.oldest_unpaid_on < table.as_of, Loan.oldest_unpaid_on.is_(None))
        )
    held = set(session.scalars(_in_bankruptcy()))
    places = _Places(table.as_of, table.counting)
    found = list[LoanBehind]()
    for row in session.execute(query):
        bucket, days = places.of(row.oldest_unpaid_on, row.due_day)
        if buckets is None or bucket in buckets:
            found.append(
                LoanBehind(
                    loan_id=row.id,
                    number=row.number,
                    borrower=row.borrower,
                    bucket=bucket,
                    days=days,
                    next_due=row.oldest_unpaid_on,
                    arrears=row.arrears,
                    upb=row.upb,
                    held=row.id in held,
                )
            )
    found.sort(key=lambda loan: (-(loan.days or 0), loan.number))
    return tuple(found)


class _Places:
    """Bucket and days of a due date, worked out once for each."""

    def __init__(self, as_of: date, counting: Counting) -> None:
        self._as_of, self._counting = as_of, counting
        self._seen = dict[tuple[date | None, int | None], tuple[Bucket | None, int | None]]()

    def of(self, next_due: date | None, due_day: int | None) -> tuple[Bucket | None, int | None]:
        key = (next_due, due_day)
        if key not in self._seen:
            if next_due is None:
                self._seen[key] = (None, None)
            else:
                late = delinquency(next_due, self._as_of, self._counting, due_day)
                self._seen[key] = (late.bucket, late.days)
        return self._seen[key]


def _sums(
    session: Session, as_of: date, counting: Counting, *only: ColumnElement[bool]
) -> dict[Bucket | None, tuple[int, Money]]:
    """Loans and balance of each bucket."""
    places = _Places(as_of, counting)
    sums = dict[Bucket | None, tuple[int, Money]]()
    dates: Iterable[tuple[date | None, int | None, int, int | None]] = session.execute(
        select(Loan.oldest_unpaid_on, Loan.due_day, func.count(), _cents())
        .where(Loan.status == LoanStatus.ACTIVE, *only)
        .group_by(Loan.oldest_unpaid_on, Loan.due_day)
    )
    for next_due, due_day, count, cents in dates:
        bucket, _ = places.of(next_due, due_day)
        loans, upb = sums.get(bucket, (0, ZERO))
        sums[bucket] = (loans + count, upb + Money(cents or 0))
    return sums


def _book(session: Session) -> tuple[int, Money, int]:
    """Active loans, their balance, and how many have one: asked apart from the buckets."""
    loans, cents, with_balance = session.execute(
        select(func.count(), _cents(), func.count(Loan.upb)).where(Loan.status == LoanStatus.ACTIVE)
    ).one()
    return loans, Money(cents or 0), with_balance


def _cents() -> ColumnElement[int | None]:
    # A server answers a sum of whole numbers with a decimal one.
    return cast(func.sum(Loan.upb), BigInteger)


def _in_bankruptcy() -> Select[int]:
    """Ids of loans with a standing bankruptcy, their own or that of somebody on them."""
    standing = (Flag.kind == FlagKind.BANKRUPTCY, Flag.until.is_(None))
    own = select(Flag.loan_id).where(*standing, Flag.loan_id.is_not(None))
    theirs = (
        select(LoanPerson.loan_id)
        .join(Flag, Flag.person_id == LoanPerson.person_id)
        .where(*standing, LoanPerson.until.is_(None))
    )
    return select(Loan.id).where(or_(Loan.id.in_(own), Loan.id.in_(theirs)))
