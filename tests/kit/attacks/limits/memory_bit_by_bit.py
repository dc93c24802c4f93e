"""Takes memory in small pieces and keeps them all, also when Python says that there is no more."""

# verdict: OUT_OF_MEMORY CRASHED TIMED_OUT
# exercise: with_leading_dim

kept = []


def with_leading_dim(x, n):
    while True:
        try:
            kept.append(bytearray(1 << 22))
        except MemoryError:
            pass
