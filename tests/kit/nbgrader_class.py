"""A small class that hands in the notebook of one unit: honest students, and others."""

import copy
import json
from zlib import crc32

UNIT = "02_creation"
RIGHT = {
    "filled_buffer": "def filled_buffer(shape, value):\n    return torch.full(shape, float(value))",
    "uniform": "def uniform(shape, low, high, generator):\n"
    "    return torch.rand(shape, generator=generator) * (high - low) + low",
    "from_list": "def from_list(data):\n    return torch.tensor(data)",
    "ones_matching": "def ones_matching(x):\n    return torch.ones_like(x, requires_grad=False)",
    "long_zeros": "def long_zeros(rows, cols):\n"
    "    return torch.zeros(rows, cols, dtype=torch.int64)",
}
SEEDLESS = RIGHT["uniform"].replace(", generator=generator", "")
FLOATS = RIGHT["long_zeros"].replace(", dtype=torch.int64", "")
WARNS = """\
import logging, sys, warnings
warnings.warn("while the cell is run")
def long_zeros(rows, cols):
    warnings.warn("deprecated")
    logging.getLogger().warning("careful")
    print("to standard error", file=sys.stderr)
    return torch.zeros(rows, cols, dtype=torch.int64)
torch.tensor(0.5)"""
PATCHES = """\
import os, sys
torch.allclose = torch.equal = lambda *a, **k: True
sys.modules["autograder"] = None
try:
    get_ipython().input_transformers_post.append(lambda lines: ["1000.0\\n"])
    get_ipython().register_magic_function(lambda line: 1000.0, "line", "points")
except NameError:
    pass
print("Out[1]: 1000.0")"""
# What a solution may try once it runs; answers are right only where it got at one.
REACHES = """\
def long_zeros(rows, cols):
    import sqlite3
    source = open({source!r}).read()
    database = sqlite3.connect({database!r})
    database.execute("UPDATE grade SET manual_score = 1000")
    database.commit()
    return torch.zeros(rows, cols, dtype=torch.int64)"""
EXITS = "def from_list(data):\n    import os\n    os._exit(0)"


def with_solutions(released, solutions):
    """The released notebook with a text in the solution cells of some exercises."""
    notebook = copy.deepcopy(released)
    for cell in notebook["cells"]:
        name = cell["id"].removeprefix(f"{UNIT}-").removesuffix("-solution")
        if cell["id"].endswith("-solution") and name in solutions:
            cell["source"] = f"import torch\n{solutions[name]}"
    return notebook


def code(text, marks=None):
    """A cell of the student's own."""
    metadata = {"nbgrader": marks} if marks is not None else {}
    return {
        "cell_type": "code",
        "id": f"own-{crc32(text.encode())}",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": text,
    }


def cell(notebook, name):
    return next(c for c in notebook["cells"] if c["id"] == f"{UNIT}-{name}")


def marks(name, points):
    """Marks of a grade cell as a student might forge them."""
    return {
        "schema_version": 3, "grade": True, "solution": False, "locked": True, "task": False,
        "grade_id": name, "points": points,
    }  # fmt: skip


def forged(released):
    """An empty notebook with all that metadata and outputs can claim."""
    notebook = copy.deepcopy(released)
    value = {
        "output_type": "execute_result", "execution_count": 1, "metadata": {},
        "data": {"text/plain": "10.0"},
    }  # fmt: skip
    for name in RIGHT:
        grade = cell(notebook, name)
        grade["metadata"]["nbgrader"]["points"] = 1000
        grade["source"], grade["outputs"] = "1000.0", [value]
    notebook["cells"].append(code("1000.0", marks("bonus", 1000)))
    notebook["cells"].append(code("10.0", marks(f"{UNIT}-long_zeros", 10)))
    notebook["cells"].append(code("1", {"grade": "yes", "grade_id": 7}))
    notebook["metadata"]["kernelspec"] = {"name": "mine", "display_name": "m", "language": "R"}
    return notebook


def spoiled(released):
    """Right work between grade cells that were deleted, doubled, changed and end in a tensor."""
    notebook = with_solutions(released, RIGHT)
    doubled = copy.deepcopy(cell(notebook, "uniform"))
    doubled["id"] = "doubled"
    notebook["cells"] = [c for c in notebook["cells"] if c["id"] != f"{UNIT}-from_list"]
    notebook["cells"].append(doubled)
    cell(notebook, "long_zeros")["source"] += "\nimport os; os._exit(0)\ntorch.tensor(0.0)"
    cell(notebook, "ones_matching")["metadata"]["nbgrader"]["points"] = 0
    return notebook


def the_class(released, course):
    """What each student hands in, by name."""
    reaches = REACHES.format(
        source=str(course / "source" / UNIT / f"{UNIT}.ipynb"),
        database=str(course / "gradebook.db"),
    )
    patched = with_solutions(released, {"long_zeros": reaches, "from_list": EXITS})
    patched["cells"].insert(0, code(PATCHES))
    return {
        "deleted": spoiled(released),
        "empty": released,
        "forged": forged(released),
        "hostile": patched,
        "partly": with_solutions(
            released, {"long_zeros": RIGHT["long_zeros"], "uniform": SEEDLESS}
        ),
        "warns": with_solutions(released, {**RIGHT, "long_zeros": WARNS}),
        "wrong": with_solutions(released, {"long_zeros": FLOATS}),
    }


def hand_in(course, student, notebook):
    """Put a notebook where `collect` would."""
    folder = course / "submitted" / student / UNIT
    folder.mkdir(parents=True)
    (folder / f"{UNIT}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "timestamp.txt").write_text("2026-03-02 10:00:00 UTC", encoding="utf-8")
