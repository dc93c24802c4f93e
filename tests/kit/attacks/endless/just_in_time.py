"""Takes almost the whole time for its first answer, again and again for smaller cases."""

# verdict: WRONG TIMED_OUT
# exercise: with_leading_dim

import time


def with_leading_dim(x, n):
    time.sleep(0.1)
    return x
