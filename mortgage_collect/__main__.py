"""The program's one door: no command opens the window, a command works without one.

Qt, Alembic, ReportLab and the Excel writers are not imported until something needs them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; returns its exit code (0 done, 1 refused, 2 usage, 3 trouble)."""
    from mortgage_collect.cli.run import run

    return run(sys.argv[1:] if arguments is None else list(arguments))


if __name__ == "__main__":
    from multiprocessing import freeze_support

    freeze_support()  # a packaged program starts its reading processes through this door
    sys.exit(main())
