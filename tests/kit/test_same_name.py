"""Two exercises of one name, in two units, are two exercises."""

from contextlib import closing

import pytest
import toy

from autograder.exercise import House
from autograder.grading.answers import DeckAnswers
from autograder.grading.grader import Grader
from autograder.grading.live import LiveAnswers
from autograder.grading.verdict import Verdict
from autograder.oracle.deck import pack, unpack
from autograder.recording.record import joined, record_exercise
from autograder.submission import Submission
from autograder.worker.system import worker_source

DOUBLED, SQUARED = "def double(x):\n    return x * 2\n", "def double(x):\n    return x * x\n"


def squaring(text):
    return text.replace("y = double(x)", "y = double(double(x)) if x.numel() else double(x)")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    root = tmp_path_factory.mktemp("house")
    toy.toy_house(root)
    other = toy.toy_house(tmp_path_factory.mktemp("other"), properties=squaring(toy.PROPERTIES))
    for folder in ("assignments", "reference", "tests/properties"):
        (other.root / folder / "01_toy").rename(root / folder / "02_toy")
    return House(root)


@pytest.mark.parametrize("on_a_deck", [False, True])
def test_each_is_graded_by_its_own_properties(house, on_a_deck):
    files = [house.properties(exercise) for exercise in house.exercises]
    assert [e.path for e in house.exercises] == ["01_toy/double.py", "02_toy/double.py"]
    with closing(worker_source(files, house=house)) as workers:
        answers = LiveAnswers(house)
        if on_a_deck:
            found = [record_exercise(house, e, workers, seed=1) for e in house.exercises]
            answers = DeckAnswers(house, unpack(pack(joined(found, seed=1)), ""), "")
        first, second = (exercise.path for exercise in house.exercises)
        for texts, expected in (
            ({first: DOUBLED, second: DOUBLED}, (Verdict.PASSED, Verdict.PASSED)),
            ({first: DOUBLED, second: SQUARED}, (Verdict.PASSED, Verdict.WRONG)),
        ):
            submission = Submission("student", texts)
            grader = Grader(house, submission, workers, 1, 25, answers=answers)
            results = list(grader.grade_all(house.exercises))
            assert tuple(result.verdict for result in results) == expected
