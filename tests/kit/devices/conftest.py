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
                said = self.errors.read()[-4000:]
                self.reports[tests.pop(0)] = f"the process ended in this test ({code})\n{said}"

    def _read_reports(self):
        """Read until a process has ended; returns its exit code."""
        for line in self.replies:
            reply = json.loads(line)
            if isinstance(reply, int):
                return reply
            self.reports.setdefault(reply["nodeid"], []).append(reply)
        return "no answer"

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.replies.close()
        self.errors.close()


KEY = pytest.StashKey[Elsewhere]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """Have a marked test run elsewhere, and pass on what is reported of it."""
    if INSIDE in os.environ or not _goes_elsewhere(item):
        return None
    stash = item.config.stash
    elsewhere = stash[KEY] = stash.get(KEY, None) or Elsewhere()
    if item.nodeid not in elsewhere.reports:
        elsewhere.run([other.nodeid for other in _together(item)])
    hook = item.ihook
    hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in _reports(item, elsewhere.reports[item.nodeid]):
        hook.pytest_runtest_logreport(report=report)
    hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
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


def _reports(item, found):
    if isinstance(found, str):
        yield pytest.TestReport(item.nodeid, item.location, {}, "failed", found, "call")
        return
    for data in found:
        yield item.config.hook.pytest_report_from_serializable(config=item.config, data=data)


def pytest_unconfigure(config):
    if elsewhere := config.stash.get(KEY, None):
        elsewhere.close()


@pytest.fixture(autouse=True)
def _device(request):
    if request.node.get_closest_marker("simulated") and not _is_alone(request.node):
        request.getfixturevalue("installed")


@pytest.fixture(scope="module")
def installed():
    """The simulated device, for the tests of a file that is marked so."""
    install()
    yield
    uninstall()
