"""Judging an exercise for the first time; in a worker that was kept, it is soon seen to be right.

What is not all right there is judged from the beginning in a fresh worker, which decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.grading.answers import Answers, Oracle
from autograder.grading.attempt import LOAD_SECONDS, Attempt
from autograder.grading.diagnose import Witness
from autograder.grading.judge import Judge
from autograder.grading.outcome import death_reason, refused
from autograder.grading.score_report import PropertyResult, Reason
from autograder.grading.second_pass import Passed
from autograder.grading.verdict import Verdict
from autograder.property import Property
from autograder.wire.messages import Load, Loaded
from autograder.worker.client import WorkerDiedError
from autograder.worker.source import WorkerSource


@dataclass(frozen=True)
class Judged:
    """What came of it: a verdict on the file itself where it was `stopped`, else the results."""

    printed: str
    stopped: tuple[Verdict, Reason | None] | None = None
    loaded: Loaded = field(default_factory=Loaded)
    results: tuple[PropertyResult, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    passed: tuple[Passed, ...] = ()

    @property
    def all_right(self) -> bool:
        """Whether every property passed."""
        return self.stopped is None and len(self.passed) == len(self.results)


@dataclass(frozen=True)
class FirstPass:
    """Judges the properties of one exercise for one submission."""

    answers: Answers
    oracle: Oracle
    properties: Mapping[str, Property]
    seed: int
    examples: int

    def run(self, request: Load, kept: WorkerSource | None, fresh: Attempt) -> Judged:
        """What a worker of `kept` passes, it passes; of everything else a fresh one is asked."""
        if kept is not None:
            quick = Attempt(kept, request, seconds=fresh.seconds, hurried=True)
            try:
                found = self._judged(quick, only_right=True)
            finally:
                quick.close()
            if found.all_right:
                return found
        return self._judged(fresh, only_right=False)

    def _judged(self, attempt: Attempt, *, only_right: bool) -> Judged:
        """What a worker shows; with `only_right`, no more than needed to see whether it passes."""
        try:
            loaded = attempt.load()
        except WorkerDiedError as error:
            verdict, reason = death_reason(error, LOAD_SECONDS)
            if verdict is not Verdict.KIT_ERROR:
                reason = Reason(f"{reason.code}_at_import", reason.facts)
            return Judged(attempt.printed, (verdict, reason))
        if stopped := refused(loaded, self.oracle.solutions.symbol):
            return Judged(attempt.printed, stopped)
        source = attempt.request.source
        judge = Judge(attempt, self.answers, self.oracle, source, self.seed, self.examples)
        results: list[PropertyResult] = []
        witnesses: list[Witness] = []
        for prop in self.properties.values():
            result, seen = judge.judge(prop)
            results.append(result)
            witnesses += seen
            if only_right and result.verdict is not Verdict.PASSED:
                break
        return Judged(
            attempt.printed, None, loaded, tuple(results), tuple(witnesses), tuple(judge.passed)
        )
