"""What a session knows and shows, as plain data: verdicts, what waits, what is in focus."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from autograder.exercise import Exercise
from autograder.grading.score_report import ExerciseResult
from autograder.grading.verdict import Verdict


class View(enum.Enum):
    """What is on the screen."""

    EXERCISE = "exercise"
    HINT = "hint"
    LESSON = "lesson"
    ALL = "all"


@dataclass(frozen=True)
class Board:
    """The state of a session; every change makes a new one.

    `results` are the verdicts of the texts that stood there when they were graded; those in
    `waiting` are out of date, the first of them is graded next. `focus` is the exercise that is
    shown, none while everything is graded for the first time. `smaller` are the exercises whose
    failure was not looked at for a smaller case yet.
    """

    exercises: tuple[Exercise, ...]
    waiting: tuple[Exercise, ...]
    results: Mapping[Exercise, ExerciseResult] = field(default_factory=dict)
    focus: Exercise | None = None
    view: View = View.EXERCISE
    smaller: frozenset[Exercise] = frozenset()

    @property
    def first_time(self) -> bool:
        """Whether some exercise was never graded."""
        return len(self.results) < len(self.exercises)

    @property
    def graded(self) -> tuple[ExerciseResult, ...]:
        """The verdicts there are, in order, also those that are out of date."""
        return tuple(self.results[e] for e in self.exercises if e in self.results)

    @property
    def up_to_date(self) -> bool:
        """Whether the verdict of the exercise in focus belongs to its text."""
        return self.focus not in self.waiting

    @property
    def to_shrink(self) -> Exercise | None:
        """The exercise to find a smaller case for, once nothing waits."""
        return self.focus if not self.waiting and self.focus in self.smaller else None


_SHRINKS = (Verdict.WRONG, Verdict.RAISED, Verdict.FORBIDDEN)


def began(exercises: Iterable[Exercise]) -> Board:
    """The first board: everything is to be graded."""
    chosen = tuple(exercises)
    return Board(chosen, chosen)


def saved(board: Board, changed: Iterable[Exercise]) -> Board:
    """Some exercises were saved: they come first, and the focus moves to them."""
    new = tuple(e for e in board.exercises if e in set(changed))
    if not new:
        return board
    focus = board.focus if board.focus in new else new[0]
    rest = tuple(e for e in board.waiting if e not in new)
    shown = replace(board, waiting=(*new, *rest), smaller=board.smaller - set(new))
    return replace(shown, focus=focus, view=View.EXERCISE)


def outdated(board: Board, exercises: Iterable[Exercise]) -> Board:
    """Some exercises are to be graded again, behind what waits; the focus stays."""
    new = [e for e in board.exercises if e in set(exercises) and e not in board.waiting]
    return replace(board, waiting=(*board.waiting, *new), smaller=board.smaller - set(new))


def chosen_anew(board: Board, exercises: Iterable[Exercise]) -> Board:
    """The exercises themselves are others now; what is known of those that stay is kept."""
    now = tuple(exercises)
    kept = {e: r for e, r in board.results.items() if e in now}
    waiting = tuple(e for e in board.waiting if e in now)
    waiting += tuple(e for e in now if e not in kept and e not in waiting)
    focus = board.focus if board.focus in now else None
    return replace(board, exercises=now, results=kept, waiting=waiting, focus=focus)


def graded(board: Board, exercise: Exercise, result: ExerciseResult) -> Board:
    """A verdict came in."""
    if exercise not in board.exercises:
        return board
    waiting = tuple(e for e in board.waiting if e != exercise)
    failed = result.verdict in _SHRINKS
    smaller = board.smaller | {exercise} if failed else board.smaller - {exercise}
    results = {**board.results, exercise: result}
    return replace(board, results=results, waiting=waiting, smaller=smaller)


def shrunk(board: Board, exercise: Exercise, result: ExerciseResult) -> Board:
    """A smaller case was looked for; the verdict is another one only if the code is unsteady."""
    if exercise in board.waiting or exercise not in board.results:
        return board
    results = {**board.results, exercise: result}
    return replace(board, results=results, smaller=board.smaller - {exercise})


def focused(board: Board, exercise: Exercise | None) -> Board:
    """Another exercise is shown."""
    return replace(board, focus=exercise, view=View.EXERCISE)


def moved(board: Board, steps: int) -> Board:
    """The focus moves on, round and round."""
    if board.focus is None:
        return focused(board, board.exercises[0 if steps > 0 else -1])
    place = board.exercises.index(board.focus) + steps
    return focused(board, board.exercises[place % len(board.exercises)])


def viewed(board: Board, view: View) -> Board:
    """Another view of the exercise in focus, or of all; asked for again, the exercise."""
    again = board.view is view and view is not View.HINT
    return replace(board, view=View.EXERCISE if again else view)
