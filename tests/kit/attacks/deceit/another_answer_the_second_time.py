"""Is right the first time that it sees an input, and wrong whenever it sees it again."""

# verdict: WRONG

seen = set()


def add_batch(x):
    key = (x.shape, x.stride(), str(x.tolist()))
    known = key in seen
    seen.add(key)
    return x if known else x[None]
