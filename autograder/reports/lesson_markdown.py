"""A lesson as Markdown for a notebook: an exercise's section, a unit with its exercises."""

from __future__ import annotations

from autograder.exercise import Exercise, Unit
from autograder.language import N_, Language
from autograder.lesson import Lesson, Section
from autograder.reports.lesson_page import without_hints


def section_markdown(exercise: Exercise, section: Section, say: Language) -> str:
    """The section on an exercise, without its hints, and what to type."""
    stars = "★" * section.difficulty
    grade = say(N_("Grade")) + f": `%%grade {exercise.name}`"
    stuck = say(N_("Hint")) + f": `%hint {exercise.name}`"
    told = without_hints(section.text).strip()
    return f"## `{exercise.name}` · {section.title} {stars}\n\n{told}\n\n{grade} · {stuck}"


def unit_markdown(unit: Unit, lesson: Lesson) -> str:
    """A unit's introduction and its exercises."""
    sections = [lesson.section(exercise.name) for exercise in unit.exercises]
    rows = "\n".join(f"- `%explain {s.exercise}` · {s.title}" for s in sections if s is not None)
    return f"# {lesson.title or unit.name}\n\n{lesson.introduction.strip()}\n\n{rows}"
