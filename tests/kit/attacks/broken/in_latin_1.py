"""Is saved as Latin-1 without saying so: the é below is one byte."""

# verdict: UNREADABLE
# saved: latin-1


def add_batch(x):
    return x
