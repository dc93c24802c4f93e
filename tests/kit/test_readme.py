"""Every command in the READMEs works, and the output they show is the output there is."""

import os
import re
import shlex
import signal
import subprocess
import sys

import pytest

from autograder.exercise import House

ROOT = House().root
PAGES = ("README.md", "README.zh.md", "CONTRIBUTING.md")
BLOCKS = sorted(
    {
        tuple(
            line.removeprefix("$ ").replace(" --lang zh", "")
            for line in block.splitlines()
            if line.startswith("$ ")
        )
        for page in PAGES
        for block in re.findall(
            r"```console\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL
        )
    }
)
COMMANDS = sorted({command for block in BLOCKS for command in block})
GATE = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
# What the gate itself runs: installing, and the tests (this one among them).
OF_THE_GATE = ("python -m pip install", "python -m pytest", "ruff ", "mypy ")
ENDLESS = "python grade.py watch"


def parts_of(command):
    return [part.strip() for part in command.split("&&")]


def run(command, folder=ROOT):
    words = shlex.split(command)
    words[0] = sys.executable if words[0] == "python" else words[0]
    environment = {**os.environ, "TORCH_KATA_LANG": "en", "COLUMNS": "100"}
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, timeout=280
    )


@pytest.fixture
def clone(tmp_path):
    """A folder where everything of the kit stands, and what commands write is not ours."""
    for path in ROOT.iterdir():
        if path.name != ".git":
            (tmp_path / path.name).symlink_to(path)
    return tmp_path


def belongs_to_the_gate(part):
    return part.startswith(OF_THE_GATE) and "tests/" not in part


def ends(part):
    return not belongs_to_the_gate(part) and not part.startswith(ENDLESS)


@pytest.mark.parametrize(
    "part", sorted({p for c in COMMANDS for p in parts_of(c) if belongs_to_the_gate(p)})
)
def test_the_gate_runs_what_installs_and_checks(part):
    assert part.replace("python -m pip install", "python -m pip install --quiet") in GATE or (
        part in GATE
    )


@pytest.mark.parametrize(
    "part", sorted({p for c in COMMANDS for p in parts_of(c) if p.startswith(ENDLESS)})
)
def test_the_command_that_never_ends_works_until_it_is_stopped(part):
    words = [sys.executable, *shlex.split(part)[1:]]
    environment = {**os.environ, "TORCH_KATA_LANG": "en"}
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    while line := process.stdout.readline():
        if line.startswith("Graded."):
            process.send_signal(signal.SIGINT)
            break
    process.communicate(timeout=60)
    assert process.returncode == 130


@pytest.mark.parametrize(
    "block", [b for b in BLOCKS if any(ends(p) for c in b for p in parts_of(c))], ids="; ".join
)
def test_the_commands_work_one_after_the_other(block, clone):
    for part in (part for command in block for part in parts_of(command) if ends(part)):
        done = run(part, clone)
        assert done.returncode in (0, 1), done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr


def test_the_failure_that_the_readme_shows_is_the_one_that_there_is():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    command = re.search(r"\$ (python grade.py zero_rows_ --submission .*)", text)[1]
    shown = re.search(r"```text\n(.*?)```", text, re.DOTALL)[1]
    said = [line.rstrip() for line in run(command).stdout.splitlines()]
    start = next(i for i, line in enumerate(said) if line.startswith("zero_rows_"))
    end = next(i for i, line in enumerate(said) if line.startswith("Hint"))
    assert said[start : end + 1] == shown.splitlines()
