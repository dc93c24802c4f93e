"""Grading several exercises at a time: in order, stopped at once, alone what is doubtful."""

import threading
import time
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from autograder.exercise import Exercise
from autograder.grading import together
from autograder.grading.together import grade_in_order
from autograder.grading.verdict import Verdict
from autograder.wire.ready import Ready

EXERCISES = [Exercise("01_toy", f"exercise_{n}") for n in range(6)]


class Workers:
    """A source of no workers."""

    many = True
    level = "A"
    closed = 0

    def start(self):
        pass

    def ready(self):
        return Ready({})

    def close(self):
        self.closed += 1


@dataclass(frozen=True)
class Grader:
    """Grades by waiting; what it did is written down."""

    workers: Workers = field(default_factory=Workers)
    answers: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(live=False))
    targets: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(accelerators=None))
    seconds: dict = field(default_factory=dict)
    faults: set = field(default_factory=set)
    began: list = field(default_factory=list)
    running: set = field(default_factory=set)
    most: list = field(default_factory=list)
    stopped: list = field(default_factory=list)
    repeated_beside: list = field(default_factory=list)

    def grade_once(self, exercise):
        self.began.append(exercise.name)
        self.running.add(exercise.name)
        self.most.append(len(self.running))
        end = time.monotonic() + self.seconds.get(exercise.name, 0.01)
        try:
            while time.monotonic() < end:
                self.workers.check()
                time.sleep(0.005)
        except BaseException:
            self.stopped.append(exercise.name)
            raise
        finally:
            self.running.discard(exercise.name)
        fault = exercise.name in self.faults
        verdict = Verdict.KIT_ERROR if fault else Verdict.PASSED
        return SimpleNamespace(name=exercise.name, verdict=verdict, reason=None, properties=())

    def repeat(self, exercise, result):
        self.repeated_beside.append(set(self.running))
        return SimpleNamespace(name=exercise.name, verdict=Verdict.PASSED)

    def grade_all(self, exercises):
        for exercise in exercises:
            yield SimpleNamespace(name=exercise.name, thread=threading.current_thread())


@pytest.fixture(autouse=True)
def three_cores(monkeypatch):
    monkeypatch.setattr(together.os, "cpu_count", lambda: 3)


def test_the_results_come_in_order_whatever_takes_longest():
    grader = Grader(seconds={"exercise_0": 0.2, "exercise_1": 0.05})
    found = [result.name for result in grade_in_order(grader, EXERCISES)]
    assert found == [exercise.name for exercise in EXERCISES]
    assert max(grader.most) == 3


def test_one_that_takes_long_holds_up_none_of_the_others():
    grader = Grader(seconds={"exercise_0": 0.5})
    graded = grade_in_order(grader, EXERCISES)
    next(graded)
    assert set(grader.began) == {exercise.name for exercise in EXERCISES}
    graded.close()


def test_what_is_doubtful_is_graded_again_while_nothing_else_is():
    grader = Grader(seconds={"exercise_2": 0.1}, faults={"exercise_1", "exercise_4"})
    verdicts = {result.verdict for result in grade_in_order(grader, EXERCISES)}
    assert verdicts == {Verdict.PASSED}
    assert grader.repeated_beside == [set(), set()]


def test_whoever_leaves_early_stops_what_is_in_hand():
    grader = Grader(seconds={"exercise_1": 30, "exercise_2": 30})
    start = time.monotonic()
    graded = grade_in_order(grader, EXERCISES)
    assert next(graded).name == "exercise_0"
    graded.close()
    assert {"exercise_1", "exercise_2"} <= set(grader.stopped)
    assert not {"exercise_4", "exercise_5"} & set(grader.began)
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    "alone",
    [
        {"answers": SimpleNamespace(live=True)},
        {"answers": None},
        {"targets": SimpleNamespace(accelerators=list)},
    ],
)
def test_where_the_reference_runs_or_one_device_is_there_they_come_one_by_one(alone):
    results = list(grade_in_order(Grader(**alone), EXERCISES))
    assert {result.thread for result in results} == {threading.current_thread()}
