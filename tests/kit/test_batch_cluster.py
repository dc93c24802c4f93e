"""Grading on a Dask cluster: a scheduler and two workers here, one of them lost in the middle."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from class_folders import HOUSE, kept
from processes import below, ended

pytest.importorskip("distributed", reason="Dask is not installed")
SECONDS = 120


@contextmanager
def program(*words):
    """A program of Dask's in a process group of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", *map(str, words)],
        cwd=HOUSE.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        children = below(process.pid)
        for pid in {process.pid, *children}:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        process.communicate()
        assert ended(children)


@pytest.fixture
def address():
    words = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", 0)
    with program(*words, "--no-dashboard", "--no-show") as scheduler:
        for line in scheduler.stdout:
            if found := re.search(r"Scheduler at:\s+(tcp://\S+)", line):
                yield found[1]
                return
        pytest.fail("the scheduler did not start")


@contextmanager
def worker(address, folder, *words, threads=1):
    common = ("--nthreads", threads, "--no-nanny", "--no-dashboard", "--local-directory", folder)
    command = ("distributed.cli.dask_worker", address, "--host", "127.0.0.1", *common)
    with program(*command, *words) as started:
        yield started


def test_a_lost_workers_submissions_are_graded_elsewhere_to_the_same_grades(
    folders, graded, address, tmp_path
):
    out = tmp_path / "out"
    with worker(address, tmp_path / "w1") as first, worker(address, tmp_path / "w2") as second:
        run = folders.start(out, "--cluster", address)
        limit = time.monotonic() + SECONDS
        while kept(out) < 2 and run.poll() is None and time.monotonic() < limit:
            time.sleep(0.02)
        assert run.poll() is None
        first.kill()
        said, _ = run.communicate(timeout=SECONDS)
        assert run.returncode == 0, said
        assert second.poll() is None
    assert (out / "grades.csv").read_bytes() == (graded / "grades.csv").read_bytes()


def test_a_worker_that_is_not_fit_to_grade_is_named(folders, address, tmp_path):
    with worker(address, tmp_path / "w1", threads=2):
        run = folders.start(tmp_path / "out", "--cluster", address)
        said, _ = run.communicate(timeout=SECONDS)
    assert run.returncode == 2
    assert "cannot grade this class: it has 2 threads; start it with 1" in said
    assert "Traceback" not in said


def test_an_address_where_nobody_answers_gets_one_sentence(folders, tmp_path):
    run = folders.start(tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    said, _ = run.communicate(timeout=SECONDS)
    assert run.returncode == 2
    assert "There is no Dask scheduler at tcp://127.0.0.1:9" in said
    assert "Traceback" not in said
