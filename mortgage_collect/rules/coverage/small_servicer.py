"""Who is a small servicer, and from which day one no longer is.

12 CFR 1026.41(e)(4)(ii). A small servicer is a servicer that

    (A) services, together with its affiliates, 5,000 or fewer mortgage loans, for all of which it
        or an affiliate is the creditor or assignee;
    (B) is a housing finance agency; or
    (C) is a nonprofit entity that services 5,000 or fewer mortgage loans, those of associated
        nonprofit entities included, for all of which it or an associated one is the creditor.

Mortgage loans are closed-end consumer credit transactions secured by a dwelling. (iii): the count
is made on each January 1 and holds for that year. Not counted are loans serviced voluntarily and
without pay for somebody who is no affiliate, reverse mortgages, timeshare plans, and loans of a
qualifying seller-financer. One loan serviced for others, though only its servicing is ours, takes
the status away (comment 41(e)(4)(ii)-2.ii). Loans that came with a merger or a branch count as our
own (comment 41(e)(4)(iii)-1).

Whoever ceases to qualify has until six months later or the next January 1, whichever comes last
(comment 41(e)(4)(iii)-2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.rules.coverage.ruling import Ruling, ruling

LIMIT = 5_000
MONTHS_TO_COMPLY = 6
PARAGRAPH = "12 CFR 1026.41(e)(4)(ii)"
TIMING = "12 CFR 1026.41(e)(4)(iii)"
COUNT_UNKNOWN = "How many {} on January 1, {}?"


class Kind(StrEnum):
    """What the law asks of the institution itself."""

    ORDINARY = "ordinary"
    HOUSING_AGENCY = "housing_agency"
    NONPROFIT = "nonprofit"  # 26 USC 501(c)(3)


@dataclass(frozen=True, slots=True)
class Serviced:
    """Closed-end consumer loans on a dwelling, serviced on one January 1, each counted once.

    `own`: we are the creditor or assignee, mergers included; `affiliates`: theirs, serviced by
    them or by us; `associated`: originated by an associated nonprofit entity; `for_others`:
    anybody else's, for pay, by us or an affiliate. The rest is left out of the count.
    """

    own: int | None
    affiliates: int | None = None
    associated: int | None = None
    for_others: int | None = None
    voluntary_unpaid: int | None = None
    reverse: int | None = None
    timeshare: int | None = None
    seller_financed: int | None = None

    @property
    def counted(self) -> int:
        """What is held against the 5,000, as far as it is known."""
        parts = (self.own, self.affiliates, self.associated, self.for_others)
        return sum(part for part in parts if part is not None)

    @property
    def left_out(self) -> int:
        """Loans the status covers though they are not counted (comment 41(e)(4)(iii)-3)."""
        parts = (self.voluntary_unpaid, self.reverse, self.timeshare, self.seller_financed)
        return sum(part for part in parts if part is not None)


def small_by_count(serviced: Serviced, kind: Kind | None, year: int) -> Ruling:
    """The test of one January 1, whatever held before it."""
    if kind is Kind.HOUSING_AGENCY:
        return ruling(
            True,
            "A housing finance agency is a small servicer, whatever its count.",
            f"{PARAGRAPH}(B)",
        )
    if serviced.counted > LIMIT and kind is not None:
        return ruling(
            False,
            f"{serviced.counted:,} loans counted on January 1, {year}; the limit is {LIMIT:,}.",
            PARAGRAPH,
        )
    if kind is not None and (others := _not_ours(serviced, kind)):
        return ruling(
            False,
            f"{text.count(others, 'loan')} serviced for others for pay on January 1, {year}:"
            " a small servicer or its affiliate is creditor or assignee of all it services.",
            f"{PARAGRAPH}(A)",
        )
    missing = [
        *_missing(serviced, kind, year),
        *(["What is the bank's charter?"] if kind is None else []),
    ]
    if missing:
        return ruling(
            None,
            f"Not known for {year}: {text.count(len(missing), 'answer')} missing.",
            PARAGRAPH,
            unknowns=missing,
        )
    return ruling(
        True,
        f"{serviced.counted:,} loans counted on January 1, {year}, all our own or an affiliate's;"
        f" the limit is {LIMIT:,}.",
        f"{PARAGRAPH}({'C' if serviced.associated else 'A'})",
    )


def _not_ours(serviced: Serviced, kind: Kind) -> int:
    """Loans that take the status away, as far as they are known."""
    associated = 0 if kind is Kind.NONPROFIT else serviced.associated or 0
    return (serviced.for_others or 0) + associated


def _missing(serviced: Serviced, kind: Kind | None, year: int) -> list[str]:
    asked = [
        (serviced.own, "loans of our own did we service"),
        (serviced.affiliates, "loans of affiliates were serviced"),
        (serviced.for_others, "loans were serviced for others for pay"),
    ]
    if kind is Kind.NONPROFIT:
        asked.append((serviced.associated, "loans of associated nonprofits did we service"))
    return [COUNT_UNKNOWN.format(words, year) for count, words in asked if count is None]


def must_comply_from(crossed_on: date, year: int) -> date:
    """The first day of full duties for one who crossed the line before January 1 of `year`."""
    return max(add_months(crossed_on, MONTHS_TO_COMPLY), date(year, 1, 1))


def small_servicer(
    on: date, counts: Mapping[int, Serviced], kind: Kind | None, crossed_on: date | None = None
) -> Ruling:
    """Whether the exemptions of a small servicer hold on a day.

    `counts` holds the count of each January 1 by its year. `crossed_on`: the day from which we
    serviced too many, or one for others. Where it is not known, or not before January 1, no time
    to comply is granted.
    """
    nobody = Serviced(None)
    now = small_by_count(counts.get(on.year, nobody), kind, on.year)
    if now.answer is not False:
        return now
    year = on.year - 1
    before = small_by_count(counts.get(year, nobody), kind, year)
    if before.answer is True and crossed_on is not None:
        from_day = must_comply_from(crossed_on, on.year)
        if crossed_on < date(on.year, 1, 1) and on < from_day:
            return ruling(
                True,
                f"No longer small ({now.says.rstrip('.')}), but we have until"
                f" {text.day(from_day)} to comply: six months from {text.day(crossed_on)}.",
                TIMING,
            )
    return now
