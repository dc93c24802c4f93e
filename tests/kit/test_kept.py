"""Workers that are kept for one submission: what fails in them fails elsewhere too, or is right."""

import sys

import msgspec
import pytest
from conftest import HOUSE, SUBMISSIONS

from autograder.grading.grader import Grader
from autograder.grading.verdict import Verdict
from autograder.intake.open import open_submission
from autograder.submission import Submission
from autograder.wire.messages import Load
from autograder.worker.kept import KeptWorkers, OneSubmission, WatchedWorkers
from autograder.worker.system import worker_source

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only forked workers are kept")
HARMLESS = Load("def f():\n    return 1\n", "f.py", "f", "f")
SETS = f"import os\nos.environ['LEFT'] = 'behind'\n{HARMLESS.source}"
REPLACES = f"import torch\ntorch.add = torch.sub\n{HARMLESS.source}"
NAMES = ["long_zeros", "add_batch"]
(TO_SOLVE, ALSO) = HOUSE.select(NAMES)


@pytest.fixture(scope="module")
def again():
    """Workers that can say what was left behind."""
    source = worker_source([HOUSE.properties(e) for e in HOUSE.exercises], serves_again=True)
    yield source
    source.close()


@pytest.fixture(params=[KeptWorkers, WatchedWorkers])
def kept(request, again):
    source = request.param(again)
    yield source
    source.close()


@pytest.fixture
def watched(again):
    source = WatchedWorkers(again)
    yield source
    source.close()


@pytest.fixture
def one(again):
    source = OneSubmission.of(again)
    yield source
    source.close()


@pytest.fixture
def grades(workers, again):
    """What each exercise comes to, each in workers of its own and all in those that are kept."""

    def run(submission, exercises):
        alone = Grader(HOUSE, submission, workers, seed=1, examples=25)
        kept = OneSubmission.of(again)
        together = Grader(HOUSE, submission, again, seed=1, examples=25, kept=kept)
        try:
            return [*alone.grade_all(exercises)], [*together.grade_all(exercises)]
        finally:
            kept.close()

    return run


def load(source, text):
    """Serve one file; the worker that did."""
    worker = source.acquire()
    worker.load(msgspec.structs.replace(HARMLESS, source=text), seconds=10)
    source.release(worker)
    return worker


def test_a_worker_that_is_well_serves_again(kept):
    assert load(kept, HARMLESS.source) is load(kept, HARMLESS.source)


def test_one_that_died_does_not(kept):
    first = kept.acquire()
    first.close()
    kept.release(first)
    second = kept.acquire()
    assert second is not first
    kept.release(second)


def test_it_ends_with_the_submission(kept):
    first = load(kept, HARMLESS.source)
    kept.close()
    assert not first.alive


def test_one_in_which_a_setting_was_left_is_replaced_and_there_is_no_doubt(watched):
    assert load(watched, SETS) is not load(watched, HARMLESS.source)
    assert watched.confirm()


def test_one_in_which_a_module_was_imported_is_replaced_and_there_is_no_doubt(watched):
    text = f"import wave\n{HARMLESS.source}"
    assert load(watched, text) is not load(watched, HARMLESS.source)
    assert watched.confirm()


def test_what_was_replaced_in_a_library_is_seen_when_it_is_asked(watched):
    first = load(watched, REPLACES)
    assert not watched.confirm()
    assert not first.alive
    load(watched, HARMLESS.source)
    assert watched.confirm()


def test_a_setting_does_not_hide_what_was_replaced(watched):
    load(watched, REPLACES)
    load(watched, SETS)
    assert not watched.confirm()


def test_a_death_leaves_a_doubt_about_what_was_before_it(watched):
    load(watched, REPLACES)
    dead = watched.acquire()
    dead.close()
    watched.release(dead)
    assert not watched.confirm()
    assert watched.confirm()


def test_where_nothing_is_looked_at_each_exercise_has_a_worker_of_its_own(workers):
    source = WatchedWorkers(workers)
    assert load(source, HARMLESS.source) is not load(source, HARMLESS.source)
    assert source.confirm()


FIRST = {
    "a function": "torch.zeros = lambda *size, **_: torch.ones(*size)",
    "a new name": "torch.zeroes = torch.zeros",
    "a new module": "import wave",
    "a default": "torch.set_default_dtype(torch.float64)",
    "a builtin": "import builtins; builtins.zero = 0",
    "an attribute of sys": "import sys; sys.seen = True",
    "a death": "sys = __import__('sys'); sys.seen = True; __import__('os')._exit(3)",
}
SECOND = {
    "a function": "    return torch.zeros(rows, cols, dtype=torch.int64)\n",
    "a new name": "    return torch.zeroes(rows, cols, dtype=torch.int64)\n",
    "a new module": "    import sys\n    sys.modules['wave']\n    return zeros(rows, cols)\n",
    "a default": "    return torch.zeros(rows, cols).to(torch.get_default_dtype()).long()\n",
    "a builtin": "    return torch.full((rows, cols), zero)\n",
    "an attribute of sys": "    return zeros(rows, cols) + (not hasattr(torch.sys, 'seen'))\n",
    "a death": "    return zeros(rows, cols) + (not hasattr(torch.sys, 'seen'))\n",
}
HEAD = "import torch\n\ndef zeros(*size):\n    return torch.zeros(*size, dtype=torch.int64)\n\n"


@pytest.mark.parametrize("what", FIRST)
def test_what_an_exercise_leaves_does_not_change_the_next(grades, what):
    first = f"import torch\n{FIRST[what]}\ndef add_batch(x):\n    return x[None]\n"
    second = f"{HEAD}def long_zeros(rows, cols):\n{SECOND[what]}"
    submission = Submission("student", {ALSO.path: first, TO_SOLVE.path: second})
    alone, together = grades(submission, [ALSO, TO_SOLVE])
    assert [r.verdict for r in together] == [r.verdict for r in alone]
    assert [r.points for r in together] == [r.points for r in alone]


@pytest.mark.parametrize(("name", "units"), [("broken", "04"), ("mistakes", "0207")])
def test_what_fails_is_told_as_in_a_worker_of_its_own(grades, name, units):
    submission = open_submission(SUBMISSIONS / name, HOUSE.exercises, name=name)
    exercises = [e for e in HOUSE.exercises if e.unit[:2] in (units[:2], units[2:])]
    alone, together = (
        [msgspec.structs.replace(result, seconds=0) for result in results]
        for results in grades(submission, exercises)
    )
    assert together == alone


def test_a_whole_course_is_right_in_workers_that_are_kept_and_nothing_is_in_doubt(one, again):
    submission = open_submission(SUBMISSIONS / "complete", HOUSE.exercises, name="complete")
    grader = Grader(HOUSE, submission, again, seed=1, examples=5, kept=one)
    started = []
    for exercise in HOUSE.select(["02_creation", "06_training_steps", "09_layers"]):
        assert grader.grade(exercise).verdict is Verdict.PASSED
        started.append(one.first.acquire())
        one.first.release(started[-1])
    assert one.first.confirm()
    assert len({id(worker) for worker in started}) < len(started) / 2


def test_what_fails_only_where_another_exercise_has_run_is_no_fault(again, one):
    # the first time in a process it is right; a fresh worker for the second pass sees no more
    text = """
import sys
import torch
seen = getattr(sys, "seen", 0)
sys.seen = seen + 1

def long_zeros(rows, cols):
    return torch.zeros(rows, cols, dtype=torch.int64) + (1 if seen else 0)
"""
    submission = Submission("student", {TO_SOLVE.path: text})
    grader = Grader(HOUSE, submission, again, seed=1, examples=25, kept=one)
    verdicts = [grader.grade(TO_SOLVE).verdict for _ in range(3)]
    assert verdicts == [Verdict.PASSED] * 3


def test_what_is_unsteady_is_found_in_a_kept_worker_too(workers, again, one):
    text = """
import torch
calls = []

def long_zeros(rows, cols):
    calls.append((rows, cols))
    return torch.zeros(rows, cols, dtype=torch.int64) + (calls.count((rows, cols)) > 1)
"""
    submission = Submission("student", {TO_SOLVE.path: text})
    alone = Grader(HOUSE, submission, workers, seed=1, examples=25).grade(TO_SOLVE)
    grader = Grader(HOUSE, submission, again, seed=1, examples=25, kept=one)
    together = grader.grade(TO_SOLVE)
    assert alone.verdict is together.verdict is Verdict.WRONG
    assert alone.points == together.points
