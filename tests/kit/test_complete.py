"""Completion of names, as click is asked for it and as bash shows it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli.complete import SCRIPTS
from autograder.exercise import House

ROOT = House().root


def completed(line):
    """What is offered for the last word of a line."""
    words = line.split(" ")
    environment = {
        **os.environ,
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TORCH_KATA_COMPLETE": "bash_complete",
    }
    done = subprocess.run(
        [sys.executable, "grade.py"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.stderr == ""
    return [entry.partition(",")[2] for entry in done.stdout.split()]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("torch-kata hint zero_", ["zero_rows_"]),
        ("torch-kata explain 04", ["04_indexing"]),
        ("torch-kata zero_", ["zero_rows_"]),
        ("torch-kata prog", ["progress"]),
        ("torch-kata zero_rows_ prog", []),
        ("torch-kata completion f", ["fish"]),
        ("torch-kata --lang z", ["zh"]),
    ],
)
def test_names_are_offered(line, offered):
    assert completed(line) == offered


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["python", "grade.py", "hint", "zero_"], ["zero_rows_"]),
        (["torch-kata", "explain", "04"], ["04_indexing"]),
        (["python", "gra"], ["grade.py"]),
        (["python", "other.py", "READ"], ["README.md", "README.zh.md"]),
    ],
)
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes(words, offered, tmp_path):
    script = tmp_path / "torch-kata"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" grade.py "$@"\n')
    script.chmod(0o755)
    quoted = " ".join(f'"{word}"' for word in words)
    code = (
        f"{SCRIPTS['bash']}\nCOMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}\n"
        '_torch_kata; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = os.pathsep.join([str(tmp_path), str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", code],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
    assert sorted(done.stdout.split()) == offered, done.stderr
