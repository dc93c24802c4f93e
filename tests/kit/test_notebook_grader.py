"""The process that grades for a notebook: started, asked, ended, whatever it does."""

import sys
import time

import pytest

from autograder.notebook import grader
from autograder.notebook.grader import GraderEndedError, GraderProcess
from autograder.notebook.protocol import Ask, Grading, Refused

ASK = Ask(files={"01_warmup/derivative.py": "x = 1"}, seed=1, examples=1, device="cpu")


@pytest.fixture
def process(monkeypatch):
    """A process that runs some Python in place of the grader."""
    made = []

    def start(code):
        monkeypatch.setattr(grader, "interpreter_command", lambda *_: [sys.executable, "-c", code])
        made.append(GraderProcess())
        return made[-1]

    yield start
    for one in made:
        one.close()


def test_what_is_said_comes_as_it_is_said_and_ends_with_the_answer(process):
    code = (
        "import sys\nfor line in sys.stdin:\n"
        """    print('{"type":"grading","name":"a","done":0,"count":1}', flush=True)\n"""
        """    print('{"type":"refused","sentence":"no"}', flush=True)\n"""
    )
    found = process(code)
    for _ in range(2):  # the same process answers again
        assert list(found.grade(ASK)) == [Grading("a", 0, 1), Refused("no")]


def test_a_process_that_ends_is_told_with_its_last_words_and_started_anew(process):
    found = process("import sys; sys.stdin.readline(); sys.exit('out of luck')")
    for _ in range(2):
        with pytest.raises(GraderEndedError, match=r"has ended \(out of luck\)"):
            list(found.grade(ASK))


def test_a_process_that_is_gone_before_it_is_asked_is_told(process):
    found = process("raise SystemExit('gone')")
    found.start()
    found._process.wait()
    with pytest.raises(GraderEndedError, match="gone"):
        list(found.grade(ASK))


def test_whoever_stops_listening_ends_the_process(process):
    code = (
        "import sys, time\nsys.stdin.readline()\n"
        """print('{"type":"grading","name":"a","done":0,"count":1}', flush=True)\ntime.sleep(60)"""
    )
    found = process(code)
    answers = found.grade(ASK)
    next(answers)
    running = found._process
    start = time.monotonic()
    answers.close()
    assert running.poll() is not None
    assert time.monotonic() - start < 30


def test_a_python_that_is_not_there_is_said(process, monkeypatch):
    found = process("")
    monkeypatch.setattr(grader, "interpreter_command", lambda *_: ["/nowhere/python"])
    with pytest.raises(GraderEndedError, match="cannot be started"):
        list(found.grade(ASK))
