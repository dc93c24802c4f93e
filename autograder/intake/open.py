"""Opening a submission, whatever its form: the one way in.

Nothing is written anywhere and nothing in a submission is run: of a folder, an archive or a file
only the exercises are read, as text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO

from autograder.exercise import Exercise, House
from autograder.harmless import short
from autograder.intake.choose import Chosen, Found, choose, look_through
from autograder.intake.disk import Handle, LinkError, NotOrdinaryError, opened
from autograder.intake.folder import folder_members
from autograder.intake.layout import Layout
from autograder.intake.limits import NOTEBOOK, Limits
from autograder.intake.members import Members
from autograder.intake.refusal import SubmissionError
from autograder.intake.stream import unpacker_for
from autograder.intake.tar import is_tar, tar_members
from autograder.intake.text import decoded
from autograder.intake.zip import zip_members
from autograder.submission import Submission, UnreadableError

_HEAD = 512
_LONGEST = 1000  # characters of a submission's name
_DEFAULT = Limits()


def open_submission(
    path: Path,
    exercises: Iterable[Exercise],
    *,
    name: str | None = None,
    follow: bool = True,
    loose: bool = False,
    file_name: str | None = None,
    limits: Limits = _DEFAULT,
) -> Submission:
    """Take in the submission at `path`: a folder, a zip or tar archive, or one exercise's file.

    `exercises` are all that there are; `name` is how to call the submission. With `follow`, `path`
    itself may be a link; in a submission no link is followed. With `loose`, files count that have
    an exercise's name and lie beside the units' folders, and notebooks and other Python files are
    taken along. `file_name` is what a single file was called before a download changed it. Raises
    SubmissionError.
    """
    called = short(str(path) if name is None else name, _LONGEST)
    exercises = tuple(exercises)
    file_path = path if file_name is None else path.with_name(file_name)
    try:
        with opened(os.fspath(path), follow=follow) as top:
            if top.folder:
                chosen = _from_folder(top.handle, Layout.of(exercises), limits, loose=loose)
                return Submission(called, chosen.files, chosen.notebooks)
            with os.fdopen(int(top.handle), "rb", closefd=False) as file:
                return _from_file(file, file_path, called, exercises, limits, loose=loose)
    except SubmissionError as error:
        example = exercises[0].path if exercises else "UNIT/EXERCISE.py"
        raise error.about(called, example) from error.__cause__
    except (LinkError, NotOrdinaryError) as error:
        raise SubmissionError("unknown_form", name=called) from error
    except FileNotFoundError as error:
        raise SubmissionError("missing", name=called) from error
    except OSError as error:
        said = error.strerror or str(error)
        raise SubmissionError("unopened", name=called, error=said) from error


def own_submission(house: House) -> Submission:
    """What stands in the house's own assignments, be it nothing."""
    try:
        found = open_submission(house.assignments, house.exercises, name=house.assignments.name)
    except SubmissionError as error:
        if error.code != "no_exercises":
            raise
        found = Submission(house.assignments.name)
    return replace(found, own=True)


def to_grade(submission: Submission, exercises: tuple[Exercise, ...]) -> tuple[Exercise, ...]:
    """Which of `exercises` a submission is graded on: a single file on its own exercise only."""
    only = submission.only
    if only is None:
        return exercises
    if only not in exercises:
        raise SubmissionError("not_named", name=submission.name, exercise=only.name)
    return (only,)


def _from_folder(folder: Handle, layout: Layout, limits: Limits, *, loose: bool) -> Chosen:
    found = Found()
    for inner in (False, True):
        members = folder_members(folder, layout, limits, inner=inner)
        found = look_through(members, layout, limits, loose=loose)
        if found.anything:
            break
    return choose(found, layout, limits)


def _from_file(
    file: IO[bytes],
    path: Path,
    name: str,
    exercises: tuple[Exercise, ...],
    limits: Limits,
    *,
    loose: bool,
) -> Submission:
    suffix = path.suffix.lower()
    if suffix == ".py" and not (loose and not _called(path, exercises)):
        return _from_source(file.read(limits.file + 1), path, name, exercises, limits)
    if loose and suffix in (".py", NOTEBOOK):
        data = file.read(limits.of(path.name) + 1)
        if len(data) > limits.of(path.name):
            raise SubmissionError("too_large", limit=max(1, limits.of(path.name) >> 20))
        return Submission(name, notebooks={short(path.name): data})
    if os.fstat(file.fileno()).st_size > limits.archive:
        raise SubmissionError("too_large", limit=limits.archive >> 20)
    layout = Layout.of(exercises)
    found = look_through(_unpacked(file, limits), layout, limits, loose=loose)
    chosen = choose(found, layout, limits)
    return Submission(name, chosen.files, chosen.notebooks)


def _unpacked(file: IO[bytes], limits: Limits) -> Members:
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(b"PK"):
        return zip_members(file, limits)
    if is_tar(head) or unpacker_for(head, limits) is not None:
        return tar_members(file, head, limits)
    raise SubmissionError("unknown_form")


def _from_source(
    data: bytes, path: Path, name: str, exercises: tuple[Exercise, ...], limits: Limits
) -> Submission:
    """A single file is the exercise whose name it has; its folder tells two of one name apart."""
    named = _called(path, exercises)
    named = [e for e in named if e.unit == path.absolute().parent.name] or named
    if len(named) != 1:
        example = f"{exercises[0].name}.py" if exercises else "EXERCISE.py"
        raise SubmissionError("not_an_exercise", example=example)
    (exercise,) = named
    content: str | UnreadableError
    try:
        content = decoded(exercise.path, data, limits)
    except UnreadableError as error:
        content = error
    return Submission(name, {exercise.path: content}, only=exercise)


def _called(path: Path, exercises: tuple[Exercise, ...]) -> list[Exercise]:
    return [e for e in exercises if f"{e.name}.py" == path.name]
