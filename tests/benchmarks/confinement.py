"""What the layers of confinement cost: a worker's start at each level, in turns in one run.

    python tests/benchmarks/confinement.py [--rounds N]

A start is everything from the request to fork until the worker has loaded a submission. The
levels take turns, so that a busy machine slows all of them: the difference counts, seconds say
little.
"""

import argparse
import statistics
import time
from collections import defaultdict
from contextlib import ExitStack, closing

from autograder.child.confinement.levels import Level
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
    print(f"all layers add {added:.2f} ms (median of {options.rounds} pairs; goal: at most {GOAL})")


if __name__ == "__main__":
    main()
