"""What is remembered of a run: verdicts and what was graded, but no fault of the kit."""

from autograder.grading.remember import gradings_of
from autograder.grading.score_report import ExerciseResult, Text
from autograder.grading.verdict import Verdict
from autograder.memory import digest_of
from autograder.submission import Submission


def result(name, verdict, points=0.0):
    return ExerciseResult(
        unit="01_unit",
        name=name,
        title=Text("a", "b"),
        verdict=verdict,
        points=points,
        max_points=10,
        seconds=0.1,
        replay="",
    )


def test_verdicts_are_remembered_with_the_text_that_was_graded_and_faults_of_the_kit_are_not():
    results = (
        result("solved", Verdict.PASSED, 10),
        result("gone", Verdict.UNREADABLE),
        result("unlucky", Verdict.KIT_ERROR),
    )
    found = gradings_of(results, Submission("mine", {"01_unit/solved.py": "text"}))
    assert set(found) == {"01_unit/solved.py", "01_unit/gone.py"}
    solved = found["01_unit/solved.py"]
    assert solved.solved
    assert (solved.points, solved.most, solved.digest) == (10, 10, digest_of("text"))
    assert found["01_unit/gone.py"].digest == ""
