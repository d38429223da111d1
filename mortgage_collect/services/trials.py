"""A trial that was kept is made permanent."""

from __future__ import annotations

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.trials import is_trial, permanent_terms, permanent_version
from mortgage_collect.services.workout_moves import none_running
from mortgage_collect.services.workouts import save_result
from mortgage_collect.store.unit_of_work import UnitOfWork


def convert_trial(unit: UnitOfWork, workout_id: int, *, reason: str = "") -> int:
    """Makes a completed trial permanent; returns the id of the permanent version.

    The waterfall is run again on the facts of today, at the rate that was agreed and with the
    trial's own answers. Raises UserError when it is no modification on trial, when the trial has
    not been kept or was converted before, while another plan runs, and without a reason when
    something speaks against the terms.
    """
    session = unit.session
    trial = session.get_one(Workout, workout_id)
    if not is_trial(trial):
        raise UserError("This workout has no trial to convert.")
    if trial.status is not WorkoutStatus.COMPLETED:
        raise UserError(
            f"The trial is {trial.status.label.lower()}, not completed.",
            do="Wait until every trial payment has come.",
        )
    made = permanent_version(session, trial)
    if made is not None:
        raise UserError(
            f"This trial has been made permanent already, as version {made.number}.",
            do="Cancel that version to work the terms out again.",
        )
    none_running(unit, trial)
    case, result = permanent_terms(session, trial, unit.now)
    return save_result(unit, trial.loan_id, case, result, reason, converts=workout_id)
