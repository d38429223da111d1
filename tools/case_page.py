"""Makes docs/case-file.md with its schema, and docs/note-file.md, from the fields of the files.

python -m tools.case_page           write them
python -m tools.case_page --check   say whether they are fresh
"""

from __future__ import annotations

import sys
from pathlib import Path

from mortgage_collect.workout.case_fields import FORMAT
from mortgage_collect.workout.case_schema import schema_text, table
from mortgage_collect.workout.note_fields import ESCROW_FILE, NOTE_FILE

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "case-file.md"
SCHEMA = ROOT / "docs" / "case-file.schema.json"
NOTES = ROOT / "docs" / "note-file.md"
EXAMPLE = ROOT / "docs" / "examples" / "case.json"

HEAD = f"""# A case file

Made by `tools/case_page.py` from `mortgage_collect/workout/case_fields.py`; do not edit.

Another system can ask what a loan's options are without a database:

```
mortgage-collect evaluate docs/examples/case.json
mortgage-collect evaluate docs/examples/case.json --program fannie --even-off --json
```

The file is one JSON document of the format `{FORMAT}`. Its schema is
[case-file.schema.json](case-file.schema.json), a whole example is
[examples/case.json](examples/case.json). Amounts and percentages are text, so that no cent is lost
on the way; a percentage is a percentage (`"6.5"`, never `"0.065"`).

**What is left out is unknown, not zero.** An option that needs it says so. A household without
dues outside its payment therefore says `"property_charges": "0.00"`. Whatever is wrong in the
file is told at once, each finding with its place, what was found and what was expected; the exit
code is then 1. The answer holds every option with its reasons, figures, terms and working; each
line of a working is an input with its source, or a formula over lines above it.

## Fields

"""

NOTES_HEAD = f"""# Note files and escrow files

Made by `tools/case_page.py` from `mortgage_collect/workout/note_fields.py`; do not edit.

A note can be run forward, and an escrow account analyzed, without a database:

```
mortgage-collect schedule docs/examples/note.json
mortgage-collect schedule docs/examples/adjustable-note.json --charges 0 --xlsx schedule.xlsx
mortgage-collect escrow docs/examples/escrow.json --json
```

The files are written as a [case file](case-file.md) is: amounts and percentages are text, a
percentage is a percentage (`"6.5"`, never `"0.065"`), and **what is left out is unknown, not
zero**. What a way needs and does not find it names, and the exit code is 1.

## A note file

One JSON document of the format `{NOTE_FILE.name}`. Every row is counted as if paid on its due
date, by the note's day count. `way` says how it is looked at:

| way | what it needs beside the note |
|---|---|
| `as_the_note_says` | nothing |
| `adjustable_rate` | all of `arm`; `no_other_limits` says a cap left out is not in the note |
| `interest_only` | `look.months` |
| `minimum_payment` | `look.minimum`, `look.months`, `look.unpaid_interest` |
| `step_rate` | `look.steps` |
| `balloon` | `look.amortized_over`, `look.balloon_with` |
| `biweekly_note` | nothing: 26 periods a year, of a 26th or of 14 days over 365 or 360 |
| `halves_held` | `look.thirteenth`; 30/360 only |
| `halves_credited` | nothing; 30/360 only |

The index of a later change of the rate is not known: the one entered is kept for all of them, and
the answer says so. The APR is for information, and told only with its finance charges.

"""

ESCROW_HEAD = f"""
## An escrow file

One JSON document of the format `{ESCROW_FILE.name}`: the bills of a year, and the balance the
account is expected to hold just before it. Aggregate analysis, 12 CFR 1024.17(c), (d) and (f).

"""


def page() -> str:
    return HEAD + "\n".join(table()) + "\n"


def notes_page() -> str:
    """The manual of note files and escrow files."""
    note, escrow = (table(each.fields, each.lists) for each in (NOTE_FILE, ESCROW_FILE))
    return NOTES_HEAD + "\n".join(note) + "\n" + ESCROW_HEAD + "\n".join(escrow) + "\n"


def main(arguments: list[str]) -> int:
    made = {PAGE: page(), SCHEMA: schema_text(), NOTES: notes_page()}
    if "--check" in arguments:
        stale = [
            path.name
            for path, text in made.items()
            if not path.exists() or path.read_text(encoding="utf-8") != text
        ]
        for name in stale:
            print(f"{name} is stale: run python -m tools.case_page")
        return 1 if stale else 0
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
