"""What a student's copy holds: every file with its bytes, before anything is written."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.exercise import ASSIGNMENTS, LANGUAGES, House, Unit
from autograder.language import N_, SaidError
from autograder.manifest import NAME, Manifest, digest, encoded
from autograder.oracle.deck import unpack
from autograder.release.autograding import autograding
from autograder.release.colab import colab_notebook, notebook_name
from autograder.release.engine import PACKAGE, engine_modules, imports_of
from autograder.release.pages import page
from autograder.stubs import SHIPPED, UNSOLVED, pack_stubs
from autograder.version import VERSION

_ENGINE_DATA = ("py.typed", "reports/*.json", "locale/*/LC_MESSAGES/*.mo")
_DOOR = "grade.py"
_CONSTRAINTS = "constraints.txt"
_PAGES = {
    "README.md": "README.md",
    "README.zh.md": "README.zh.md",
    ".gitignore": "gitignore",
    ".devcontainer/devcontainer.json": "devcontainer.json",
    ".github/workflows/classroom.yml": "classroom.yml",
    ".github/workflows/classroom-gpu.yml": "classroom-gpu.yml",
}


@dataclass(frozen=True)
class StudentCopy:
    """The files of a copy by their path, with forward slashes.

    Those of `kit` have to fit each other and are replaced by those of a newer release; what a
    student has changed of the others stays.
    """

    files: Mapping[str, bytes]
    kit: frozenset[str]


def student_copy(house: House, units: Sequence[Unit], deck: bytes) -> StudentCopy:
    """What is handed out of some units, with a packed deck of just their exercises."""
    chosen = House(house.root, tuple(unit.name for unit in units))
    files = _assignments(chosen)
    probes = [house.properties(exercise) for exercise in chosen.exercises]
    modules = engine_modules(probes)
    kit = {_below(path, PACKAGE.parent): path.read_bytes() for path in modules.values()}
    for pattern in _ENGINE_DATA:
        kit |= {_below(p, PACKAGE.parent): p.read_bytes() for p in sorted(PACKAGE.glob(pattern))}
    kit[_DOOR] = (PACKAGE.parent / _DOOR).read_bytes()
    kit |= {_below(path, house.root): path.read_bytes() for path in probes}
    kit[SHIPPED.as_posix()] = pack_stubs(chosen)
    kit[_below(house.deck, house.root)] = deck
    kit["pyproject.toml"] = page("project.toml", dependencies=_dependencies(kit))
    files |= {path: page(name, house=chosen) for path, name in _PAGES.items()}
    files[".github/classroom/autograding.json"] = autograding(chosen)
    needed = list(_dependencies(kit))
    kit[_CONSTRAINTS] = _constraints(needed)
    for lang in LANGUAGES:
        files[f"{ASSIGNMENTS}/{notebook_name(lang)}"] = colab_notebook(chosen, needed, lang)
    files["LICENSE"] = (PACKAGE.parent / "LICENSE").read_bytes()
    hashes = {path: digest(data) for path, data in sorted((kit | files).items())}
    names = tuple(unit.name for unit in units)
    manifest = Manifest(VERSION, names, unpack(deck, "").digest, hashes)
    kit[NAME] = encoded(manifest)
    return StudentCopy(kit | files, frozenset(kit))


def _assignments(chosen: House) -> dict[str, bytes]:
    """The stubs and lessons; raises SaidError for a stub that is missing, or solved."""
    paths = []
    for exercise in chosen.exercises:
        path = chosen.stub(exercise)
        named = _below(path, chosen.root)
        if not path.is_file():
            raise SaidError(N_("{path} is missing: the exercises should be there."), path=named)
        if UNSOLVED not in path.read_bytes():
            raise SaidError(
                N_(
                    "{path} is no stub, and a solution must not be handed out. Run: python "
                    "grade.py reset {name}"
                ),
                path=named,
                name=exercise.name,
            )
        paths.append(path)
    for unit in chosen.units:
        lessons = (chosen.lesson_file(unit.name, lang) for lang in LANGUAGES)
        paths += [path for path in lessons if path.is_file()]
    return {_below(path, chosen.root): path.read_bytes() for path in paths}


def _dependencies(files: Mapping[str, bytes]) -> Iterable[str]:
    """What has to be installed for the Python files of a copy, with the versions of the kit."""
    known = {"autograder", *sys.stdlib_module_names}
    sources = (data.decode() for path, data in files.items() if path.endswith(".py"))
    used = {name.split(".")[0] for text in sources for name in imports_of(text, {})} - known
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    declared = project["project"]["dependencies"]
    return [line for line in declared if line.split(">")[0] in used]


def _constraints(needed: Iterable[str]) -> bytes:
    """The versions that a copy is tested with, of what it needs."""
    names = {line.split(">")[0] for line in needed}
    lines = (PACKAGE.parent / _CONSTRAINTS).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.split("==")[0] in names]
    return "".join(f"{line}\n" for line in (lines[0], *kept)).encode()


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
