"""The rules of the house: imports point down, each file is one thing and says which."""

import ast
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "autograder"
FLOORS = {
    "cli": 5,
    "notebook": 5,
    "batch": 4,
    "checking": 4,
    "collecting": 4,
    "nbgrader_course": 4,
    "recording": 4,
    "release": 4,
    "reports": 4,
    "similarity": 4,
    "watching": 4,
    "pytest_plugin": 4,
    "grading": 3,
    "intake": 2,
    "worker": 2,
    "oracle": 2,
    "strategies": 2,
    "child": 1,
    "devices": 1,
}
# IPython asks the package itself for its extension, which is imported only then.
ASKED_FOR = ("autograder", "autograder.notebook.extension")
MODULES = {"vl-convert-python": "vl_convert"}  # packages that are imported by another name
FILES = sorted(ENGINE.rglob("*.py"))


def module_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports_of(path):
    """The modules that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def floor_of(module):
    parts = module.split(".")
    return FLOORS.get(parts[1], 1) if len(parts) > 1 else 1


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_down(path):
    here = floor_of(module_of(path))
    for imported in imports_of(path):
        asked_for = (module_of(path), imported) == ASKED_FOR
        if imported.startswith("autograder.") and not asked_for:
            assert floor_of(imported) <= here, f"{module_of(path)} imports {imported}"


@pytest.mark.parametrize("path", sorted((ENGINE / "child").glob("*.py")), ids=module_of)
def test_what_runs_beside_a_submission_knows_no_answers(path):
    above = {"oracle", "grading", "reports", "worker", "cli", "solutions"}
    for imported in imports_of(path):
        assert imported.split(".")[1:2] not in ([name] for name in above), imported


def test_no_module_imports_itself_round_a_corner():
    graph = {module_of(p): {i for i in imports_of(p) if i.startswith("autograder")} for p in FILES}
    done, path = set(), []

    def visit(module):
        assert module not in path, " -> ".join([*path[path.index(module) :], module])
        if module in done or module not in graph:
            return
        path.append(module)
        for imported in graph[module]:
            visit(imported)
        path.pop()
        done.add(module)

    for module in graph:
        visit(module)


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_a_file_is_one_thing_and_says_which(path):
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), path
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("folder", ["assignments", "reference"])
def test_exercise_files_import_what_a_student_has(folder):
    allowed = sys.stdlib_module_names | {"torch", "numpy"}
    for path in (ROOT / folder).rglob("*.py"):
        for imported in imports_of(path):
            ours = folder == "reference" and imported == "autograder"
            assert ours or imported.split(".")[0] in allowed, f"{path} imports {imported}"


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = project["dependencies"] + extras["instructor"] + extras["cluster"]
    declared = {MODULES.get(name.split(">")[0], name.split(">")[0]) for name in wanted}
    used = {i.split(".")[0] for path in FILES for i in imports_of(path)}
    used -= sys.stdlib_module_names | {"autograder", "__future__"}
    # pytest-timeout is a plugin of pytest: it guards every run, nothing imports it.
    assert used == declared - {"pytest-timeout"}


def test_nothing_else_stands_at_the_top():
    known = {
        "assignments", "autograder", "reference", "tests", "grade.py", "pyproject.toml",
        "README.md", "README.zh.md", "LICENSE", "CONTRIBUTING.md", "SECURITY.md", "constraints.txt",
    }  # fmt: skip
    found = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")}
    assert {n for n in found if not n.endswith(".egg-info") and n != "__pycache__"} == known
