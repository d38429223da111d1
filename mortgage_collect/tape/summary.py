"""The figures of a tape a person compares with the report beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Bucket, Counting
from mortgage_collect.tape.parsed import Fate, ParsedTape, sums
from mortgage_collect.tape.values import Value, YearMonth

BucketOf = Callable[[date, date], Bucket]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts and sums. `total_upb` is over every loan row read, `accepted_upb` over those taken."""

    rows_read: int
    loans: int
    accepted: int
    refused: int
    held: int
    duplicates: int
    total_upb: Money
    accepted_upb: Money
    sums: dict[str, Money]
    buckets: dict[Bucket, int]
    bucket_upb: dict[Bucket, Money]
    status_counts: dict[str, int]
    without_due_date: int


def summarize(tape: ParsedTape, bucket_of: BucketOf | None = None) -> Summary:
    """Figures over all loan rows, refused and held ones included; buckets over accepted ones."""
    if bucket_of is None:
        bucket_of = _mba
    fates = Counter(row.fate for row in tape.rows)
    every = sums(tape.rows)
    accepted = tape.accepted
    buckets: Counter[Bucket] = Counter()
    amounts: Counter[Bucket] = Counter()
    status: Counter[str] = Counter()
    known: dict[date, Bucket] = {}
    without = 0
    for row in accepted:
        due = _day(row.values.get("next_due_date"))
        if due is None or tape.as_of is None:
            without += 1
            continue
        bucket = known.get(due)
        if bucket is None:
            bucket = known[due] = bucket_of(due, tape.as_of)
        buckets[bucket] += 1
        balance = row.values.get("unpaid_principal_balance")
        amounts[bucket] += balance.cents if isinstance(balance, Money) else 0
    balances = (row.values.get("unpaid_principal_balance") for row in accepted)
    accepted_upb = total(balance for balance in balances if isinstance(balance, Money))
    for row in tape.rows:
        word = row.values.get("delinquency_status") or row.values.get("loan_status")
        if isinstance(word, str):
            status[word] += 1
    return Summary(
        rows_read=len(tape.rows),
        loans=len({row.loan_number for row in tape.rows if row.loan_number}),
        accepted=len(accepted),
        refused=fates[Fate.REFUSED],
        held=fates[Fate.HELD],
        duplicates=fates[Fate.DUPLICATE],
        total_upb=every.get("unpaid_principal_balance", ZERO),
        accepted_upb=accepted_upb,
        sums=every,
        buckets={bucket: buckets[bucket] for bucket in Bucket if buckets[bucket]},
        bucket_upb={bucket: Money(amounts[bucket]) for bucket in Bucket if buckets[bucket]},
        status_counts=dict(status.most_common()),
        without_due_date=without,
    )


def _mba(next_due: date, as_of: date) -> Bucket:
    with waking:
        from mortgage_collect.loanmath.delinquency import delinquency

    return delinquency(next_due, as_of, Counting.MBA).bucket


def _day(value: Value) -> date | None:
    if isinstance(value, YearMonth):
        return value.first
    return value if isinstance(value, date) else None
