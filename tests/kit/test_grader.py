"""The sample submissions get the verdicts that they were made for."""

import pytest

from autograder.exercise import House
from autograder.grading.verdict import Verdict

HOUSE = House()
NAMES = [exercise.name for exercise in HOUSE.exercises]
BROKEN = {
    "filled_buffer": (Verdict.UNREADABLE, "syntax_error"),
    "uniform": (Verdict.UNREADABLE, "missing_file"),
    "long_zeros": (Verdict.UNREADABLE, "missing_name"),
    "ones_matching": (Verdict.TIMED_OUT, "timed_out"),
    "from_list": (Verdict.RAISED, None),
    "to_numpy_shared": (Verdict.CRASHED, "signalled"),
    "to_numpy_safe": (Verdict.CRASHED, "printed_too_much"),
    "from_numpy_shared": (Verdict.RAISED, None),
    "to_model_input": (Verdict.TIMED_OUT, "timed_out_at_import"),
    "with_leading_dim": (Verdict.CRASHED, "exited"),
    "row_and_col": (Verdict.RAISED, "raised_at_import"),
    "zero_rows_": (Verdict.UNREADABLE, "not_utf8"),
    "hwc_to_chw": (Verdict.RAISED, "parameters"),
    "flatten_batch": (Verdict.OUT_OF_MEMORY, "out_of_memory"),
    "center_columns": (Verdict.RAISED, "raised_at_import"),
    "pick": (Verdict.WRONG, None),
    "masked_mean": (Verdict.RAISED, None),
    "pick_device": (Verdict.UNREADABLE, "empty"),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_complete_submission_gets_full_marks(grade, name):
    result = grade("complete", name)
    assert result.verdict is Verdict.PASSED, result
    assert result.points == result.max_points > 0
    assert all(p.cases for p in result.properties)


@pytest.mark.parametrize("name", NAMES)
def test_the_untouched_submission_is_not_started(grade, name):
    result = grade("untouched", name)
    assert result.verdict is Verdict.UNSOLVED
    assert result.points == 0 < result.max_points


@pytest.mark.parametrize("name", NAMES)
def test_each_typical_mistake_fails_and_is_named(grade, name):
    result = grade("mistakes", name)
    assert result.verdict in (Verdict.WRONG, Verdict.RAISED, Verdict.FORBIDDEN)
    assert result.points < result.max_points
    assert result.diagnosis is not None
    assert result.diagnosis.says.en
    failed = [p for p in result.properties if p.verdict is not Verdict.PASSED]
    assert all(p.failure is not None for p in failed)


@pytest.mark.parametrize("name", BROKEN)
def test_each_way_of_being_broken_has_its_verdict_and_its_reason(grade, name):
    verdict, code = BROKEN[name]
    result = grade("broken", name)
    assert result.verdict is verdict, result
    reasons = [result.reason] + [p.reason for p in result.properties]
    assert {r.code for r in reasons if r is not None} == ({code} if code else set())
    assert result.points == 0


WHOLE = [
    e.name
    for e in HOUSE.exercises
    if e.name not in BROKEN and (HOUSE.root / "tests/submissions/broken" / e.path).is_file()
]


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_not_broken_keeps_its_points(grade, name):
    result = grade("broken", name)
    assert (result.verdict, result.points) == (Verdict.PASSED, result.max_points)


def test_the_untouched_submission_holds_the_stubs_as_they_are():
    for exercise in HOUSE.exercises:
        copy = HOUSE.root / "tests" / "submissions" / "untouched" / exercise.path
        assert copy.read_bytes() == HOUSE.stub(exercise).read_bytes(), exercise.path
