"""Workers that are kept for one submission: the same again, and a fresh one decides what fails."""

import pytest
from conftest import HOUSE

from autograder.grading.grader import Grader
from autograder.grading.verdict import Verdict
from autograder.submission import Submission
from autograder.wire.messages import Load
from autograder.worker.kept import KeptWorkers

HARMLESS = Load("def f():\n    pass\n", "f.py", "f", "f")
(TO_SOLVE,) = HOUSE.select(["long_zeros"])


@pytest.fixture
def kept(workers):
    source = KeptWorkers(workers)
    yield source
    source.close()


def test_a_worker_that_is_well_serves_again(kept):
    first = kept.acquire()
    first.load(HARMLESS, seconds=10)
    kept.release(first)
    assert kept.acquire() is first
    kept.release(first)


def test_one_that_died_does_not(kept):
    first = kept.acquire()
    first.close()
    kept.release(first)
    second = kept.acquire()
    assert second is not first
    second.close()


def test_it_ends_with_the_submission(kept):
    first = kept.acquire()
    kept.release(first)
    kept.close()
    assert not first.alive


def test_what_fails_only_where_another_exercise_has_run_is_no_fault(workers, kept):
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
    grader = Grader(HOUSE, submission, workers, seed=1, examples=25, kept=kept)
    verdicts = [grader.grade(TO_SOLVE).verdict for _ in range(3)]
    assert verdicts == [Verdict.PASSED] * 3


def test_what_is_unsteady_is_found_in_a_kept_worker_too(workers, kept):
    text = """
import torch
calls = []

def long_zeros(rows, cols):
    calls.append((rows, cols))
    return torch.zeros(rows, cols, dtype=torch.int64) + (calls.count((rows, cols)) > 1)
"""
    submission = Submission("student", {TO_SOLVE.path: text})
    alone = Grader(HOUSE, submission, workers, seed=1, examples=25).grade(TO_SOLVE)
    grader = Grader(HOUSE, submission, workers, seed=1, examples=25, kept=kept)
    together = grader.grade(TO_SOLVE)
    assert alone.verdict is together.verdict is Verdict.WRONG
    assert alone.points == together.points
