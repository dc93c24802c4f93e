"""Writing a course: its notebooks, its configuration, and what to remember of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from autograder.exercise import Exercise, House, Unit
from autograder.language import N_, Language, SaidError, system_error
from autograder.nbgrader_course.config import DECK, FILE, config_text
from autograder.nbgrader_course.merge import Merged, Written, merged, written
from autograder.nbgrader_course.notebook import Cell, as_notebook, unit_notebook
from autograder.oracle.deck import Deck

REMEMBERED = "torch_kata.json"
_EARLIER = "replaced"


class _Remembered(msgspec.Struct):
    """What the kit wrote last: the cells of each notebook, by its path in the course."""

    notebooks: dict[str, dict[str, list[str | float | None]]] = {}
    format: int = 1


@dataclass(frozen=True)
class Course:
    """A folder with a course in it, or where one is to be."""

    house: House
    folder: Path
    say: Language

    @property
    def deck(self) -> Path:
        """The deck that submissions are marked on, kept away from students."""
        return self.folder / DECK

    def write(
        self, units: Sequence[Unit], deck: Deck, *, replace: bool = False
    ) -> Mapping[str, Merged]:
        """Write the notebooks of some units, and what is missing of the course.

        What the instructor has changed stays; with `replace`, the kit's cells win where both have
        changed one, and the notebook that was there is kept in a folder of its own. Returns what
        became of each notebook, by its path. Raises SaidError.
        """
        remembered = self._remembered()
        worth = {e: _worth(deck, e) for unit in units for e in unit.exercises}
        found: dict[str, Merged] = {}
        texts: dict[Path, bytes] = {}
        for unit in units:
            path = f"source/{unit.name}/{unit.name}.ipynb"
            new = unit_notebook(self.house, unit, worth, self.say)
            there = _read(self.folder / path)
            before: Written = remembered.notebooks.get(path, {})
            mine: list[Cell] = there["cells"] if there is not None else []
            one = merged(mine, before, new, replace=replace) if there is not None else Merged(new)
            data = as_notebook(one.cells, there["metadata"] if there is not None else None)
            if replace and one.clashing:
                texts[self.folder / _EARLIER / f"{unit.name}.ipynb"] = _encoded(there)
            texts[self.folder / path] = _encoded(data)
            remembered.notebooks[path] = written(new)
            found[path] = one
        if not (self.folder / FILE).exists():
            name = self.folder.resolve().name
            texts[self.folder / FILE] = config_text(
                course=name, deck=DECK, lang=self.say.code
            ).encode()
        texts[self.folder / REMEMBERED] = msgspec.json.format(msgspec.json.encode(remembered))
        _write_all(texts)
        return found

    def _remembered(self) -> _Remembered:
        file = self.folder / REMEMBERED
        try:
            return msgspec.json.decode(file.read_bytes(), type=_Remembered)
        except FileNotFoundError:
            return _Remembered()
        except (OSError, msgspec.MsgspecError) as error:
            raise SaidError(
                N_(
                    "{file} cannot be read: {error}. Delete it, and every cell that differs from "
                    "the kit's counts as yours."
                ),
                file=file,
                error=error,
            ) from error


def _worth(deck: Deck, exercise: Exercise) -> float:
    recorded = deck.exercises[exercise.path]
    return float(sum(prop.points for prop in recorded.properties))


def _read(file: Path) -> dict[str, Any] | None:
    """A notebook that is there; None where there is none. Raises SaidError for anything else."""
    try:
        data = msgspec.json.decode(file.read_bytes(), type=dict[str, Any])
        if data.get("nbformat") != 4 or not all(isinstance(c, dict) for c in data["cells"]):
            raise KeyError("cells")
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError, KeyError, TypeError) as error:
        raise SaidError(
            N_(
                "{file} is no notebook that can be read, so it is left as it is, and nothing was "
                "written. Mend it, or move it away."
            ),
            file=file,
        ) from error
    return {"metadata": {}, **data}


def _encoded(data: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _write_all(texts: Mapping[Path, bytes]) -> None:
    for path, data in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            whole = path.with_name(f".{path.name}.new")
            whole.write_bytes(data)
            whole.replace(path)
        except OSError as error:
            raise SaidError(
                N_("{name} cannot be written: {error}."), name=path, error=system_error(error)
            ) from error
