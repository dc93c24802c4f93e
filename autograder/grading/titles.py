"""What lessons say about units and exercises: titles in both languages, points."""

from __future__ import annotations

from autograder.exercise import Exercise, House, HouseError
from autograder.grading.score_report import Text, UnitTitle
from autograder.lesson import Lesson


def _lesson(house: House, unit: str, lang: str) -> Lesson:
    try:
        return house.lesson(unit, lang)
    except HouseError:  # a student may delete a lesson and still be graded
        return Lesson("", "", ())


def unit_title(house: House, unit: str) -> UnitTitle:
    """The title of a unit; its folder's name where there is no lesson."""
    lessons = [_lesson(house, unit, lang) for lang in ("en", "zh")]
    titles = Text(*(lesson.title or unit for lesson in lessons))
    return UnitTitle(unit, titles, lessons[0].extra_credit)


def exercise_title(house: House, exercise: Exercise) -> Text:
    """The title of an exercise; its name where there is no lesson."""
    sections = (_lesson(house, exercise.unit, c).section(exercise.name) for c in ("en", "zh"))
    return Text(*(section.title if section else exercise.name for section in sections))


def exercise_about(house: House, exercise: Exercise) -> Text | None:
    """How the lesson begins to speak of an exercise; None where it does not."""
    sections = [_lesson(house, exercise.unit, c).section(exercise.name) for c in ("en", "zh")]
    texts = [section.beginning if section else "" for section in sections]
    return Text(*texts) if any(texts) else None


def exercise_worth(house: House, exercise: Exercise) -> float:
    """The points of an exercise by the stars in its lesson, where its properties cannot tell."""
    section = _lesson(house, exercise.unit, "en").section(exercise.name)
    return section.points if section else 0
