"""Similar work: found under other names, and not where everybody writes the same anyway."""

import ast
from dataclasses import replace
from random import Random

import pytest
from class_work import Pool
from classes import make_class
from handwriting import rewritten

from autograder.exercise import House
from autograder.similarity.groups import groups_of
from autograder.similarity.shape import known_shapes, shape_of

HOUSE = House()
UNITS = ("02_creation", "04_indexing", "06_training_steps")
MINE = """
import torch
import torch.nn.functional as F

def scaled(x, w):
    # my very own way
    total = 0
    for row in x:
        total = total + F.relu(row @ w).sum()
    return total / x.shape[0]

def f(x: torch.Tensor) -> torch.Tensor:
    '''Scale it.'''
    w = torch.ones(x.shape[1])
    return scaled(x, w)
"""
DISGUISED = """
from torch.nn import functional
import torch as t

def helper(data, weights):
    acc: int = 0
    for item in data: acc = acc + functional.relu(item @ weights).sum()
    return acc / data.shape[0]


def f(data):
    weights = t.ones(data.shape[1])
    return helper(data, weights)
"""


def test_names_layout_comments_and_annotations_make_no_difference():
    assert shape_of(MINE, "f") == shape_of(DISGUISED, "f")


@pytest.mark.parametrize(
    ("old", "new"),
    [("shape[0]", "shape[1]"), ("relu", "gelu"), ("total + F", "total - F"), ("@", "*")],
)
def test_what_it_does_makes_one(old, new):
    assert old in MINE
    assert shape_of(MINE, "f") != shape_of(MINE.replace(old, new), "f")


def test_a_variable_that_is_called_like_a_method_is_another_thing():
    one = "def f(x):\n    total = x + 1\n    return total.sum()\n"
    other = "def f(x):\n    sum = x + 1\n    return sum.sum()\n"
    assert shape_of(one, "f") == shape_of(other, "f")


def test_attributes_of_an_own_class_may_be_called_anything():
    text = (
        "from torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n"
        "        super().__init__()\n        self.first = nn.Linear(2, 2)\n"
        "    def forward(self, x):\n        return self.first(x)\n"
    )
    assert shape_of(text, "Net") == shape_of(text.replace("first", "layer"), "Net")


def test_a_result_that_is_kept_before_it_is_returned_is_the_same():
    one = "def f(x):\n    return x + 1\n"
    assert shape_of(one, "f") == shape_of("def f(x):\n    y = x + 1\n    return y\n", "f")
    assert shape_of(one, "f") != shape_of("def f(x):\n    y = x + 1\n    return x\n", "f")


@pytest.mark.parametrize("text", ["def f(:", "def g(x): pass", "", "f = 1", "x" * 10 + "(" * 500])
def test_what_cannot_be_read_or_is_not_the_exercise_has_no_shape(text):
    assert shape_of(text, "f") is None


def known(house=HOUSE, units=UNITS):
    found = {}
    for exercise in house.exercises:
        if exercise.unit in units:
            text = house.reference(exercise).read_text(encoding="utf-8")
            stub = house.stub(exercise).read_text(encoding="utf-8")
            symbol = symbol_of(stub)
            found[exercise.path] = {*known_shapes(text, symbol), *known_shapes(stub, symbol)}
    return found


def symbol_of(stub):
    return next(n.name for n in ast.parse(stub).body if hasattr(n, "name"))


def shapes_of(made):
    stubs = {
        e.path: symbol_of(HOUSE.stub(e).read_text(encoding="utf-8"))
        for e in HOUSE.exercises
        if e.unit in UNITS
    }
    found = {}
    for student in made.students:
        each = {path: shape_of(text, stubs[path]) for path, text in student.files.items()}
        found[student.login] = {path: shape for path, shape in each.items() if shape}
    return found


SLOW = [pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 8)]


@pytest.mark.parametrize("seed", [0, *SLOW])
def test_in_a_class_where_nobody_copied_nobody_is_listed(seed):
    made = make_class(120, seed=seed, units=UNITS, copies=0.0)
    assert groups_of(shapes_of(made), known()) == []


def test_who_copied_is_listed_with_whom_and_nobody_else_is():
    made = make_class(80, seed=5, units=UNITS, copies=0.0)
    draw = Random(5)
    pools = {e.path: Pool(HOUSE, e) for e in HOUSE.exercises if e.unit in UNITS}
    own = {path: draw.choice(pool.mutated) for path, pool in pools.items() if pool.mutated}
    copied = {
        path: replace(work, text=rewritten(work.text, draw, results=False))
        for path, work in own.items()
    }
    assert sum(work.text != copied[path].text for path, work in own.items()) > len(own) / 2
    first, second = (replace(made.students[n], work=w) for n, w in ((7, own), (33, copied)))
    students = (*made.students[:7], first, *made.students[8:33], second, *made.students[34:])
    (group,) = groups_of(shapes_of(replace(made, students=students)), known())
    assert group.students == (first.login, second.login)
    assert len(group.exercises) > len(own) / 2
    assert group.chance < 1e-6


def test_a_large_program_that_two_share_is_enough_and_a_small_one_is_not():
    large = (
        "def f(x):\n" + "".join(f"    x = x * {n} + {n % 7}\n" for n in range(60)) + "    return x"
    )
    small = "def f(x):\n    return x * 2 + 1\n"
    for text, found in ((large, 1), (small, 0)):
        shapes = {f"s{n}": {"f.py": shape_of(f"def f(x): return x + {n}", "f")} for n in range(30)}
        shapes["s3"] = shapes["s7"] = {"f.py": shape_of(text, "f")}
        groups = groups_of(shapes, {})
        assert len(groups) == found
    assert groups_of(shapes, {"f.py": {shape_of(large, "f")}}) == []


def test_what_the_whole_class_writes_is_nothing():
    text = "def f(x):\n" + "".join(f"    x = x * {n}\n" for n in range(90)) + "    return x"
    assert groups_of({f"s{n}": {"f.py": shape_of(text, "f")} for n in range(40)}, {}) == []
