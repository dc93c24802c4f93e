"""Is no Python: a parenthesis is missing."""

# verdict: UNREADABLE

def add_batch(x:
    return x
