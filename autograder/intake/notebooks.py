"""Notebooks as submissions: the exercises that their cells define, as text; nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from autograder.cells.cell import Cell
from autograder.cells.exercises import names_of
from autograder.cells.source import SourceError, bound_names, source_of
from autograder.cells.statements import statements_of
from autograder.exercise import Exercise, House
from autograder.intake.limits import NOTEBOOK
from autograder.intake.refusal import SubmissionError
from autograder.submission import Submission, UnreadableError
from autograder.unsolved import is_stub

MOST_CELLS = 2000
Found = dict[Exercise, str | UnreadableError]


class _Marks(msgspec.Struct, frozen=True):
    """What nbgrader says of a cell."""

    grade: bool = False
    solution: bool = False


class _Metadata(msgspec.Struct, frozen=True):
    nbgrader: _Marks = _Marks()


class _CellData(msgspec.Struct, frozen=True):
    cell_type: str
    source: str | list[str] = ""
    metadata: _Metadata = _Metadata()


class _NotebookData(msgspec.Struct, frozen=True):
    cells: list[_CellData]


_NOTEBOOK = msgspec.json.Decoder(_NotebookData)


def cells_of(name: str, data: bytes) -> list[Cell]:
    """The code cells of a notebook in its order, or a Python file as one; raises SubmissionError.

    Cells of an instructor's tests are left out. A cell's number counts the code cells.
    """
    try:
        if not name.lower().endswith(NOTEBOOK):
            return [Cell(1, data.decode("utf-8-sig"))]
        found = _NOTEBOOK.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise SubmissionError("damaged_notebook", name=name) from error
    code = [cell for cell in found.cells if cell.cell_type == "code"]
    if len(code) > MOST_CELLS:
        raise SubmissionError("too_many_cells", name=name, limit=MOST_CELLS)
    return [
        Cell(number, "".join(cell.source))
        for number, cell in enumerate(code, 1)
        if cell.metadata.nbgrader.solution or not cell.metadata.nbgrader.grade
    ]


@dataclass(frozen=True)
class NotebookReader:
    """Finds the exercises of a house in notebooks."""

    house: House

    @cached_property
    def _wanted(self) -> dict[Exercise, list[str]]:
        return {exercise: names_of(self.house, exercise, ()) for exercise in self.house.exercises}

    def exercises_in(self, cells: Sequence[Cell]) -> Found:
        """The text of each exercise that cells define, or why it cannot be graded."""
        statements = statements_of(cells)
        bound = bound_names(statements)
        found: Found = {}
        for exercise, wanted in self._wanted.items():
            if wanted[0] not in bound:
                continue
            try:
                found[exercise] = source_of(statements, wanted).text
            except SourceError:  # imports are not among `bound`
                found[exercise] = UnreadableError("awaited_in_cell", name=wanted[0])
        return found

    def resolved(self, submission: Submission) -> Submission:
        """The submission with what its notebooks define among its files; raises SubmissionError.

        A file of an exercise counts before a notebook, unless it is still the stub.
        """
        if not submission.notebooks:
            return submission
        claims: dict[Exercise, dict[str, str | UnreadableError]] = {}
        for name, data in submission.notebooks.items():
            for exercise, text in self.exercises_in(cells_of(name, data)).items():
                claims.setdefault(exercise, {})[name] = text
        if not claims and not submission.files:
            raise SubmissionError("no_exercises")
        files = dict(submission.files)
        for exercise, texts in claims.items():
            if self._is_open(exercise, files.get(exercise.path)):
                files[exercise.path] = self._settled(exercise, texts)
        if not submission.files:
            for exercise, (name, *_) in self._wanted.items():
                files.setdefault(exercise.path, UnreadableError("not_in_notebook", name=name))
        return replace(submission, files=files, notebooks={})

    def _settled(
        self, exercise: Exercise, texts: Mapping[str, str | UnreadableError]
    ) -> str | UnreadableError:
        solved = {n: t for n, t in texts.items() if not self._is_open(exercise, t)} or texts
        if len({repr(text) for text in solved.values()}) > 1:
            first, second, *_ = solved
            return UnreadableError("claimed_twice", path=exercise.path, first=first, second=second)
        return next(iter(solved.values()))

    def _is_open(self, exercise: Exercise, text: str | UnreadableError | None) -> bool:
        """Whether nobody has worked on it: no text, or still the stub."""
        if text is None or isinstance(text, UnreadableError):
            return text is None
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            return False
        return all(is_stub(tree, name) for name in self._wanted[exercise])
