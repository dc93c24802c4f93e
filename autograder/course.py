"""How far a learner is in the course: units, points, what is open, by what was remembered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from autograder.exercise import Exercise, House, Unit
from autograder.language import Language
from autograder.lesson import Lesson
from autograder.memory import Memory, digest_of


@dataclass(frozen=True)
class Stand:
    """One unit: its title, what of it is solved, and points; `extra` may be left out."""

    unit: Unit
    title: str
    extra: bool
    solved: int
    points: float
    most: float


def solved_paths(memory: Memory) -> frozenset[str]:
    """The exercises that passed when they were graded last."""
    return frozenset(path for path, entry in memory.exercises.items() if entry.solved)


def lesson_or_none(house: House, unit: str, lang: str = "en") -> Lesson:
    """The lesson of a unit; an empty one where it is gone."""
    for code in (lang, "en", "zh"):
        if house.lesson_file(unit, code).is_file():
            return house.lesson(unit, code)
    return Lesson("", "", ())


def standing(house: House, unit: Unit, memory: Memory, say: Language) -> Stand:
    """How far one unit is."""
    lesson = lesson_or_none(house, unit.name, say.code)
    solved, points, most = 0, 0.0, 0.0
    for exercise in unit.exercises:
        section = lesson.section(exercise.name)
        known = memory.exercises.get(exercise.path)
        solved += known is not None and known.solved
        points += known.points if known else 0
        most += known.most if known else section.points if section else 0
    return Stand(unit, lesson.title or unit.name, lesson.extra_credit, solved, points, most)


def open_exercises(house: House, solved: Collection[str]) -> list[Exercise]:
    """What is not solved and builds on nothing unsolved; extra credit last."""
    names = {e.name for e in house.exercises if e.path in solved}
    every = {e.name for e in house.exercises}
    found = []
    for unit in house.units:
        lesson = lesson_or_none(house, unit.name)
        for exercise in unit.exercises:
            section = lesson.section(exercise.name)
            needs = set(section.prerequisites if section else ()) & every
            if exercise.path not in solved and needs <= names:
                found.append((lesson.extra_credit, exercise))
    return [exercise for _, exercise in sorted(found, key=lambda pair: pair[0])]


def opened_by(house: House, exercise: Exercise, solved: Collection[str]) -> list[Exercise]:
    """What solving an exercise opens that is not open yet."""
    before = open_exercises(house, solved)
    after = open_exercises(house, {*solved, exercise.path})
    return [e for e in after if e not in before]


def changed_since(house: House, memory: Memory) -> list[Exercise]:
    """The exercises whose file is another than the one that was graded."""
    found = []
    for exercise in house.exercises:
        known = memory.exercises.get(exercise.path)
        if known is None:
            continue
        try:
            now = digest_of(house.stub(exercise).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            now = ""
        if now != known.digest:
            found.append(exercise)
    return found
