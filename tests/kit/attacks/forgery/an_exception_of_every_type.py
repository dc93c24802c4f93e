"""Raises an exception that claims to be of every type that a contract may ask for."""

# verdict: WRONG RAISED
# exercise: mse

from autograder.wire import record


class Anything(ValueError, TypeError, IndexError, KeyError, RuntimeError):
    pass


def mse(output, target):
    raise Anything
