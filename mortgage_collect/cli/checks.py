"""`create`, `verify` and `self-check`: the database, its history, this installation."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from mortgage_collect.cli.answer import REFUSED, Answer
from mortgage_collect.cli.opening import created, opened
from mortgage_collect.core import text
from mortgage_collect.core.errors import Bug
from mortgage_collect.events.event import plain
from mortgage_collect.queries.proof import Proof
from mortgage_collect.services.history import Checked, check_whole, head_paper
from mortgage_collect.store import history_chain
from mortgage_collect.store.history_kept import Tampered


def create(given: argparse.Namespace) -> Answer:
    """A new database with its bank."""
    with created(given, given.bank, given.zone) as store:
        place = store.place
    return Answer((f"Made {place} for {given.bank}.",), {"database": place, "bank": given.bank})


def verify(given: argparse.Namespace) -> Answer:
    """Walks the history from its first entry and names the first broken link, with what a backup
    says stood there.

    Of a whole one it holds files, what tapes changed, and papers against their entries; and every
    page of the database's file against its own seal. With `--held` it says whether a printed head
    is in the history; with `--keep` it writes the newest head into a file, to be kept elsewhere.
    """
    with opened(given) as store, store.view() as session:
        found = check_whole(session)
        seq = found.chain.broken_at
        was = store.tampered(session, seq) if seq is not None else None
        held = None if given.held is None else history_chain.holds(session, given.held)
        if given.keep is not None:
            given.keep.write_text(head_paper(session, store.clock.now()), encoding="utf-8")
    chain, proof = found.chain, found.proof or Proof(0, 0, 0)
    data = {
        "entries": chain.entries,
        "head": str(chain.head),
        "digest": chain.head.digest,
        "broken_at": seq,
        "whole": found.whole,
        "damage": found.damage,
        "says": chain.says,
        "files": proof.files,
        "changes": proof.changes,
        "documents": proof.documents,
        "wrong": proof.wrong,
        "wrong_at": proof.entry,
        "held": held,
        "tampered": None if was is None else {"backup": was.kept, "changes": plain(was.changes)},
    }
    lines = [*_verified(found), *(_told(was) if was is not None else ())]
    if held is not None:
        lines.append(f"{given.held} {'is' if held else 'IS NOT'} in this history.")
    if given.keep is not None:
        lines.append(f"The head is in {given.keep}.")
    whole = found.whole and held is not False
    return Answer(tuple(lines), data, 0 if whole else REFUSED)


def _verified(found: Checked) -> tuple[str, ...]:
    chain, proof = found.chain, found.proof
    if found.damage:
        hurt = f"THE FILE IS DAMAGED: {found.damage}. Restore it from a backup."
        return hurt, f"Its history: {chain.says}."
    if chain.broken_at is not None:
        return (f"THE HISTORY IS BROKEN: {chain.says}.",)
    whole = f"The history is whole: {chain.says}. Head {chain.head}."
    if proof is None or not proof.wrong:
        return whole, f"What is stored is what was kept: {proof.says if proof else ''}."
    where = f" (entry {proof.entry})" if proof.entry else ""
    return whole, f"WHAT IS STORED DOES NOT AGREE WITH IT: {proof.wrong}{where}."


def _told(was: Tampered) -> tuple[str, ...]:
    changes = (f"  {each.field}: {each.was} -> {each.now}" for each in was.changes)
    return f"By the backup {was.kept}, entry {was.seq}:", *changes


def self_check(_given: argparse.Namespace) -> Answer:
    """Proves that rules, options, templates, fonts, PDF, Excel and the database work here."""
    results: list[dict[str, object]] = []
    for name, check in CHECKS:
        try:
            results.append({"check": name, "ok": True, "says": check()})
        except Exception as error:  # noqa: BLE001 - whatever is wrong must be told
            results.append({"check": name, "ok": False, "says": f"{type(error).__name__}: {error}"})
    whole = all(result["ok"] for result in results)
    lines = [f"{'ok ' if r['ok'] else 'NO '} {r['check']}: {r['says']}" for r in results]
    return Answer(
        (*lines, "Everything works." if whole else "Something does not work."),
        {"ok": whole, "checks": results},
        0 if whole else REFUSED,
    )


def _rules() -> str:
    from mortgage_collect.rules.book import BOOK, EDITION

    if not BOOK:
        raise Bug("the rule book is empty")
    return f"{len(BOOK)} rules, edition {EDITION}"


def _options() -> str:
    from mortgage_collect.workout.shelf import SHELF

    if not SHELF:
        raise Bug("the shelf of workout options is empty")
    return ", ".join(option.key for option in SHELF)


def _resources() -> str:
    from mortgage_collect.core.assets import asset
    from mortgage_collect.core.zones import zones_of_area_code, zones_of_zip
    from mortgage_collect.tape.fields import all_fields

    asset("fonts/NotoSans-Regular.ttf")
    if zones_of_zip("05401") != {"America/New_York"} or not zones_of_area_code("802"):
        raise Bug("the time zone tables do not answer")
    return f"fonts, time zones, {len(all_fields())} tape fields"


def _templates() -> str:
    from mortgage_collect.documents.shelf import SHELF
    from mortgage_collect.documents.template import template

    if not SHELF:
        raise Bug("the shelf of templates is empty")
    for key, language in SHELF:
        template(key, language)
    return f"{text.count(len(SHELF), 'template')} read"


def _reports() -> str:
    from mortgage_collect.reports.shelf import SHELF

    if not SHELF:
        raise Bug("the shelf of reports is empty")
    return ", ".join(report.key for report in SHELF)


def _pdf() -> str:
    from mortgage_collect.documents.document import Document, Heading, Paragraph
    from mortgage_collect.documents.render import render

    made = render(
        Document(
            title="Self-check",
            language="en",
            blocks=(Heading("Self-check", 1), Paragraph.of("\u00c1\u00f1\u00fc")),
            footer=("Self-check",),
            author="Mortgage Collect",
            made_on="2026-01-01",
        )
    )
    if not made.content.startswith(b"%PDF") or made.pages != 1:
        raise Bug("what was drawn is no page of PDF")
    return f"a page of {len(made.content):,} bytes"


def _excel() -> str:
    from mortgage_collect.tape.source import open_source
    from mortgage_collect.tape.write import write_grid

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.xlsx"
        write_grid(path, "Self-check", ("Loan",), [("007",)])
        with open_source(path) as source:
            cells = [cell for row in source.sheets[0].rows() for cell in row.cells]
    if "007" not in cells:
        raise Bug("the workbook does not read back")
    return "a workbook written and read back"


def _database() -> str:
    from mortgage_collect.store.keys import Cost
    from mortgage_collect.store.store import create_store, open_store

    secret = "only for this check"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "check.db"
        create_store(path, passphrase=secret, cost=Cost(1, 1_024, 1)).close()
        if b"SQLite format" in path.read_bytes()[:16]:
            raise Bug("the database is not encrypted")
        store = open_store(path, passphrase=secret)
        try:
            with store.view() as session:
                found = history_chain.verify(session)
        finally:
            store.close()
    if found.broken_at is not None:
        raise Bug(found.says)
    return f"encrypted, opened again, {found.says}"


def _window() -> str:
    from mortgage_collect.ui.self_check import qt

    return qt()


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("rules", _rules),
    ("options", _options),
    ("resources", _resources),
    ("templates", _templates),
    ("reports", _reports),
    ("PDF", _pdf),
    ("Excel", _excel),
    ("database", _database),
    ("window", _window),
)
