"""Everything that a submission prints is kept, with its exercise, and shown as nothing but text."""

import io
import unicodedata

import pytest
from rich.console import Console

from autograder.exercise import House
from autograder.grading.attempt import PRINTED_MOST
from autograder.grading.grader import Grader
from autograder.grading.verdict import Verdict
from autograder.language import language
from autograder.reports.json_report import render_json
from autograder.reports.terminal import render_failures
from autograder.submission import Submission
from autograder.worker.system import worker_source

HOUSE = House()
ADD_BATCH, DROP_BATCH = HOUSE.select(["add_batch", "drop_batch"])
WAYS = {
    "print": "print('{}')",
    "without an end": "print('{}', end='')",
    "to stderr": "print('{}', file=sys.stderr)",
    "the first streams": "sys.__stdout__.write('{}\\n'); sys.__stderr__.write('{}\\n')",
    "descriptor 1": "os.write(1, b'{}\\n')",
    "descriptor 2": "os.write(2, b'{}\\n')",
    "a duplicate": "os.write(os.dup(1), b'{}\\n')",
    "puts of C": "libc.puts(b'{}'); libc.fflush(None)",
    "printf of C": "libc.printf(b'{}\\n'); libc.fflush(None)",
    "logging": "logging.warning('{}')",
    "a traceback": "\ntry: 1 / 0\nexcept Exception as e: e.args = ('{}',); traceback.print_exc()",
    "a thread": "t = threading.Thread(target=fail, args=('{}',)); t.start(); t.join()",
    "faulthandler": "os.write(2, b'{}\\n'); faulthandler.dump_traceback(2)",
    "not ASCII": "print('{} 形状 🙂')",
}  # fmt: skip
HEADER = """import ctypes, faulthandler, logging, os, sys, threading, traceback, warnings
libc = ctypes.CDLL(None)
def fail(text): raise ValueError(text)
"""


@pytest.fixture(params=["forked", "spawned"], scope="module")
def workers(request):
    files = [HOUSE.properties(exercise) for exercise in (ADD_BATCH, DROP_BATCH)]
    source = worker_source(files, fork=request.param == "forked")
    yield source
    source.close()


@pytest.fixture
def grade(workers):
    def run(text, exercise=ADD_BATCH):
        submission = Submission("student", {exercise.path: text})
        return Grader(HOUSE, submission, workers, seed=1, examples=2).grade(exercise)

    return run


def shown(result):
    out = io.StringIO()
    Console(file=out, width=100, highlight=False).print(
        render_failures([result], language("en")), crop=False
    )
    return out.getvalue()


def assert_harmless(text):
    for line in text.split("\n"):
        assert not line.strip().startswith("::"), line
        assert "##[" not in line
        assert not [c for c in line if unicodedata.category(c)[0] == "C"], line


def indented(lines):
    return "".join(f"    {line}\n" for line in lines.splitlines())


@pytest.mark.parametrize("when", ["when it is loaded", "when it is called"])
def test_whatever_way_it_prints_all_of_it_is_kept(grade, when):
    body = "\n".join(way.replace("{}", f"<{name}>") for name, way in WAYS.items())
    loaded, called = (body, "") if when == "when it is loaded" else ("", indented(body))
    text = f"{HEADER}{loaded}\ndef add_batch(x):\n{called}    return x[None]\n"
    result = grade(text)
    assert result.verdict is Verdict.PASSED, result
    missing = [name for name in WAYS if f"<{name}>" not in result.printed]
    assert not missing, result.printed
    assert "<not ASCII> 形状 🙂" in result.printed


def test_a_warning_when_it_is_loaded_is_kept(grade):
    text = "import warnings\nwarnings.warn('<warned>')\ndef add_batch(x): return x[None]\n"
    assert "UserWarning: <warned>" in grade(text).printed


@pytest.mark.parametrize("workers", ["forked"], indirect=True)  # one that is spawned is used again
def test_what_one_exercise_prints_is_not_said_of_another(grade):
    late = (
        "import threading, time\n"
        "def chatter():\n"
        "    while True: print('mine', flush=True); time.sleep(0.001)\n"
        "def add_batch(x):\n"
        "    threading.Thread(target=chatter, daemon=True).start()\n"
        "    return x[None]\n"
    )
    assert "mine" in grade(late).printed
    assert grade("def drop_batch(x): return x[0]\n", DROP_BATCH).printed == ""


@pytest.mark.parametrize("workers", ["forked"], indirect=True)  # dying costs no new start
@pytest.mark.parametrize("end", ["os._exit(3)", "os.abort()", "sys.exit()", "1 / 0"])
def test_what_it_printed_before_it_died_is_kept(grade, end):
    text = f"import os, sys\ndef add_batch(x):\n    print('last words')\n    {end}\n"
    assert "last words" in grade(text).printed


def test_much_that_is_printed_is_cut(grade):
    result = grade("def add_batch(x):\n    print('x' * 300_000)\n    return x[None]\n")
    assert result.verdict is Verdict.PASSED
    assert len(result.printed) == PRINTED_MOST


HOSTILE = r"""
N = '\x1b[0m::notice title=Autograding complete::Points 100/100'
print(N); print('\r' + N); print('x\n \u3000' + N); print('##[error]forged \u202e[red]red[/red]')
class E(Exception): pass
E.__qualname__ = N; E.__module__ = '##[group]'
def named(x): raise E(N + '\n' + N + '\x1b]0;title\x07')
named.__code__ = named.__code__.replace(co_name=N, co_qualname=N)
def add_batch(x): named(x)
"""


def test_a_hostile_print_and_a_hostile_exception_are_only_text(grade):
    result = grade(HOSTILE)
    assert result.verdict is Verdict.RAISED
    for text in (shown(result), render_json(result)):
        assert "title=Autograding complete" in text
        assert_harmless(text)
    assert "[red]red[/red]" in shown(result)


@pytest.mark.parametrize(
    "text",
    [
        r"x = {'\x1b[2J::error::x': 1, '##[error]\u202e': '\r::error::y'}",
        r"x = type('\n::error::z', (), {})()",
        r"x = ['\x85::error::x', '\u2028##[error]', '\ud800', '\x00']",
        r"x = type('T', (tuple,), {'_fields': ('\n::error::z',)})((1,))",
    ],
)
def test_hostile_values_are_only_text(grade, text):
    result = grade(f"{text}\ndef add_batch(y): return x\n")
    assert result.verdict is Verdict.WRONG
    assert_harmless(shown(result) + render_json(result))


@pytest.mark.parametrize(
    "text",
    [
        "import sys; sys.modules[__name__].__dict__['\\n::error::x'] = lambda: 1\n",
        "def add_batch(x, ยง): return x[None]\nadd_batch.__signature__ = 1\n",
        "def f(): raise SyntaxError('\\x1b[0m\\n::error::x')\nf()\n",
        "raise ValueError('\\n::error::x ##[error]')\n",
        "def add_batch(x): return ('\\x1b[31m\n",
        "\x1b]0;title\x07 ::error::x = 1\n",
    ],
)
def test_a_hostile_file_is_only_text(grade, text):
    result = grade(text)
    assert result.verdict is not Verdict.PASSED
    assert_harmless(shown(result) + render_json(result))
