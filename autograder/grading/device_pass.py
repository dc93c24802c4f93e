"""Judging on devices: what passed on the CPU and takes a device is run on each target too.

A label that was left on the CPU, a mask made on the wrong device, a discarded `.to`: nothing of
that shows where there is only one device.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from autograder.exercise import Exercise
from autograder.grading.answers import Answers, Oracle
from autograder.grading.attempt import LOAD_SECONDS, Attempt, exercise_seconds
from autograder.grading.diagnose import Witness, diagnose
from autograder.grading.gap import TargetGapError
from autograder.grading.judge import Judge
from autograder.grading.outcome import death_reason, refused
from autograder.grading.score_report import PropertyResult, Reason
from autograder.grading.targets import Targets
from autograder.grading.verdict import Verdict
from autograder.oracle.solutions import Solutions
from autograder.property import Property
from autograder.target import Target
from autograder.wire.messages import Load
from autograder.worker.client import Death, UnreachedError, WorkerDiedError
from autograder.worker.source import WorkerSource

CASES = 25  # of each property and target: a device that is wrong shows on nearly every one


@dataclass(frozen=True)
class DevicePass:
    """Judges one exercise of one submission on more than the CPU.

    What fails in a worker that was `kept` is judged once more in a fresh one.
    """

    answers: Answers
    exercise: Exercise
    solutions: Solutions
    properties: dict[str, Property]
    workers: WorkerSource
    request: Load
    seed: int
    examples: int
    kept: WorkerSource | None = None

    def run(
        self, targets: Targets, results: Sequence[PropertyResult]
    ) -> tuple[list[PropertyResult], str | None]:
        """The results with what the targets change of them, and the mistake's name if known.

        A target that is not to be had is noted in `targets`; a property that cannot be run on one
        says so in `unchecked`.
        """
        mistake: str | None = None
        found = list(results)
        for target in targets.to_try(self.workers):
            asked = [r for r in found if r.verdict is Verdict.PASSED and self._takes_device(r)]
            if not asked:
                break
            before = {result.name: result for result in asked}
            workers, others = targets.sources(target, self.workers)
            simulated = self.kept.simulated if self.kept is not None else workers
            first = simulated if target is Target.SIMULATED else workers
            oracle = self.answers.on_target(
                self.exercise, self.solutions, self.properties, others, target
            )
            try:
                changed, witnesses = self._judge(target, oracle, targets, first, asked)
                if first is not workers and changed != before:
                    changed, witnesses = self._judge(target, oracle, targets, workers, asked)
                if mistake is None and witnesses:
                    mistake = _diagnosis(oracle, witnesses)
            finally:
                oracle.close()
            found = [changed.get(result.name, result) for result in found]
        return found, mistake

    def _takes_device(self, result: PropertyResult) -> bool:
        return self.properties[result.name].on_devices

    def _judge(
        self,
        target: Target,
        oracle: Oracle,
        targets: Targets,
        workers: WorkerSource,
        asked: Sequence[PropertyResult],
    ) -> tuple[dict[str, PropertyResult], list[Witness]]:
        request = msgspec.structs.replace(self.request, target=target)
        seconds = exercise_seconds(self.properties.values())
        hurried = self.kept is not None and workers is self.kept.simulated
        attempt = Attempt(workers, request, seconds=seconds, hurried=hurried)
        most = min(CASES, self.examples)
        judge = Judge(attempt, self.answers, oracle, request.source, self.seed, most, target=target)
        changed: dict[str, PropertyResult] = {}
        witnesses: list[Witness] = []
        try:
            loaded = attempt.load()
            targets.reach(target, attempt.reached.accelerator if attempt.reached else "")
            if stopped := refused(loaded, request.symbol):
                return {r.name: _refused(r, target, *stopped) for r in asked}, []
            for result in asked:
                prop = self.properties[result.name]
                new, seen = self._on_target(judge, prop, target, result)
                changed[result.name] = new
                witnesses += seen
        except UnreachedError as error:
            targets.miss(target, error.said)
        except WorkerDiedError as died:  # while it loaded, which it did without the target
            reached = attempt.reached is not None
            changed = {r.name: _dead(r, target, died, reached=reached) for r in asked}
        finally:
            attempt.close()
        return changed, witnesses

    @staticmethod
    def _on_target(
        judge: Judge, prop: Property, target: Target, before: PropertyResult
    ) -> tuple[PropertyResult, list[Witness]]:
        try:
            result, witnesses = judge.judge(prop)
        except TargetGapError:
            judge.attempt.discard()
            return _unchecked(before, target), []
        if result.verdict is Verdict.PASSED:
            return before, witnesses
        judge.attempt.discard()  # what failed may have filled the device's memory, or lost it
        return msgspec.structs.replace(result, target=target.value), witnesses


def _refused(
    result: PropertyResult, target: Target, verdict: Verdict, reason: Reason | None
) -> PropertyResult:
    return msgspec.structs.replace(
        result, verdict=verdict, points=0, reason=reason, target=target.value
    )


def _dead(
    result: PropertyResult, target: Target, died: WorkerDiedError, *, reached: bool
) -> PropertyResult:
    """The result where a worker died while it loaded: a crash may be the simulation's."""
    if not reached or died.death in (Death.SIGNALLED, Death.KILLED):
        return _unchecked(result, target)
    verdict, reason = death_reason(died, LOAD_SECONDS)
    return _refused(result, target, verdict, Reason(f"{reason.code}_at_import", reason.facts))


def _unchecked(result: PropertyResult, target: Target) -> PropertyResult:
    return msgspec.structs.replace(result, unchecked=(*result.unchecked, target.value))


def _diagnosis(oracle: Oracle, witnesses: list[Witness]) -> str | None:
    names = [m.name for m in oracle.solutions.misconceptions if not m.of]
    failing = [w for w in witnesses if w.failed]
    passing = [w for w in witnesses if not w.failed]
    # Each question is a round trip to a worker: a few of each kind tell mistakes apart.
    return diagnose(names, oracle.mistaken, [*failing[:6], *failing[-1:], *passing[:6]])
