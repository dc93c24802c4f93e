"""What a notebook says below a grading: what is next, and for whom."""

import pytest
from rich.console import Console

from autograder.cells.source import Source
from autograder.exercise import House
from autograder.grading.next_step import step_to
from autograder.grading.score_report import Environment, ExerciseResult, ScoreReport, Text
from autograder.grading.verdict import Verdict
from autograder.language import language
from autograder.notebook.page import render_graded

HOUSE = House()
HERE = Environment(kit="1", torch="2", python="3", platform="Linux", isolation="A")


def result(name, verdict):
    return ExerciseResult(
        unit="01_warmup",
        name=name,
        title=Text(name, name),
        verdict=verdict,
        points=0,
        max_points=10,
        seconds=0.1,
        replay=f"python grade.py {name} --seed 1",
    )


def shown(*verdicts, following=None, missing=()):
    names = [exercise.name for exercise in HOUSE.units[0].exercises]
    results = tuple(map(result, names, verdicts))
    report = ScoreReport(
        submission="notebook",
        seed=1,
        examples=1,
        environment=HERE,
        seconds=0.1,
        points=0,
        max_points=10,
        exercises=results,
    )
    source = Source("", (3, 5), missing)
    console = Console(width=80, highlight=False)
    with console.capture() as captured:
        console.print(render_graded(report, {"x": source}, language("en"), following))
    return captured.get()


def test_after_a_failure_only_that_is_spoken_of():
    said = shown(Verdict.WRONG, Verdict.UNSOLVED)
    assert "%hint three_relus" in said
    assert "%explain" not in said


def test_where_nothing_but_stubs_is_left_the_first_of_them_is_helped_with():
    said = shown(Verdict.PASSED, Verdict.UNSOLVED, Verdict.UNSOLVED)
    assert "%explain derivative" in said


def test_where_all_is_solved_the_next_exercise_is_named():
    following = step_to(HOUSE, HOUSE.units[1].exercises[0])
    said = shown(Verdict.PASSED, following=following)
    assert "Next: filled_buffer" in said
    assert "%explain filled_buffer" in said


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.PASSED])
def test_commands_are_magics(verdict):
    said = shown(verdict)
    assert "python grade.py" not in said
    assert "In [3], In [5]" in said


def test_what_is_missing_is_said_once():
    assert shown(Verdict.RAISED, missing=("helper",)).count("helper") == 1
