"""The programs by name ("mixing.compares"): every public function of the modules of topics."""

import inspect

from devices.parity import (
    attention,
    autograd,
    availability,
    conversions,
    creation,
    generators,
    indexing,
    loaders,
    losses,
    lost,
    mixing,
    modules,
    moves,
    training,
)

TOPICS = (
    availability, creation, moves, conversions, mixing, indexing, modules, losses, autograd,
    training, attention, generators, loaders, lost,
)  # fmt: skip


def _name(function):
    return f"{function.__module__.rpartition('.')[2]}.{function.__name__}"


def _of(topic):
    functions = inspect.getmembers(topic, inspect.isfunction)
    own = (f for name, f in functions if f.__module__ == topic.__name__ and name[0] != "_")
    return sorted(own, key=lambda function: function.__code__.co_firstlineno)


PROGRAMS = {_name(function): function for topic in TOPICS for function in _of(topic)}
LOSING = tuple(_name(function) for function in _of(lost))  # the device, for good
