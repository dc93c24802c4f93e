"""How long `nbgrader autograde` takes a submission: isolated, and executing the notebooks itself.

    python tests/benchmarks/nbgrader.py [--submissions N] [--unit NAME]

One course, one class of right solutions, three runs one after the other: isolated marking;
nbgrader's own execution of the same notebooks; and, as the least that its execution can cost, the
same with check and grade cells that do nothing, so that a kernel starts and imports torch.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.exercise import House

GOAL = 4.0


def made(course, unit, submissions):
    """A course whose class hands in what stands between the solution marks."""
    init = [sys.executable, "grade.py", "nbgrader", "init", str(course), "--unit", unit]
    subprocess.run([*init, "--seed", "1"], cwd=House().root, check=True)
    nbgrader(course, "generate_assignment", unit)
    source = course / "source" / unit / f"{unit}.ipynb"
    for number in range(submissions):
        folder = course / "submitted" / f"student{number:02}" / unit
        folder.mkdir(parents=True)
        shutil.copy(source, folder)


def nbgrader(course, *arguments):
    """Run a command of nbgrader; the seconds that it took."""
    start = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments], cwd=course, capture_output=True, text=True
    )
    if ran.returncode:
        raise SystemExit(ran.stderr[-3000:])
    return time.monotonic() - start


def switch_isolation_off(course):
    config = course / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("ISOLATED = True", "ISOLATED = False"), encoding="utf-8")


def empty_the_kits_cells(course, unit):
    """Let check and grade cells do nothing, in the source, so also in the gradebook."""
    path = course / "source" / unit / f"{unit}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "code" and (text.startswith("# ") and "\n%" in text):
            cell["source"] = "1.0"
        elif "load_ext" in text:
            cell["source"] = "import torch"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    nbgrader(course, "generate_assignment", unit, "--force")
    for folder in (course / "submitted").iterdir():
        shutil.copy(path, folder / unit)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=20)
    parser.add_argument("--unit", default="02_creation")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        made(course, asked.unit, asked.submissions)
        autograde = ("autograde", asked.unit, "--force", "--Execute.timeout=120")
        seconds = {"isolated": nbgrader(course, *autograde)}
        switch_isolation_off(course)
        seconds["own execution"] = nbgrader(course, *autograde)
        empty_the_kits_cells(course, asked.unit)
        seconds["own execution of nothing"] = nbgrader(course, *autograde)
    for name, took in seconds.items():
        each = took / asked.submissions
        times = took / seconds["isolated"]
        print(f"{name:26} {took:7.1f} s  {each:6.2f} s a submission  {times:5.1f} times isolated")
    met = seconds["own execution"] / seconds["isolated"] >= GOAL
    print(
        f"goal: own execution takes at least {GOAL:.0f} times as long: {'met' if met else 'missed'}"
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
