"""What some states leave to small or local lenders, and the count that decides it.

Six carve-outs from state foreclosure law, each with its line. The count is of the bank's own year
before, as its answer says it; who may lean on it must often say so under oath or certify it, and
then the paper is part of the answer. Effective days were not found and are not told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mortgage_collect.core import text
from mortgage_collect.rules.coverage.ruling import Known, Ruling, ruling


@dataclass(frozen=True, slots=True)
class CarveOut:
    """`spares`: what a lender within it is free of. `counts`: what is counted, None: nothing is.
    `paper`: what the law wants beside the count. `switches_off` are the ids of the notices it
    spares, `holds_instead` of those that hold for whom it spares, and for nobody else."""

    state: str
    spares: str
    cite: str
    verified: bool
    counts: str = ""
    limit: int | None = None
    paper: str = ""
    small_servicer_is_enough: bool = False
    switches_off: tuple[str, ...] = ()
    holds_instead: tuple[str, ...] = ()


CARVE_OUTS: tuple[CarveOut, ...] = (
    CarveOut(
        "NV",
        "the homeowner bill of rights (dual tracking, one contact, notice before default)",
        "Nev. Rev. Stat. \u00a7 107.460",
        True,
        "foreclosures in Nevada in our last reporting year",
        100,
        switches_off=("states.notice.NV.pre_default",),
    ),
    CarveOut(
        "WA",
        "mediation",
        "Wash. Rev. Code \u00a7 61.24.166",
        True,
        "trustee sales in Washington in the year before",
        250,
        "the certificate to the state by January 31 of this year, as a federally insured bank",
    ),
    CarveOut(
        "MN",
        "the fuller duties of the loss mitigation statute",
        "Minn. Stat. \u00a7 582.043",
        True,
        "foreclosure sales in Minnesota in the last 12 months",
        125,
        small_servicer_is_enough=True,
    ),
    CarveOut(
        "OR",
        "the resolution conference",
        "Or. Rev. Stat. \u00a7 86.726",
        True,
        "residential foreclosures started in Oregon in the year before",
        30,
        "the sworn affidavit of that count",
        switches_off=("states.notice.OR.resolution_conference",),
    ),
    CarveOut(
        "CA",
        "the duties of larger servicers (\u00a7 2923.55; \u00a7 2923.5 holds instead)",
        "Cal. Civ. Code \u00a7 2923.5",
        False,
        "residential foreclosures in California in the year before",
        175,
        switches_off=("states.notice.CA.contact_larger",),
        holds_instead=("states.notice.CA.contact_smaller",),
    ),
    CarveOut(
        "RI",
        "the mediation conference",
        "R.I. Gen. Laws \u00a7 34-27-9",
        False,
        paper="standing as a locally based lender",
        switches_off=("states.notice.RI.mediation",),
    ),
)
BY_STATE = {row.state: row for row in CARVE_OUTS}


def carved_out(
    row: CarveOut,
    count: int | None,
    paper: Known = None,
    small_servicer: Known = None,
    *,
    confirmed: bool = False,
) -> Ruling:
    """Whether the bank is within a carve-out: yes spares it, not known spares it nothing.

    `confirmed`: somebody at the bank has read the text, and it is as we have it.
    """
    found = _carved_out(row, count, paper, small_servicer)
    if row.verified or confirmed:
        return replace(found, verified=True)
    return replace(found, says=f"{found.says} Not verified: ask counsel first.")


def _carved_out(row: CarveOut, count: int | None, paper: Known, small_servicer: Known) -> Ruling:
    if row.small_servicer_is_enough and small_servicer:
        return _made(row, True, f"Free of {row.spares}: we are a small servicer.")
    if row.limit is not None and count is not None and count > row.limit:
        if row.small_servicer_is_enough and small_servicer is None:
            return _made(
                row,
                None,
                f"{count:,} {row.counts}; a small servicer is spared all the same.",
                "Are we a small servicer?",
            )
        return _made(row, False, f"{count:,} {row.counts}; the line is {row.limit:,}.")
    if row.paper and paper is False:
        return _made(row, False, f"We do not have {row.paper}.")
    missing = []
    if row.limit is not None and count is None:
        missing.append(f"How many {row.counts}?")
    if row.paper and paper is None:
        missing.append(f"Do we have {row.paper}?")
    if missing:
        said = f"Not known whether we are free of {row.spares}."
        return _made(row, None, said, *missing)
    reasons = []
    if row.limit is not None:
        reasons.append(f"{count:,} {row.counts}, and the line is {row.limit:,}")
    if row.paper:
        reasons.append(f"we have {row.paper}")
    return _made(row, True, f"Free of {row.spares}: {text.listed(reasons)}.")


def _made(row: CarveOut, answer: Known, says: str, *unknowns: str) -> Ruling:
    return ruling(answer, says, row.cite, unknowns=unknowns, verified=row.verified)
