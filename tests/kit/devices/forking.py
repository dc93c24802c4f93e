"""A process that loads torch, and forks one for each list of tests that it reads on its stdin.

    python forking.py DESCRIPTOR

To the descriptor go the tests' reports, one JSON object a line, and after each list the exit code
of its process (negative for a signal).
"""

import atexit
import gc
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
import torch

OPTIONS = ("-p", "no:cacheprovider", "-m", "")


class Reporter:
    """A pytest plugin that writes reports as they come."""

    def __init__(self, descriptor):
        self.descriptor = descriptor

    def pytest_runtest_logreport(self, report):
        printed = (part for section in report.sections for part in section)
        data = {
            "test": report.nodeid,
            "outcome": report.outcome,
            "text": "\n".join([report.longreprtext, *printed]),
            "last": report.when == "teardown",
        }
        os.write(self.descriptor, json.dumps(data).encode() + b"\n")


def run(tests, descriptor, folder):
    """Run tests in this process, and end it at once: taking torch apart takes half a second."""
    code = pytest.main([*OPTIONS, f"--basetemp={folder}", *tests], [Reporter(descriptor)])
    atexit._run_exitfuncs()
    os._exit(code)


def main(descriptor):
    torch.set_num_threads(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reports say it all
    torch.compiler.disable()  # imports what the first optimiser imports: a second
    pytest.main(["--collect-only", __file__, *OPTIONS])  # imports what all of them import
    gc.collect()
    gc.freeze()  # or each process would go through all that torch has made
    folder = tempfile.mkdtemp()  # a TemporaryDirectory would be removed by the first process
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            run(json.loads(line), descriptor, Path(folder, "tests"))
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        os.write(descriptor, f"{code}\n".encode())
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]))
