"""What is about to be used to reach somebody: a number, an e-mail address, a door, another person.

Unknown is None, and never means no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.words import Consent, PointKind, PointLabel


@dataclass(frozen=True, slots=True)
class EarlierCollector:
    """A debt collector who had the debt before us, and what they did with the e-mail address.

    `obtained`: from the person, or after the creditor's notice (12 CFR 1006.6(d)(4)(i) or (ii)).
    """

    obtained: bool = False
    used: bool = False
    opted_out: bool = False


@dataclass(frozen=True, slots=True)
class PointFacts:
    """The number or e-mail address about to be used, and what the person said about it.

    `consent` is for automatic calls. `place_barred`: they said not to be reached at that place.
    `consent_on`: the day of the newest agreement to texts or e-mails, given directly to us.
    `used_on`: the last day on which they texted us from the number, or wrote from the address,
    about this debt; a call from it is no text. `checked_on`: the day a complete and accurate
    database said the number was not given to somebody else. `employer_gave`: we know that the
    employer provides the address. `notice_ended`: the last day of the time for saying no which
    the creditor's notice gave, and `public_domain`: anyone can have an address like it.
    `earlier`: who collected the debt before us, the oldest first. `value`: the number or address
    itself, as past contacts name it; "" where it does not matter.
    """

    kind: PointKind = PointKind.PHONE
    label: PointLabel = PointLabel.CELL
    bad: bool = False
    opted_out: bool = False
    work_barred: bool = False
    consent: Consent = Consent.UNKNOWN
    place_barred: bool = False
    consent_text: Consent = Consent.UNKNOWN
    consent_email: Consent = Consent.UNKNOWN
    consent_on: date | None = None
    used_on: date | None = None
    checked_on: date | None = None
    employer_gave: bool | None = None
    notice_ended: date | None = None
    public_domain: bool | None = None
    earlier: tuple[EarlierCollector, ...] = ()
    value: str = ""

    @property
    def handed_down(self) -> bool:
        """12 CFR 1006.6(d)(4)(iii): somebody before us got the address rightly, the last one before
        us used it, and none of them was told to stop."""
        chain = self.earlier
        return (
            any(each.obtained for each in chain)
            and chain[-1].used
            and not any(each.opted_out for each in chain)
        )


@dataclass(frozen=True, slots=True)
class AddressFacts:
    """Where a letter or a visit goes. `bad`: mail came back, or they do not live there."""

    label: PointLabel = PointLabel.HOME
    bad: bool = False
    opted_out: bool = False
    place_barred: bool = False


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """Somebody who may know where the borrower is, and is not the borrower.

    `asked_on`: when we last had their answer. `asked_us_back`: they asked us to get in touch again.
    `knows_more`: we reasonably believe the answer was wrong or incomplete and that they know now.
    """

    asked_on: date | None = None
    asked_us_back: bool = False
    knows_more: bool = False
