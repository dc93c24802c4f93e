"""The properties as pytest tests: `pytest tests/properties --submission DIR`."""

import subprocess
import sys

from autograder.exercise import House

ROOT = House().root


def run(*arguments):
    command = [sys.executable, "-m", "pytest", "tests/properties", "-p", "no:cacheprovider"]
    command += ["--grade-seed", "1", "--grade-examples", "20", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)


def test_a_right_submission_passes():
    done = run("--submission", "tests/submissions/complete", "-k", "zero_rows_ or add_batch")
    assert done.returncode == 0, done.stdout
    assert "3 passed" in done.stdout


def test_a_mistake_fails_with_the_feedback_and_no_frames_of_ours():
    done = run("--submission", "tests/submissions/mistakes", "-k", "zero_rows_")
    assert done.returncode == 1
    assert "The mistake" in done.stdout
    assert "runtest" not in done.stdout


def test_points_are_in_the_junit_report(tmp_path):
    target = tmp_path / "junit.xml"
    run("--submission", "tests/submissions/complete", "-k", "add_batch", f"--junitxml={target}")
    assert 'name="points" value="10"' in target.read_text()


def test_a_submission_that_is_not_there_is_said_in_one_sentence():
    done = run("--submission", "nowhere", "-k", "add_batch")
    assert "There is no file or folder nowhere." in done.stdout + done.stderr
    assert "INTERNALERROR" not in done.stdout + done.stderr
