"""`python grade.py explain NAME`: the lesson of an exercise or of a unit, in the terminal."""

from __future__ import annotations

from rich.console import Console, RenderableType

from autograder.cli.exits import PASSED
from autograder.cli.named import lesson_of, relative, select
from autograder.cli.remembered import known_memory
from autograder.course import solved_paths
from autograder.exercise import House
from autograder.language import N_, Language, SaidError, language, preferred
from autograder.memory import Memory
from autograder.reports.lesson_page import render_lesson, render_section


def run(*, name: str, lang: str | None) -> int:
    """Print what the lesson says; raises SaidError for what is not there."""
    say = language(lang or preferred())
    Console(highlight=False).print(explanation(House(), name, say), crop=False)
    return PASSED


def explanation(house: House, name: str, say: Language) -> RenderableType:
    """What the lesson says of an exercise, or of the unit of that name; raises SaidError."""
    chosen = select(house, [name])
    if len(chosen) == 1 and name not in (chosen[0].unit, chosen[0].unit[:2]):
        section = lesson_of(house, chosen[0].unit, say).section(chosen[0].name)
        if section is None:
            raise SaidError(N_("The lesson says nothing about {name}."), name=chosen[0].name)
        return render_section(chosen[0], section, relative(house, chosen[0]), say)
    unit = next(unit for unit in house.units if unit.name == chosen[0].unit)
    solved = solved_paths(known_memory(house, say) or Memory())
    return render_lesson(unit, lesson_of(house, unit.name, say), solved, say)
