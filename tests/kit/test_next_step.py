"""What a learner is told to do next, and how extra credit counts."""

from types import SimpleNamespace

import msgspec
import pytest

from autograder.exercise import House
from autograder.grading.grader import Grader
from autograder.grading.next_step import next_step, prerequisites
from autograder.grading.score_report import ExerciseResult, PropertyResult, Text
from autograder.grading.verdict import Verdict
from autograder.submission import Submission

HOUSE = House()
EXERCISES = {exercise.name: exercise for exercise in HOUSE.exercises}


def result(name, verdict, points=10):
    title = Text(name, name)
    won = points if verdict is Verdict.PASSED else 0
    return ExerciseResult(
        unit=EXERCISES[name].unit,
        name=name,
        title=title,
        verdict=verdict,
        points=won,
        max_points=points,
        seconds=0,
        replay="",
        properties=(
            PropertyResult(name="p", title=title, verdict=verdict, points=won, max_points=points),
        ),
    )


def step(extra=frozenset(), **verdicts):
    found = next_step(HOUSE, [result(n, Verdict[v]) for n, v in verdicts.items()], extra)
    return found and (found.exercise, found.builds_up_to)


def test_a_failed_exercise_comes_before_one_that_was_not_begun():
    assert step(filled_buffer="UNSOLVED", from_list="WRONG") == ("from_list", "")


def test_what_an_exercise_builds_on_comes_first():
    assert step(row_and_col="UNSOLVED", zero_rows_="WRONG") == ("row_and_col", "zero_rows_")
    assert step(row_and_col="PASSED", zero_rows_="WRONG") == ("zero_rows_", "")
    chain = step(to_numpy_shared="UNSOLVED", to_numpy_safe="UNSOLVED")
    assert chain == ("to_numpy_shared", "")


def test_nothing_is_next_where_all_is_done_or_the_kit_failed():
    assert step(from_list="PASSED", uniform="KIT_ERROR") is None


def test_extra_credit_comes_last():
    extra = frozenset({EXERCISES["from_list"].unit})
    assert step(extra, from_list="WRONG", add_batch="UNSOLVED") == ("add_batch", "")


@pytest.mark.parametrize("exercise", HOUSE.exercises, ids=lambda e: e.name)
def test_prerequisites_are_exercises_and_never_lead_in_a_circle(exercise):
    seen, waiting = set(), [exercise]
    while waiting:
        for name in prerequisites(HOUSE, waiting.pop()):
            assert name in EXERCISES, name
            assert name != exercise.name
            if name not in seen:
                seen.add(name)
                waiting.append(EXERCISES[name])


def test_extra_credit_is_counted_beside_the_points(tmp_path):
    folder = tmp_path / "assignments" / "02_creation"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("# Extra\n\n**Extra credit**: may be left out.\n")
    grader = Grader(House(tmp_path), Submission("s"), SimpleNamespace(level="C"), seed=1)
    results = [result("from_list", Verdict.PASSED), result("add_batch", Verdict.WRONG)]
    report = grader.report(results, 1.0)
    assert (report.points, report.max_points) == (0, 10)
    assert (report.extra_points, report.max_extra_points) == (10, 10)
    assert [unit.extra for unit in report.units] == [True, False]
    assert msgspec.json.decode(msgspec.json.encode(report), type=type(report)) == report
