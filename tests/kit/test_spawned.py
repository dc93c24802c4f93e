"""Spawned workers are used again, and yet no exercise meets what another one left behind."""

import subprocess
import time
from contextlib import closing

import pytest

from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits
from autograder.child.spawned import Settings as WorkerSettings
from autograder.exercise import House
from autograder.grading.grader import Grader
from autograder.grading.verdict import Verdict
from autograder.submission import Submission
from autograder.wire.messages import Load, Settled
from autograder.worker.client import Death, WorkerDiedError
from autograder.worker.spawned import TURNS, SpawnedWorkers
from autograder.worker.system import worker_source

HOUSE = House()
(ADD_BATCH,) = HOUSE.select(["add_batch"])
RIGHT = "def add_batch(x):\n    return x.unsqueeze(0)\n"
LEAKY = """
import os, sys, types, warnings
import numpy as np
import torch

os.environ["LEFT"] = "behind"
os.chdir("/usr")
sys.path.append("/nowhere")
sys.modules["left"] = types.ModuleType("left")
warnings.simplefilter("error")
np.seterr(all="raise")
torch.set_default_dtype(torch.float64)
torch.set_grad_enabled(False)
torch.Tensor.unsqueeze = lambda self, dim: self

def add_batch(x):
    return x[None]
"""
LOOKS = """
import os, sys, warnings
import numpy as np
import torch

print(os.environ.get("LEFT"), os.getcwd(), "/nowhere" in sys.path, "left" in sys.modules,
      warnings.filters[0][0], np.geterr()["over"], torch.get_default_dtype(),
      torch.is_grad_enabled(), torch.ones(2).unsqueeze(0).shape)

def add_batch(x):
    return x.unsqueeze(0)
"""
UNSTEADY = """
import linecache
loads = linecache.cache.setdefault("hidden", [])  # where nobody looks
loads.append(1)
first = len(loads) == 1

def add_batch(x):
    loads.append(tuple(x.shape))
    return x.unsqueeze(0) if not first or loads[1:] == KNOWN[: len(loads) - 1] else x
"""


@pytest.fixture(scope="module")
def source():
    made = worker_source([HOUSE.properties(ADD_BATCH)], fork=False, level=Level.C)
    yield made
    made.close()


@pytest.fixture
def graded(source):
    def run(text):
        submission = Submission("student", {ADD_BATCH.path: text})
        return Grader(HOUSE, submission, source, seed=1, examples=10).grade(ADD_BATCH)

    return run


def use(source, text):
    """Take a worker, load a text, give the worker back: which it was, and what it printed."""
    worker = source.acquire()
    worker.load(Load(text, "student.py", "add_batch", "add_batch"), seconds=20)
    printed = worker.take_printed().decode()
    source.release(worker)
    return worker, printed


def test_workers_that_behaved_take_turns(source):
    used = [use(source, RIGHT)[0] for _ in range(2 * TURNS)]
    assert used[:TURNS] == used[TURNS:]
    assert len(set(used)) == TURNS


def test_what_a_submission_changed_never_reaches_the_next_one(source):
    before = use(source, LOOKS)[1]
    leaky = use(source, LEAKY)[0]
    seen = [use(source, LOOKS) for _ in range(TURNS)]
    assert [printed for _, printed in seen] == [before] * TURNS
    assert leaky not in [worker for worker, _ in seen]
    assert before.startswith("None / False False")


def test_what_is_printed_is_there_before_the_answer(monkeypatch):
    class Slow:
        """A pipe that is read late."""

        def __init__(self, pipe):
            self.pipe = pipe

        def read(self, most):
            data = self.pipe.read(most)
            time.sleep(0.5)
            return data

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self.pipe.close()

    def popen(*args, **options):
        process = start(*args, **options)
        process.stderr = process.stderr and Slow(process.stderr)
        return process

    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", popen)
    with closing(worker_source([], fork=False, level=Level.C)) as source:
        assert use(source, LOOKS)[1]


def test_what_passed_is_asked_again_by_another_worker(graded):
    """The state stands where it is not found: only another process does not have it."""
    printing = "known = []\ndef add_batch(x):\n    known.append(tuple(x.shape))\n"
    known = graded(f"{printing}    print(known)\n    return x[None]\n").printed.split("\n")[-2]
    result = graded(f"KNOWN = {known}\n{UNSTEADY}")
    assert result.verdict is Verdict.WRONG
    assert result.properties[0].reason.code == "unsteady"


class Answering:
    """A worker that is asked nothing but what is left behind."""

    def __init__(self, answer):
        self.alive = True
        self.answer = answer

    def settle(self, *, seconds, thorough=True):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def take_printed(self):
        return b""


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (Settled(), True),
        (Settled(("default dtype",)), False),
        (Settled((), seconds=31.0), False),
        (Settled((), memory=(1 << 30) + 1), False),
        (WorkerDiedError(Death.DEADLINE), False),
    ],
)
def test_a_worker_is_kept_while_it_is_as_it_was_and_has_most_of_its_limits_left(answer, kept):
    limits = Limits(cpu_seconds=60, resident=2 << 30)
    source = SpawnedWorkers(WorkerSettings([], limits))
    assert source._behaved(Answering(answer)) is kept
