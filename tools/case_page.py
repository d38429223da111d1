"""Makes docs/case-file.md and docs/case-file.schema.json from the fields of a case file.

python -m tools.case_page           write both
python -m tools.case_page --check   say whether they are fresh
"""

from __future__ import annotations

import sys
from pathlib import Path

from mortgage_collect.workout.case_fields import FORMAT
from mortgage_collect.workout.case_schema import schema_text, table

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "case-file.md"
SCHEMA = ROOT / "docs" / "case-file.schema.json"
EXAMPLE = ROOT / "docs" / "examples" / "case.json"

HEAD = f"""# A case file

Made by `tools/case_page.py` from `mortgage_collect/workout/case_fields.py`; do not edit.

Another system can ask what a loan's options are without a database:

```
mortgage-collect evaluate docs/examples/case.json
mortgage-collect evaluate docs/examples/case.json --program fannie --json
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


def page() -> str:
    return HEAD + "\n".join(table()) + "\n"


def main(arguments: list[str]) -> int:
    made = {PAGE: page(), SCHEMA: schema_text()}
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
