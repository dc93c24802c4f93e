"""Returns something that can be iterated for ever, and whose length is a lie."""

# verdict: WRONG

from itertools import repeat


class Endless(tuple):
    __slots__ = ()

    def __iter__(self):
        return repeat(1)

    def __len__(self):
        return 1 << 40


def add_batch(x):
    return Endless((x,))
