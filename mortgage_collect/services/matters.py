"""Opening a matter, writing its steps down, and taking a mistaken one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.events.matters import MatterOpened, StepTaken, StepTakenBack
from mortgage_collect.models.document import Document
from mortgage_collect.models.matter import STEP_STANDS, Matter, MatterStep
from mortgage_collect.models.person import LoanPerson
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.matters import as_told
from mortgage_collect.rules.matters import matter as told
from mortgage_collect.rules.matters.matter import MatterSpec, StepSpec
from mortgage_collect.rules.matters.shelf import spec
from mortgage_collect.services.foreclosure_steps import not_green
from mortgage_collect.services.matter_details import checked
from mortgage_collect.services.matter_effects import follow
from mortgage_collect.store.unit_of_work import UnitOfWork


class DoesNotFit(UserError):
    """The step does not fit the others. `faults` say why, each a sentence.

    What happened that way all the same is saved with `as_it_happened`; `asks_why`: with a reason.
    """

    def __init__(self, faults: tuple[str, ...], *, asks_why: bool = False) -> None:
        do = "Correct the step, or save it as it happened all the same"
        super().__init__(" ".join(faults), do=f"{do}, with the reason." if asks_why else f"{do}.")
        self.faults, self.asks_why = faults, asks_why


@dataclass(frozen=True, slots=True)
class SaidStep:
    """A step as a specialist tells it; `on` is the day it happened, today or earlier.

    `details` as in `rules/matters/matter.py`. `document_id`: the paper it came with or went out
    as. `as_it_happened`: saved although it does not fit the others, or although a check before it
    was not green; why, is then its `reason`.
    """

    key: str
    on: date
    details: Mapping[str, str] = field(default_factory=dict)
    document_id: int | None = None
    as_it_happened: bool = False
    reason: str = ""


def open_matter(
    unit: UnitOfWork,
    loan_id: int,
    kind: MatterKind,
    first: SaidStep,
    *,
    person_id: int | None = None,
    reference: str = "",
) -> int:
    """A new matter with the step that opens it; returns its id. As `take_step`."""
    how = spec(kind)
    if first.key not in how.opens:
        opens = text.listed([how.step(key).label.lower() for key in how.opens])
        raise UserError(f"{how.title} begins with: {opens}.", do="Choose one of these.")
    if person_id is not None:
        _on_the_loan(unit, loan_id, person_id)
    row = Matter(
        loan_id=loan_id,
        person_id=person_id,
        kind=kind,
        reference=reference.strip(),
        opened_on=first.on,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.record(
        MatterOpened(
            about=f"loan:{loan_id}",
            also=("queue",),
            matter_id=row.id,
            kind=kind,
            person_id=person_id,
            reference=row.reference,
        )
    )
    _take(unit, row, first)
    return row.id


def take_step(unit: UnitOfWork, matter_id: int, said: SaidStep) -> int:
    """Writes down what happened in a matter, on its own day; returns the step's id.

    Raises UserError for a step the matter does not know or cannot take, a detail that is missing
    or cannot be read, a day to come or before the matter began; DoesNotFit where its kind finds
    that the steps contradict one another, or a check before a foreclosure was not green.
    """
    return _take(unit, unit.session.get_one(Matter, matter_id), said)


def take_back(unit: UnitOfWork, step_id: int, reason: str) -> None:
    """Takes a step back that was written down by mistake: it counts for nothing, and stays on file.

    Raises UserError without a reason, and while later steps need it.
    """
    step = unit.session.get_one(MatterStep, step_id)
    if step.taken_back_at is not None:
        raise UserError(
            f"This step was taken back on {text.day(step.taken_back_at)} by {step.taken_back_by}."
        )
    if not reason.strip():
        raise UserError("Why is it taken back?", do="Say what was wrong with the entry.")
    row = unit.session.get_one(Matter, step.matter_id)
    how = spec(row.kind)
    rest = [each for each in _standing(unit, row) if each.id != step_id]
    _still_whole(how, as_told(row, rest), step.key)
    step.taken_back_at, step.taken_back_by = unit.now, unit.actor
    step.taken_back_why = reason.strip()
    unit.record(
        StepTakenBack(
            about=f"loan:{row.loan_id}",
            also=("queue",),
            matter_id=row.id,
            step_id=step_id,
            kind=row.kind,
            key=step.key,
            on=step.on,
            reason=reason.strip(),
        )
    )
    _settle(unit, row, step.key, undone=True)


def _take(unit: UnitOfWork, row: Matter, said: SaidStep) -> int:
    how = spec(row.kind)
    if not how.knows(said.key):
        raise UserError(f"{how.title} knows no step called {said.key!r}.")
    step_spec = how.step(said.key)
    before = _standing(unit, row)
    details = checked(step_spec, said.details)
    checks = not_green(unit, row, told.Step(said.key, said.on, details))
    _in_time(unit, how, step_spec, as_told(row, before), said.on)
    if said.document_id is not None:
        _paper_of(unit, row.loan_id, said.document_id)
    step = MatterStep(
        matter_id=row.id,
        key=said.key,
        on=said.on,
        details=details,
        document_id=said.document_id,
        entered_at=unit.now,
        by=unit.actor,
        against=list(checks) or None,
        reason=said.reason.strip() if checks else "",
    )
    unit.session.add(step)
    unit.session.flush()
    known = set(how.faults(as_told(row, before))) if before else set[str]()
    faults = tuple(f for f in how.faults(as_told(row, [*before, step])) if f not in known)
    if (faults or checks) and (not said.as_it_happened or (checks and not step.reason)):
        raise DoesNotFit((*faults, *checks), asks_why=bool(checks))
    unit.record(
        StepTaken(
            about=f"loan:{row.loan_id}",
            also=("queue",),
            matter_id=row.id,
            step_id=step.id,
            kind=row.kind,
            key=said.key,
            on=said.on,
            details=details,
            document_id=said.document_id,
            faults=faults,
            checks=checks,
            reason=step.reason,
        )
    )
    _settle(unit, row, step.key)
    return step.id


def _settle(unit: UnitOfWork, row: Matter, key: str, *, undone: bool = False) -> None:
    """What is kept beside the steps, and what follows from them elsewhere."""
    matter = as_told(row, _standing(unit, row))
    if matter.steps:
        row.opened_on = matter.opened_on
        row.closed_on = _closed_on(spec(row.kind), matter)
    else:
        row.closed_on = row.opened_on
    unit.session.flush()
    follow(unit, row, matter, key, undone=undone)


def _closed_on(how: MatterSpec, matter: told.Matter) -> date | None:
    if not how.closed(matter):
        return None
    ends = [step.on for step in matter.steps if how.step(step.key).closes]
    return ends[-1]


def _standing(unit: UnitOfWork, row: Matter) -> list[MatterStep]:
    unit.session.flush()
    return list(
        unit.session.scalars(
            select(MatterStep)
            .where(MatterStep.matter_id == row.id, STEP_STANDS)
            .order_by(MatterStep.on, MatterStep.id)
        )
    )


def _in_time(
    unit: UnitOfWork, how: MatterSpec, step: StepSpec, matter: told.Matter, on: date
) -> None:
    day = today(unit.session, unit.now)
    if on > day:
        raise UserError(
            f"{text.day(on)} is in the future (today is {text.day(day)}).",
            do="Enter the day it happened.",
        )
    if not matter.steps:
        return
    if on < matter.opened_on and step.key not in how.opens:
        raise UserError(
            f"{text.day(on)} is before the matter began ({text.day(matter.opened_on)}).",
            do="Enter the day it happened, or first the earlier step that began it.",
        )
    if step.once and (taken := matter.on(step.key)):
        raise UserError(
            f"{step.label} is on file already, on {text.day(taken)}.",
            do="Take that entry back if its day is wrong.",
        )
    _after(how, step, matter.until(on), on)


def _after(how: MatterSpec, step: StepSpec, by_then: told.Matter | None, on: date) -> None:
    wanted = [key for key in step.after if key]
    if not wanted or (by_then is not None and by_then.first(*wanted) is not None):
        return
    labels = " or ".join(how.step(key).label.lower() for key in wanted)
    raise UserError(
        f"{step.label} comes after: {labels}. Nothing like it is on file by {text.day(on)}.",
        do="Write that step down first.",
    )


def _still_whole(how: MatterSpec, rest: told.Matter, key: str) -> None:
    """Raises UserError where what is left would not stand without the step taken back."""
    if not rest.steps:
        return
    if rest.steps[0].key not in how.opens:
        raise UserError(
            f"The matter began with it, and {how.step(rest.steps[0].key).label} came after.",
            do="Take the later steps back first.",
        )
    for step in rest.steps:
        wanted = [each for each in how.step(step.key).after if each]
        if key not in wanted:
            continue
        by_then = rest.until(step.on)
        if by_then is None or by_then.first(*wanted) is None:
            raise UserError(
                f"{how.step(step.key).label} on {text.day(step.on)} came after it.",
                do="Take that one back first.",
            )


def _on_the_loan(unit: UnitOfWork, loan_id: int, person_id: int) -> None:
    on_it = select(LoanPerson.id).where(
        LoanPerson.loan_id == loan_id, LoanPerson.person_id == person_id
    )
    if unit.session.scalar(on_it) is None:
        raise UserError("This person is not on the loan.", do="Add them to the loan first.")


def _paper_of(unit: UnitOfWork, loan_id: int, document_id: int) -> None:
    document = unit.session.get(Document, document_id)
    if document is None or document.loan_id != loan_id:
        raise UserError("This paper is not on file for the loan.", do="Choose one of its papers.")
