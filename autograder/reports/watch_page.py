"""What `watch` shows: the exercise in focus, all of them, and the lines at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from autograder.exercise import Exercise
from autograder.grading.score_report import ExerciseResult, NextStep
from autograder.grading.verdict import Verdict
from autograder.language import N_, Language
from autograder.reports.feedback import render_feedback
from autograder.reports.terminal import number, render_row
from autograder.watching.board import Board

KEYS = (
    ("h", N_("hint")),
    ("e", N_("lesson")),
    ("n", N_("next")),
    ("p", N_("previous")),
    ("l", N_("中文")),
    ("a", N_("all")),
    ("Enter", N_("again")),
    ("q", N_("quit")),
)
MORE_KEYS = (("Space", N_("further down")), ("b", N_("back up")))


def render_focus(
    result: ExerciseResult, file: str, following: NextStep | None, say: Language
) -> RenderableType:
    """The exercise in focus: where it is written, its verdict, and what comes next if it passed."""
    row = render_row(result, say, cell_len(result.name))
    parts: list[RenderableType] = [row, Text(f"    {file}", style="dim")]
    if result.verdict is Verdict.PASSED:
        parts += [Text(), Text(_passed(result, say), style="bold green")]
        parts.append(_following(following, say))
    elif result.verdict is Verdict.UNSOLVED:
        said = N_("Write it there and save. The key e shows the lesson, h a hint.")
        parts += [Text(), Text(say(said))]
    else:
        parts.append(render_feedback(result, say))
    return Group(*parts)


def _passed(result: ExerciseResult, say: Language) -> str:
    return say(
        N_("{name} passed: every property holds. {points} points."),
        name=result.name,
        points=number(result.points),
    )


def _following(step: NextStep | None, say: Language) -> Text:
    if step is None:
        return Text(say(N_("That was the last one: everything here is solved.")), style="bold")
    sentence = N_("Next: {name} ({title}).")
    return Text(say(sentence, name=step.exercise, title=say.pick(step.title)), style="bold")


def render_grading(exercise: Exercise, file: str, say: Language) -> RenderableType:
    """An exercise that was saved and has no verdict yet."""
    title = Text.assemble("  … ", exercise.name, "  ", (say(N_("is being graded")), "yellow"))
    return Group(title, Text(f"    {file}", style="dim"))


def render_all(board: Board, say: Language) -> RenderableType:
    """A row an exercise, by units; those that wait say so."""
    width = max((cell_len(exercise.name) for exercise in board.exercises), default=0)
    lines: list[Text] = []
    unit = ""
    for exercise in board.exercises:
        if exercise.unit != unit:
            lines += [Text()] if unit else []
            lines.append(Text(exercise.unit, style="bold"))
            unit = exercise.unit
        lines.append(render_line(board, exercise, say, width))
    return Group(*lines)


def render_line(board: Board, exercise: Exercise, say: Language, width: int) -> Text:
    """The row of one exercise."""
    result = board.results.get(exercise)
    if result is not None and exercise not in board.waiting:
        return render_row(result, say, width)
    return Text.assemble("  … ", exercise.name, style="dim")


def status(board: Board, say: Language, *, in_hand: str, started: bool) -> Text:
    """One line on how it stands: what is graded now, or how much is solved."""
    passed = sum(result.verdict is Verdict.PASSED for result in board.graded)
    most = len(board.exercises)
    if not started:
        said = say(N_("Starting PyTorch"))
    elif in_hand and board.first_time:
        place = len(board.results) + 1
        said = say(N_("Grading {name} ({place} of {most})"), name=in_hand, place=place, most=most)
    elif in_hand:
        said = say(N_("Grading {name}"), name=in_hand)
    else:
        said = say(N_("{passed} of {most} passed. Waiting for a save."), passed=passed, most=most)
    return Text(said, style="yellow" if in_hand or not started else "dim")


def render_keys(say: Language, width: int, *, scrolls: bool) -> list[Text]:
    """The keys and what they do, in as many lines as that takes."""
    keys: Sequence[tuple[str, str]] = (*KEYS, *MORE_KEYS) if scrolls else KEYS
    lines = [Text()]
    for key, words in keys:
        item = Text.assemble((key, "bold"), " ", say(words))
        if lines[-1] and lines[-1].cell_len + 3 + item.cell_len > width:
            lines.append(Text())
        lines[-1].append_text(Text("   ") if lines[-1] else Text()).append_text(item)
    return lines
