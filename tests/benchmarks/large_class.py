"""Whether a class of 2,000 costs a submission what one of 100 does: time, memory, right verdicts.

    python tests/benchmarks/large_class.py [--large N] [--small N] [--unit NAME]...

Grades two generated classes on one deck, compares every verdict with the generator's, and prints
ratios. Memory is the most that the command itself and its graders held, without their workers.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "kit")]


def held(pid):
    """Megabytes that a process holds."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) >> 10 if found else 0


def graders(pid):
    """The processes that a command has started itself, in any of its threads."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [p for t in threads for p in (t / "children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def measured(command):
    """Seconds of a command, and the most that it and each of its children held."""
    most = {}

    def watch(process):
        while process.poll() is None:
            for pid in (str(process.pid), *graders(process.pid)):
                most[pid] = max(most.get(pid, 0), held(pid))
            time.sleep(0.2)

    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    watcher = threading.Thread(target=watch, args=(process,))
    watcher.start()
    code = process.wait()
    watcher.join()
    if code:
        raise SystemExit(f"{command} ended with {code}")
    own = most.pop(str(process.pid), 0)
    return time.perf_counter() - start, own, max(most.values(), default=0)


def wrong_verdicts(made, out):
    """How many exercises got another verdict than the true one, and how many were compared."""
    from autograder.batch.record import read_class

    truth, wrong, compared = made.truth(), 0, 0
    for result in read_class(out).results:
        for each in result.report.exercises if result.report else ():
            want = truth[result.student][f"{each.unit}/{each.name}.py"]
            compared += 1
            passed = each.verdict.value == "PASSED"
            named = not want["verdict"] or each.verdict.value == want["verdict"]
            wrong += not (passed is want["passes"] and named)
    return wrong, compared


def main():
    from class_forms import write_class, write_roster
    from classes import make_class

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--large", type=int, default=2000)
    parser.add_argument("--small", type=int, default=100)
    parser.add_argument("--unit", action="append", default=[])
    asked = parser.parse_args()
    units = asked.unit or ["01_warmup"]
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        deck = folder / "class.deck"
        record = [sys.executable, "grade.py", "deck", str(deck), *units]
        subprocess.run(record, cwd=ROOT, check=True)
        for count in (asked.small, asked.large):
            made = make_class(count, units=units, hostile=0.0)
            handed, out = folder / f"class{count}", folder / f"out{count}"
            write_class(made, handed, "zips")
            write_roster(made, folder / "roster.csv")
            command = [sys.executable, "grade.py", "batch", str(handed), "--out", str(out)]
            command += ["--deck", str(deck), "--roster", str(folder / "roster.csv")]
            command += [part for unit in units for part in ("--unit", unit)]
            seconds, own, most = measured(command)
            many = sum(not student.missing for student in made.students)
            found[count] = seconds / many, own, most
            wrong, compared = wrong_verdicts(made, out)
            print(
                f"{count:5} students: {seconds:6.1f} s, {1000 * seconds / many:5.0f} ms a "
                f"submission; {own} MB, a grader {most} MB; {wrong} of {compared} verdicts wrong",
                flush=True,
            )
    (small, small_own, small_most), (large, own, most) = found.values()
    print(f"time a submission: {large / small:.2f} times (goal: at most 1.15)")
    print(f"memory: {own / small_own:.2f}, a grader {most / small_most:.2f} (goal: at most 1.2)")


if __name__ == "__main__":
    main()
