"""Tests of the simulated device run in processes of their own: it alters the one that it is in.

`simulated` tests of a file share a process, in which the device is installed; `alone` is for one
test in a process, without it. Both are forked from one that has torch loaded, as workers are. A
process that dies fails the test that it died in, and the rest goes on in another.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.devices import install, uninstall

INSIDE = "TORCH_KATA_INSIDE"  # set in those processes; set it yourself to use a debugger


class Elsewhere:
    """The process that forks others for tests, and what those have reported, by test."""

    def __init__(self):
        self.reports = {}
        self.errors = tempfile.TemporaryFile("w+")  # noqa: SIM115 - until the end
        reading, writing = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("forking.py")), str(writing)],
            stdin=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            pass_fds=[writing],
            env={**os.environ, INSIDE: "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
        )
        os.close(writing)
        self.replies = os.fdopen(reading)

    def run(self, tests):
        """Run tests in forked processes: in one, or in more where they die."""
        while tests:
            print(json.dumps(tests), file=self.process.stdin, flush=True)
            code = self._read_reports()
            tests = [t for t in tests if not self.reports.get(t, [{}])[-1].get("last")]
            if tests:
                self.errors.seek(0)
                said = f"the process ended in this test ({code})\n{self.errors.read()[-4000:]}"
                self.reports[tests.pop(0)] = [{"outcome": "failed", "text": said}]

    def _read_reports(self):
        """Read until a process has ended; returns its exit code."""
        for line in self.replies:
            reply = json.loads(line)
            if isinstance(reply, int):
                return reply
            self.reports.setdefault(reply["test"], []).append(reply)
        return "no answer"

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.replies.close()
        self.errors.close()


KEY = pytest.StashKey[Elsewhere]()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Have a marked test run elsewhere, and let it end here as it ended there."""
    if INSIDE in os.environ or not _goes_elsewhere(pyfuncitem):
        return None
    stash = pyfuncitem.config.stash
    elsewhere = stash[KEY] = stash.get(KEY, None) or Elsewhere()
    if pyfuncitem.nodeid not in elsewhere.reports:
        elsewhere.run([item.nodeid for item in _together(pyfuncitem)])
    for report in elsewhere.reports[pyfuncitem.nodeid]:
        if report["outcome"] == "failed":
            pytest.fail(report["text"], pytrace=False)
        if report["outcome"] == "skipped":
            pytest.skip(report["text"])
    return True


def _is_alone(item):
    return item.get_closest_marker("alone") is not None


def _goes_elsewhere(item):
    return _is_alone(item) or item.get_closest_marker("simulated") is not None


def _together(item):
    """The tests that share a process with this one."""
    if _is_alone(item):
        return [item]
    return [
        other
        for other in item.session.items
        if other.path == item.path
        and other.get_closest_marker("simulated")
        and not _is_alone(other)
    ]


def pytest_unconfigure(config):
    if elsewhere := config.stash.get(KEY, None):
        elsewhere.close()


@pytest.fixture(autouse=True)
def _device(request):
    simulated = request.node.get_closest_marker("simulated") and not _is_alone(request.node)
    if simulated and INSIDE in os.environ:
        request.getfixturevalue("installed")


@pytest.fixture(scope="module")
def installed():
    """The simulated device, for the tests of a file that is marked so."""
    install()
    yield
    uninstall()
