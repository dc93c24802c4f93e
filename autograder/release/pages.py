"""The pages and settings of a student's copy, filled in from their templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from autograder.course import lesson_or_none
from autograder.exercise import House
from autograder.version import VERSION

_TEMPLATES = Path(__file__).resolve().parent / "template"


def page(
    name: str,
    *,
    house: House | None = None,
    dependencies: Iterable[str] = (),
    fields: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """A template with its {{FIELDS}} filled in, as the bytes of its file."""
    text = (_TEMPLATES / name).read_text(encoding="utf-8")
    known = {
        **fields,
        "VERSION": VERSION,
        "DEPENDENCIES": "\n".join(f'    "{line}",' for line in dependencies),
    }
    if house is not None:
        lang = "zh" if name.endswith(".zh.md") else "en"
        known |= {
            "UNITS": "\n".join(_unit_rows(house, lang)),
            "COUNT": str(len(house.exercises)),
            "EXERCISE": house.exercises[0].name,
            "UNIT": house.units[0].name,
            "STUB": house.stub(house.exercises[0]).relative_to(house.root).as_posix(),
            "DECK": house.deck.name,
        }
    for field, value in known.items():
        text = text.replace(f"{{{{{field}}}}}", value)
    return text.encode()


def _unit_rows(house: House, lang: str) -> Iterable[str]:
    """The rows of a table of units: a link to the lesson, and what is to be written."""
    for unit in house.units:
        lesson = lesson_or_none(house, unit.name, lang)
        file = house.lesson_file(unit.name, lang).relative_to(house.root).as_posix()
        names = " ".join(f"`{exercise.name}`" for exercise in unit.exercises)
        yield f"| [{unit.name}]({file}) | {lesson.title or unit.name} | {names} |"
