"""How long grading takes, beside importing torch and beside plain pytest + Hypothesis.

    python tests/benchmarks/grading.py [--rounds N] [--examples N]

Prints ratios from one run, in which the sides take turns: seconds alone say little.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = ROOT / "tests" / "submissions" / "complete"


def seconds(command, until=None, **environment):
    """The time that a command takes, or takes until a line holds `until`."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    elapsed = 0.0
    for line in process.stdout:
        if until is not None and until in line and not elapsed:
            elapsed = time.perf_counter() - start
    process.wait()
    return elapsed or time.perf_counter() - start


def breakdown(examples):
    """Where the time of a grading run goes, in seconds, by instrumenting its steps."""
    from autograder.exercise import House
    from autograder.grading import grader, judge
    from autograder.grading.attempt import Attempt
    from autograder.intake.open import open_submission
    from autograder.oracle.reference import ReferenceOracle
    from autograder.worker.system import worker_source

    spent = defaultdict(float)

    def timed(owner, name, label):
        original = getattr(owner, name)

        def wrapper(*args, **kwargs):
            start = time.perf_counter()
            try:
                return original(*args, **kwargs)
            finally:
                spent[label] += time.perf_counter() - start

        setattr(owner, name, wrapper)

    timed(judge, "draw_cases", "generation (Hypothesis)")
    timed(ReferenceOracle, "expected", "oracle (the student runs at the same time)")
    timed(Attempt, "begin", "pipe, to the worker")
    timed(Attempt, "finish", "waiting for the student's code, pipe back")
    timed(Attempt, "load", "fork and load")
    timed(judge.Judge, "_result", "comparison")
    house = House()
    workers = worker_source([house.properties(e) for e in house.exercises])
    workers.ready()
    start = time.perf_counter()
    complete = open_submission(COMPLETE, house.exercises)
    run = grader.Grader(house, complete, workers, 1, examples)
    list(run.grade_all(house.exercises))
    spent["everything"] = time.perf_counter() - start
    workers.close()
    return spent


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--examples", type=int, default=100)
    options = parser.parse_args()
    ours = ["grade.py", "--submission", str(COMPLETE), "--examples", str(options.examples)]
    plain = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/benchmarks/plain.py"]
    plain_environment = {"SUBMISSION": str(COMPLETE), "EXAMPLES": str(options.examples)}
    times = defaultdict(list)
    for number in range(options.rounds):
        times["python -c 'import torch'"].append(seconds(["-c", "import torch"]))
        times["grade.py --help"].append(seconds(["grade.py", "--help"]))
        times["grade.py, first verdict"].append(seconds(ours, until="filled_buffer"))
        times["grade.py, everything"].append(seconds(ours))
        times["grade.py --device cpu"].append(seconds([*ours, "--device", "cpu"]))
        times["plain pytest + Hypothesis"].append(seconds(plain, **plain_environment))
        print(f"round {number + 1} of {options.rounds}", flush=True)
    for name, found in times.items():
        print(f"{name:28} median {statistics.median(found):7.2f} s   min {min(found):7.2f} s")
    ratio = [
        a / b
        for a, b in zip(
            times["grade.py, everything"], times["plain pytest + Hypothesis"], strict=True
        )
    ]
    print(f"grading / plain pytest: median {statistics.median(ratio):.2f} (goal: at most 2)")
    devices = [
        a / b
        for a, b in zip(times["grade.py, everything"], times["grade.py --device cpu"], strict=True)
    ]
    print(f"with the simulated device / without: {statistics.median(devices):.2f} (goal: 1.6)")
    limit = 1.5 * statistics.median(times["python -c 'import torch'"]) + 1
    first = statistics.median(times["grade.py, first verdict"])
    print(f"first verdict: {first:.2f} s (goal: at most {limit:.2f} s)")
    print("where the time goes:")
    for name, spent in sorted(breakdown(options.examples).items(), key=lambda item: -item[1]):
        print(f"  {name:45} {spent:6.2f} s")


if __name__ == "__main__":
    main()
