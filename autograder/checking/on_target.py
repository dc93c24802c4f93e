"""Judging solutions on a target that this process does not have: what is right only on the CPU."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from autograder.grading.device_pass import CASES
from autograder.grading.diagnose import Witness, forbidden_call
from autograder.grading.explore import draw_cases, property_seed
from autograder.grading.gap import TargetGapError, is_gap
from autograder.grading.target_oracle import TargetOracle
from autograder.grading.trusted import Question
from autograder.observation.compare import compare
from autograder.property import Property
from autograder.solutions import Alternative, Misconception
from autograder.wire.record import Observation


@dataclass
class OnTarget:
    """The solutions of one exercise on a target; `gap` says why they could not be run there."""

    oracle: TargetOracle
    properties: Mapping[str, Property]
    gap: str = ""
    questions: list[Question] = field(default_factory=list)

    @property
    def taking_devices(self) -> list[Property]:
        """The properties that are run on every device there is."""
        return [prop for prop in self.properties.values() if prop.on_devices]

    def draw(self, seed: int) -> None:
        """Draw other questions, and ask the reference on the target; raises OracleError."""
        self.questions = []
        for prop in self.taking_devices if not self.gap else ():
            own = property_seed(seed, prop)
            cases = draw_cases(prop, seed=own, examples=CASES)
            try:
                expected = self.oracle.expected_all(prop, cases, own)
            except TargetGapError as error:
                self.gap = str(error)
                return
            self.questions += [
                Question(prop, case, own, want) for case, want in zip(cases, expected, strict=True)
            ]

    def judge(self, solution: Alternative | Misconception) -> list[Witness]:
        """Put the questions to a solution; none to one that stands beside the exercise's own.

        What the simulation cannot do is no failure.
        """
        if solution.of:
            return []
        witnesses: list[Witness] = []
        for prop in self.taking_devices:
            asked = [question for question in self.questions if question.prop is prop]
            if asked:
                witnesses += self._witnesses(solution.name, prop, asked)
        return witnesses

    def kills(self, text: str) -> bool:
        """Whether a mutant differs from the reference on the target; what is no gap counts."""
        for prop in self.taking_devices:
            asked = [question for question in self.questions if question.prop is prop]
            try:
                cases = [question.case for question in asked]
                shown = self.oracle.shown_by(text, prop, cases, asked[0].seed) if asked else []
            except TargetGapError:  # it cannot even be run there, and the reference can
                return True
            if any(_fails(q, got) for q, got in zip(asked, shown, strict=True)):
                return True
        return False

    def _witnesses(self, name: str, prop: Property, asked: Sequence[Question]) -> list[Witness]:
        cases = [question.case for question in asked]
        try:
            shown = self.oracle.shown(name, prop, cases, asked[0].seed)
        except TargetGapError as error:
            self.gap = self.gap or f"{name}: {error}"
            return []
        return [
            Witness(prop, question.case, question.seed, got, _fails(question, got))
            for question, got in zip(asked, shown, strict=True)
        ]


def _fails(question: Question, got: Observation) -> bool:
    prop = question.prop
    if is_gap(got):
        return False
    different = compare(question.expected, got, rtol=prop.rtol, atol=prop.atol)
    return different is not None or forbidden_call(prop, got) is not None
