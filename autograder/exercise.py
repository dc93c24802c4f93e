"""The house: which exercises there are, and where their files lie. Only here are folders named."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from autograder.language import N_, SaidError
from autograder.lesson import Lesson, read_lesson

_UNIT = re.compile(r"\d\d_[a-z0-9_]+")
LANGUAGES = ("en", "zh")
ASSIGNMENTS = "assignments"


class HouseError(SaidError):
    """Something that the caller named is not there, or is not what it should be."""


@dataclass(frozen=True)
class Exercise:
    """One function or class to write; `path` is relative to `assignments/`, and its identity."""

    unit: str
    name: str

    @property
    def path(self) -> str:
        """The file's path in a submission, with forward slashes."""
        return f"{self.unit}/{self.name}.py"

    def defined_in(self, names: Iterable[str]) -> str | None:
        """The one of `names` that is the exercise: `ArrayDataset` for array_dataset.py."""
        wanted = self.name.replace("_", "")
        return next(
            (n for n in names if n == self.name or (n[:1].isupper() and n.lower() == wanted)), None
        )


@dataclass(frozen=True)
class Unit:
    """A folder of exercises, in the order of its lesson."""

    name: str
    exercises: tuple[Exercise, ...]


@dataclass(frozen=True)
class House:
    """A folder with `assignments/`, `tests/properties/` and `reference/`.

    A student's copy has a practice deck in place of `reference/`. With `only`, the house has just
    the units of these names.
    """

    root: Path = field(default_factory=lambda: Path(__file__).resolve().parent.parent)
    only: tuple[str, ...] = ()

    @property
    def hidden(self) -> tuple[Path, ...]:
        """What no submission may read: solutions, properties, history, the practice deck."""
        folders = tuple(self.root / name for name in ("reference", "tests", ".git"))
        return (*folders, self.deck)

    @property
    def live(self) -> bool:
        """Whether the solutions are here: whether this is the author's house."""
        return (self.root / "reference").is_dir()

    @property
    def deck(self) -> Path:
        """The practice deck of a student's copy: what is graded on there."""
        return self.root / "practice.deck"

    @property
    def assignments(self) -> Path:
        """Where the stubs are, and where a student writes."""
        return self.root / ASSIGNMENTS

    def stub(self, exercise: Exercise) -> Path:
        """The file with the signature, the task and nothing else."""
        return self.assignments / exercise.path

    def reference(self, exercise: Exercise) -> Path:
        """The file with the reference, alternatives and misconceptions."""
        return self.root / "reference" / exercise.path

    def properties(self, exercise: Exercise) -> Path:
        """The file with what is graded."""
        return self.root / "tests" / "properties" / exercise.unit / f"test_{exercise.name}.py"

    def exercise_of(self, properties: Path) -> Exercise:
        """The exercise that a file of properties belongs to."""
        return Exercise(properties.parent.name, properties.stem.removeprefix("test_"))

    def lesson(self, unit: str, lang: str = "en") -> Lesson:
        """The lesson of a unit, in English or Chinese; raises HouseError where there is none."""
        path = self.lesson_file(unit, lang)
        try:
            return read_lesson(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            named = f"{unit}/{path.name}"
            raise HouseError(N_("The lesson {path} is missing."), path=named) from None

    def lesson_file(self, unit: str, lang: str = "en") -> Path:
        """Where the lesson of a unit lies."""
        name = "README.md" if lang == "en" else f"README.{lang}.md"
        return self.assignments / unit / name

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units in order; raises HouseError where there are none."""
        if not self.assignments.is_dir():
            raise HouseError(
                N_("{path} is missing: the exercises should be there."), path=self.assignments
            )
        folders = sorted(
            p
            for p in self.assignments.iterdir()
            if p.is_dir() and _UNIT.fullmatch(p.name) and (not self.only or p.name in self.only)
        )
        units = tuple(Unit(folder.name, self._exercises(folder.name)) for folder in folders)
        if not any(unit.exercises for unit in units):
            raise HouseError(N_("{path} holds no exercises."), path=self.assignments)
        return units

    def _exercises(self, unit: str) -> tuple[Exercise, ...]:
        """What has properties is an exercise, also where its stub was deleted."""
        folder = self.root / "tests" / "properties" / unit
        files = sorted(path.stem.removeprefix("test_") for path in folder.glob("test_*.py"))
        try:
            order = [section.exercise for section in self.lesson(unit).sections]
        except HouseError:
            order = []
        names = dict.fromkeys([name for name in order if name in files] + files)
        return tuple(Exercise(unit, name) for name in names)

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises in order."""
        return tuple(exercise for unit in self.units for exercise in unit.exercises)

    def select(self, names: Sequence[str]) -> tuple[Exercise, ...]:
        """The exercises that are named, by unit or by exercise; all where none is named.

        A unit may be given by its number, an exercise by its path or by its class's name. Raises
        HouseError, with the names that are close, for one that is not there.
        """
        if not names:
            return self.exercises
        chosen = [exercise for name in names for exercise in self._named(name)]
        return tuple(exercise for exercise in self.exercises if exercise in chosen)

    def _named(self, name: str) -> list[Exercise]:
        parts = [part for part in name.replace("\\", "/").removesuffix(".py").split("/") if part]
        wanted = parts[-1] if parts else ""
        found = [
            e
            for e in self.exercises
            if wanted in (e.name, e.unit, e.unit[:2], e.unit[:2].lstrip("0"))
            or e.defined_in([wanted]) is not None
        ]
        if len(parts) > 1 and found and wanted != found[0].unit:
            found = [e for e in found if e.unit == parts[-2]] or found
        if not found:
            known = [e.name for e in self.exercises] + [unit.name for unit in self.units]
            close = difflib.get_close_matches(wanted, known, n=3, cutoff=0.5)
            close += [k for k in known if wanted and wanted in k and k not in close][:3]
            if close:
                sentence = N_("There is no exercise or unit called {name}. Did you mean {close}?")
                raise HouseError(sentence, name=repr(name), close=tuple(close))
            units = ", ".join(unit.name for unit in self.units)
            sentence = N_("There is no exercise or unit called {name}. The units are {units}.")
            raise HouseError(sentence, name=repr(name), units=units)
        return found


def parameters_of(source: str, exercise: Exercise) -> str:
    """The parameters in a stub, as a student would write them: "x, n" for `f(x: Tensor, n: int)`.

    For a class, those of `__init__` without `self`.
    """
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if exercise.defined_in([node.name]) is None:
            continue
        if isinstance(node, ast.FunctionDef):
            return ", ".join(_arguments(node))
        for inner in node.body:
            if isinstance(inner, ast.FunctionDef) and inner.name == "__init__":
                return ", ".join(_arguments(inner)[1:])
    return ""


def _arguments(node: ast.FunctionDef) -> list[str]:
    return [
        argument.arg for argument in node.args.posonlyargs + node.args.args + node.args.kwonlyargs
    ]
