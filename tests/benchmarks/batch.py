"""What grading a class costs a submission: beside plain pytest + Hypothesis, and beside the floor.

    python tests/benchmarks/batch.py [--students N] [--rounds N] [--deck FILE]

The class is everybody handing in the complete sample, without the capstones. Prints ratios from one
run. The floor runs the same cases in one warm process, with nothing between the submission and the
grader: each case once, and 25 of each property that takes a device on the simulated one.
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

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = ROOT / "tests" / "submissions" / "complete"
CAPSTONES = "11_capstones"
ON_DEVICES = 25  # cases of a property that takes a device
sys.path.insert(0, str(ROOT))


def chosen():
    """The exercises, and the units that they make up."""
    from autograder.exercise import House

    house = House()
    return house, [e for e in house.exercises if e.unit != CAPSTONES]


def floor(deck_file, rounds, target):
    """Seconds that one submission takes in this process, which is warm after the first round."""
    import torch

    from autograder.child.load import load_submission
    from autograder.child.reach import prepare_targets, reach
    from autograder.loading import load_properties
    from autograder.observation.run import observe
    from autograder.oracle.deck import read_deck
    from autograder.preload import preload_counting
    from autograder.target import Target
    from autograder.wire.codec import decode, encode
    from autograder.wire.messages import CASE, Load

    torch.set_num_threads(1)
    preload_counting()
    prepare_targets()
    device = reach(Target(target)).device
    simulated = target == Target.SIMULATED
    house, exercises = chosen()
    deck = read_deck(deck_file)
    properties = {e: load_properties(house.properties(e)) for e in exercises}

    def run():
        start = time.perf_counter()
        for exercise in exercises:
            recorded = deck.exercises[exercise.path]
            source = (COMPLETE / exercise.path).read_text(encoding="utf-8")
            beside = tuple(dict.fromkeys(c for p in recorded.properties for c in p.companions))
            request = Load(
                source, exercise.path, exercise.name, recorded.symbol, beside, unit=exercise.unit
            )
            _, implementation = load_submission(request)
            for one in recorded.properties:
                if simulated and not one.on_devices:
                    continue
                prop = properties[exercise][one.name]
                for place in one.cases[: ON_DEVICES if simulated else None]:
                    case = decode(deck.data(place), CASE)
                    encode(observe(prop, implementation, case, seed=one.seed, device=device))
        return time.perf_counter() - start

    run()
    return statistics.median(run() for _ in range(rounds))


def floor_there(deck_file, rounds, target):
    """The same in a process of its own: the simulated device is switched on for good."""
    words = [__file__, "--deck", str(deck_file), "--rounds", str(rounds), "--floor", target]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def ours(folder, deck_file, students, jobs):
    """Seconds that one more submission takes, in a class so large that starting is not seen."""
    _, exercises = chosen()
    units = [part for e in dict.fromkeys(e.unit for e in exercises) for part in ("--unit", e)]
    packed = shutil.make_archive(str(folder / "complete"), "zip", COMPLETE)
    times = []
    for count in (jobs, jobs + students):
        submissions = folder / f"class{jobs}-{count}"
        submissions.mkdir()
        for number in range(count):
            shutil.copy(packed, submissions / f"s{number:04}.zip")
        command = [
            "grade.py", "batch", str(submissions), "--out", str(folder / f"out{jobs}-{count}"),
            "--deck", str(deck_file), "--jobs", str(jobs), *units,
        ]  # fmt: skip
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return (times[1] - times[0]) / students


def plain(examples):
    """Seconds of one run of plain pytest + Hypothesis in a fresh process."""
    environment = {
        **os.environ, "SUBMISSION": str(COMPLETE), "EXAMPLES": str(examples), "LEFT_OUT": CAPSTONES,
    }  # fmt: skip
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--timeout", "600",
         "tests/benchmarks/plain.py"],
        cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return time.perf_counter() - start


def cases_a_property(deck_file):
    """How many cases the deck has of a property, on average."""
    from autograder.oracle.deck import read_deck

    deck = read_deck(deck_file)
    counts = [
        len(prop.cases)
        for each in deck.contents.exercises
        for prop in each.properties
        if each.unit != CAPSTONES
    ]
    return round(statistics.mean(counts))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5, help="of the floor")
    parser.add_argument("--deck", type=Path, help="an earlier recorded one")
    parser.add_argument("--floor", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.floor:
        print(floor(options.deck, options.rounds, options.floor))
        return
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        deck = options.deck or folder / "class.deck"
        if options.deck is None:
            subprocess.run([sys.executable, "grade.py", "deck", str(deck)], cwd=ROOT, check=True)
        drawn = cases_a_property(deck)
        on_cpu, there = (floor_there(deck, options.rounds, t) for t in ("cpu", "simulated"))
        one = ours(folder, deck, options.students, 1)
        several = ours(folder, deck, options.students, cores) if cores > 1 else one
        same, usual = plain(drawn), plain(100)
    print(f"floor: {on_cpu:.2f} s on the CPU, {there:.2f} s on the simulated device")
    print(f"a submission: {one:.2f} s in one grader, {several:.2f} s in {cores} on {cores} cores")
    print(f"  / floor: {one / (on_cpu + there):.2f}, {several / (on_cpu + there):.2f} (goal: 2.5)")
    print(f"  / floor on the CPU alone: {one / on_cpu:.2f}, {several / on_cpu:.2f}")
    for examples, seconds in ((drawn, same), (100, usual)):
        print(
            f"plain pytest + Hypothesis, {examples} cases a property: {seconds:.1f} s, so "
            f"{seconds / one:.1f} and {seconds / several:.1f} times as much (goal: 20)"
        )


if __name__ == "__main__":
    main()
