"""Answers that depend on more than their arguments are found out by asking again."""

import pytest

from autograder.exercise import House
from autograder.grading.second_pass import Passed, ask_again
from autograder.grading.verdict import Verdict
from autograder.loading import load_properties
from autograder.wire.codec import encode
from autograder.wire.record import Observation

HOUSE = House()


def test_an_honest_answer_is_the_same_again(grade_text):
    result = grade_text("add_batch", "def add_batch(x):\n    return x.unsqueeze(0)\n")
    assert result.verdict is Verdict.PASSED


def test_an_answer_that_waits_for_the_first_pass_to_end_is_found_out(grade_text):
    """Right for the cases in the order in which they come first, wrong in any other."""
    probing = """
order = []

def add_batch(x):
    order.append(tuple(x.shape))
    print(order)
    return x.unsqueeze(0)
"""
    shown = grade_text("add_batch", probing).printed
    last = shown.strip().splitlines()[-1]
    text = f"""
known = {last}
order = []

def add_batch(x):
    order.append(tuple(x.shape))
    return x.unsqueeze(0) if order == known[: len(order)] else x
"""
    result = grade_text("add_batch", text)
    assert result.verdict is Verdict.WRONG
    assert result.points == 0
    assert [p.reason.code for p in result.properties] == ["unsteady"] * len(result.properties)


class Steady:
    """Stands for a worker: remembers what it is asked, and answers each case as it should."""

    def begin(self, prop, seed, cases, scale):
        self.asked = [case["n"] for case in cases]

    def finish(self, prop, scale):
        return [encode(Observation(n)) for n in self.asked], None


@pytest.mark.parametrize(("cases", "asked", "twice"), [(1, 1, 0), (9, 12, 3), (200, 12, 3)])
def test_some_cases_are_asked_twice(cases, asked, twice):
    (prop,) = load_properties(HOUSE.properties(*HOUSE.select(["add_batch"]))).values()
    numbers = [{"n": n} for n in range(cases)]
    passed = Passed(prop, 1, numbers, [Observation(n) for n in range(cases)])
    attempt = Steady()
    assert ask_again(attempt, [passed], "", seed=1, scale=1.0) == {}
    assert len(attempt.asked) == asked
    assert asked - len(set(attempt.asked)) == twice
