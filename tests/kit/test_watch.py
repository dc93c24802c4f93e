"""Workers that take too much of what the kernel does not limit are ended for it."""

import os
import sys
import time
from pathlib import Path

import pytest
from test_workers import FILE, RIGHT, ask

from autograder.child.confinement.privileges import Limits
from autograder.child.watch import Overrun, overrun
from autograder.worker.client import Death, WorkerDiedError
from autograder.worker.system import worker_source

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the zygote watches on Linux")
LIMITS = Limits(resident=600 << 20, threads=20, cpu_seconds=1)
SHARED_MEMORY = """
import ctypes, mmap

def take():
    kept = []
    while True:
        kept.append(mmap.mmap(-1, 16 << 20))
        ctypes.memset(ctypes.addressof(ctypes.c_char.from_buffer(kept[-1])), 1, 16 << 20)
"""
THREADS = """
import threading, time

def add_batch(x):
    while True:
        try:
            threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        except RuntimeError:
            time.sleep(1)
"""
TIME = """
import signal

signal.signal(signal.SIGXCPU, signal.SIG_IGN)

def add_batch(x):
    while True: pass
"""
TAKING = {
    "shared memory": (SHARED_MEMORY + "\ndef add_batch(x):\n    take()\n", Death.MEMORY),
    "shared memory behind a main thread that has ended": (
        SHARED_MEMORY + "\nimport threading\n\n"
        "def add_batch(x):\n"
        "    threading.Thread(target=take).start()\n"
        "    ctypes.CDLL(None).pthread_exit(None)\n",
        Death.MEMORY,
    ),
    "threads": (THREADS, Death.THREADS),
    "processor time, deaf to the signal that says so": (TIME, Death.DEADLINE),
}


@pytest.fixture(scope="module")
def source():
    made = worker_source([FILE], LIMITS)
    yield made
    made.close()


@pytest.mark.parametrize(("text", "death"), TAKING.values(), ids=TAKING)
def test_a_worker_that_takes_too_much_is_ended_for_it(source, text, death):
    died = ask(source, text, seconds=30)
    assert isinstance(died, WorkerDiedError)
    assert died.death is death
    assert isinstance(ask(source, RIGHT, seconds=20), list)


def test_a_process_that_keeps_to_its_limits_has_overrun_nothing():
    assert overrun(os.getpid(), Limits(resident=1 << 40, cpu_seconds=1 << 40)) is None
    assert overrun(os.getpid(), Limits(resident=1, cpu_seconds=1 << 40)) is Overrun.MEMORY
    assert overrun(os.getpid(), Limits(threads=0)) is Overrun.THREADS


def test_a_process_that_is_gone_has_overrun_nothing():
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    assert overrun(pid, Limits(threads=0)) is None


def test_what_a_worker_leaves_in_its_group_ends_with_it():
    """Only level C lets a worker start a process."""
    source = worker_source([FILE], level="C")
    text = (
        "import os, time\n"
        "pid = os.fork()\n"
        "if pid == 0:\n"
        "    time.sleep(60)\n"
        "def add_batch(x):\n"
        "    raise ValueError(pid)\n"
    )
    try:
        pid = int(ask(source, text, seconds=20)[0].raised.message)
        limit = time.monotonic() + 10
        while alive(pid) and time.monotonic() < limit:
            time.sleep(0.01)
        assert not alive(pid)
    finally:
        source.close()


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
