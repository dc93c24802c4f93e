"""Shared by the tests of the kit: fixed cases, and a grader for the sample submissions."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from class_folders import COUNT, UNIT, Folders
from hypothesis import settings

from autograder.exercise import House
from autograder.grading.grader import Grader
from autograder.grading.score_report import ExerciseResult
from autograder.intake.open import open_submission
from autograder.submission import Submission
from autograder.worker.system import worker_source

settings.register_profile("kit", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("kit")

HOUSE = House()
SUBMISSIONS = HOUSE.root / "tests" / "submissions"


@pytest.fixture(scope="session")
def cli() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `python grade.py` with some arguments, in English, 100 columns wide."""

    def run(*arguments, **options):
        command = [sys.executable, "grade.py", *map(str, arguments)]
        environment = {**os.environ, "TORCH_KATA_LANG": "en", "COLUMNS": "100"}
        options = {"cwd": HOUSE.root, "env": environment, "timeout": 280} | options
        return subprocess.run(command, capture_output=True, text=True, **options)

    return run


@pytest.fixture(scope="session")
def workers():
    source = worker_source([HOUSE.properties(exercise) for exercise in HOUSE.exercises])
    yield source
    source.close()


@pytest.fixture(scope="session")
def grade(workers) -> Callable[[str, str], ExerciseResult]:
    """Grade one exercise of a sample submission, with seed 1 and 25 cases a property."""

    def run(submission: str, name: str) -> ExerciseResult:
        (exercise,) = HOUSE.select([name])
        return grader_of(submission, workers).grade(exercise)

    return run


def grader_of(submission: str, workers) -> Grader:
    taken = open_submission(SUBMISSIONS / submission, HOUSE.exercises, name=submission)
    return Grader(HOUSE, taken, workers, seed=1, examples=25)


@pytest.fixture
def grade_text(workers) -> Callable[[str, str], ExerciseResult]:
    """Grade a text as the file of one exercise."""

    def run(name: str, text: str) -> ExerciseResult:
        (exercise,) = HOUSE.select([name])
        submission = Submission("student", {exercise.path: text})
        return Grader(HOUSE, submission, workers, seed=1, examples=25).grade(exercise)

    return run


@pytest.fixture(scope="session")
def folders(tmp_path_factory, cli):
    """A made-up class, and a deck for it."""
    made = Folders(tmp_path_factory.mktemp("class"))
    done = cli("deck", made.deck, UNIT, "--seed", 1)
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.fixture(scope="session")
def graded(folders, tmp_path_factory, cli):
    """The folder of results of a run that nothing disturbed."""
    out = tmp_path_factory.mktemp("results") / "out"
    done = cli(*folders.words(out))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"of {COUNT} graded." in done.stdout
    return out
