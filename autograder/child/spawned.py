"""A worker in a process of its own, for systems where a process with torch cannot be forked."""

from __future__ import annotations

import contextlib
import gc
import os
import sys

import msgspec

from autograder.child.confine import confine, die_with_parent
from autograder.child.confinement.detect import level_for
from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits
from autograder.child.confinement.readable import readable_paths
from autograder.target import Target
from autograder.wire import codec
from autograder.wire.ready import Ready


class Settings(msgspec.Struct, frozen=True):
    """What a spawned worker is told on its command line; `grader` is its parent's process.

    Workers that are to serve again can say what was left behind, forked ones too. `target` is
    made ready before the worker says that it is: to reach a real one takes seconds.
    """

    files: list[str]
    limits: Limits
    hidden: list[str] = []
    level: Level | None = None
    grader: int = 0
    serves_again: bool = False
    target: Target = Target.CPU


class PipeStream:
    """A worker's end of the channel: the pipes that were its stdin and stdout."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming = incoming
        self._outgoing = outgoing

    def read(self) -> bytes:
        """Some bytes; empty when the grader has closed the channel."""
        return os.read(self._incoming, 1 << 18)

    def write(self, data: bytes) -> None:
        """Write all of `data`."""
        view = memoryview(data)
        while view:
            view = view[os.write(self._outgoing, view) :]


def main(argument: str) -> None:
    """Serve on stdin and stdout; what the submission prints goes to stderr."""
    settings = msgspec.json.decode(argument.encode(), type=Settings)
    if sys.platform == "win32":
        import msvcrt

        for descriptor in (0, 1):
            msvcrt.setmode(descriptor, os.O_BINARY)
    stream = PipeStream(os.dup(0), os.dup(1))
    gc.disable()  # as in a zygote, while it imports
    from autograder.child.leftovers import Baseline
    from autograder.child.reach import TargetError, reach
    from autograder.child.serve import load_probes, serve
    from autograder.child.settle import Settling
    from autograder.child.standard_streams import redirect
    from autograder.observation.run import reset_state

    die_with_parent(settings.grader)
    probes, failures = load_probes(settings.files)
    with contextlib.suppress(TargetError):  # whoever loads a submission hears of it
        reach(settings.target)
    redirect(os.dup(2))
    if sys.platform != "win32":
        os.chdir("/")
    level = level_for(settings.level)
    confine(settings.limits, level, readable_paths(settings.hidden))
    reset_state(0)
    gc.enable()
    gc.collect()
    gc.freeze()  # so that to collect what a submission leaves takes no time
    settling = Settling(Baseline())
    stream.write(codec.frame(codec.encode(Ready(failures, level))))  # from here on, it is theirs
    serve(stream, probes, settling)
