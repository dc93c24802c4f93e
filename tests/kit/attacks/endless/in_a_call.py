"""Never returns."""

# verdict: TIMED_OUT
# exercise: with_leading_dim


def with_leading_dim(x, n):
    while True:
        pass
