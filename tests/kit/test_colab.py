"""The notebook for Colab: what it shows, what it installs, and that it is up to date."""

import json
import re
import tomllib
from importlib import metadata

import colab
import nbformat
import pytest
from packaging.requirements import Requirement

from autograder.exercise import LANGUAGES, House
from autograder.release.colab import colab_notebook, notebook_name

HOUSE = House()
FIRST = [exercise.name for exercise in HOUSE.units[0].exercises]


@pytest.fixture(params=LANGUAGES)
def notebook(request):
    path = HOUSE.assignments / notebook_name(request.param)
    return nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)


def code(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def text(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def test_the_notebooks_are_those_that_the_script_writes():
    for path, data in colab.notebooks().items():
        assert (HOUSE.root / path).read_bytes() == data, "run python tests/kit/colab.py"


def test_a_notebook_is_valid(notebook):
    nbformat.validate(notebook)


def test_every_exercise_of_the_first_unit_has_a_lesson_and_a_stub_to_grade(notebook):
    graded = [cell.split("\n")[0] for cell in code(notebook) if cell.startswith("%%grade")]
    assert graded == [f"%%grade {name}" for name in FIRST]
    for name in FIRST:
        assert f"## `{name}` · " in text(notebook)
    assert "<details>" not in text(notebook)


def test_a_stub_stands_as_it_was_handed_out_below_its_imports(notebook):
    (cell,) = [cell for cell in code(notebook) if cell.startswith("%%grade derivative")]
    stub = (HOUSE.assignments / "01_warmup" / "derivative.py").read_text(encoding="utf-8")
    assert cell.split("\n", 1)[1] in stub
    assert "raise NotImplementedError" in cell


def test_the_address_is_a_field_to_fill_in(notebook):
    assert re.search(r'^repository = ""  #@param {type:"string"}$', code(notebook)[0], re.MULTILINE)


def installed(notebook):
    """What the notebook installs, by name."""
    listed = json.loads(re.search(r"^needed = (.*)$", code(notebook)[0], re.MULTILINE)[1])
    return {re.match(r"[\w-]+", requirement)[0] for requirement in listed}


def brought_along(names):
    """All that comes with what is installed, as far as it is asked for without extras."""
    found, waiting = set(), set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        for wanted in map(Requirement, metadata.requires(name) or ()):
            if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
                waiting |= {wanted.name.lower()} - found
    return found


def test_it_installs_what_the_kit_needs_and_leaves_torch_and_numpy_alone(notebook):
    project = tomllib.loads((HOUSE.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    assert installed(notebook) == declared - {"torch", "numpy"}
    assert not {"torch", "numpy"} & brought_along(installed(notebook))


def test_a_notebook_of_one_unit_has_nothing_to_go_on_to():
    house = House(HOUSE.root, ("04_indexing",))
    made = nbformat.reads(colab_notebook(house, ["rich>=13.7"], "en").decode(), as_version=4)
    assert not [cell for cell in code(made) if cell.startswith("%explain")]
    assert code(made)[-1] == "%grade"
