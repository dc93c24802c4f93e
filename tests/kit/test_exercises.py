"""Every exercise is fit to grade with: right ones pass, each known mistake is caught and named."""

import ast
from functools import cache

import pytest

from autograder.exercise import Exercise, House, parameters_of
from autograder.grading.diagnose import diagnose, same
from autograder.grading.trusted import draw_questions, judge
from autograder.loading import load_properties
from autograder.observation.run import observe
from autograder.oracle.reference import ReferenceOracle

HOUSE = House()
SEEDS = (1, 2, 3)
CASES = 60
EXERCISES = [pytest.param(e, id=e.name) for e in HOUSE.exercises]


@cache
def oracle_of(exercise: Exercise) -> ReferenceOracle:
    return ReferenceOracle.of(HOUSE, exercise)


@cache
def properties_of(exercise: Exercise):
    return load_properties(HOUSE.properties(exercise))


@cache
def questions_of(exercise: Exercise, seed: int):
    return draw_questions(properties_of(exercise), oracle_of(exercise), seed=seed, examples=CASES)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_right_solution_passes(exercise):
    solutions = oracle_of(exercise).solutions
    right = [("reference", solutions.reference)]
    right += [(a.name, a.implementation) for a in solutions.alternatives]
    for name, implementation in right:
        for seed in SEEDS:
            failed = [w for w in judge(implementation, questions_of(exercise, seed)) if w.failed]
            assert not failed, (name, failed[0])


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_misconception_is_caught_and_named(exercise):
    oracle = oracle_of(exercise)
    misconceptions = oracle.solutions.misconceptions
    assert misconceptions, "an exercise without misconceptions cannot tell a learner anything"
    names = [m.name for m in misconceptions]
    for mistake in misconceptions:
        for seed in SEEDS:
            witnesses = judge(mistake.implementation, questions_of(exercise, seed))
            assert any(w.failed for w in witnesses), f"{mistake.name} passes with seed {seed}"
            named = diagnose(names, oracle.mistaken, witnesses)
            assert named is not None, mistake.name
            if named != mistake.name:
                other = next(m for m in misconceptions if m.name == named)
                assert all(
                    same(observe(w.prop, other.implementation, w.case, seed=w.seed), w.got, w.prop)
                    for w in witnesses
                ), f"{mistake.name} is called {named}"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_is_whole(exercise):
    properties = properties_of(exercise)
    assert properties
    assert {p.exercise for p in properties.values()} == {exercise.name}
    assert all(p.zh and p.points > 0 for p in properties.values())
    stub = HOUSE.stub(exercise).read_text(encoding="utf-8")
    reference = HOUSE.reference(exercise).read_text(encoding="utf-8")
    assert parameters_of(stub, exercise) == parameters_of(reference, exercise)
    assert ast.get_docstring(ast.parse(stub))
    for misconception in oracle_of(exercise).solutions.misconceptions:
        assert misconception.en.endswith((".", "?", "!"))
        assert misconception.zh.endswith(("。", "？", "！"))
    for lang in ("en", "zh"):
        section = HOUSE.lesson(exercise.unit, lang).section(exercise.name)
        assert section is not None, f"the lesson ({lang}) has no section on {exercise.name}"
        assert len(section.hints) >= 2
        assert section.difficulty
