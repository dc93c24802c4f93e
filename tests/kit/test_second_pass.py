"""Answers that depend on more than their arguments are found out by asking again."""

from autograder.grading.verdict import Verdict


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
