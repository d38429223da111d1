"""The kinds of matters, one line each, in the order in which they are offered."""

from __future__ import annotations

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.matters.application import APPLICATION
from mortgage_collect.rules.matters.bankruptcy import BANKRUPTCY
from mortgage_collect.rules.matters.cease import CEASE
from mortgage_collect.rules.matters.complaint import COMPLAINT
from mortgage_collect.rules.matters.error_notice import ERROR_NOTICE
from mortgage_collect.rules.matters.foreclosure import FORECLOSURE
from mortgage_collect.rules.matters.information_request import INFORMATION_REQUEST
from mortgage_collect.rules.matters.insurance import INSURANCE
from mortgage_collect.rules.matters.matter import MatterSpec
from mortgage_collect.rules.matters.payoff_request import PAYOFF_REQUEST
from mortgage_collect.rules.matters.servicemember import SERVICEMEMBER
from mortgage_collect.rules.matters.successor import SUCCESSOR
from mortgage_collect.rules.matters.transfer import TRANSFER
from mortgage_collect.rules.matters.validation import VALIDATION

SHELF: tuple[MatterSpec, ...] = (
    APPLICATION,
    ERROR_NOTICE,
    INFORMATION_REQUEST,
    PAYOFF_REQUEST,
    COMPLAINT,
    VALIDATION,
    CEASE,
    SUCCESSOR,
    SERVICEMEMBER,
    BANKRUPTCY,
    INSURANCE,
    FORECLOSURE,
    TRANSFER,
)

_BY_KIND = {spec.kind: spec for spec in SHELF}


def spec(kind: MatterKind) -> MatterSpec:
    return _BY_KIND[kind]
