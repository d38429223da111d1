"""Import of a tape: reading, comparing and writing it, against reading and a raw insert alone.

The floor is our reader iterating all rows of the same file, plus one `executemany` of the same
values into an encrypted file. An import does that and recognizes, parses, checks, plans, keeps
history, splits people from loans and indexes them for search.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import book
from benchmarks.measure import Line, child, peak_megabytes, table

TARGET = 4.0
PASSPHRASE = "measuring only"


@dataclass
class Stages:
    """Seconds by stage; a stage inside another is taken out of it."""

    seconds: dict[str, float] = field(default_factory=dict)
    inside: list[float] = field(default_factory=list)

    def watch(self, owner: Any, name: str, stage: str) -> None:
        """Counts every call of `owner.name` for `stage`."""
        work: Callable[..., Any] = getattr(owner, name)

        def watched(*given: Any, **named: Any) -> Any:
            with self.stage(stage):
                return work(*given, **named)

        setattr(owner, name, watched)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        self.inside.append(0.0)
        try:
            yield
        finally:
            took = time.perf_counter() - began
            own = took - self.inside.pop()
            self.seconds[name] = self.seconds.get(name, 0.0) + own
            if self.inside:
                self.inside[-1] += took


def watched() -> Stages:
    """The stages of an import, each by the function that does it."""
    from mortgage_collect.services import tape_apply, tape_new, tape_people, tape_trace, tapes
    from mortgage_collect.store import backup

    stages = Stages()
    stages.watch(tapes, "recognize", "recognize")
    stages.watch(tapes, "parse_rows", "read and parse")
    stages.watch(tapes, "summarize", "summarize")
    stages.watch(tapes, "propose", "plan")
    stages.watch(tapes, "add_tape", "keep the file")
    stages.watch(tapes, "apply_plan", "other work")
    stages.watch(tape_apply, "insert_new", "rows of new loans")
    stages.watch(tape_apply, "_update_changed", "changes")
    stages.watch(tape_apply, "_write_changes", "digest of changes")
    stages.watch(tape_trace, "keep_rows", "keep for undoing")
    stages.watch(tape_trace, "keep_made", "keep for undoing")
    stages.watch(tape_apply, "_bill", "installments")
    stages.watch(tape_apply, "recount_late", "arrears of late loans")
    stages.watch(tape_new, "words_of_loan", "words to find by")
    stages.watch(tape_new, "index_new", "index of words")
    stages.watch(tape_people.NewPeople, "add", "people")
    stages.watch(tape_apply, "insert_rows", "insert")
    stages.watch(tape_new, "insert_rows", "insert")
    stages.watch(tape_people, "insert_rows", "insert people")
    stages.watch(backup, "back_up", "backup")
    return stages


def run_import(database: Path, tape: Path, *, stages: bool) -> dict[str, Any]:
    """One import in this process: seconds, peak memory, and stages if asked for."""
    from mortgage_collect.services import tapes
    from mortgage_collect.services.bank import set_up_bank
    from mortgage_collect.store.keys import Cost
    from mortgage_collect.store.store import create_store, open_store

    watch = watched() if stages else Stages()
    if database.exists():
        store = open_store(database, passphrase=PASSPHRASE)
    else:
        store = create_store(database, passphrase=PASSPHRASE, cost=Cost(1, 1_024, 1))
        with store.unit() as unit:
            set_up_bank(unit, "Measured Bank", zone="America/New_York")
    backup_began = time.perf_counter()
    store.back_up("import")
    backup = time.perf_counter() - backup_began
    began, busy = time.perf_counter(), time.process_time()
    file = tapes.read_file(tape)
    with store.view() as session:
        proposal = tapes.propose(session, file)
    with watch.stage("commit"), store.unit() as unit:
        tapes.import_tape(unit, proposal)
    took, worked = time.perf_counter() - began, time.process_time() - busy
    store.close()
    return {
        "seconds": took,
        "processor": worked,
        "backup": backup,
        "megabytes": peak_megabytes(),
        "counts": proposal.plan.counts,
        "stages": watch.seconds,
        "database": database.stat().st_size,
    }


def run_floor(tape: Path, loans: int, seed: int) -> dict[str, Any]:
    """The reader over all rows, then the raw insert of the same values."""
    from sqlcipher3 import dbapi2

    from mortgage_collect.tape.source import open_source

    began, busy = time.perf_counter(), time.process_time()
    with open_source(tape) as source:
        read = sum(1 for _ in source.sheets[0].rows())
    reading, worked = time.perf_counter() - began, time.process_time() - busy
    values = list(book.plain_rows(loans, seed))
    with tempfile.TemporaryDirectory() as folder:
        connection = dbapi2.connect(str(Path(folder) / "raw.db"), isolation_level=None)
        connection.execute(f"PRAGMA key = \"x'{'5a' * 32}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        names = ", ".join(f"c{at}" for at in range(len(book.COLUMNS)))
        connection.execute(f"CREATE TABLE raw (id INTEGER PRIMARY KEY, {names})")
        marks = ", ".join("?" * len(book.COLUMNS))
        began, busy = time.perf_counter(), time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO raw ({names}) VALUES ({marks})", values)
        connection.execute("COMMIT")
        inserting = time.perf_counter() - began
        worked += time.process_time() - busy
        connection.close()
    return {
        "seconds": reading + inserting,
        "processor": worked,
        "reading": reading,
        "insert": inserting,
        "rows": read,
    }


def measure(loans: int, rounds: int, seed: int) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = book.files(folder, loans, seed)
        second = book.files(folder, loans, seed, month=1)
        parts = [_side_by_side(tape, loans, rounds, seed, folder) for tape in first]
        stages, months = _stages(first[0], second[0], folder)
        parts.append(stages)
        parts.append(months)
    return "\n\n".join(parts)


def _side_by_side(tape: Path, loans: int, rounds: int, seed: int, folder: Path) -> str:
    imports: list[dict[str, Any]] = []
    floors: list[dict[str, Any]] = []
    for number in range(rounds):
        floors.append(child("benchmarks.tape", "floor", str(tape), str(loans), str(seed)))
        database = folder / f"{tape.suffix[1:]}-{number}.db"
        imports.append(child("benchmarks.tape", "import", str(database), str(tape)))
    floor = Line("floor: the reader and a raw insert", tuple(f["seconds"] for f in floors))
    ours = Line("import", tuple(i["seconds"] for i in imports))
    pairs, busy = (
        sorted(i[clock] / f[clock] for i, f in zip(imports, floors, strict=True))
        for clock in ("seconds", "processor")
    )
    lines = [
        [" the reader alone", *_figures([f["reading"] for f in floors], floor)],
        [" the raw insert alone", *_figures([f["insert"] for f in floors], floor)],
        [floor.name, *_figures(floor.seconds, floor)],
        [ours.name, *_figures(ours.seconds, floor)],
    ]
    most = max(i["megabytes"] for i in imports)
    size = tape.stat().st_size / 1e6
    title = f"{tape.suffix[1:]}: {loans:,} loans of {len(book.COLUMNS)} columns ({size:.0f} MB)"
    return table(title, ("", "median s", "min to max", "to floor"), lines) + (
        f"\n\nImport to floor, pair by pair: {_middle(pairs)} on the clock, {_middle(busy)} of the "
        f"processor's time, which a busy machine stretches less; target at most {TARGET:g}. "
        f"Peak memory {most:,.0f} MB."
    )


def _middle(ratios: list[float]) -> str:
    return f"{ratios[len(ratios) // 2]:.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"


def _figures(seconds: Any, floor: Line) -> list[str]:
    line = Line("", tuple(seconds))
    return [f"{line.median:.2f}", line.spread, f"{line.median / floor.median:.2f}"]


def _stages(first: Path, second: Path, folder: Path) -> tuple[str, str]:
    database = folder / "stages.db"
    one = child("benchmarks.tape", "stages", str(database), str(first))
    two = child("benchmarks.tape", "stages", str(database), str(second))
    names = list(dict.fromkeys([*one["stages"], *two["stages"]]))
    lines = [
        [name, f"{one['stages'].get(name, 0):.2f}", f"{two['stages'].get(name, 0):.2f}"]
        for name in names
    ]
    lines += [
        ["all of it", f"{one['seconds']:.2f}", f"{two['seconds']:.2f}"],
        ["backup before it", f"{one['backup']:.2f}", f"{two['backup']:.2f}"],
        ["peak memory, MB", f"{one['megabytes']:.0f}", f"{two['megabytes']:.0f}"],
    ]
    title = "Where the seconds of an .xlsx import go"
    header = ("", "first month (all new)", "second month (all changed)")
    counts = ", ".join(f"{name} {number:,}" for name, number in two["counts"].items() if number)
    return table(title, header, lines), (
        f"Second month: {counts}; {two['seconds'] / one['seconds']:.2f} times the first. "
        "The clocks around each stage cost a little themselves."
    )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["floor", tape, loans, seed]:
            print(json.dumps(run_floor(Path(tape), int(loans), int(seed))))
        case ["import", database, tape]:
            print(json.dumps(run_import(Path(database), Path(tape), stages=False)))
        case ["stages", database, tape]:
            print(json.dumps(run_import(Path(database), Path(tape), stages=True)))
