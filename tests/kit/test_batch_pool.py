"""The pool of graders: one that dies or hangs takes nothing with it but what it had in hand."""

import os
import signal
import time
from functools import partial

import pytest
from processes import ended, wait_until

from autograder.batch.executors import GraderLostError, GraderPool


@pytest.fixture
def pool():
    made = GraderPool(2, seconds=30)
    yield made
    made.shutdown(cancel_futures=True)


def test_calls_are_answered_in_other_processes(pool):
    numbers = {future.result(30) for future in [pool.submit(os.getpid) for _ in range(8)]}
    assert os.getpid() not in numbers
    assert 1 <= len(numbers) <= 2


def test_what_a_call_raises_comes_back_and_its_process_goes_on(pool):
    first = pool.submit(os.getpid).result(30)
    with pytest.raises(ZeroDivisionError):
        pool.submit(divmod, 1, 0).result(30)
    assert first in pool.processes()


def test_a_process_that_dies_is_replaced_and_the_others_go_on(pool):
    slow = pool.submit(time.sleep, 0.5)
    with pytest.raises(GraderLostError, match="code 3"):
        pool.submit(os._exit, 3).result(30)
    assert slow.result(30) is None
    assert pool.submit(abs, -1).result(30) == 1


def test_a_process_that_is_killed_is_replaced():
    pool = GraderPool(1, seconds=30)
    try:
        number = pool.submit(os.getpid).result(30)
        slow = pool.submit(time.sleep, 60)
        os.kill(number, signal.SIGKILL)
        with pytest.raises(GraderLostError, match="signal 9"):
            slow.result(30)
        assert pool.submit(os.getpid).result(30) != number
    finally:
        pool.shutdown(cancel_futures=True)


def test_a_call_that_hangs_is_ended():
    pool = GraderPool(1, seconds=1)
    try:
        with pytest.raises(GraderLostError, match="not answered after 1 s"):
            pool.submit(time.sleep, 60).result(30)
        assert pool.submit(abs, -1).result(30) == 1
    finally:
        pool.shutdown(cancel_futures=True)


def test_leaving_at_once_ends_every_process(pool):
    pool.submit(abs, -1).result(30)
    waiting = [pool.submit(time.sleep, 60) for _ in range(4)]
    running = wait_until(lambda: len(pool.processes()) == 2 and pool.processes())
    pool.shutdown(cancel_futures=True)
    assert ended(running)
    assert all(future.done() for future in waiting)
    with pytest.raises(RuntimeError, match="closed"):
        pool.submit(abs, -1)


def test_what_is_called_first_may_fail_without_harm():
    pool = GraderPool(1, seconds=30, first=partial(divmod, 1, 0))
    try:
        assert pool.submit(abs, -1).result(30) == 1
    finally:
        pool.shutdown()
