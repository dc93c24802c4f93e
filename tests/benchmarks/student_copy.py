"""How long a student's copy takes to grade a finished course, beside running its cases bare.

    python tests/benchmarks/student_copy.py [--rounds N] [--deck FILE]

Hands out everything but the capstones with the complete submission as the student's own, then lets
two sides take turns, each a fresh process: `python grade.py --all` in the copy, and importing torch
and running every case of the deck once, without isolation, comparing, devices or a second asking.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.exercise import House

GOAL = 1.5
REAL = House()
COMPLETE = REAL.root / "tests" / "submissions" / "complete"
CAPSTONES = "11_capstones"


def handed_out(folder, deck):
    """A copy of all units but the capstones, solved."""
    names = [unit.name for unit in REAL.units if unit.name != CAPSTONES]
    command = ["grade.py", "release", str(folder), *(f"--unit={name}" for name in names)]
    command += ["--deck", str(deck)] if deck else ["--seed", "1"]
    subprocess.run([sys.executable, *command], cwd=REAL.root, check=True)
    for name in names:
        shutil.copytree(COMPLETE / name, folder / "assignments" / name, dirs_exist_ok=True)


def bare(folder):
    """Run every case of the copy's deck once, in this process."""
    import torch  # noqa: F401 - what everybody who runs a case has to wait for

    from autograder.implementation import Implementation
    from autograder.loading import load_by_path, load_properties
    from autograder.observation.run import observe
    from autograder.oracle.deck import read_deck
    from autograder.oracle.replay import DeckOracle
    from autograder.target import Target

    house = House(folder)
    deck = read_deck(house.deck)
    for exercise in house.exercises:
        recorded = deck.exercises[exercise.path]
        oracle = DeckOracle(deck, recorded, Target.CPU)
        values = vars(load_by_path(house.stub(exercise), exercise.name))
        implementation = Implementation(values[recorded.symbol], values)
        for prop in load_properties(house.properties(exercise)).values():
            seed, cases = oracle.cases(prop)
            for case in cases:
                observe(prop, implementation, case, seed=seed)


def seconds(command, folder):
    """The time of a command that has to succeed."""
    environment = {**os.environ, "TORCH_KATA_LANG": "en"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True
    )
    taken = time.perf_counter() - start
    assert done.returncode == 0, done.stdout + done.stderr
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--deck", type=Path, help="a recorded deck of everything")
    parser.add_argument("--bare", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bare:
        bare(options.bare)
        return
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "copy"
        handed_out(folder, options.deck)
        sides = {
            "python -c 'import torch'": ["-c", "import torch"],
            "import torch, and the cases bare": [__file__, "--bare", str(folder)],
            "python grade.py --all": ["grade.py", "--all"],
        }
        times = {name: [] for name in sides}
        for number in range(options.rounds):
            for name, command in sides.items():
                times[name].append(seconds(command, folder))
            print(f"round {number + 1} of {options.rounds}", flush=True)
    for name, found in times.items():
        print(f"{name:34} median {statistics.median(found):6.2f} s   min {min(found):6.2f} s")
    _, plain, ours = times.values()
    ratios = [a / b for a, b in zip(ours, plain, strict=True)]
    print(f"grading / bare: median {statistics.median(ratios):.2f} (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
