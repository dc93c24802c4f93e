"""`check` refuses an exercise that is not fit to grade with, and says what is wrong with it."""

import json
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
import toy

from autograder.checking.check import check_exercise
from autograder.exercise import House
from autograder.worker.system import worker_source

ROOT = House().root

BLIND = toy.PROPERTIES.replace("result=y, x=x", "result=y.shape")


@pytest.fixture
def check(tmp_path):
    def run(**changed):
        house = toy.toy_house(tmp_path, **changed)
        (exercise,) = house.exercises
        with closing(worker_source([house.properties(exercise)])) as workers:
            return check_exercise(house, exercise, workers, seed=1)

    return run


def test_a_fit_exercise_has_no_problems(check):
    found = check()
    assert found.problems == found.notes == ()
    assert (found.right_passed, found.right) == (2, 2)
    assert (found.named, found.caught, found.misconceptions) == (2, 2, 2)
    assert found.points == 10
    assert found.mutants >= 3
    assert found.killed == found.mutants


def test_properties_that_see_too_little_let_mistakes_and_mutants_pass(check):
    found = check(properties=BLIND)
    assert "the misconception squared passes from seed 1" in found.problems
    assert found.caught == 0
    assert any("return x / 2" in survivor.diff for survivor in found.survivors)


def test_survivors_that_are_declared_equivalent_are_set_aside(check):
    declared = 'EQUIVALENT = {"return x / 2": "as good", "return nothing": "no such line"}\n'
    found = check(properties=BLIND, reference=toy.REFERENCE + declared)
    assert found.equivalent == 1
    assert not any("x / 2" in survivor.diff for survivor in found.survivors)
    assert "EQUIVALENT names a line that no mutant has: return nothing" in found.problems


def test_a_right_solution_that_is_rejected_is_named(check):
    wrong = toy.REFERENCE.replace("return x + x", "return x + x + 1")
    found = check(reference=wrong)
    assert found.right_passed == 1
    assert any("the alternative added fails" in problem for problem in found.problems)


def test_two_misconceptions_that_look_alike_are_noted(check):
    twin = "\n@misconception(en='Same.', zh='一样。')\ndef twin(x):\n    return x**2\n"
    found = check(reference=toy.REFERENCE + twin)
    assert found.notes == ("the misconception twin is taken for squared",)
    assert (found.named, found.caught) == (2, 3)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"stub": toy.STUB.replace("raise NotImplementedError", "return 2 * x")}, "UNSOLVED"),
        ({"stub": toy.STUB.replace("double(x: Tensor)", "double(y: Tensor)")}, "takes"),
        ({"stub": toy.STUB.replace("def double", "def twice")}, "does not define double"),
        ({"properties": toy.PROPERTIES.replace("points=10", "points=7")}, "1 stars are worth 10"),
        ({"properties": toy.PROPERTIES.replace(", x=x)", ", odd_label=x)")}, "'odd_label'"),
        ({"reference": "def double(x):\n    return 1 / 0\n"}, "not in its `raises`"),
        ({"reference": "def (:"}, "cannot be loaded"),
        ({"reference": toy.REFERENCE.replace("这是平方。", "")}, "not a whole sentence"),
        ({"zh": "# 玩具\n"}, "the lesson (zh) has no section on double"),
        ({"en": "# Toys\n"}, "the lesson (en) has no section on double"),
        (
            {"en": toy.LESSON.format(title="T", heading="H", hint="H", words="**Builds on**: `a`")},
            "builds on a, which is no exercise",
        ),
    ],
)
def test_what_is_not_whole_is_said(check, changed, said):
    assert any(said in problem for problem in check(**changed).problems)


def test_the_command_prints_a_table_and_writes_a_record(cli, tmp_path):
    target = tmp_path / "check.json"
    done = cli("check", "long_zeros", "add_batch", "--seed", 3, "--json", target)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Fit to grade with." in done.stdout
    record = json.loads(target.read_text())
    assert [e["name"] for e in record["exercises"]] == ["long_zeros", "add_batch"]
    assert (record["seed"], record["complete"]) == (3, True)


def test_the_command_refuses_what_it_does_not_know(cli):
    done = cli("check", "nothing_of_this_name")
    assert done.returncode == 2
    assert "no exercise or unit" in done.stderr


def test_ctrl_c_shows_what_was_checked_and_leaves_no_process():
    command = [sys.executable, "-u", "grade.py", "check", "01", "02", "--seed", "1"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    children = []
    for _ in range(600):
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if len(children) > 1:
            break
        time.sleep(0.1)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped before the end" in said
    assert "Fit to grade with" not in said
    assert "Traceback" not in said
    assert children
    for _ in range(100):
        if not any(Path(f"/proc/{pid}/cmdline").exists() for pid in children):
            return
        time.sleep(0.05)
    pytest.fail("a process outlived the check")
