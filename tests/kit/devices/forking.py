"""A process that loads torch, and forks one for each list of tests that it reads on its stdin.

    python forking.py DESCRIPTOR

To the descriptor go the tests' reports, one JSON object a line, and after each list the exit code
of its process (negative for a signal).
"""

import atexit
import json
import os
import sys

import pytest
import torch

OPTIONS = ("-p", "no:cacheprovider", "-m", "")


class Reporter:
    """A pytest plugin that writes reports as they come."""

    def __init__(self, descriptor):
        self.descriptor = descriptor

    @pytest.hookimpl
    def pytest_runtest_logreport(self, report):
        data = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
        line = json.dumps({**data, "last": report.when == "teardown"}, default=str)
        os.write(self.descriptor, line.encode() + b"\n")

    def pytest_configure(self, config):
        self.config = config


def main(descriptor):
    torch.set_num_threads(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reports say it all
    pytest.main(["--collect-only", __file__, *OPTIONS])  # imports what all of them import
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            code = pytest.main([*OPTIONS, *json.loads(line)], [Reporter(descriptor)])
            atexit._run_exitfuncs()
            os._exit(code)  # taking torch apart takes half a second
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        os.write(descriptor, f"{code}\n".encode())


if __name__ == "__main__":
    main(int(sys.argv[1]))
