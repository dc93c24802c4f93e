"""Returns something that is called later, where the harness expects the answer itself."""

# verdict: WRONG

import functools


def add_batch(x):
    return functools.partial(x.unsqueeze, 0)
