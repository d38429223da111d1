"""Keeps the table of roles in docs/security.md what the program goes by.

    python -m tools.security_page           write the table anew
    python -m tools.security_page --check   say whether it is fresh

Everything outside the two marks is written by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mortgage_collect.core.permissions import COVERS, WHO_MAY, Permission
from mortgage_collect.core.words import UserRole

PAGE = Path(__file__).resolve().parent.parent / "docs" / "security.md"
BEGINS = "<!-- made by tools/security_page.py: do not edit -->"
ENDS = "<!-- end of what is made -->"


def main() -> int:
    """Write the table, or with --check compare it with what is on disk."""
    held = PAGE.read_text(encoding="utf-8")
    made = page(held)
    if "--check" in sys.argv:
        if held != made:
            print("docs/security.md is stale: run python -m tools.security_page")
        return int(held != made)
    PAGE.write_text(made, encoding="utf-8", newline="\n")
    return 0


def page(held: str) -> str:
    """The page with today's table in it."""
    before, _, rest = held.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n\n{table()}\n{ENDS}{after}"


def table() -> str:
    """A row a permission, a column a role."""
    heads = " | ".join(role.label for role in UserRole)
    lines = [f"| May they ... | {heads} | What that is |", f"|---|{':-:|' * len(UserRole)}---|"]
    for permission in Permission:
        marks = " | ".join("yes" if role in WHO_MAY[permission] else "\u2013" for role in UserRole)
        lines.append(f"| {permission.label} | {marks} | {COVERS[permission]} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
