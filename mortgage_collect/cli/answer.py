"""What a command answers, and the exit codes."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from typing import IO, Any, Final

DONE: Final = 0
REFUSED: Final = 1
USAGE: Final = 2
TROUBLE: Final = 3
STOPPED: Final = 130


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: `lines` to a person, `data` to a program."""

    lines: tuple[str, ...]
    data: dict[str, Any]
    code: int = DONE


def tell(answer: Answer, *, as_json: bool) -> None:
    """The whole answer to standard output; JSON in plain ASCII, which every console can take."""
    if as_json:
        say(json.dumps(answer.data, indent=1), sys.stdout)
    else:
        say("\n".join(answer.lines), sys.stdout)


def complain(
    code: int, message: str, do: str = "", details: str = "", *, as_json: bool = False
) -> int:
    """What went wrong and what to do; returns `code`."""
    if as_json:
        error = {"code": code, "message": message, "do": do, "details": details}
        say(json.dumps({"error": error}, indent=1), sys.stdout)
    else:
        say(f"{message} {do}".strip(), sys.stderr)
    return code


def say(text: str, stream: IO[str] | None) -> None:
    """Writes where somebody still listens; a pipe closed at the other end is no error."""
    if stream is None:  # a program without a console has none
        return
    try:
        print(text, file=stream, flush=True)
    except (BrokenPipeError, ValueError):
        # Python would complain once more while it leaves and empties the stream.
        if stream is sys.stdout:
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
