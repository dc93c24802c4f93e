"""The stubs as they were handed out: from the archive that a student's copy holds, or from git."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

from autograder.exercise import ASSIGNMENTS, Exercise, House
from autograder.language import N_, SaidError

SHIPPED = Path("autograder") / "stubs.zip"  # in the house; who hands out a copy puts it there
_DATE = (1980, 1, 1, 0, 0, 0)
UNSOLVED = b"raise NotImplementedError"


def pack_stubs(house: House) -> bytes:
    """The stubs of a house as the archive that a student's copy has to hold; always the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for exercise in house.exercises:
            archive.writestr(
                zipfile.ZipInfo(exercise.path, _DATE), house.stub(exercise).read_bytes()
            )
    return out.getvalue()


def pristine_stub(house: House, exercise: Exercise) -> bytes:
    """The stub of an exercise as it was handed out; raises SaidError where it is not to be had."""
    found = _shipped(house, exercise)
    if found is None:
        found = _committed(house, exercise)
    if found is None:
        raise SaidError(
            N_(
                "The stub of {name} is not to be had here. Get assignments/{path} from where you "
                "got Torch Kata."
            ),
            name=exercise.name,
            path=exercise.path,
        )
    return found


def _shipped(house: House, exercise: Exercise) -> bytes | None:
    try:
        with zipfile.ZipFile(house.root / SHIPPED) as archive:
            return archive.read(exercise.path)
    except (OSError, KeyError, zipfile.BadZipFile):
        return None


def _committed(house: House, exercise: Exercise) -> bytes | None:
    """The newest committed version that still is a stub: somebody may have committed a solution."""
    name = f"{ASSIGNMENTS}/{exercise.path}"
    listed = _git(house, "log", "--format=%H", "--", name)
    for commit in (listed or b"").decode().split():
        text = _git(house, "show", f"{commit}:./{name}")
        if text is not None and UNSOLVED in text:
            return text
    return None


def _git(house: House, *arguments: str) -> bytes | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(house.root), *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
