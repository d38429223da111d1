"""Makes docs/law.md from the books of rules and of duties, for the bank's compliance officer.

    python -m tools.book_page           write the page and the decided cases
    python -m tools.book_page --check   say whether they are fresh

The decided cases (`resources/law/cases.toml`) are the case tables of the tests in short, for the
screen of the law. Both are committed, and a test fails when a rule has changed and they have not.
"""

from __future__ import annotations

import json
import sys
import tomllib
from datetime import date, time
from pathlib import Path
from typing import Any

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.rules.book import BOOK, EDITION
from mortgage_collect.rules.coverage.reg_x import BY_KEY
from mortgage_collect.rules.duties.book import DUTIES
from mortgage_collect.rules.duties.duty import Duty
from mortgage_collect.rules.numbers import FIGURES
from mortgage_collect.rules.rule import SINCE_UNKNOWN, Rule

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "law.md"
CASES = ROOT / "tests" / "rules" / "cases"
DECIDED = ROOT / "resources" / "law" / "cases.toml"

HEAD = f"""# The law in this program

Edition {EDITION}. Made by `tools/book_page.py` from the rules themselves; do not edit.

This page is for the bank's compliance officer. It names every rule which the program asks before
anybody is called, written to or visited, where it comes from, which copy of the text was compared
with the code, whom it binds, and how many test cases hold it in place. It is not legal advice.
Links are made from the citations.

How a rule speaks:

- **Law**: it binds us on this loan. A stop marked *hard* leaves no room for a reason.
- **Policy**: it does not bind us, but the bank has adopted it, or it is the bank's own rule. A stop
  can be set aside with a reason, which is recorded. Those for a borrower who has died and for one
  with an attorney cannot.
- **Not verified**: it would bind us, but nobody has compared its text with the source. It advises
  and stops nothing, until the bank has read it and adopts it by its id.
- **Advice only**: it neither binds us nor was adopted. The answer is shown and stops nothing.

A lender that collects its own loans in its own name is not a debt collector. Servicing for others
counts as debt collection where the loan was in default when it was obtained, or where nobody knows.
"""

DUTY_HEAD = """## Duties

What must be done by when, worked out from what is written down about a loan: its payments, its
contacts and its matters. A duty whose section is off for a loan is shown with the reason. Cases are
in `tests/rules/cases_duties/`.
"""

# What a duty hangs on beside the sections of the coverage.
BINDS = {"": "everyone", "fdcpa": "where we are a debt collector"}


def main() -> int:
    """Write the page, or with --check compare it with what is on disk."""
    if "--check" not in sys.argv:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
        DECIDED.parent.mkdir(exist_ok=True)
        DECIDED.write_text(decided(), encoding="utf-8", newline="\n")
        return 0
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, made in ((PAGE, page()), (DECIDED, decided()))
        if not path.is_file() or path.read_text(encoding="utf-8") != made
    ]
    for name in stale:
        print(f"{name} is stale: run python -m tools.book_page")
    return 1 if stale else 0


def decided() -> str:
    """The cases of every rule, a line each: name, answer, source, paragraph."""
    lines = [
        "# Made by tools/book_page.py from the case tables of the tests; do not edit.",
        "[cases]",
    ]
    for rule in BOOK:
        lines.append(f"{json.dumps(rule.id)} = [")
        for case in table(rule.id):
            source = case.get("citation", "") if case["kind"] != "ours" else ""
            row = [case["name"], case["verdict"], source, case["because"]]
            lines.append(f"  {json.dumps(row, ensure_ascii=False)},")
        lines.append("]")
    return "\n".join(lines) + "\n"


def page() -> str:
    """The whole page."""
    parts = [HEAD, "## Rules", "", *map(section, BOOK), DUTY_HEAD, *map(duty_section, DUTIES)]
    return "\n".join([*parts, "## Figures", "", *figures()])


def section(rule: Rule) -> str:
    until = f", until {text.day(rule.until)}" if rule.until else ""
    hard = "hard stop" if rule.absolute else "can be set aside with a reason"
    return "\n".join(
        [
            f"### {rule.title}",
            "",
            rule.doc,
            "",
            f"- Id: `{rule.id}`",
            f"- Asks: {', '.join(f'may we {each.act}?' for each in rule.asks)}",
            f"- Cites: {'; '.join(map(link, rule.cites))}",
            f"- In force: since {begun(rule.since)}{until}",
            f"- Text compared: {rule.read_as_of}",
            f"- Binds: {rule.whom}",
            f"- A stop: {hard}",
            f"- Test cases: {count_of_cases(rule.id)}",
            "",
        ]
    )


def duty_section(duty: Duty) -> str:
    until = f", until {text.day(duty.until)}" if duty.until else ""
    named = BY_KEY.get(duty.section)
    binds = f"where section “{named.title}” is on" if named else BINDS[duty.section]
    lines = [
        f"### {duty.title}",
        "",
        duty.doc,
        "",
        f"- Id: `{duty.id}`",
        f"- Cites: {'; '.join(map(link, duty.cites))}",
        f"- In force: since {begun(duty.since)}{until}",
        f"- Text compared: {duty.text.name}",
        f"- Binds: {binds}",
    ]
    if duty.own:
        lines.append("- The bank's own")
    if duty.unverified:
        lines.append("- Not verified: it advises, until the bank has read its text")
    return "\n".join([*lines, ""])


def begun(since: date) -> str:
    return "a day that was not looked up" if since == SINCE_UNKNOWN else text.day(since)


def figures() -> list[str]:
    rows = ["| Figure | Value | Citation | Since |", "|---|---|---|---|"]
    rows += [
        f"| `{row.name}` | {said(row.value)} | {link(row.cite)} | {span(row.since, row.until)} |"
        for row in FIGURES
    ]
    return [*rows, ""]


def said(value: int | time) -> str:
    return text.clock(value) if isinstance(value, time) else str(value)


def span(since: date, until: date | None) -> str:
    return text.day(since) + (f" until {text.day(until)}" if until else "")


def link(cite: Citation) -> str:
    return f"[{cite}](<{cite.url}>)" if cite.url else str(cite)


def count_of_cases(rule_id: str) -> int:
    return len(table(rule_id))


def table(rule_id: str) -> list[dict[str, Any]]:
    """The cases of a rule as its table has them."""
    content = tomllib.loads((CASES / f"{rule_id}.toml").read_text(encoding="utf-8"))
    rows: list[dict[str, Any]] = content.get("case", [])
    return rows


if __name__ == "__main__":
    sys.exit(main())
