"""Grading a submission, exercise by exercise, against the reference or a deck."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from autograder.exercise import Exercise, House
from autograder.grading.answers import Answers, Oracle
from autograder.grading.attempt import Attempt, exercise_seconds
from autograder.grading.confirmed import confirmed
from autograder.grading.device_pass import DevicePass
from autograder.grading.environment import environment
from autograder.grading.first_pass import FirstPass, Judged
from autograder.grading.judge import DEFAULT_EXAMPLES
from autograder.grading.likely_cause import likely_cause
from autograder.grading.outcome import EXPLAINED, diagnosis_of, is_doubtful, same_for_all
from autograder.grading.patience import patience
from autograder.grading.printed import printable
from autograder.grading.replay_command import replay_command
from autograder.grading.score_report import (
    Diagnosis,
    ExerciseResult,
    PropertyResult,
    Reason,
    ScoreReport,
)
from autograder.grading.second_pass import SecondPass
from autograder.grading.sides import with_sides
from autograder.grading.summary import summarise
from autograder.grading.targets import Targets
from autograder.grading.titles import exercise_title, exercise_worth
from autograder.grading.verdict import Verdict, of_exercise
from autograder.oracle.deck import DeckError
from autograder.oracle.solutions import OracleError
from autograder.property import Property, companions_of
from autograder.submission import Submission, UnreadableError
from autograder.target import Target
from autograder.wire.messages import Load
from autograder.worker.kept import OneSubmission
from autograder.worker.source import WorkerSource, WorkerStartError

PATIENCE = 60.0  # seconds, besides those that the submission may take


@dataclass(frozen=True)
class Grader:
    """Grades one submission; `seed` and `examples` decide the cases.

    `targets` are what properties that take a device are run on besides the CPU; `answers` tell
    what should be seen, by default the live reference. Nothing is begun after `until` (monotonic).
    `kept` gives workers that may have served this submission before, for what others confirm.
    They are for decks: only there is a second look cheaper than the forks.
    """

    house: House
    submission: Submission
    workers: WorkerSource
    seed: int
    examples: int = DEFAULT_EXAMPLES
    targets: Targets = field(default_factory=lambda: Targets((Target.SIMULATED,)))
    answers: Answers | None = None
    until: float = float("inf")
    kept: OneSubmission | None = None

    @property
    def _answers(self) -> Answers:
        if self.answers is not None:
            return self.answers
        from autograder.grading.live import LiveAnswers  # a student's copy has none

        return LiveAnswers(self.house)

    def grade_all(self, exercises: Iterable[Exercise]) -> Iterator[ExerciseResult]:
        """Grade exercises one after the other."""
        if self.kept is None:
            return map(self.grade, exercises)
        return confirmed(exercises, self.grade, replace(self, kept=None).grade, self.kept.first)

    def grade(self, exercise: Exercise, *, only: str | None = None) -> ExerciseResult:
        """Grade one exercise, or `only` the property of that name.

        A fault of the kit becomes the verdict KIT_ERROR, never an exception, and is tried once more
        with everything new. So is what somebody else may have ended.
        """
        result = self.grade_once(exercise, only=only)
        return self.repeat(exercise, result, only=only) if is_doubtful(result) else result

    def repeat(
        self, exercise: Exercise, result: ExerciseResult, *, only: str | None = None
    ) -> ExerciseResult:
        """Grade once more what had a doubtful result."""
        if result.verdict is Verdict.KIT_ERROR:
            self.workers.close()
            self.targets.close()
        return self.grade_once(exercise, only=only)

    def grade_once(self, exercise: Exercise, *, only: str | None = None) -> ExerciseResult:
        """The same without trying again."""
        start = time.monotonic()
        properties: dict[str, Property] = {}
        code = "kit_properties"
        try:
            with patience(PATIENCE):
                properties = self._answers.properties(exercise)
            if only is not None:
                properties = {only: properties[only]}
            code = "kit_internal"
            return self._grade(exercise, properties, start)
        except WorkerStartError as error:
            return self._kit_error(exercise, properties, "kit_worker", error, start)
        except (Exception, SystemExit) as error:  # a file of the kit may end Python
            return self._kit_error(exercise, properties, code, error, start)

    @property
    def _scale(self) -> float:
        """How much more time everything gets, since there are more cases than usual."""
        return max(1.0, self.examples / DEFAULT_EXAMPLES)

    def _patience(self, properties: dict[str, Property]) -> float:
        """How long an exercise may take at most; a submission's own limits are far below."""
        return PATIENCE * self._scale + 4 * exercise_seconds(properties.values())

    def _grade(
        self, exercise: Exercise, properties: dict[str, Property], start: float
    ) -> ExerciseResult:
        try:
            source = self.submission.source(exercise)
        except UnreadableError as error:
            reason = Reason(error.code, error.facts)
            return self._result_for_all(exercise, properties, Verdict.UNREADABLE, reason, start)
        if start > self.until:
            late = Reason("no_time_left")
            return self._result_for_all(exercise, properties, Verdict.TIMED_OUT, late, start)
        failures = self.workers.ready().failures
        if said := failures.get(str(self.house.properties(exercise))):
            return self._kit_error(
                exercise, properties, "kit_properties", RuntimeError(said), start
            )
        with patience(self._patience(properties)):
            return self._ask(exercise, properties, source, start)

    def _ask(
        self, exercise: Exercise, properties: dict[str, Property], source: str, start: float
    ) -> ExerciseResult:
        try:
            oracle = self._answers.oracle(exercise)
        except (OracleError, DeckError) as error:
            return self._kit_error(exercise, properties, "kit_oracle", error, start)
        filename = f"{self.submission.name}/{exercise.path}"
        companions = companions_of(properties)
        symbol = oracle.solutions.symbol
        request = Load(source, filename, exercise.name, symbol, companions, unit=exercise.unit)
        seconds = exercise_seconds(properties.values())
        again_in = self.kept.again if self.kept else None
        again = SecondPass.of(again_in, self.workers, request, seconds=seconds)
        fresh = Attempt(self.workers, request, seconds=seconds)
        try:
            first = FirstPass(self._answers, oracle, properties, self.seed, self.examples)
            judged = first.run(request, self.kept.first if self.kept else None, fresh)
            return self._judge(exercise, properties, oracle, judged, again, request, start)
        finally:
            fresh.close()
            again.close()

    def _judge(
        self,
        exercise: Exercise,
        properties: dict[str, Property],
        oracle: Oracle,
        judged: Judged,
        again: SecondPass,
        request: Load,
        start: float,
    ) -> ExerciseResult:
        if judged.stopped:
            return self._result_for_all(
                exercise, properties, *judged.stopped, start, printed=judged.printed
            )
        changed = again.run(judged.passed, request.source, seed=self.seed, scale=self._scale)
        results = [changed.get(result.name, result) for result in judged.results]
        results, mistake = self._on_devices(exercise, properties, oracle, request, results)
        verdict = of_exercise([result.verdict for result in results])
        explained = verdict in EXPLAINED
        return self._result(
            exercise,
            verdict,
            tuple(results),
            start,
            reason=likely_cause(oracle.solutions, judged.loaded, results),
            diagnosis=diagnosis_of(oracle, judged.witnesses, mistake) if explained else None,
            printed=judged.printed,
        )

    def _on_devices(
        self,
        exercise: Exercise,
        properties: dict[str, Property],
        oracle: Oracle,
        request: Load,
        results: list[PropertyResult],
    ) -> tuple[list[PropertyResult], str | None]:
        """What the other targets change of the results, and the mistake if one explains it."""
        devices = DevicePass(
            self._answers,
            exercise,
            oracle.solutions,
            properties,
            self.workers,
            request,
            self.seed,
            self.examples,
            self.kept.again if self.kept else None,
        )
        return devices.run(self.targets, results)

    def _result_for_all(
        self,
        exercise: Exercise,
        properties: dict[str, Property],
        verdict: Verdict,
        reason: Reason | None,
        start: float,
        *,
        printed: str = "",
    ) -> ExerciseResult:
        results = same_for_all(properties, verdict, None)
        return self._result(exercise, verdict, results, start, reason=reason, printed=printed)

    def _kit_error(
        self,
        exercise: Exercise,
        properties: dict[str, Property],
        code: str,
        error: Exception | SystemExit,
        start: float,
    ) -> ExerciseResult:
        reason = Reason(code, {"error": f"{type(error).__name__}: {error}"})
        return self._result_for_all(exercise, properties, Verdict.KIT_ERROR, reason, start)

    def _result(
        self,
        exercise: Exercise,
        verdict: Verdict,
        properties: tuple[PropertyResult, ...],
        start: float,
        *,
        reason: Reason | None = None,
        diagnosis: Diagnosis | None = None,
        printed: str = "",
    ) -> ExerciseResult:
        result = ExerciseResult(
            unit=exercise.unit,
            name=exercise.name,
            title=exercise_title(self.house, exercise),
            verdict=verdict,
            points=sum(p.points for p in properties),
            max_points=sum(p.max_points for p in properties)
            or exercise_worth(self.house, exercise),
            seconds=round(time.monotonic() - start, 3),
            replay=replay_command(
                exercise,
                self.submission,
                seed=self.seed,
                examples=self.examples,
                deck_file=self._answers.file,
            ),
            properties=properties,
            reason=reason,
            diagnosis=diagnosis,
            printed=printable(printed),
        )
        return with_sides(result, self.house.stub(exercise))

    def report(
        self, results: Iterable[ExerciseResult], seconds: float, *, complete: bool = True
    ) -> ScoreReport:
        """The score report of what was graded."""
        return summarise(
            self.house,
            tuple(results),
            environment(self.workers.level, self.targets, self._answers.digest),
            submission=self.submission.name,
            seed=self.seed,
            examples=self.examples,
            seconds=seconds,
            complete=complete,
        )
