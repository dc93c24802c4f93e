"""Faults of the zygote and of the system: the kit's, tried once more, and no submission's."""

import os
import resource
import signal
import socket
import sys
import threading
from contextlib import contextmanager, suppress

import msgspec
import pytest
from processes import state, wait_until

from autograder.child import zygote
from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits
from autograder.child.watch import Watch, overrun
from autograder.exercise import House
from autograder.grading.attempt import Attempt
from autograder.grading.grader import Grader
from autograder.grading.outcome import death_reason
from autograder.grading.score_report import points_of
from autograder.grading.verdict import Verdict
from autograder.intake.open import open_submission
from autograder.intake.refusal import SubmissionError
from autograder.submission import Submission
from autograder.worker.client import Death, WorkerDiedError
from autograder.worker.source import START_ATTEMPTS, Starts, WorkerStartError
from autograder.worker.system import worker_source

HOUSE = House()
(ADD_BATCH,) = HOUSE.select(["add_batch"])
RIGHT = "def add_batch(x):\n    return x.unsqueeze(0)\n"
SLOW = "import time\ndef add_batch(x):\n    time.sleep(0.1)\n    return x.unsqueeze(0)\n"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a zygote")


@pytest.fixture(scope="module")
def source():
    made = worker_source([HOUSE.properties(ADD_BATCH)])
    yield made
    made.close()


@pytest.fixture
def graded(source):
    def run(text=RIGHT):
        submission = Submission("student", {ADD_BATCH.path: text})
        return Grader(HOUSE, submission, source, seed=1, examples=5).grade(ADD_BATCH)

    return run


def during(monkeypatch, action, *, times=1):
    """Do something the first `times` that cases are with a worker."""
    right, left = Attempt.begin, [action] * times

    def begin(attempt, *arguments):
        right(attempt, *arguments)
        if left:
            left.pop()(attempt._worker)

    monkeypatch.setattr(Attempt, "begin", begin)


@contextmanager
def descriptors_left(count):
    """Let this process open only so many files more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken = [os.open("/dev/null", os.O_RDONLY)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (taken[0] + 20, hard))
    try:
        with suppress(OSError):
            while True:
                taken.append(os.open("/dev/null", os.O_RDONLY))
        for _ in range(count):
            os.close(taken.pop())
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for number in taken:
            os.close(number)


def end_zygote(source):
    source._zygote.kill()
    source._zygote.wait()


def test_a_zygote_that_is_killed_while_an_exercise_runs_costs_nothing(graded, source, monkeypatch):
    during(monkeypatch, lambda _: end_zygote(source))
    assert graded(SLOW).verdict is Verdict.PASSED


def test_a_zygote_that_stands_still_is_replaced(graded, source, monkeypatch):
    monkeypatch.setattr("autograder.worker.forked.FORK_SECONDS", 0.5)
    source.ready()
    source._zygote.send_signal(signal.SIGSTOP)
    assert graded().verdict is Verdict.PASSED


def test_a_zygote_that_does_not_tell_how_a_worker_ended_is_the_kits_fault(source, monkeypatch):
    monkeypatch.setattr("autograder.worker.forked.FORK_SECONDS", 0.5)
    worker = source.acquire()
    source._zygote.send_signal(signal.SIGSTOP)
    pid = worker._process._pid
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: state(pid) is None)
    with pytest.raises(WorkerStartError, match="does not tell"):
        worker.settle(seconds=20)
    source.release(worker)
    source.close()


def test_a_worker_that_somebody_kills_is_asked_once_more(graded, monkeypatch):
    during(monkeypatch, lambda worker: os.kill(worker._process._pid, signal.SIGKILL))
    result = graded(SLOW)
    assert (result.verdict, result.points) == (Verdict.PASSED, 10)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_worker_that_somebody_ends_is_asked_once_more(graded, monkeypatch, number):
    during(monkeypatch, lambda worker: os.kill(worker._process._pid, number))
    assert graded(SLOW).verdict is Verdict.PASSED


def test_a_worker_that_is_killed_every_time_is_the_kits_fault_and_costs_no_points(
    graded, source, monkeypatch
):
    assert source.ready().level in (Level.A, Level.B)
    during(monkeypatch, lambda worker: os.kill(worker._process._pid, signal.SIGKILL), times=2)
    result = graded(SLOW)
    assert result.verdict is Verdict.KIT_ERROR
    assert result.properties[0].reason.code == "kit_killed"
    assert points_of([result]) == (0, 0, 10)


def test_what_was_killed_with_much_memory_ran_out_of_it():
    died = WorkerDiedError(Death.KILLED, 9, peak=900 << 20)
    verdict, reason = death_reason(died, 5)
    assert verdict is Verdict.OUT_OF_MEMORY
    assert reason.facts == {"megabytes": 900}
    assert death_reason(WorkerDiedError(Death.KILLED, 9, peak=400 << 20), 5)[0] is Verdict.KIT_ERROR


def test_what_ends_itself_is_its_own_fault(graded):
    text = "import os\ndef add_batch(x):\n    os._exit(70)\n"
    assert graded(text).verdict is Verdict.CRASHED
    text = "import os, signal\ndef add_batch(x):\n    os.kill(os.getpid(), signal.SIGTERM)\n"
    assert graded(text).verdict is Verdict.CRASHED


def test_a_worker_that_ends_before_it_has_a_submission_is_the_kits_fault():
    """It cannot be confined with limits like these: it dies of them."""
    source = worker_source([HOUSE.properties(ADD_BATCH)], Limits(open_files=-2))
    submission = Submission("student", {ADD_BATCH.path: RIGHT})
    try:
        result = Grader(HOUSE, submission, source, seed=1, examples=5).grade(ADD_BATCH)
    finally:
        source.close()
    assert result.verdict is Verdict.KIT_ERROR
    assert result.reason.code == "kit_worker"
    assert "no worker could be started: " in result.reason.facts["error"]


def test_a_fork_that_fails_is_told_and_the_zygote_stays(monkeypatch):
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    sent = list(os.pipe())
    monkeypatch.setattr(os, "fork", lambda: (_ for _ in ()).throw(BlockingIOError(11, "Try again")))
    with ours, theirs:
        zygote._fork(theirs, zygote.Fork(Limits()), sent, {}, None, Watch())
        reply = msgspec.msgpack.decode(ours.recv(1000), type=zygote.ControlReply)
    assert reply == zygote.Refused("BlockingIOError: [Errno 11] Try again")
    for number in sent:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(number)


def test_a_grader_without_descriptors_left_says_so_and_grades_once_there_are(graded, source):
    source.ready()
    threads = threading.active_count()
    with descriptors_left(2):
        result = graded()
    assert result.verdict is Verdict.KIT_ERROR
    assert "Too many open files" in str(result.reason)
    assert points_of([result]) == (0, 0, 10)
    assert graded().verdict is Verdict.PASSED
    assert threading.active_count() == threads


def test_a_file_that_cannot_be_opened_for_want_of_descriptors_is_not_called_unreadable(tmp_path):
    file = tmp_path / ADD_BATCH.path
    file.parent.mkdir()
    file.write_text(RIGHT)
    for count in range(3):
        with descriptors_left(count), pytest.raises(SubmissionError, match="Too many open files"):
            open_submission(tmp_path, HOUSE.exercises)
    with descriptors_left(9):
        assert open_submission(tmp_path, HOUSE.exercises).source(ADD_BATCH) == RIGHT


def test_where_no_worker_ever_starts_nobody_waits_for_it_again():
    tried = []

    def fail():
        tried.append(1)
        raise WorkerStartError(f"attempt {len(tried)}")

    starts = Starts()
    for _ in range(START_ATTEMPTS + 3):
        with pytest.raises(WorkerStartError):
            starts.attempt(fail)
    assert len(tried) == START_ATTEMPTS


def test_what_cannot_be_looked_up_is_not_taken_for_too_much():
    assert overrun(2**22 + 1, Limits()) is None  # no process has this number, as without /proc
