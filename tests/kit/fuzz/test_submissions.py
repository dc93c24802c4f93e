"""Submissions that nobody wrote get a verdict, each of them, and leave nothing behind."""

import gc
import os
import threading
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from fuzz.shown import check_shown
from fuzz.sources import submission
from processes import below, wait_until

from autograder.exercise import House
from autograder.grading.explore import shrink_case
from autograder.grading.grader import Grader
from autograder.grading.targets import Targets
from autograder.grading.verdict import Verdict
from autograder.intake.limits import Limits
from autograder.intake.text import decoded
from autograder.loading import load_properties
from autograder.submission import Submission, UnreadableError
from autograder.target import Target

HOUSE = House()
(ADD_BATCH,) = HOUSE.select(["add_batch"])
FEW = 40
MANY = int(os.environ.get("TORCH_KATA_FUZZ_SUBMISSIONS", "2000"))
FIRST = int(os.environ.get("TORCH_KATA_FUZZ_FIRST", "1000"))  # the number of the first of many
RIGHT = "def add_batch(x):\n    return x.unsqueeze(0)\n"
SIMULATED = 8  # every so many, on a simulated device too


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """What never ends is ended sooner than it would be for a student."""

    def hurried(path):
        seconds = 5.0 if path == HOUSE.properties(ADD_BATCH) else 0.4
        return {n: replace(p, seconds=seconds) for n, p in load_properties(path).items()}

    monkeypatch.setattr("autograder.grading.live.load_properties", hurried)
    monkeypatch.setattr("autograder.grading.attempt.LOAD_SECONDS", 1.5)
    monkeypatch.setattr("autograder.grading.attempt.ASK_SECONDS", 0.2)
    monkeypatch.setattr("autograder.grading.live.shrink_case", partial(shrink_case, seconds=0.2))


def taken_in(exercise, data):
    try:
        return decoded(exercise.path, data, Limits())
    except UnreadableError as error:
        return error


def grade(workers, exercise, text, *, targets=()):
    submitted = Submission("student", {exercise.path: text})
    grader = Grader(HOUSE, submitted, workers, seed=1, examples=4, targets=Targets(targets))
    return grader.grade(exercise)


def held():
    """What this process holds: descriptors and threads, without what other tests left as waste."""
    gc.collect()
    return len(list(Path("/proc/self/fd").iterdir())), threading.active_count()


def no_more(now, before):
    """Whether nothing has come to what was held."""
    return all(a <= b for a, b in zip(now, before, strict=True))


def files():
    """The files of the working directory, but for those of other tests' measured coverage."""
    return {path for path in Path.cwd().iterdir() if not path.name.startswith(".coverage")}


def fuzz(workers, numbers):
    """Grade submissions; how often each verdict was given."""
    verdicts = Counter()
    assert grade(workers, ADD_BATCH, RIGHT).verdict is Verdict.PASSED
    zygote = workers._zygote.pid
    workers.simulated.ready()  # its process stays, as the zygote does
    wait_until(lambda: len(below(zygote)) == 1)
    others = below(os.getpid())  # its zygote, and those that other tests have started
    before, here = held(), files()
    for number in numbers:
        exercise, data = submission(number, HOUSE)
        targets = () if number % SIMULATED else (Target.SIMULATED,)
        result = grade(workers, exercise, taken_in(exercise, data), targets=targets)
        what = f"submission {number}, {exercise.name}:\n{data.decode('utf-8', 'replace')}"
        assert result.verdict is not Verdict.KIT_ERROR, f"{result}\n{what}"
        assert result.points <= result.max_points, what
        check_shown(result)
        # its workers are gone with all that they started
        wait_until(lambda: below(os.getpid()) <= others and no_more(held(), before))
        if number % 20 == 0:
            honest = grade(workers, ADD_BATCH, RIGHT)
            assert (honest.verdict, honest.points) == (Verdict.PASSED, 10), what
        verdicts[result.verdict.value] += 1
    assert workers._zygote.pid == zygote, "the zygote had to be started again"
    assert files() == here
    return verdicts


def test_submissions_that_nobody_wrote_get_a_verdict(workers):
    verdicts = fuzz(workers, range(FEW))
    assert sum(verdicts.values()) == FEW
    assert len(verdicts) >= 4, "they are too much alike"


@pytest.mark.fuzz
@pytest.mark.timeout(0)
def test_many_submissions_that_nobody_wrote_get_a_verdict(workers, capsys):
    verdicts = fuzz(workers, range(FIRST, FIRST + MANY))
    with capsys.disabled():
        print(f"\n{MANY} submissions from number {FIRST} on: {dict(verdicts.most_common())}")
