"""Returns a view with a trillion elements, which takes no memory until somebody copies it."""

# verdict: WRONG


def add_batch(x):
    return x.sum().expand(10**6, 10**6)
