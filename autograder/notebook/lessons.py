"""Hints and lessons as a notebook shows them: Markdown, or text in a terminal."""

from __future__ import annotations

from autograder.cli.hint import take_hint
from autograder.cli.named import lesson_of, one_exercise
from autograder.exercise import House
from autograder.language import N_, Language
from autograder.notebook.result import Shown
from autograder.reports.lesson_markdown import section_markdown, unit_markdown
from autograder.reports.lesson_page import LessonMarkdown
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
    return _shown(unit_markdown(unit, lesson_of(house, unit.name, say)))


def _shown(markdown: str) -> Shown:
    return Shown(PlainSigns(LessonMarkdown(markdown)), markdown)
