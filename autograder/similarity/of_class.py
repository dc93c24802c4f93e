"""The groups of a class: reading what everybody handed in, as text, and what is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from autograder.batch.people import Candidate
from autograder.exercise import Exercise, House
from autograder.grading.patience import OutOfPatienceError, patience
from autograder.intake.notebooks import NotebookReader
from autograder.intake.refusal import SubmissionError
from autograder.oracle.deck import Deck
from autograder.similarity.groups import Group, groups_of
from autograder.similarity.shape import Shape, known_shapes, shape_of
from autograder.submission import Submission

_SECONDS = 20.0  # for the notebooks of one student


def similar_in(
    house: House,
    exercises: Iterable[Exercise],
    deck: Deck,
    candidates: Iterable[Candidate],
    take: Callable[[Candidate], Submission],
) -> list[Group]:
    """The groups of a class, the least likely first; nothing that students wrote is run."""
    symbols = {exercise.path: deck.exercises[exercise.path].symbol for exercise in exercises}
    known = {path: _known(house, path, symbol) for path, symbol in symbols.items()}
    reader = NotebookReader(house)
    shapes: dict[str, dict[str, Shape]] = {}
    for candidate in candidates:
        try:
            with patience(_SECONDS):
                submission = reader.resolved(take(candidate))
        except (SubmissionError, OutOfPatienceError):
            continue  # it was told when it was graded
        found = {
            path: shape
            for path, symbol in symbols.items()
            if isinstance(text := submission.files.get(path), str)
            and (shape := shape_of(text, symbol)) is not None
        }
        shapes[candidate.person.student] = found
    return groups_of(shapes, known)


def _known(house: House, path: str, symbol: str) -> set[Shape]:
    """The stub, the reference, and every solution and mistake that stands with it."""
    found: set[Shape] = set()
    for folder in (house.assignments, house.root / "reference"):
        file = folder / path
        if file.is_file():
            found |= set(known_shapes(file.read_text(encoding="utf-8"), symbol))
    return found
