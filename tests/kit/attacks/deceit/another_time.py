"""Patches every clock, so that no deadline is ever reached, and takes all the time it wants."""

# verdict: TIMED_OUT
# exercise: with_leading_dim

import time

pause = time.sleep
for name in ("time", "monotonic", "perf_counter", "process_time", "time_ns", "monotonic_ns"):
    setattr(time, name, lambda: 0)


def with_leading_dim(x, n):
    while True:
        pause(1)
