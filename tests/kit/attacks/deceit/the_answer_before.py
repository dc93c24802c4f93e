"""Answers with what would have been right for the call before."""

# verdict: WRONG

before = []


def add_batch(x):
    before.append(x[None])
    return before[-2] if len(before) > 1 else before[-1]
