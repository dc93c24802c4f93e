"""`python grade.py hint EXERCISE`: a hint from the lesson, the next one each time."""

from __future__ import annotations

from functools import partial

from rich.console import Console, RenderableType

from autograder.cli.exits import PASSED
from autograder.cli.named import lesson_of, one_exercise
from autograder.cli.remembered import change_memory, known_memory
from autograder.exercise import Exercise, House
from autograder.language import N_, Language, SaidError, language, preferred
from autograder.lesson import Section
from autograder.memory import with_hint
from autograder.reports.lesson_page import render_hint


def run(*, exercise: str, level: int | None, lang: str | None) -> int:
    """Print one hint; raises SaidError for an exercise or a level that is not there."""
    say = language(lang or preferred())
    house = House()
    console = Console(highlight=False)
    console.print(next_hint(house, one_exercise(house, exercise), say, level=level), crop=False)
    return PASSED


def next_hint(
    house: House, exercise: Exercise, say: Language, *, level: int | None = None
) -> RenderableType:
    """The hint after those that were shown before, or that of a level; it is remembered as shown.

    Raises SaidError where there is none.
    """
    section, reached = take_hint(house, exercise, say, level=level)
    return render_hint(exercise, section, reached, say)


def take_hint(
    house: House, exercise: Exercise, say: Language, *, level: int | None = None
) -> tuple[Section, int]:
    """The lesson's section and the level of the next hint, which is remembered as shown.

    After the last one, the last again. Raises SaidError where there is none.
    """
    section = lesson_of(house, exercise.unit, say).section(exercise.name)
    most = len(section.hints) if section else 0
    if section is None or not most:
        raise SaidError(N_("The lesson has no hints for {name}."), name=exercise.name)
    memory = known_memory(house, say)
    if level is None:
        level = min((memory.hints.get(exercise.path, 0) if memory else 0) + 1, most)
    if not 1 <= level <= most:
        raise SaidError(
            N_("{name} has {most} hints; --level {level} is not one of them."),
            name=exercise.name,
            most=most,
            level=level,
        )
    if memory is not None:  # else it was said already that it cannot be used
        change_memory(house, say, partial(with_hint, path=exercise.path, level=level))
    return section, level
