"""Side by side: the same things measured in turn, A B A B, and what the machine was."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Line:
    """One thing measured: its name, its seconds in each round."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def spread(self) -> str:
        return f"{min(self.seconds):.3f} to {max(self.seconds):.3f}"


def in_turn(rounds: int, works: Mapping[str, Callable[[], float]]) -> list[Line]:
    """Each work once a round, one after another; a work returns its own seconds."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(work())
    return [Line(name, tuple(seconds)) for name, seconds in found.items()]


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def child(*arguments: str) -> dict[str, Any]:
    """A fresh process of this package; what it printed last is its answer in JSON."""
    ran = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {ran.returncode}:\n{ran.stderr}")
    answer: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return answer


def peak_megabytes() -> float:
    """The most memory this process has had so far; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform.startswith("linux") else 1024 * 1024)


def machine() -> str:
    """Processor, cores, system, Python."""
    name = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        for line in cpus.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                name = line.partition(":")[2].strip()
                break
    return (
        f"{name}, {os.cpu_count()} cores; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}"
    )


def commit() -> str:
    ran = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ran.stdout.strip() or "unknown"


def table(title: str, header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A Markdown table, aligned so that it reads on a terminal as well."""
    whole = [list(header), *map(list, lines)]
    widths = [max(len(line[at]) for line in whole) for at in range(len(header))]

    def row(cells: Sequence[str]) -> str:
        first = cells[0].ljust(widths[0])
        rest = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        return "| " + " | ".join([first, *rest]) + " |"

    rule = (
        "|"
        + "|".join("-" * (width + 1) + (":" if at else "-") for at, width in enumerate(widths))
        + "|"
    )
    return "\n".join([f"### {title}", "", row(header), rule, *map(row, lines)])


def ratio(line: Line, floor: float) -> str:
    return f"{line.median / floor:.2f}"
