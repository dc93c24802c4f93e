"""`python grade.py` as its users call it: what it prints, its exit code, and bad input."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from autograder.exercise import House
from autograder.reports.json_report import SCHEMA_FILE, schema

ROOT = House().root
COMPLETE = "tests/submissions/complete"
MISTAKES = "tests/submissions/mistakes"


def run(*arguments, **options):
    command = [sys.executable, "grade.py", *map(str, arguments)]
    environment = {**os.environ, "TORCH_KATA_LANG": "en", "COLUMNS": "100"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, **options
    )


def test_help_says_how_to_call_it_without_importing_torch():
    code = "import sys, runpy; sys.argv = ['grade.py', '--help']\n"
    code += "try: runpy.run_path('grade.py', run_name='__main__')\nexcept SystemExit: pass\n"
    code += "print('torch' in sys.modules, 'hypothesis' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert "--submission PATH" in done.stdout
    assert done.stdout.endswith("False False\n")


def test_a_right_submission_exits_with_0_and_a_report_that_keeps_its_schema(tmp_path):
    target = tmp_path / "report.json"
    done = run("02", "--submission", COMPLETE, "--seed", 1, "--examples", 20, "--json", target)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "60 of 60 points, 5 of 5 exercises passed" in done.stdout
    report = json.loads(target.read_text())
    jsonschema.validate(report, json.loads(SCHEMA_FILE.read_text()))
    assert (report["schema_version"], report["seed"], report["complete"]) == (1, 1, True)


def test_a_wrong_submission_exits_with_1_and_says_how_to_see_it_again():
    done = run("add_batch", "--submission", MISTAKES, "--seed", 7)
    assert done.returncode == 1
    assert f"python grade.py add_batch --seed 7 --submission {MISTAKES}" in done.stdout
    assert "The mistake" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_the_same_seed_gives_the_same_report():
    reports = []
    for _ in range(2):
        done = run("long_zeros", "add_batch", "--submission", MISTAKES, "--seed", 3, "--json", "-")
        report = json.loads(done.stdout)
        report.pop("seconds")
        for exercise in report["exercises"]:
            exercise.pop("seconds")
        reports.append(report)
    assert reports[0] == reports[1]


def test_the_feedback_is_there_in_chinese():
    done = run("add_batch", "--submission", MISTAKES, "--seed", 1, "--lang", "zh")
    assert "错在哪里" in done.stdout
    assert "再来一次" in done.stdout


def test_the_schema_in_the_project_is_the_one_of_the_code():
    assert json.loads(SCHEMA_FILE.read_text()) == json.loads(json.dumps(schema()))


def test_a_hint_is_printed_and_a_level_that_is_not_there_is_refused():
    assert "Hint 1 of" in run("hint", "add_batch", "--level", 1).stdout
    done = run("hint", "add_batch", "--level", 9)
    assert done.returncode == 2
    assert "--level 9 is not one of them" in done.stderr


def test_doctor_says_what_the_machine_has_in_both_languages():
    done = run("doctor")
    assert done.returncode == 0
    assert "Isolation level A" in done.stdout
    assert "torch" in done.stdout
    assert re.search(r"simulated CUDA +works", done.stdout)
    assert "隔离级别 A" in run("doctor", "--lang", "zh").stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["zero_row"], "Did you mean zero_rows_"),
        (["99_nothing"], "There is no exercise or unit called '99_nothing'"),
        (["--submission", "no_such_folder"], "There is no file or folder no_such_folder."),
        (["--submission", "grade.py"], "grade.py is no exercise's file"),
        (["--submission", "/dev/null"], "/dev/null is not a submission"),
        (["--submission", "autograder/cli"], "holds none of the exercises to grade"),
        (["--seed", "x"], "--seed is a whole number."),
        (["--seed", "-1"], "--seed is a whole number from 0"),
        (["--examples", "0"], "--examples is a whole number from 1"),
        (["--lang", "fr"], "--lang is one of en, zh"),
        (["--json", "no_such_folder/report.json"], "cannot be written: No such file"),
        (["--json", "tests"], "is a folder; name a file"),
        (["--nonsense"], "No such option"),
        (["hint", "02_creation"], "is a unit; name one exercise"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_2(arguments, sentence):
    done = run(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_without_the_installation_one_sentence_says_what_to_run():
    done = subprocess.run(
        [sys.executable, "-I", "-S", "grade.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "Run: python -m pip install -c constraints.txt -e ." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(("view", "seen"), [("--all", "filled_buffer"), (None, "01_warmup")])
def test_ctrl_c_shows_what_was_graded_and_leaves_no_process(tmp_path, view, seen):
    target = tmp_path / "report.json"
    command = [sys.executable, "-u", "grade.py", "--submission", MISTAKES, "--seed", "1"]
    command += [view] if view else []
    process = subprocess.Popen(
        [*command, "--json", str(target)],
        cwd=ROOT,
        env={**os.environ, "TORCH_KATA_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if seen in line:
            break
    children = _children(process.pid)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped before the end" in rest
    assert "Traceback" not in rest
    assert json.loads(target.read_text())["complete"] is False
    assert children
    for _ in range(100):
        if not any(_alive(pid) for pid in children):
            return
        time.sleep(0.05)
    pytest.fail("a process outlived the grader")


def _children(pid):
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def _alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
