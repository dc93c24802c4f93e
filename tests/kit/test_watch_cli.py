"""`python grade.py watch` in a terminal, piped, and how it ends."""

import os
import re
import signal
import struct
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from processes import below, ended, state, wait_until
from toy import toy_house

if sys.platform == "win32":
    pytest.skip("there is no pty", allow_module_level=True)

import fcntl
import pty
import select
import termios

RIGHT = "def double(x):\n    return x * 2\n"
SECONDS = 60
_CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
CODE = """
import fcntl, sys, termios
from functools import partial
from pathlib import Path
from autograder.cli import main, watch
from autograder.exercise import House
if sys.stdin.isatty():  # Ctrl-C and a resize are sent to those whose terminal it is
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
watch.run = partial(watch.run, house=House(Path(sys.argv[1])))
sys.argv = ["grade.py", "watch", "--seed", "1", "--examples", "10", "--device", "cpu"]
main.main()
"""


class Terminal:
    """A terminal of some columns with the command in it, and what it has printed so far."""

    def __init__(self, root, columns):
        self.ours, self.theirs = pty.openpty()
        self.mode = termios.tcgetattr(self.theirs)
        self.resize(columns)
        environment = {**os.environ, "TORCH_KATA_LANG": "en", "TERM": "xterm-256color"}
        environment.pop("COLUMNS", None)
        self.process = subprocess.Popen(
            [sys.executable, "-c", CODE, str(root)],
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            env=environment,
            start_new_session=True,
        )
        self.printed = ""

    def resize(self, columns, rows=30):
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys):
        self.printed = ""
        os.write(self.ours, keys.encode())

    def until(self, *words):
        """Read until all the words were printed."""
        limit = time.monotonic() + SECONDS
        while not all(word in _CODES.sub("", self.printed) for word in words):
            assert time.monotonic() < limit, self.printed
            if select.select([self.ours], [], [], 0.1)[0]:
                self.printed += os.read(self.ours, 1 << 16).decode("utf-8", "replace")

    def end(self):
        """The exit code; what is still printed is read meanwhile."""
        limit = time.monotonic() + SECONDS
        while self.process.poll() is None:
            assert time.monotonic() < limit
            if select.select([self.ours], [], [], 0.05)[0]:
                self.printed += os.read(self.ours, 1 << 16).decode("utf-8", "replace")
        return self.process.returncode

    @property
    def as_before(self):
        return termios.tcgetattr(self.theirs) == self.mode


@contextmanager
def terminal(root, columns=100):
    made = Terminal(root, columns)
    try:
        yield made
    finally:
        made.process.kill()
        made.process.wait()
        os.close(made.ours)
        os.close(made.theirs)


def test_a_save_shows_its_verdict_and_keys_show_the_rest(tmp_path):
    house = toy_house(tmp_path)
    with terminal(tmp_path) as window:
        window.until("not started", "h hint", "q quit")
        assert not window.as_before
        window.type("h")
        window.until("Hint 1 of 2")
        window.type("h")
        window.until("Hint 2 of 2")
        window.type("l")
        window.until("q 退出")
        window.type("l")
        window.until("q quit")
        window.type("e")
        window.until("Words.", "Write in")
        window.type("a")
        window.until("01_toy", "double")
        house.stub(house.exercises[0]).write_text(RIGHT)
        window.until("double passed", "everything here is solved")
        window.printed = ""
        window.resize(40)
        window.until("\n" + "─" * 40 + "\r")
        window.process.send_signal(signal.SIGSTOP)
        wait_until(lambda: state(window.process.pid)[0] == "T")
        termios.tcsetattr(window.theirs, termios.TCSANOW, window.mode)  # as a shell does
        window.printed = ""
        window.process.send_signal(signal.SIGCONT)
        window.until("double passed", "q quit")
        children = below(window.process.pid)
        assert children
        window.type("q")
        assert window.end() == 0
        assert window.as_before
        assert window.printed.endswith("\x1b[?25h\x1b[?1049l")
        assert ended(children)


@pytest.mark.parametrize("how", ["key", "signal", "nothing left"])
def test_however_it_ends_the_terminal_is_as_before_and_no_process_is_left(tmp_path, how):
    house = toy_house(tmp_path)
    with terminal(tmp_path) as window:
        window.until("Starting PyTorch")
        children = below(window.process.pid)
        if how == "key":
            window.type("\x03")
        elif how == "signal":
            window.process.send_signal(signal.SIGTERM)
        else:
            window.until("not started")
            children = below(window.process.pid)
            house.reference(house.exercises[0]).unlink()
            house.root.joinpath("assignments").rename(house.root / "elsewhere")
            window.until("cannot be read")
            window.type("\x03")
        assert window.end() == 130
        assert window.as_before
        assert "Traceback" not in window.printed
        assert ended(children)


def test_where_there_is_no_terminal_lines_are_appended_and_no_keys_are_read(tmp_path):
    house = toy_house(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, str(tmp_path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "TORCH_KATA_LANG": "en", "COLUMNS": "80"},
        text=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("Graded."):
            house.stub(house.exercises[0]).write_text(RIGHT)
        if "double passed" in line:
            break
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 130
    assert "\x1b" not in "".join(lines) + rest
    assert "not started" in lines[0]
    assert rest.splitlines()[-1] == "Stopped."
