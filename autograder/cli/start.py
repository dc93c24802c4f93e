"""`python grade.py start`: whether all is installed, what to read first, and where to write."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.text import Text

from autograder.cli.doctor import software
from autograder.cli.exits import CALLER, PASSED
from autograder.cli.named import relative
from autograder.cli.remembered import known_memory
from autograder.course import lesson_or_none, open_exercises, solved_paths
from autograder.exercise import Exercise, House
from autograder.language import N_, Language, language, preferred
from autograder.memory import Memory
from autograder.reports.lesson_page import LessonMarkdown
from autograder.reports.steps import Steps


def run(*, lang: str | None) -> int:
    """Print it; the exit code is 2 where nothing can be graded."""
    say = language(lang or preferred())
    console = Console(highlight=False)
    findings = list(software(say))
    for finding in findings:
        mark = ("✓", "green") if finding.good else ("!", "yellow")
        console.print(Text.assemble(mark, f" {finding.name} {finding.found} ", finding.means))
    if not all(finding.good for finding in findings):
        return CALLER
    house = House()
    solved = solved_paths(known_memory(house, say) or Memory())
    following = open_exercises(house, solved)
    console.print()
    if not following:
        console.print(say(N_("All is solved.")))
        return PASSED
    if solved:
        done = say(N_("{count} exercises are solved; here it goes on:"), count=len(solved))
        console.print(Text(done, style="bold"))
    console.print(_first(house, following[0], say), crop=False)
    return PASSED


def _first(house: House, exercise: Exercise, say: Language) -> RenderableType:
    """An exercise in short, and what to do now, in order."""
    lesson = lesson_or_none(house, exercise.unit, say.code)
    section = lesson.section(exercise.name)
    task = section.text.split("\n\n", maxsplit=1)[0] if section else ""
    steps = [
        ("1. " + say(N_("Read")), f"python grade.py explain {exercise.name}"),
        ("2. " + say(N_("Write in")), relative(house, exercise)),
        ("3. " + say(N_("Grade")), f"python grade.py {exercise.name}"),
        ("   " + say(N_("Hint")), f"python grade.py hint {exercise.name}"),
    ]
    return Group(
        Text.assemble(
            (lesson.title or exercise.unit, "bold"),
            "  ",
            (exercise.unit, "dim"),
            "\n",
            (section.title if section else exercise.name, "bold cyan"),
        ),
        Text(),
        LessonMarkdown(task),
        Text(),
        Steps(steps),
    )
