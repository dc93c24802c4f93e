"""A session with real files and real workers: what is graded again, and what it survives."""

import os
import shutil
import signal
import sys
import time
from functools import partial
from queue import Empty, SimpleQueue

import pytest
from processes import ended, wait_until
from toy import PROPERTIES, REFERENCE, STUB, toy_house

from autograder.exercise import Exercise
from autograder.grading.verdict import Verdict
from autograder.watching.bench import Bench
from autograder.watching.regrade import Outcome
from autograder.watching.session import Session
from autograder.watching.texts import GONE_SECONDS, Texts

DOUBLE = Exercise("01_toy", "double")
RIGHT = "def double(x):\n    return x * 2\n"
WRONG = "def double(x):\n    return x * x\n"
BROKEN = "def double(x:\n"
ENDLESS = "def double(x):\n    while True:\n        pass\n"


class Running:
    """A session, and waiting for what comes of it."""

    def __init__(self, house):
        self.events = SimpleQueue()
        bench = partial(Bench, seed=1, examples=20, device="cpu")
        self.session = Session(house, lambda house: house.select([]), bench, self.events.put)
        self.stub = house.stub(DOUBLE)
        self.seen = []
        self.session.go_on()

    def step(self):
        try:
            event = self.events.get(timeout=0.02)
        except Empty:
            event = None
        if isinstance(event, Outcome):
            self.session.take(event)
        else:
            self.session.look()
        self.session.go_on()
        for exercise in self.session.fresh:
            self.seen.append(self.session.board.results[exercise].verdict)
        self.session.fresh.clear()

    def until(self, holds, seconds=60):
        wait_until(lambda: self.step() or holds(), seconds)

    def settled(self):
        """The verdict of the exercise, once nothing is left to do."""
        self.until(lambda: not self.session.board.waiting and not self.session.in_hand)
        return self.session.board.results[DOUBLE].verdict

    def save(self, text):
        self.stub.write_text(text, encoding="utf-8")
        self.until(lambda: not self.session.board.up_to_date or self.seen)
        return self.settled()

    @property
    def zygote(self):
        return self.session._regrading._bench.workers._source._zygote.pid


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    made = Running(toy_house(tmp_path_factory.mktemp("house")))
    yield made
    made.session.close()


@pytest.fixture
def running(session):
    """The session with a stub that has its verdict, shown as it is after a save."""
    session.stub.write_text(STUB)
    session.settled()
    session.seen.clear()
    return session


def test_each_save_gets_its_own_verdict_from_the_same_zygote(running):
    zygote = running.zygote
    for text, verdict in (
        (RIGHT, Verdict.PASSED),
        (BROKEN, Verdict.UNREADABLE),
        (WRONG, Verdict.WRONG),
        ("raise SystemExit\n", Verdict.RAISED),
        (RIGHT, Verdict.PASSED),
    ):
        assert running.save(text) is verdict
        assert running.session.board.focus == DOUBLE
        running.seen.clear()
    assert running.zygote == zygote


def test_a_mistake_is_named_at_once_and_its_case_becomes_smaller_while_nothing_else_is_to_do(
    running,
):
    running.save(WRONG)
    assert running.seen == [Verdict.WRONG, Verdict.WRONG]
    result = running.session.board.results[DOUBLE]
    assert result.diagnosis.name == "squared"
    assert running.session.board.to_shrink is None


def test_a_file_that_is_saved_unchanged_is_not_graded_again(running):
    running.save(RIGHT)
    running.seen.clear()
    running.stub.write_text(RIGHT)
    running.step()
    assert running.session.in_hand is None
    assert running.seen == []


def test_what_is_overtaken_is_stopped_and_no_verdict_of_an_older_text_is_told(running):
    running.stub.write_text(ENDLESS)
    running.until(lambda: running.session.in_hand is not None)
    start = time.monotonic()
    for number in range(10):
        running.stub.write_text(f"{ENDLESS}# {number}\n")
        running.step()
    running.save(RIGHT)
    assert running.seen == [Verdict.PASSED]
    assert time.monotonic() - start < 4  # the endless one would have had five seconds


def test_a_file_that_is_replaced_through_another_one_is_never_missing(running):
    running.save(RIGHT)
    running.seen.clear()
    aside = running.stub.with_suffix(".bak")
    running.stub.rename(aside)
    running.step()
    assert running.session.restless
    running.stub.write_text(WRONG)
    assert running.settled() is Verdict.WRONG
    assert Verdict.UNREADABLE not in running.seen


def test_a_file_that_is_deleted_or_renamed_is_missing_until_it_is_back(running):
    running.save(RIGHT)
    other = running.stub.with_name("Double.py")
    running.stub.rename(other)
    running.until(lambda: not running.session.board.up_to_date)
    assert running.settled() is Verdict.UNREADABLE
    assert running.session.board.results[DOUBLE].reason.code in ("misnamed", "missing_file")
    other.rename(running.stub)
    running.until(lambda: running.seen[-1] is Verdict.PASSED)


def test_a_folder_may_be_removed_and_made_again(running):
    running.save(RIGHT)
    shutil.rmtree(running.stub.parent)
    running.until(lambda: running.seen[-1] is Verdict.UNREADABLE)
    running.stub.parent.mkdir()
    assert running.save(RIGHT) is Verdict.PASSED


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a zygote")
def test_a_zygote_that_is_killed_is_started_again(running):
    os.kill(running.zygote, signal.SIGKILL)
    assert running.save(RIGHT) is Verdict.PASSED
    assert running.session.board.results[DOUBLE].reason is None


def test_another_reference_is_asked_anew(running):
    running.save(RIGHT)
    running.seen.clear()
    running.session.house.reference(DOUBLE).write_text(REFERENCE.replace("x * 2\n", "x * 3\n", 1))
    running.until(lambda: running.seen)
    assert running.settled() is Verdict.WRONG
    running.session.house.reference(DOUBLE).write_text(REFERENCE)


def test_other_properties_are_loaded_by_new_workers(running):
    running.save(RIGHT)
    running.seen.clear()
    file = running.session.house.properties(DOUBLE)
    file.write_text(PROPERTIES.replace("y = double(x)", "y = double(x + 1) - 2"))
    running.until(lambda: running.seen)
    assert running.settled() is Verdict.PASSED
    file.write_text("nonsense(")
    running.until(lambda: running.seen[-1] is Verdict.KIT_ERROR)
    file.write_text(PROPERTIES)
    running.until(lambda: running.seen[-1] is Verdict.PASSED)


def test_at_the_end_no_process_is_left_whatever_is_in_hand(tmp_path):
    running = Running(toy_house(tmp_path))
    running.settled()
    running.stub.write_text(ENDLESS)
    running.until(lambda: running.session.in_hand is not None)
    zygote = running.zygote
    running.session.close()
    assert ended([zygote])


def test_texts_are_read_as_submissions_are_and_a_rewrite_of_the_same_size_is_seen(tmp_path):
    house = toy_house(tmp_path, stub="a = 1\n")
    texts = Texts(house, [DOUBLE])
    assert texts.look() == ()
    stub = house.stub(DOUBLE)
    stamp = stub.stat()
    stub.write_text("a = 2\n")
    os.utime(stub, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # within one tick of the clock
    assert texts.look() == (DOUBLE,)
    stub.unlink()
    stub.symlink_to("/etc/passwd")
    assert texts.look() == (DOUBLE,)
    assert texts.files[DOUBLE.path].code == "link"
    stub.unlink()
    assert texts.look() == ()
    wait_until(lambda: texts.look() == (DOUBLE,), 10 * GONE_SECONDS)
    assert DOUBLE.path not in texts.files
