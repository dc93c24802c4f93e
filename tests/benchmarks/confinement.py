"""What the layers of confinement cost: a worker's start at each level, in turns in one run.

    python tests/benchmarks/confinement.py [--rounds N]

A start is everything from the request to fork until the worker has loaded a submission. The
levels take turns, so that a busy machine slows all of them: the difference counts, seconds say
little. Level C has layers too (privileges, limits): what all of them take is measured besides, in
forked processes that do nothing else.
"""

import argparse
import os
import statistics
import struct
import time
from collections import defaultdict
from contextlib import ExitStack, closing

from autograder.child.confine import confine
from autograder.child.confinement.detect import best_level
from autograder.child.confinement.levels import Level
from autograder.child.confinement.privileges import Limits
from autograder.child.confinement.readable import readable_paths
from autograder.exercise import House
from autograder.wire.messages import Load
from autograder.worker.system import worker_source

SOURCE = "def add_batch(x):\n    return x.unsqueeze(0)\n"
GOAL = 10  # milliseconds that all layers may add


def milliseconds(source):
    """The time that a worker takes to start and to load a submission."""
    start = time.perf_counter()
    worker = source.acquire()
    loaded = worker.load(Load(SOURCE, "student.py", "add_batch", "add_batch"), seconds=20)
    taken = time.perf_counter() - start
    source.release(worker)
    assert loaded.parameters == "x"
    return taken * 1000


def confining(level, readable):
    """The milliseconds that it takes a process to put all layers of a level on."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        start = time.perf_counter()
        confine(Limits(), level, readable)
        os.write(writing, struct.pack("d", (time.perf_counter() - start) * 1000))
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    (taken,) = struct.unpack("d", os.read(reading, 8))
    os.close(reading)
    os.close(writing)
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    house = House()
    files = [house.properties(exercise) for exercise in house.exercises]
    times = defaultdict(list)
    with ExitStack() as stack:
        sources = {
            level: stack.enter_context(closing(worker_source(files, fork=True, level=level)))
            for level in Level
        }
        for level, source in sources.items():
            reached = source.ready().level
            if reached != level:
                print(f"level {level} cannot be had here: its column is level {reached}")
            milliseconds(source)
        for _ in range(options.rounds):
            for level, source in sources.items():
                times[level].append(milliseconds(source))
    bare = statistics.median(times[Level.C])
    for level, found in times.items():
        quartiles = statistics.quantiles(found)
        print(
            f"level {level}: median {statistics.median(found):6.2f} ms  quartiles "
            f"{quartiles[0]:.2f} to {quartiles[2]:.2f}  min {min(found):6.2f}  "
            f"ratio to C {statistics.median(found) / bare:.2f}"
        )
    pairs = zip(times[Level.A], times[Level.C], strict=True)
    added = statistics.median(a - c for a, c in pairs)
    readable = readable_paths(map(str, house.hidden))
    best_level()  # imports what no confined process could read
    for level in Level:
        found = [confining(level, readable) for _ in range(options.rounds)]
        print(f"all layers of level {level} alone: median {statistics.median(found):.2f} ms")
    print(f"beyond C, level A adds {added:.2f} ms (median of pairs; goal for all: at most {GOAL})")


if __name__ == "__main__":
    main()
