"""A student's copy of a house with one small exercise, as `release` writes it."""

from contextlib import closing
from pathlib import Path

import toy

from autograder.oracle.deck import pack
from autograder.recording.record import joined, record_exercise
from autograder.release.contents import StudentCopy, student_copy
from autograder.release.write import check_folder, write_copy
from autograder.worker.system import worker_source

STUB = "assignments/01_toy/double.py"
SOLVED = "def double(x):\n    return x + x\n"
WRONG = "def double(x):\n    return x * x\n"


def toy_copy(folder: Path) -> StudentCopy:
    """The files of the copy; the house is written to a folder."""
    house = toy.toy_house(folder)
    (exercise,) = house.exercises
    with closing(worker_source([house.properties(exercise)], house=house)) as workers:
        deck = pack(joined([record_exercise(house, exercise, workers, seed=1)], seed=1))
    return student_copy(house, house.units, deck)


def handed_out(copy: StudentCopy, folder: Path, solution: str | None = None) -> Path:
    """Write a copy to a folder, with a student's solution where one is given."""
    write_copy(copy, folder, check_folder(folder, update=False))
    if solution is not None:
        (folder / STUB).write_text(solution)
    return folder
