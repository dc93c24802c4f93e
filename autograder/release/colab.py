"""A notebook that is ready for Colab: it gets the kit, shows the first exercises, grades them."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from autograder.course import lesson_or_none
from autograder.exercise import Exercise, House
from autograder.language import N_, Language, language
from autograder.reports.lesson_markdown import section_markdown

FOLDER = "torch-kata"
_KEPT = ("torch", "numpy")  # what Colab has built for its own machines stays as it is
_GET_READY = """\
#@title {title} {{ display-mode: "form" }}
#@markdown {field}
repository = ""  #@param {{type:"string"}}

import os
import subprocess
import sys
from pathlib import Path

here = Path.cwd()
folders = [path for path in (here, *here.parents) if (path / "grade.py").is_file()]
folder = folders[0] if folders else here / "{folder}"
needed = {needed}

if repository and not folder.is_dir():
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", "--", repository, str(folder)])
if folder.is_dir():
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *needed], check=True)
    sys.path.insert(0, str(folder))
    os.environ["TORCH_KATA_LANG"] = "{lang}"
    get_ipython().run_line_magic("load_ext", "autograder")
    print({ready})
else:
    print({empty})
"""


def notebook_name(lang: str) -> str:
    """What the notebook in a language is called."""
    return "colab.ipynb" if lang == "en" else f"colab.{lang}.ipynb"


def colab_notebook(house: House, dependencies: Iterable[str], lang: str) -> bytes:
    """The notebook of a house as the bytes of its file; always the same.

    Of `dependencies`, as in pyproject.toml, it installs all but PyTorch and NumPy: no other of them
    brings those along.
    """
    say = language(lang)
    needed = [line for line in dependencies if line.split(">")[0] not in _KEPT]
    cells = [*_beginning(say, needed), *_exercises(house, say), *_end(house, say)]
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number}"
    notebook = {
        "cells": cells,
        "metadata": {
            "colab": {"provenance": []},
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _beginning(say: Language, needed: Sequence[str]) -> Iterator[dict[str, Any]]:
    yield _text(
        say(N_("# Torch Kata in a notebook")),
        say(
            N_(
                "PyTorch exercises, and a grader that tells you which mistake you made. Run the "
                "next cell once; it gets the exercises and the grader, and leaves PyTorch as it "
                "is. Then write your code in the cells below and run them: `%%grade` at the top "
                "of a cell runs it and grades what it defines."
            )
        ),
        say(
            N_(
                "What is graded is the code of your cells, in a process of its own: nothing else "
                "that this notebook holds. A GPU is used where there is one (on Colab: Runtime, "
                "Change runtime type); none is needed. What you see here is for practice; marks "
                "are given elsewhere."
            )
        ),
    )
    yield _code(
        _GET_READY.format(
            title=say(N_("Get ready")),
            field=say(N_("The address of your course's repository:")),
            folder=FOLDER,
            needed=json.dumps(needed),
            lang=say.code,
            ready=_quoted(say(N_("Ready. Run the cells below."))),
            empty=_quoted(
                say(
                    N_(
                        "The exercises are not here yet. Fill in the address of the repository, "
                        "and run this cell again."
                    )
                )
            ),
        )
    )


def _exercises(house: House, say: Language) -> Iterator[dict[str, Any]]:
    """The first unit: its introduction, and of each exercise the section and the stub."""
    unit = house.units[0]
    lesson = lesson_or_none(house, unit.name, say.code)
    yield _text(f"# {lesson.title or unit.name}", lesson.introduction)
    for exercise in unit.exercises:
        section = lesson.section(exercise.name)
        if section is not None:
            yield _text(section_markdown(exercise, section, say))
        yield _code(f"%%grade {exercise.name}\n{stub_text(house, exercise)}")


def _end(house: House, say: Language) -> Iterator[dict[str, Any]]:
    rows = [
        f"- `%explain {unit.name}` · {lesson_or_none(house, unit.name, say.code).title}"
        for unit in house.units[1:]
    ]
    if rows:
        yield _text(
            say(N_("# Go on")),
            say(
                N_(
                    "Each unit has a lesson, and each exercise too: `%explain` shows it. Write the "
                    "solution in a new cell that begins with `%%grade` and the exercise's name."
                )
            ),
            "\n".join(rows),
        )
        yield _code(f"%explain {house.units[1].name}")
    yield _text(
        say(N_("# All that you wrote")),
        say(
            N_(
                "`%grade` grades every exercise that a cell defines. Colab forgets what is not "
                "saved: File, Save a copy in Drive."
            )
        ),
    )
    yield _code("%grade")


def stub_text(house: House, exercise: Exercise) -> str:
    """The stub without the sentence at its top, which the lesson says better."""
    text = house.stub(exercise).read_text(encoding="utf-8")
    first = ast.parse(text).body[0]
    if isinstance(first, ast.Expr):
        text = "\n".join(text.split("\n")[first.end_lineno :])
    return text.strip()


def _text(*paragraphs: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "metadata": {},
        "source": _lines("\n\n".join(part.strip() for part in paragraphs)),
    }


def _code(text: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": _lines(text.strip()),
    }


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
