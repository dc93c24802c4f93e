"""Says that every case has been run, in no time and without one answer."""

# verdict: CRASHED

import os

from autograder.wire.codec import encode, frame
from autograder.wire.messages import Done


def add_batch(x):
    os.write(3, frame(encode(Done(0.0))))
    return x
