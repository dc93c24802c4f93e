"""Which mutants of a reference its properties let pass, tried as submissions are."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from autograder.exercise import Exercise
from autograder.grading.attempt import Attempt, exercise_seconds, read_observation
from autograder.grading.outcome import verdict_of
from autograder.grading.trusted import Question
from autograder.grading.verdict import Verdict
from autograder.mutation.mutants import Mutant
from autograder.observation.run import observe
from autograder.oracle.solutions import Solutions
from autograder.property import Property, companions_of
from autograder.wire.codec import MalformedFrameError, encode
from autograder.wire.messages import Load
from autograder.worker.client import WorkerDiedError
from autograder.worker.source import WorkerSource

_FIRST = 12  # cases: most mutants die on one of them
_PATIENCE = 10.0  # times what the reference takes, and a second at least


class Hunter:
    """Tries mutants of one exercise on questions that the reference has answered."""

    def __init__(
        self,
        workers: WorkerSource,
        exercise: Exercise,
        properties: Mapping[str, Property],
        solutions: Solutions,
        questions: Mapping[str, Sequence[Question]],
    ) -> None:
        self._workers = workers
        self._exercise = exercise
        self._properties = properties
        self._solutions = solutions
        self._questions = questions
        self._expected = {
            name: [encode(question.expected) for question in asked]
            for name, asked in questions.items()
        }
        self._scales = {name: self._scale(prop) for name, prop in properties.items()}

    def kills(self, mutant: Mutant) -> bool:
        """Whether a property tells the mutant from the reference."""
        request = Load(
            mutant.source,
            f"mutant/{self._exercise.path}",
            self._exercise.name,
            self._solutions.symbol,
            companions_of(self._properties),
            unit=self._exercise.unit,
        )
        attempt = Attempt(
            self._workers, request, seconds=exercise_seconds(self._properties.values())
        )
        try:
            loaded = attempt.load()
            if loaded.raised or loaded.missing or loaded.unsolved:
                return True
            return any(self._fails(attempt, prop) for prop in self._properties.values())
        except WorkerDiedError:
            return True
        finally:
            attempt.close()

    def _fails(self, attempt: Attempt, prop: Property) -> bool:
        asked = self._questions[prop.name]
        for start, end in ((0, _FIRST), (_FIRST, len(asked))):
            part = asked[start:end]
            if not part:
                continue
            scale = self._scales[prop.name]
            attempt.begin(prop, part[0].seed, [question.case for question in part], scale)
            found, died = attempt.finish(prop, scale)
            if died is not None or len(found) < len(part):
                return True
            wanted = self._expected[prop.name][start:end]
            for question, want, got in zip(part, wanted, found, strict=True):
                if not (prop.calls is None and want == got) and _differs(question, got):
                    return True
        return False

    def _scale(self, prop: Property) -> float:
        """How much of its time a property gets here: a mutant may never end."""
        start = time.perf_counter()
        for question in self._questions[prop.name]:
            observe(prop, self._solutions.reference, question.case, seed=question.seed)
        taken = time.perf_counter() - start
        return min(1.0, max(1.0, _PATIENCE * taken) / prop.seconds)


def _differs(question: Question, got: bytes) -> bool:
    try:
        seen = read_observation(got)
    except MalformedFrameError:
        return True
    return verdict_of(question.prop, question.expected, seen) is not Verdict.PASSED
