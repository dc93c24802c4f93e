"""The workflows that are handed out: checked by actionlint, run step by step in a clean folder."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from handed_out import SOLVED, WRONG, handed_out, toy_copy
from runner import environment, step

from autograder.exercise import House
from autograder.release.autograding import autograding

ROOT = House().root
TEMPLATES = ROOT / "autograder" / "release" / "template"
SHIPPED = [TEMPLATES / name for name in ("classroom.yml", "classroom-gpu.yml")]
ACTIONLINT = shutil.which("actionlint", path=Path(sys.executable).parent) or shutil.which(
    "actionlint"
)
# What setup-python puts first on PATH; the kit's dependencies are installed there.
PYTHON = Path(sys.executable).parent


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return toy_copy(tmp_path_factory.mktemp("house"))


def steps_of(path):
    (job,) = yaml.safe_load(path.read_text())["jobs"].values()
    return {one["name"]: one["run"] for one in job["steps"] if "run" in one}


@pytest.mark.skipif(ACTIONLINT is None, reason="actionlint is not installed here")
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_actionlint_finds_nothing(path, tmp_path):
    (tmp_path / "actionlint.yaml").write_text("self-hosted-runner:\n  labels: [gpu]\n")
    done = subprocess.run(
        [ACTIONLINT, "-config-file", tmp_path / "actionlint.yaml", path],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_workflow_may_read_and_no_more_and_runs_nothing_that_can_change(path):
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 20
        assert "permissions" not in job
        for one in job["steps"]:
            if "uses" in one:
                assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one["uses"])
            if "checkout" in one.get("uses", ""):
                assert one["with"]["persist-credentials"] is False
    assert "secrets." not in path.read_text()


@pytest.mark.parametrize(("solution", "code"), [(SOLVED, 0), (WRONG, 1)])
def test_its_step_grades_a_clone_as_the_runner_would(copy, tmp_path, solution, code):
    folder = handed_out(copy, tmp_path / "repository", solution)
    commands = steps_of(folder / ".github" / "workflows" / "classroom.yml")
    path = f"{PYTHON}:/usr/bin:/bin"
    bash = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
    done = step(folder, tmp_path / "runner", *bash, commands["Grade"], PATH=path)
    assert done.code == code, done.log
    assert f"**{10 - 10 * code} of 10 points" in done.summary
    assert done.outputs["points"] == str(10 - 10 * code)


def test_its_installation_is_that_of_the_readme(copy):
    command = steps_of(SHIPPED[0])["Install"]
    assert f"$ {command}\n" in copy.files["README.md"].decode()


@pytest.mark.slow
def test_all_of_its_steps_work_in_an_environment_that_is_new(copy, tmp_path):
    folder = handed_out(copy, tmp_path / "repository", SOLVED)
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "python"], check=True, timeout=120)
    given = environment(tmp_path, folder, PATH=f"{tmp_path / 'python' / 'bin'}:/usr/bin:/bin")
    for name, command in steps_of(folder / ".github" / "workflows" / "classroom.yml").items():
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", command],
            cwd=folder,
            env=given,
            capture_output=True,
            text=True,
            timeout=1500,
        )
        assert done.returncode == 0, name + done.stdout + done.stderr
    assert "10 of 10 points" in (tmp_path / "summary.md").read_text()


def test_old_tools_get_a_test_a_unit_with_all_its_points():
    tests = json.loads(autograding(House()))["tests"]
    keys = {"name", "setup", "run", "input", "output", "comparison", "timeout", "points"}
    assert all(set(test) == keys for test in tests)
    assert {test["run"] for test in tests} <= {
        f"python grade.py {unit.name}" for unit in House().units
    }
    assert all(isinstance(test["points"], int) and test["points"] > 0 for test in tests)
    assert all(test["comparison"] in ("included", "exact", "regex") for test in tests)


def test_they_are_in_the_copy(copy):
    names = {path for path in copy.files if path.startswith(".github/")}
    assert names == {
        ".github/classroom/autograding.json",
        ".github/workflows/classroom.yml",
        ".github/workflows/classroom-gpu.yml",
    }
