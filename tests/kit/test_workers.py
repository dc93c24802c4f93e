"""Workers, forked and spawned: what they answer, how they die, and that nothing stays behind."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from autograder.exercise import House
from autograder.grading.explore import draw_cases
from autograder.loading import load_properties
from autograder.wire.messages import OBSERVATION, Load, Run
from autograder.worker.client import Death, WorkerDiedError
from autograder.worker.source import WorkerStartError
from autograder.worker.system import worker_source

HOUSE = House()
(ADD_BATCH,) = HOUSE.select(["add_batch"])
FILE = HOUSE.properties(ADD_BATCH)
PROPERTY = next(iter(load_properties(FILE).values()))
CASES = draw_cases(PROPERTY, seed=1, examples=10)
RIGHT = "def add_batch(x):\n    return x[None]\n"


@pytest.fixture(params=["forked", "spawned"], scope="module")
def source(request):
    made = worker_source([FILE], fork=request.param == "forked")
    yield made
    made.close()


def ask(source, text, *, seconds=1.0, at_once=False):
    """Load a text, run all cases: the observations, or how the worker died."""
    worker = source.acquire()
    try:
        loaded = worker.load(Load(text, "student.py", "add_batch", "add_batch"), seconds=20)
        assert loaded.raised is None
        worker.start(Run(PROPERTY.name, 1, tuple(CASES), at_once=at_once), seconds=seconds)
        return [OBSERVATION.decode(answer) for answer in worker.answers(seconds=seconds)]
    except WorkerDiedError as error:
        return error
    finally:
        source.release(worker)


def test_every_case_is_answered_in_order(source):
    answers = ask(source, RIGHT, seconds=20)
    assert len(answers) == len(CASES)
    assert all(answer.raised is None for answer in answers)


@pytest.mark.parametrize("add", ["x[None]", "torch.ones(150, 100) * x.numel()"])
def test_answers_at_once_are_those_that_come_one_by_one(source, add):
    text = f"import torch\ndef add_batch(x):\n    return {add}\n"
    answers = ask(source, text, seconds=20)
    assert ask(source, text, seconds=20, at_once=True) == answers
    assert len(answers) == len(CASES)


@pytest.mark.parametrize(
    ("body", "death", "code"),
    [
        ("while True: pass", Death.DEADLINE, 0),
        ("import os; os._exit(7)", Death.EXITED, 7),
        ("import ctypes; ctypes.string_at(0)", Death.SIGNALLED, 11),
        ("print('x' * (9 << 20))", Death.OUTPUT, 0),
        ("import time\n    while True: time.sleep(1)", Death.DEADLINE, 0),
    ],
)
def test_a_worker_that_dies_says_how(source, body, death, code):
    died = ask(source, f"def add_batch(x):\n    {body}\n", seconds=2)
    assert isinstance(died, WorkerDiedError)
    assert (died.death, died.code) == (death, code)


def test_an_observation_that_is_too_large_is_named_not_sent(source):
    text = "import torch\ndef add_batch(x):\n    return torch.ones(4000, 1000)\n"
    answers = ask(source, text, seconds=20)
    assert [answer.value.type_name for answer in answers] == ["too much data"] * len(CASES)


@pytest.mark.parametrize(
    "forged",
    [
        "'x' * most_of_one(CASES)",
        "*['x'] * (CASES + 1)",
        "'x', number=1",
    ],
    ids=["too large", "one too many", "out of order"],
)
def test_more_than_was_asked_for_is_not_taken_in(source, forged):
    text = f"""
import os, stat, msgspec
from autograder.wire.codec import encode, frame
from autograder.wire.messages import Observed, most_of_one

CASES = {len(CASES)}
CHANNEL = 3 if stat.S_ISSOCK(os.fstat(3).st_mode) else 4  # a spawned worker has pipes

def answer(*values, number=0):
    for i, value in enumerate(values, number):
        data = frame(encode(Observed(i, msgspec.Raw(encode([value])))))
        while data:
            data = data[os.write(CHANNEL, data):]
    while True: pass

def add_batch(x):
    answer({forged})
"""
    assert ask(source, text, seconds=20).death is Death.PROTOCOL


def test_a_death_leaves_the_next_worker_alone(source):
    ask(source, "import os\ndef add_batch(x):\n    os._exit(0)\n")
    assert len(ask(source, RIGHT, seconds=20)) == len(CASES)


def test_a_worker_that_is_given_up_is_waited_for_no_longer(source):
    worker = source.acquire()
    threading.Timer(0.2, worker.give_up).start()
    start = time.monotonic()
    text = "while True: pass\n"
    with pytest.raises(WorkerDiedError) as died:
        worker.load(Load(text, "student.py", "add_batch", "add_batch"), seconds=20)
    source.release(worker)
    assert died.value.death is Death.UNWANTED
    assert time.monotonic() - start < 10


def test_signals_that_are_ignored_do_not_help(source):
    text = (
        "import signal\n"
        "for s in range(1, 32):\n"
        "    try: signal.signal(s, signal.SIG_IGN)\n"
        "    except Exception: pass\n"
        "def add_batch(x):\n"
        "    while True:\n"
        "        try:\n"
        "            while True: pass\n"
        "        except BaseException: pass\n"
    )
    assert ask(source, text).death is Death.DEADLINE


def test_no_file_can_be_written(source, tmp_path):
    target = tmp_path / "left_behind"
    text = f"def add_batch(x):\n    open({str(target)!r}, 'wb', buffering=0).write(b'x')\n"
    answers = ask(source, text, seconds=20)
    assert answers[0].raised is not None
    assert not target.exists() or target.read_bytes() == b""


def test_memory_is_capped(source):
    answers = ask(source, "def add_batch(x):\n    return bytearray(8 << 30)\n", seconds=20)
    assert answers[0].raised.type == "MemoryError"


def test_files_that_cannot_be_loaded_are_named(tmp_path):
    bad = tmp_path / "test_bad.py"
    bad.write_text("import nothing_of_this_name\n")
    for fork in (True, False):
        source = worker_source([bad], fork=fork)
        try:
            assert "nothing_of_this_name" in source.ready().failures[str(bad)]
        finally:
            source.close()


def test_an_interpreter_that_ends_at_once_is_said(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    for fork in (True, False):
        source = worker_source([FILE], fork=fork)
        with pytest.raises(WorkerStartError):
            source.acquire()
        source.close()


def test_no_process_stays_behind():
    source = worker_source([FILE], fork=True)
    worker = source.acquire()
    worker.load(Load("def add_batch(x): ...", "s.py", "add_batch", "add_batch"), seconds=20)
    pid = worker._process._pid
    source.close()
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            break
        if Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] == "Z":
            break
        time.sleep(0.02)
    else:
        pytest.fail("the worker outlived its zygote")
    worker.close()
