"""Returns at once, and never finishes being deleted."""

# verdict: TIMED_OUT WRONG
# exercise: with_leading_dim


class Sticky:
    def __del__(self):
        while True:
            pass


def with_leading_dim(x, n):
    return [Sticky()]
