"""Every case of the research stands in a table or a test, by its id."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
# What the research holds, area by area. An id is for ever.
CASES = """
AM-001 AM-004 AM-005 AM-006 AM-009 AM-010 AM-014 AM-015 AM-016 AM-018 AM-019 AM-020 AM-021 AM-023
AP-001 AP-003 AP-004 AP-005 AP-006 AP-009 AP-010 AP-011
AR-002 AR-003 AR-004 AR-005 AR-006 AR-007
DC-001 DC-003 DC-004 DC-006
DF-001 DF-002 DF-003 DF-004 DF-005
DQ-001 DQ-003 DQ-004 DQ-005
DT-001 DT-002 DT-003 DT-006 DT-007
ES-001 ES-004 ES-005 ES-006 ES-007 ES-009 ES-010
FB-001 FB-002 FB-003 FB-004
FH-001 FH-003
FX-001 FX-002 FX-004 FX-005 FX-006 FX-008 FX-011 FX-012 FX-013 FX-014 FX-015 FX-016 FX-017 FX-018
FX-019
HW-001 HW-002 HW-003 HW-006 HW-007
IN-002 IN-005 IN-006 IN-007 IN-009 IN-011 IN-012
LC-002 LC-003
LQ-001 LQ-002 LQ-003
NP-001 NP-002 NP-003 NP-004 NP-005 NP-006 NP-007 NP-008 NP-009
NX-001 NX-002 NX-003 NX-005 NX-006 NX-007 NX-009
PA-001 PA-002 PA-004 PA-006
PF-001 PF-002 PF-003 PF-004
PO-001 PO-002 PO-004
RI-001 RI-002
RP-002 RP-003 RP-005 RP-006 RP-007 RP-011 RP-012 RP-014 RP-015
US-001
VA-001
""".split()


def test_no_case_of_the_research_was_forgotten():
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("loanmath", "workout", "review")
        for path in (TESTS / folder).rglob("*")
        if path.suffix in (".py", ".toml") and path.name != Path(__file__).name
    )
    found = set(re.findall(r"\b[A-Z]{2}-\d{3}\b", text))
    assert sorted(set(CASES) - found) == []
