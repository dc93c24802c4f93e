"""Hints and lessons as a notebook shows them: Markdown, or text in a terminal."""

from __future__ import annotations

from autograder.cli.hint import take_hint
from autograder.cli.named import lesson_of, one_exercise
from autograder.exercise import Exercise, House, Unit
from autograder.language import N_, Language
from autograder.lesson import Section
from autograder.notebook.result import Shown
from autograder.reports.lesson_page import LessonMarkdown, without_hints
from autograder.reports.plain_signs import PlainSigns


def hint(house: House, name: str, say: Language, level: int | None) -> Shown:
    """The next hint for an exercise; raises SaidError."""
    exercise = one_exercise(house, name)
    section, reached = take_hint(house, exercise, say, level=level)
    most = len(section.hints)
    title = say(N_("Hint {level} of {most}"), level=reached, most=most)
    after = (
        say(N_("The next hint: ")) + f"`%hint {exercise.name}`"
        if reached < most
        else say(N_("That is the last hint. The lesson: ")) + f"`%explain {exercise.name}`"
    )
    told = section.hints[reached - 1]
    return _shown(f"**`{exercise.name}`** · {title}\n\n{told}\n\n{after}")


def explain(house: House, name: str, say: Language) -> Shown:
    """What the lesson says of an exercise or a unit; raises SaidError."""
    chosen = house.select([name])
    section = lesson_of(house, chosen[0].unit, say).section(chosen[0].name)
    if len(chosen) == 1 and section is not None:
        return _shown(section_markdown(chosen[0], section, say))
    unit = next(unit for unit in house.units if unit.name == chosen[0].unit)
    return _shown(unit_markdown(house, unit, say))


def _shown(markdown: str) -> Shown:
    return Shown(PlainSigns(LessonMarkdown(markdown)), markdown)


def section_markdown(exercise: Exercise, section: Section, say: Language) -> str:
    """The section on an exercise, without its hints, and what to type."""
    stars = "★" * section.difficulty
    grade = say(N_("Grade")) + f": `%%grade {exercise.name}`"
    stuck = say(N_("Hint")) + f": `%hint {exercise.name}`"
    told = without_hints(section.text).strip()
    return f"## `{exercise.name}` · {section.title} {stars}\n\n{told}\n\n{grade} · {stuck}"


def unit_markdown(house: House, unit: Unit, say: Language) -> str:
    """A unit's introduction and its exercises."""
    lesson = lesson_of(house, unit.name, say)
    sections = [lesson.section(exercise.name) for exercise in unit.exercises]
    rows = "\n".join(f"- `%explain {s.exercise}` · {s.title}" for s in sections if s is not None)
    return f"# {lesson.title or unit.name}\n\n{lesson.introduction.strip()}\n\n{rows}"
