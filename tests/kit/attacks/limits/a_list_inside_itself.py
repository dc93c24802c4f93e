"""Returns lists that are nested deeply, and one that holds itself."""

# verdict: WRONG


def add_batch(x):
    nested = [x]
    for _ in range(100_000):
        nested = [nested]
    itself = [nested]
    itself.append(itself)
    return itself
