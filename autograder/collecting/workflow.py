"""A workflow for the instructor's own repository: it collects, grades, and keeps the reports."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from autograder.language import SaidError

_TEMPLATE = Path(__file__).resolve().parent / "template" / "marks.yml"
_DECK = "marking.deck.sealed"
_RESULTS = "results"


def marks_workflow(directory: str, words: Sequence[str]) -> str:
    """The workflow that collects into `directory` as these words of a command line say.

    Raises SaidError for a word that a workflow would take for something else.
    """
    for word in (directory, *words):
        if "${{" in word or not word.isprintable():
            raise SaidError("{word} cannot stand in a workflow.", word=repr(word))
    submissions = f"{directory}/submissions"
    batch = ["batch", submissions, "--out", _RESULTS, "--deck", _DECK]
    fields = {
        "DECK": _DECK,
        "DIRECTORY": directory,
        "RESULTS": _RESULTS,
        "COLLECT": _command(["collect", directory, *words]),
        "BATCH": _command(batch),
    }
    text = _TEMPLATE.read_text(encoding="utf-8")
    for field, value in fields.items():
        text = text.replace(f"{{{{{field}}}}}", value)
    return text


def _command(words: Sequence[str]) -> str:
    return shlex.join(["python", "grade.py", *words])
