"""Automatic mutants: what is changed, what is left alone, and how a survivor is shown."""

import ast

import pytest

from autograder.exercise import House
from autograder.mutation.mutants import mutants_of, submission_of, without_marks
from autograder.oracle.reference import load_solutions

HOUSE = House()
F = frozenset({"f"})


def changes(body, names=F):
    """The changed lines of all mutants of a function with this body."""
    return {m.after.strip() for m in mutants_of(f"def f(x, y, n):\n    {body}\n", names)}


@pytest.mark.parametrize(
    ("body", "mutated"),
    [
        ("return x + y", "return x - y"),
        ("return x - y", "return y - x"),
        ("return x @ y", "return y @ x"),
        ("return x / y", "return x * y"),
        ("return x < y", "return x <= y"),
        ("return x == y", "return x != y"),
        ("return not x", "return x"),
        ("return -x", "return x"),
        ("return x and y", "return x or y"),
        ("return x if n else y", "return y if n else x"),
        ("return x[0]", "return x[1]"),
        ("return x[-1]", "return x[-2]"),
        ("return x[:, n]", "return x[n, :]"),
        ("return x[1:]", "return x[:]"),
        ("return x.permute(2, 0)", "return x.permute(0, 2)"),
        ("return x.sum(dim=1, keepdim=True)", "return x.sum(dim=1)"),
        ("return x.sum(1)", "return x.sum()"),
        ("return x.sum(1)", "return x.mean(1)"),
        ("return x.detach().clone()", "return x.detach()"),
        ("return x.detach().clone()", "return x.clone()"),
        ("return torch.relu(x)", "return x"),
        ("return x.add(y)", "return x.add_(y)"),
        ("return x.add_(y)", "return x.add(y)"),
        ("return torch.zeros(n, dtype=torch.int64)", "return torch.zeros(n, dtype=torch.int32)"),
        ("return torch.full((n,), 0.5)", "return torch.full((n,), 1.0)"),
        ("return F.pad(x, mode='reflect')", "return F.pad(x, mode='-reflect')"),
        ("return range(n)", "return range(n - 1)"),
        ("return f(x, y, n)", "return f(y, x, n)"),
        ("x += y", "x = x + y"),
        ("x = x + y", "x += y"),
        ("x.zero_()", "pass  # x.zero_()"),
        ("x.grad = None", "pass  # x.grad = None"),
        ("raise ValueError(n)", "raise KeyError(n)"),
        ("raise ValueError(n)", "pass  # raise ValueError(n)"),
        ("with torch.no_grad(): pass", "with torch.enable_grad(): pass"),
        ("return [a for a in x if a]", "return [a for a in x if not (a)]"),
    ],
)
def test_small_changes_are_made(body, mutated):
    assert mutated in changes(body)


def test_guards_contexts_and_decorators_are_dropped():
    source = (
        "@torch.no_grad()\n"
        "def f(x):\n"
        "    with torch.no_grad():\n"
        "        if x:\n"
        "            return 1\n"
        "    return 2\n"
    )
    after = {m.after.strip() for m in mutants_of(source, F)}
    assert "# @torch.no_grad()" in after
    assert "if not (x):" in after
    assert "pass  # return 1" in after
    assert any("nullcontext" in line for line in after)


@pytest.mark.parametrize(
    "body",
    ["'''A docstring.'''", "raise ValueError('a message')", "return f'{n} rows'", "a: int = x"],
)
def test_words_and_annotations_are_left_alone(body):
    assert not {c for c in changes(body) if "message" in c and "pass" not in c and "Key" not in c}
    assert not {c for c in changes(body) if "docstring" in c or "rows" in c or "a: " in c}


def test_only_what_the_exercise_uses_is_changed():
    source = "def g(): return 1\ndef h(): return 1\nLIMIT = 3\ndef f(): return g() + LIMIT\n"
    lines = {m.line for m in mutants_of(source, F)}
    assert lines == {1, 3, 4}


@pytest.mark.parametrize("exercise", HOUSE.exercises, ids=lambda e: e.name)
def test_every_mutant_of_a_reference_is_another_program_and_changes_one_place(exercise):
    source = HOUSE.reference(exercise).read_text(encoding="utf-8")
    kept = submission_of(source)
    names = [n.name for n in ast.parse(kept).body if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    mutants = mutants_of(source, frozenset({exercise.defined_in(names)}))
    trees = {ast.dump(ast.parse(mutant.source)) for mutant in mutants}
    assert len(trees) == len(mutants)
    assert ast.dump(ast.parse(kept)) not in trees
    for mutant in mutants:
        assert mutant.before.replace("\n-", "\n") in kept
        assert mutant.after.replace("\n+", "\n") in mutant.source
        assert mutant.diff.startswith("-")


def test_a_submission_made_of_a_reference_holds_nothing_but_the_solution():
    for exercise in HOUSE.exercises:
        source = HOUSE.reference(exercise).read_text(encoding="utf-8")
        kept = submission_of(source)
        assert kept.count("\n") == source.count("\n")
        assert "autograder" not in kept
        assert "@misconception" not in kept


def test_without_marks_every_solution_of_a_reference_can_be_loaded_by_name():
    for exercise in HOUSE.exercises:
        source = HOUSE.reference(exercise).read_text(encoding="utf-8")
        solutions = load_solutions(HOUSE.reference(exercise), exercise)
        scope: dict[str, object] = {"__name__": exercise.name}
        exec(compile(without_marks(source), exercise.path, "exec"), scope)
        for solution in (*solutions.alternatives, *solutions.misconceptions):
            assert callable(scope[solution.name])
        assert "autograder" not in without_marks(source)
