"""Every command for students works in their copy, where nothing of the instructors' is."""

import os
import signal
import subprocess
import sys

import pytest
from handed_out import SOLVED, STUB, WRONG, handed_out, toy_copy

from autograder.cli.students import students

COMMANDS = {
    "ci": [],
    "completion": ["bash"],
    "doctor": [],
    "explain": ["double"],
    "grade": [],
    "hint": ["double"],
    "progress": [],
    "reset": ["double"],
    "start": [],
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return toy_copy(tmp_path_factory.mktemp("house"))


@pytest.fixture
def copy(made, tmp_path):
    return handed_out(made, tmp_path / "copy", SOLVED)


def started(copy, *arguments):
    """A command of the copy's own, with the copy's own engine."""
    return subprocess.Popen(
        [sys.executable, "-P", "grade.py", *arguments],
        cwd=copy,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={
            **os.environ,
            "PYTHONPATH": str(copy),
            "TORCH_KATA_LANG": "en",
            "COLUMNS": "80",
            "XDG_STATE_HOME": str(copy.parent / "state"),
        },
        text=True,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_its_work(copy, name):
    process = started(copy, name, *COMMANDS[name])
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert said.strip()
    assert "The kit failed" not in said


def test_watch_shows_the_verdict_on_what_is_saved(copy):
    stub = copy / STUB
    stub.write_text(WRONG)
    process = started(copy, "watch")
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Graded."):
            assert "double wrong" in said
            stub.write_text(SOLVED)
        if "double passed" in line or "The kit failed" in line:
            break
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=60)
    assert "double passed" in said, said + rest
    assert process.returncode == 130


def test_no_command_for_students_is_left_out_here():
    assert {*COMMANDS, "watch"} == set(students.commands)
