"""Faults of an exercise's own files: said as the kit's, and in no submission's points."""

import subprocess
import sys
import threading
from contextlib import suppress

import pytest
from toy import PROPERTIES, REFERENCE, toy_house

from autograder.cli.main import cli
from autograder.grading import patience as waiting
from autograder.grading.grader import Grader
from autograder.grading.patience import OutOfPatienceError, patience
from autograder.grading.score_report import points_of
from autograder.grading.verdict import Verdict
from autograder.oracle.reference import OracleError, ReferenceOracle
from autograder.submission import Submission
from autograder.wire.ready import Ready
from autograder.worker.source import WorkerStartError

RIGHT = "def double(x):\n    return x * 2\n"


class NoWorkers:
    """A source of workers that is asked for none."""

    level = "A"
    many = True

    def __init__(self, failures=()):
        self.failures = dict(failures)
        self.closed = 0

    def ready(self):
        return Ready(self.failures, self.level)

    def acquire(self):
        raise WorkerStartError("none is here")

    def close(self):
        self.closed += 1


def grade(root, source=None, **changed):
    house = toy_house(root, **changed)
    submission = Submission("student", {"01_toy/double.py": RIGHT})
    source = source or NoWorkers()
    return Grader(house, submission, source, seed=1, examples=5).grade(house.exercises[0])


@pytest.mark.parametrize(
    ("changed", "code", "said"),
    [
        ({"reference": "raise ValueError('broken')\n"}, "kit_oracle", "ValueError: broken"),
        ({"reference": "def double(x:\n"}, "kit_oracle", "SyntaxError"),
        ({"reference": "import sys\nsys.exit(3)\n"}, "kit_oracle", "SystemExit: 3"),
        ({"reference": "import nothing_here\n"}, "kit_oracle", "nothing_here"),
        ({"reference": "triple = None\n"}, "kit_oracle", "does not define double"),
        ({"properties": "raise ValueError('broken')\n"}, "kit_properties", "ValueError: broken"),
        ({"properties": "import sys\nsys.exit(3)\n"}, "kit_properties", "SystemExit: 3"),
        ({"properties": "def test(:\n"}, "kit_properties", "SyntaxError"),
    ],
)
def test_a_file_of_the_kit_that_cannot_be_loaded_costs_no_points(tmp_path, changed, code, said):
    source = NoWorkers()
    result = grade(tmp_path, source, **changed)
    assert result.verdict is Verdict.KIT_ERROR
    assert result.reason.code == code
    assert said in str(result.reason)
    assert points_of([result]) == (0, 0, 10)
    assert source.closed == 1  # it was tried once more, with everything new


def test_properties_that_only_the_worker_cannot_load_cost_no_points(tmp_path):
    file = tmp_path / "tests" / "properties" / "01_toy" / "test_double.py"
    result = grade(tmp_path, NoWorkers({str(file): "ImportError: no"}))
    assert (result.verdict, result.reason.code) == (Verdict.KIT_ERROR, "kit_properties")
    assert points_of([result]) == (0, 0, 10)


def test_a_missing_file_of_properties_is_the_kits_fault(tmp_path):
    house = toy_house(tmp_path)
    (exercise,) = house.exercises
    house.properties(exercise).unlink()
    submission = Submission("student", {exercise.path: RIGHT})
    result = Grader(house, submission, NoWorkers(), seed=1, examples=5).grade(exercise)
    assert (result.verdict, result.max_points) == (Verdict.KIT_ERROR, 10)


@pytest.mark.parametrize(
    "changed",
    [
        {"reference": REFERENCE + "\nwhile True:\n    pass\n"},
        {"properties": PROPERTIES + "\nwhile True:\n    pass\n"},
    ],
    ids=["reference", "properties"],
)
def test_a_file_of_the_kit_that_never_ends_is_given_up_on(tmp_path, monkeypatch, changed):
    monkeypatch.setattr("autograder.grading.grader.PATIENCE", 0.2)
    monkeypatch.setattr("autograder.grading.grader.exercise_seconds", lambda _: 0.0)
    result = grade(tmp_path, **changed)
    assert result.verdict is Verdict.KIT_ERROR
    assert "took longer than it ever should" in str(result.reason)


def test_a_reference_that_never_answers_is_given_up_on_though_it_catches_everything(monkeypatch):
    monkeypatch.setattr(waiting, "AGAIN_SECONDS", 0.05)
    caught = []

    def reference():
        while True:
            try:
                while True:
                    pass
            except Exception as error:
                caught.append(error)
                if len(caught) == 3:
                    raise

    with pytest.raises(OutOfPatienceError), patience(0.1):
        reference()
    assert len(caught) == 3


def test_patience_that_ends_just_now_raises_inside_or_never_and_leaves_no_thread():
    before = threading.active_count()
    for _ in range(300):
        with suppress(OutOfPatienceError), patience(0.0001):
            pass
    assert threading.active_count() == before
    assert sum(range(100_000)) == 4_999_950_000


@pytest.mark.parametrize("seconds", [60, 0.0001])
def test_what_was_watched_can_be_traced_afterwards(seconds):
    """CPython 3.11 hangs in the next function that is traced while it waits for an exception."""
    code = (
        "import sys\n"
        "from contextlib import suppress\n"
        "from autograder.grading.patience import OutOfPatienceError, patience\n"
        f"with suppress(OutOfPatienceError), patience({seconds}):\n"
        "    sum(range(100_000))\n"
        "sys.settrace(lambda *_: None)\n"
        "(lambda: None)()\n"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, env={}).returncode == 0


def test_a_fault_of_the_kit_is_said_loudly_and_exits_with_2(monkeypatch, capsys, tmp_path):
    def expected(self, prop, case, seed):
        raise OracleError("the reference is broken")

    monkeypatch.setattr(ReferenceOracle, "expected", expected)
    report = tmp_path / "report.json"
    code = cli.main(
        ["add_batch", "uniform", "--submission", "tests/submissions/broken", "--seed", "1",
         "--json", str(report), "--examples", "5", "--lang", "en"],
        standalone_mode=False,
    )  # fmt: skip
    shown = " ".join(capsys.readouterr().out.split())
    assert code == 2
    assert "The kit itself failed on add_batch. This costs no points: 10 points could not" in shown
    assert "the reference is broken" in shown
    assert '"ungraded_points": 10' in report.read_text()
