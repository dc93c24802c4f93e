"""Checking one exercise: its form, its solutions, its stub and its reference, its mutants."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from autograder.checking.check_report import ExerciseCheck, Survivor
from autograder.checking.form import form_problems
from autograder.checking.on_target import OnTarget
from autograder.checking.solutions import (
    CASES,
    SEEDS,
    Judged,
    judge_solutions,
    questions_by_property,
)
from autograder.checking.survivors import Hunter
from autograder.exercise import Exercise, House
from autograder.grading.grader import Grader
from autograder.grading.target_oracle import TargetOracle
from autograder.grading.trusted import draw_questions
from autograder.grading.verdict import Verdict
from autograder.loading import load_properties
from autograder.mutation.mutants import Mutant, mutants_of, submission_of
from autograder.oracle.reference import ReferenceOracle
from autograder.oracle.solutions import OracleError
from autograder.property import Property, companions_of
from autograder.reports.labels import LABELS
from autograder.submission import Submission
from autograder.target import Target
from autograder.worker.source import WorkerSource

_FEW = 20  # cases, for what is judged from more seeds besides


def check_exercise(
    house: House, exercise: Exercise, workers: WorkerSource, *, seed: int, seeds: int = SEEDS
) -> ExerciseCheck:
    """Check one exercise; what is wrong is said in the record, not raised.

    Solutions are judged from `seeds` seeds, the first being `seed`.
    """
    start = time.monotonic()
    try:
        properties = load_properties(house.properties(exercise))
        oracle = ReferenceOracle.of(house, exercise)
    except Exception as error:
        said = f"it cannot be loaded: {type(error).__name__}: {error}"
        return ExerciseCheck(unit=exercise.unit, name=exercise.name, problems=(said,))
    problems = list(form_problems(house, exercise, properties, oracle.solutions))
    judged = Judged()
    mutants: list[Mutant] = []
    survivors: list[Mutant] = []
    equivalent = 0
    on_target = TargetOracle(
        house, exercise, oracle.solutions, properties, workers, Target.SIMULATED
    )
    target = OnTarget(on_target, properties)
    try:
        problems += _verdict_problems(house, exercise, workers, seed)
        judged = judge_solutions(properties, oracle, target, seed=seed, seeds=seeds)
        problems += judged.problems + _label_problems(judged)
        found = _mutants(house, exercise, oracle, properties)
        declared = oracle.solutions.equivalent
        mutants = [mutant for mutant in found if mutant.key not in declared]
        equivalent = len(found) - len(mutants)
        stale = declared.keys() - {mutant.key for mutant in found}
        problems += [f"EQUIVALENT names a line that no mutant has: {line}" for line in stale]
        survivors = _survivors(exercise, oracle, properties, workers, mutants, seed)
        survivors = [mutant for mutant in survivors if not target.kills(mutant.source)]
    except Exception as error:  # one exercise that cannot be judged must not hide the others
        said = "" if isinstance(error, OracleError) else f"{type(error).__name__}: "
        problems.append(f"{said}{error}")
    finally:
        on_target.close()
    if target.gap:
        judged.notes.append(f"not tried on a simulated device: {target.gap}")
    return ExerciseCheck(
        unit=exercise.unit,
        name=exercise.name,
        points=sum(prop.points for prop in properties.values()),
        properties=len(properties),
        right=judged.right,
        right_passed=judged.right_passed,
        misconceptions=judged.misconceptions,
        caught=judged.caught,
        named=judged.named,
        mutants=len(mutants),
        killed=len(mutants) - len(survivors),
        equivalent=equivalent,
        survivors=tuple(Survivor(m.operator, m.line, m.diff) for m in survivors),
        problems=tuple(problems),
        notes=tuple(judged.notes),
        seconds=round(time.monotonic() - start, 2),
    )


def _mutants(
    house: House, exercise: Exercise, oracle: ReferenceOracle, properties: Mapping[str, Property]
) -> list[Mutant]:
    source = house.reference(exercise).read_text(encoding="utf-8")
    return mutants_of(source, frozenset({oracle.solutions.symbol, *companions_of(properties)}))


def _survivors(
    exercise: Exercise,
    oracle: ReferenceOracle,
    properties: Mapping[str, Property],
    workers: WorkerSource,
    mutants: list[Mutant],
    seed: int,
) -> list[Mutant]:
    if not mutants:
        return []
    questions = draw_questions(properties, oracle, seed=seed, examples=CASES)
    grouped = questions_by_property(questions)
    hunter = Hunter(workers, exercise, properties, oracle.solutions, grouped)
    return [mutant for mutant in mutants if not hunter.kills(mutant)]


def _verdict_problems(
    house: House, exercise: Exercise, workers: WorkerSource, seed: int
) -> Iterator[str]:
    """The stub must be unsolved and the reference right for the grader that students meet."""
    text = house.stub(exercise).read_text(encoding="utf-8")
    stub = Submission("assignments", {exercise.path: text})
    verdict = Grader(house, stub, workers, seed, _FEW).grade(exercise).verdict
    if verdict is not Verdict.UNSOLVED:
        yield f"the stub's verdict is {verdict}; it should be UNSOLVED"
    source = house.reference(exercise).read_text(encoding="utf-8")
    submission = Submission("reference", {exercise.path: submission_of(source)})
    result = Grader(house, submission, workers, seed, _FEW).grade(exercise)
    if result.verdict is not Verdict.PASSED:
        said = next((p.name for p in result.properties if p.verdict is not Verdict.PASSED), "")
        reason = f" ({result.reason.code}: {result.reason.facts})" if result.reason else ""
        yield f"the reference's verdict is {result.verdict} {said}{reason}; it should be PASSED"


def _label_problems(judged: Judged) -> list[str]:
    known = {"result", *LABELS}
    return [
        f"the label {label!r} is not among LABELS, so it has no translation"
        for label in sorted(judged.labels)
        if label.replace("_", " ") not in known
    ]
