"""Where a session grades: workers that stay warm, and answers that are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.exercise import Exercise, House
from autograder.grading.score_report import ExerciseResult, ScoreReport
from autograder.submission import Submission
from autograder.worker.system import worker_source
from autograder.worker.warm import WarmWorkers

if TYPE_CHECKING:
    from autograder.grading.answers import Answers
    from autograder.grading.grader import Grader
    from autograder.grading.targets import Targets
    from autograder.watching.kept import Kept

MakeAnswers = Callable[[House], "Answers"]


class Bench:
    """Grades exercises of a house again and again; what is heavy is imported in its first use.

    Fixed are the seed and the number of cases, so the cases themselves. `answers` makes what they
    are judged by, the live house by default.
    """

    def __init__(
        self,
        house: House,
        exercises: Sequence[Exercise],
        *,
        seed: int,
        examples: int,
        device: str = "auto",
        answers: MakeAnswers | None = None,
    ) -> None:
        self._house = house
        self._properties: list[Path] = [house.properties(exercise) for exercise in exercises]
        self._seed = seed
        self._examples = examples
        self._device = device
        self._make_answers = answers
        self._answers: Answers | None = None
        self._targets: Targets | None = None
        self._kept: Kept | None = None
        self.workers = WarmWorkers(partial(worker_source, self._properties, house=house))

    def grade(
        self, exercise: Exercise, submission: Submission, *, smaller: bool = False
    ) -> ExerciseResult:
        """Grade one exercise; raises StoppedError.

        With `smaller`, a smaller case is looked for than the smallest that was drawn.
        """
        self.workers.start()  # it imports torch while we do
        return self._grader(submission, smaller=smaller).grade(exercise)

    def report(
        self, submission: Submission, results: Iterable[ExerciseResult], seconds: float
    ) -> ScoreReport:
        """The score report of what was graded."""
        return self._grader(submission).report(results, seconds)

    def prepare(self) -> None:
        """Have workers at hand for the next save; raises WorkerStartError."""
        self.workers.prepare()

    def forget(self, exercises: Iterable[Exercise]) -> None:
        """Let go of what is known of some exercises' answers."""
        if self._kept is not None:
            self._kept.forget(exercises)

    def close(self) -> None:
        """End every process."""
        self.workers.close()
        if self._targets is not None:
            self._targets.close()

    def _grader(self, submission: Submission, *, smaller: bool = False) -> Grader:
        from autograder.grading.grader import Grader
        from autograder.grading.targets import targets_of
        from autograder.watching.kept import Kept, KeptAnswers

        if self._answers is None or self._targets is None or self._kept is None:
            self._answers = self._new_answers()
            self._targets = targets_of(self._device, self._properties, self._house)
            self._kept = Kept(self.workers.check)
        answers = KeptAnswers(self._answers, self._kept, shrinks=smaller)
        return Grader(
            self._house,
            submission,
            self.workers,
            self._seed,
            self._examples,
            self._targets,
            answers,
        )

    def _new_answers(self) -> Answers:
        if self._make_answers is not None:
            return self._make_answers(self._house)
        from autograder.grading.live import LiveAnswers  # a student's copy has none

        return LiveAnswers(self._house)
