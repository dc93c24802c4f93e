"""A house to attack and a grader to withstand it, at one level of confinement."""

import os
import py_compile
import shutil
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import traces
from attack import NEVER, Attack

from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits
from autograder.exercise import Exercise, House
from autograder.grading.grader import Grader
from autograder.grading.score_report import ExerciseResult
from autograder.grading.verdict import Verdict
from autograder.intake.open import open_submission
from autograder.submission import Submission
from autograder.worker.kept import OneSubmission
from autograder.worker.system import worker_source

SECRET = "KATA_SECRET_of_the_grader"
LIMITS = Limits(resident=700 << 20, cpu_seconds=2)
HURRIED = "with_leading_dim"  # the exercise of attacks that only the deadline ends
_SOURCES = House()
_COPIED = ("assignments", "reference", "tests/properties", "tests/submissions/complete")


def build(root: Path, units: Iterable[str]) -> House:
    """Copy some units of the house to `root`, hide a secret there, and give it a history."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in (*(f"{part}/{unit}" for part in _COPIED for unit in units), "autograder/grading"):
        shutil.copytree(_SOURCES.root / name, root / name, ignore=ignored)
    house = House(root)
    (attacked,), (hurried,) = house.select(["add_batch"]), house.select([HURRIED])
    text = house.reference(attacked).read_bytes()
    for path in (house.reference(attacked), house.properties(attacked)):
        path.write_text(path.read_text(encoding="utf-8") + f"# {SECRET}\n", encoding="utf-8")
    py_compile.compile(str(house.reference(attacked)))
    path = house.properties(hurried)
    path.write_text(path.read_text(encoding="utf-8").replace("@graded(", "@graded(seconds=0.5, "))
    blob = root / ".git" / "objects" / "4b" / "6174610000000000000000000000000000000000"
    blob.parent.mkdir(parents=True)
    blob.write_bytes(zlib.compress(b"blob %d\0" % len(text) + text))
    return house


@dataclass(frozen=True)
class Outcome:
    """What came of an attack: its result, and what was lost, named as attacks do, with details."""

    result: ExerciseResult
    lost: dict[str, object]


class ProvingGround:
    """Lets attacks loose, one after the other, and looks at everything after each.

    With `keeps`, each submission has workers that are kept, as where a class is graded.
    """

    def __init__(
        self, level: Level, folder: Path, names: Iterable[str], *, keeps: bool = False
    ) -> None:
        self.level = level
        self._keeps = keeps
        chosen = _SOURCES.select(sorted({"add_batch", HURRIED, *names}))
        self._house = build(folder / "house", {exercise.unit for exercise in chosen})
        self._kept, self._submitted = folder / "kept", folder / "submitted"
        properties = [self._house.properties(exercise) for exercise in chosen]
        self._source = worker_source(
            properties, LIMITS, level=level, house=self._house, serves_again=keeps
        )
        samples = self._house.root / "tests" / "submissions" / "complete"
        self._honest = open_submission(samples, self._house.exercises)
        self._full = {e: self._grade(e, self._honest).points for e in chosen}
        shutil.copytree(self._house.root, self._kept, symlinks=True)
        self._files = traces.files(self._house.root)

    def close(self) -> None:
        """End the grader's processes."""
        self._source.close()

    def attack(self, attack: Attack) -> Outcome:
        """Grade an attack, then an honest submission, and tell what was lost on the way."""
        before, known = self._grader(), traces.descendants()
        result = self._grade(self._exercise(attack.exercise), self._submission(attack))
        held = self.level in attack.held
        known_loss = not held and "neighbour" in attack.loses
        files = traces.files(self._house.root)
        found = {
            "verdict": result.verdict if result.verdict in NEVER else None,
            "neighbour": None if known_loss else self._loss(self._exercise(attack.neighbour)),
            "secrets": SECRET.encode() in msgspec.json.encode(result),
            "files": traces.left_elsewhere() | traces.changed(self._files, files),
            "processes": traces.survivors(known | {self._zygote()}, 2.0 if held else 0.2),
            "grader": traces.changed(before, self._grader()),
        }
        lost = {name: what for name, what in found.items() if what}
        self._heal(lost)
        return Outcome(result, lost)

    def _exercise(self, name: str) -> Exercise:
        return self._house.select([name])[0]

    def _submission(self, attack: Attack) -> Submission:
        shutil.rmtree(self._submitted, ignore_errors=True)
        beside = self._house.exercises[0]
        shutil.copytree(self._house.assignments / beside.unit, self._submitted / beside.unit)
        exercise = self._exercise(attack.exercise)
        attack.write(self._submitted / exercise.path, self._house.root)
        return open_submission(self._submitted, self._house.exercises, name="student")

    def _grade(self, exercise: Exercise, submission: Submission) -> ExerciseResult:
        kept = OneSubmission.of(self._source) if self._keeps else None
        grader = Grader(self._house, submission, self._source, seed=1, examples=10, kept=kept)
        try:
            (result,) = grader.grade_all([exercise])
        finally:
            if kept is not None:
                kept.close()
        return result

    def _loss(self, exercise: Exercise) -> ExerciseResult | None:
        """What an honest submission got, where that is less than everything."""
        result = self._grade(exercise, self._honest)
        fine = result.verdict is Verdict.PASSED and result.points == self._full[exercise]
        return None if fine else result

    def _zygote(self) -> int:
        self._source.ready()
        return self._source._zygote.pid

    def _grader(self) -> dict[str, object]:
        zygote = self._zygote()
        return traces.grader() | {"zygote": zygote, "of the zygote": traces.process(zygote)}

    def _heal(self, lost: dict[str, object]) -> None:
        """Undo what an attack did at a level that does not hold it."""
        if "processes" in lost:
            traces.end(lost["processes"])
        if "grader" in lost:
            self._source.close()
        if "files" in lost:
            traces.remove_elsewhere()
            for folder, folders, _ in os.walk(self._house.root):
                for inner in (os.path.join(folder, name) for name in folders):
                    if not os.path.islink(inner):
                        os.chmod(inner, 0o700)
            shutil.rmtree(self._house.root)
            shutil.copytree(self._kept, self._house.root, symlinks=True)
            self._files = traces.files(self._house.root)
