"""Judging one property: draw its cases, run both sides, compare, shrink what fails."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.grading.answers import Answers, Oracle
from autograder.grading.attempt import Attempt, read_observation
from autograder.grading.diagnose import Witness
from autograder.grading.failure import describe_failure
from autograder.grading.gap import TargetGapError, is_gap, is_lost
from autograder.grading.outcome import (
    died_result,
    kit_error,
    reason_of,
    result_of,
    verdict_of,
)
from autograder.grading.score_report import PropertyResult, Reason
from autograder.grading.second_pass import Passed
from autograder.grading.verdict import Verdict
from autograder.oracle.deck import DeckError
from autograder.oracle.solutions import OracleError
from autograder.property import Property
from autograder.target import Target
from autograder.wire.codec import MalformedFrameError, encode
from autograder.wire.messages import Case
from autograder.wire.record import Observation
from autograder.worker.client import Death, WorkerDiedError

DEFAULT_EXAMPLES = 100


@dataclass(frozen=True)
class Judge:
    """Judges the properties of one exercise for one submission."""

    attempt: Attempt
    answers: Answers
    oracle: Oracle
    source: str
    seed: int
    examples: int
    target: Target = Target.CPU
    passed: list[Passed] = field(default_factory=list)

    @property
    def scale(self) -> float:
        """How much more time the properties get, since there are more cases than usual."""
        return max(1.0, self.examples / DEFAULT_EXAMPLES)

    def judge(self, prop: Property) -> tuple[PropertyResult, list[Witness]]:
        """The result of a property, and what was seen on the way."""
        try:
            seed, cases = self.answers.cases(prop, self.oracle, self.seed, self.examples)
            expected, found, died = self._run_both(prop, seed, cases)
            return self._result(prop, seed, cases, expected, found, died)
        except (OracleError, DeckError) as error:
            self.attempt.discard()
            return kit_error(prop, Reason("kit_oracle", {"error": str(error)})), []

    def _run_both(
        self, prop: Property, seed: int, cases: list[Case]
    ) -> tuple[list[Observation], list[bytes], WorkerDiedError | None]:
        """Both sides run at the same time: the worker on one core, the oracle on another."""
        early: WorkerDiedError | None = None
        try:
            self.attempt.begin(prop, seed, cases, self.scale)
        except WorkerDiedError as error:
            early = error
        expected = self.oracle.expected_all(prop, cases, seed)
        if early is not None:
            return expected, [], early
        found, died = self.attempt.finish(prop, self.scale)
        return expected, found, died

    def _result(
        self,
        prop: Property,
        seed: int,
        cases: list[Case],
        expected: list[Observation],
        found: list[bytes],
        died: WorkerDiedError | None,
    ) -> tuple[PropertyResult, list[Witness]]:
        witnesses: list[Witness] = []
        gap: str | None = None
        for case, want, data in zip(cases, expected, found, strict=False):
            if prop.calls is None and data == encode(want):
                witnesses.append(Witness(prop, case, seed, want, failed=False))
                continue
            try:
                got = read_observation(data)
            except MalformedFrameError:
                died = WorkerDiedError(Death.PROTOCOL)
                break
            if self.target is not Target.CPU and is_gap(got):
                gap = got.raised.message if got.raised else ""
                break
            failed = verdict_of(prop, want, got) is not Verdict.PASSED
            witnesses.append(Witness(prop, case, seed, got, failed))
            if is_lost(got):
                break
        first = next((w for w in witnesses if w.failed), None)
        if first is not None:
            return self._failed(prop, witnesses, first, len(cases))
        crashed = died is not None and died.death is Death.SIGNALLED
        if self.target is Target.SIMULATED and died is not None and crashed:
            gap = f"Python crashed there (signal {died.code})"
        if gap is not None:  # of the simulation: never the submission's fault
            raise TargetGapError(gap)
        if died is not None or len(witnesses) < len(cases):
            return died_result(prop, cases, len(witnesses), died), witnesses
        self.passed.append(Passed(prop, seed, cases, expected))
        result = result_of(prop, Verdict.PASSED, cases=len(cases))
        return result, witnesses

    def _failed(
        self, prop: Property, witnesses: list[Witness], first: Witness, cases: int
    ) -> tuple[PropertyResult, list[Witness]]:
        want = self.oracle.expected(prop, first.case, first.seed)
        kind = _kind(prop, want, first.got)
        smallest = first
        if is_lost(first.got):
            self.attempt.discard()
        elif kind[0] is not Verdict.UNSOLVED and self.answers.live:
            smallest = self._shrink(prop, witnesses, first, kind)
            want = self.oracle.expected(prop, smallest.case, smallest.seed)
        failure = describe_failure(prop, smallest, want, self.source)
        reason = reason_of(prop, kind[0], smallest.got)
        result = result_of(prop, kind[0], cases=cases, reason=reason, failure=failure)
        return result, [*witnesses, smallest] if smallest is not first else witnesses

    def _shrink(
        self, prop: Property, witnesses: list[Witness], first: Witness, kind: tuple[Verdict, str]
    ) -> Witness:
        """A smaller case that fails in the same way, or the first one."""
        seen: dict[bytes, Observation] = {}

        def fails(case: Case) -> bool:
            got = self.attempt.ask(prop, first.seed, case)
            if got is None:
                return False
            try:
                want = self.oracle.expected(prop, case, first.seed)
            except OracleError:  # the drawn cases were fine; leave what shrinking wandered into
                return False
            if _kind(prop, want, got) != kind:
                return False
            seen[encode(case)] = got
            return True

        known: dict[bytes, bool] = {}
        for witness in witnesses:
            key = encode(witness.case)
            known[key] = witness.failed and _same_kind(self.oracle, prop, witness, kind)
            seen[key] = witness.got
        case = self.answers.shrink(prop, fails, known, seed=first.seed, examples=self.examples)
        if case is None:
            return first
        return Witness(prop, case, first.seed, seen[encode(case)], failed=True)


def _same_kind(
    oracle: Oracle,
    prop: Property,
    witness: Witness,
    kind: tuple[Verdict, str],
) -> bool:
    want = oracle.expected(prop, witness.case, witness.seed)
    return _kind(prop, want, witness.got) == kind


def _kind(prop: Property, want: Observation, got: Observation) -> tuple[Verdict, str]:
    """What a failure must keep while it shrinks: its verdict, and the error's type."""
    raised = got.raised.type if got.raised is not None else ""
    return verdict_of(prop, want, got), raised
