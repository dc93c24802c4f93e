"""How long it takes from a save to the verdict while watching, beside running the cases bare.

    python tests/benchmarks/watching.py [UNIT]... [--rounds N] [--profile]

Real files, real workers, everything but the drawing. Each exercise of a unit is saved in turn, a
right solution with another comment each time; then all of them at once; then a mistake. "Bare" is
the same solution on the same cases in this process, without isolation, the second asking or a
device: the ratio to it says more than milliseconds on a busy machine.
"""

import argparse
import cProfile
import pstats
import shutil
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from queue import SimpleQueue

from autograder.cli.file_watch import heard
from autograder.exercise import House
from autograder.grading.verdict import Verdict
from autograder.observation.run import observe
from autograder.oracle.reference import ReferenceOracle
from autograder.watching.bench import Bench
from autograder.watching.regrade import Outcome
from autograder.watching.session import Session

GOAL = 300  # milliseconds from a save to the verdict, the median
EXAMPLES = 100


class Watched:
    """A session on a copy of some units, and what is needed to save and to wait."""

    def __init__(self, house, names):
        self.house = house
        self.events = SimpleQueue()
        self.round = 0
        self.session = Session(
            house,
            lambda house: house.select(names),
            partial(Bench, seed=1, examples=EXAMPLES),
            self.events.put,
        )
        self.session.go_on()

    def close(self):
        self.session.close()

    def step(self):
        """Go on with whatever happens next."""
        event = self.events.get(timeout=60)
        if isinstance(event, Outcome):
            self.session.take(event)
        else:
            self.session.look()
        self.session.go_on()

    def settle(self):
        """Until nothing is left to do, and workers are at hand."""
        while self.session.board.waiting or self.session.in_hand is not None:
            self.step()
        time.sleep(0.2)
        self.session.fresh.clear()

    def save(self, texts):
        """Save files as editors do; the milliseconds until each has its verdict."""
        self.round += 1
        start = time.perf_counter()
        for exercise, text in texts.items():
            target = self.house.stub(exercise)
            beside = target.with_suffix(".tmp")
            beside.write_text(f"{text}\n# {self.round}\n", encoding="utf-8")
            beside.replace(target)
        while not set(texts) <= set(self.session.fresh):
            self.step()
        taken = (time.perf_counter() - start) * 1000
        verdicts = {e: self.session.board.results[e].verdict for e in texts}
        self.settle()
        return taken, verdicts


def bare(session, exercise):
    """The milliseconds that the reference itself takes on the cases of an exercise, here."""
    answers = session._regrading._bench._grader(session.texts.submission())._answers
    oracle = answers.oracle(exercise)
    reference = ReferenceOracle.of(session.house, exercise).solutions.reference
    taken = 0.0
    for prop in answers.properties(exercise).values():
        seed, cases = answers.cases(prop, oracle, 1, EXAMPLES)
        start = time.perf_counter()
        for case in cases:
            observe(prop, reference, case, seed=seed)
        taken += (time.perf_counter() - start) * 1000
    return taken


def quartiles(found):
    low, middle, high = statistics.quantiles(found if len(found) > 1 else found * 2, n=4)
    return f"median {middle:6.0f} ms   quartiles {low:.0f} to {high:.0f}   most {max(found):.0f}"


def copied(root, names):
    """A house with the complete submission of some units."""
    real = House()
    for exercise in real.select(names):
        for path in (real.stub(exercise), real.reference(exercise), real.properties(exercise)):
            target = root / path.relative_to(real.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        for lang in ("en", "zh"):
            shutil.copy(real.lesson_file(exercise.unit, lang), root / "assignments" / exercise.unit)
    return House(root)


def measure(watched, texts, rounds):
    """Save one exercise after the other, then all, then mistakes: the times by kind, the ratios."""
    times, ratios = defaultdict(list), []
    complete = texts["complete"]
    plain = {exercise: bare(watched.session, exercise) for exercise in complete}
    for _ in range(rounds):
        for exercise, text in complete.items():
            taken, verdicts = watched.save({exercise: text})
            assert set(verdicts.values()) == {Verdict.PASSED}, verdicts
            times["one exercise, right"].append(taken)
            times[exercise.name].append(taken)
            ratios.append(taken / plain[exercise])
        times["every exercise of the unit"].append(watched.save(complete)[0])
        for exercise, text in texts["mistakes"].items():
            times["one exercise, a mistake"].append(watched.save({exercise: text})[0])
        watched.save(complete)
    return times, ratios


def texts_of(house, kind):
    """What a sample submission has of the exercises, by exercise."""
    paths = {e: House().root / "tests" / "submissions" / kind / e.path for e in house.exercises}
    return {e: path.read_text(encoding="utf-8") for e, path in paths.items() if path.exists()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=["04_indexing"])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        house = copied(Path(folder), options.names)
        texts = {kind: texts_of(house, kind) for kind in ("complete", "mistakes")}
        watched = stack.enter_context(closing(Watched(house, options.names)))
        stack.enter_context(heard([house.assignments], partial(watched.events.put, None)))
        watched.settle()
        watched.save(texts["complete"])  # the first time, answers are found out
        show = profiled(watched.session) if options.profile else None
        times, ratios = measure(watched, texts, options.rounds)
        if show is not None:
            show()
    for name, found in times.items():
        print(f"{name:28} {quartiles(found)}")
    print(f"one exercise / bare: median {statistics.median(ratios):.1f}")
    for name in ("one exercise, right", "every exercise of the unit", "one exercise, a mistake"):
        if times[name]:
            reached = statistics.median(times[name])
            print(f"{name}: {reached:.0f} ms (goal: at most {GOAL})")


def profiled(session):
    """Profile the grading thread from now on; call what is returned to see it."""
    profile = cProfile.Profile()
    ready = threading.Event()
    asked = session._regrading._asked

    def begin():
        profile.enable()
        ready.set()

    def end():
        profile.disable()
        ready.set()

    asked.put(begin)
    ready.wait()

    def show():
        ready.clear()
        asked.put(end)
        ready.wait()
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)

    return show


if __name__ == "__main__":
    main()
