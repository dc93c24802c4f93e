"""Every sentence of the command line in Chinese: help, errors, and what commands print."""

import os
import re
import subprocess
import sys

import click
import pytest

from autograder.cli.main import cli
from autograder.cli.usage import asked_language
from autograder.exercise import House
from autograder.language import SaidError, language

ROOT = House().root
# What stays as it is: commands, names, versions, code.
_KEPT = re.compile(r"`[^`]*`|python \S*grade\.py.*|\S*[_./\[\]\-|=(]\S*|'[^']*'|\b[A-Z][\w.]*")
_ENGLISH = re.compile(r"\b[a-z]+ [a-z]+ [a-z]+\b")


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "grade.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "TORCH_KATA_LANG": "zh", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def english(text):
    """What looks like an English sentence in a text."""
    return [m[0] for line in text.splitlines() for m in _ENGLISH.finditer(_KEPT.sub("·", line))]


def calls_of(group, above=()):
    """How every command is called, those of groups within too."""
    yield above
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from calls_of(command, (*above, name))
        else:
            yield (*above, name)


def test_an_english_sentence_is_noticed():
    assert english("The file fails when it is loaded") != []


@pytest.mark.parametrize("command", sorted(calls_of(cli)))
def test_help_is_chinese(command):
    done = run(*command, "--help")
    assert done.returncode == 0
    assert english(done.stdout) == []
    assert "用法" in done.stdout
    assert "显示这段说明并退出" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["--see", "1"],
        ["--seed"],
        ["--seed", "x"],
        ["--seed", "-1"],
        ["--device", "tpu"],
        ["hint"],
        ["hint", "a", "b"],
        ["hint", "02"],
        ["hint", "zero_row"],
        ["hint", "add_batch", "--level", "9"],
        ["explain", "nothing_like_it"],
        ["reset", "99_x"],
        ["--submission", "no_such_folder"],
        ["--json", "no_such_folder/report.json"],
        ["--json", "tests"],
        ["--deck", "grade.py"],
        ["--deck", "no_such.deck"],
    ],
)
def test_errors_are_chinese(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert english(done.stderr) == []
    assert re.search(r"[一-鿿]", done.stderr)
    assert not re.search("Try|Did you mean", done.stderr)
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "arguments", [["progress"], ["hint", "add_batch"], ["explain", "add_batch"], ["start"]]
)
@pytest.mark.parametrize("width", ["40", "100"])
def test_what_is_printed_is_chinese(arguments, width):
    done = run(*arguments, COLUMNS=width, TERM="dumb")
    assert done.returncode == 0, done.stderr
    assert english(done.stdout + done.stderr) == []
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["hint", "--lang", "zh"], "zh"),
        (["--lang=zh"], "zh"),
        (["--lang", "en", "x"], "en"),
        (["--lang", "fr"], "en"),
        (["--lang"], "en"),
        ([], "en"),
    ],
)
def test_the_language_is_known_before_the_call_is_understood(arguments, code, monkeypatch):
    monkeypatch.setenv("TORCH_KATA_LANG", "en")
    assert asked_language(arguments) == code


def test_an_error_says_its_facts_late_and_alternatives_in_the_same_language():
    error = SaidError("{name} is in several units: name {paths}.", name="x", paths=("a", "b"))
    assert str(error) == "x is in several units: name a or b."
    assert error.said(language("zh")) == "x 在几个单元里都有：请写 a 或 b。"
