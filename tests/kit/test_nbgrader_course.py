"""The notebooks of a course: what is in them, what is left of them, and writing them again."""

import ast
import copy
import json

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config

from autograder.cells.cell import Cell
from autograder.cells.source import source_of
from autograder.cells.statements import statements_of
from autograder.exercise import Exercise, House
from autograder.intake.notebooks import NotebookReader, cells_of
from autograder.language import SaidError, language
from autograder.nbgrader_course.config import config_text
from autograder.nbgrader_course.ids import exercise_of, grade_id
from autograder.nbgrader_course.merge import merged, written
from autograder.nbgrader_course.notebook import as_notebook, unit_notebook
from autograder.nbgrader_course.solution import marked_solution
from autograder.release.colab import stub_text

HOUSE = House()
EN = language("en")


class Worth(dict):
    """Every exercise is worth ten points."""

    def __missing__(self, exercise):
        return 10.0


def cells_for(unit, say=EN):
    return unit_notebook(HOUSE, unit, Worth(), say)


def code_stub():
    """What the course's own configuration puts in the place of solutions."""
    found = Config()
    text = config_text(course="c", deck="d", lang="en")
    exec(text, {"get_config": lambda: found, "__file__": __file__})
    return found


@pytest.fixture(params=HOUSE.units, ids=lambda unit: unit.name)
def unit(request):
    return request.param


class TestTheNotebookOfAUnit:
    def test_nbformat_and_nbgrader_accept_it(self, unit):
        for say in (EN, language("zh")):
            notebook = nbformat.from_dict(as_notebook(cells_for(unit, say)))
            nbformat.validate(notebook)
            MetadataValidator().validate_nb(notebook)

    def test_every_exercise_has_a_solution_a_check_and_a_grade_cell(self, unit):
        cells = {cell["id"]: cell for cell in cells_for(unit)}
        for exercise in unit.exercises:
            marks = cells[grade_id(exercise)]["metadata"]["nbgrader"]
            assert marks["grade"]
            assert marks["locked"]
            assert marks["points"] == 10
            assert exercise_of(HOUSE, marks["grade_id"]) == exercise
            solution = cells[f"{grade_id(exercise)}-solution"]["metadata"]["nbgrader"]
            assert solution["solution"]
            assert not solution["grade"]
            assert "nbgrader" not in cells[f"{grade_id(exercise)}-check"]["metadata"]

    def test_what_is_released_is_the_stub_and_nothing_else(self, unit):
        notebook = nbformat.from_dict(as_notebook(cells_for(unit)))
        released, _ = ClearSolutions(config=code_stub()).preprocess(notebook, {})
        texts = {cell["id"]: cell["source"] for cell in released["cells"]}
        for exercise in unit.exercises:
            left = texts[f"{grade_id(exercise)}-solution"].split("\n")
            assert [line for line in left if line.strip() != "# YOUR CODE HERE"] == (
                stub_text(HOUSE, exercise).split("\n")
            )
        assert "SOLUTION" not in json.dumps(released)

    def test_what_stands_between_the_marks_is_the_whole_reference(self, unit):
        data = json.dumps(as_notebook(cells_for(unit))).encode()
        found = NotebookReader(HOUSE).exercises_in(cells_of("unit.ipynb", data))
        assert set(found) == set(unit.exercises)
        for exercise in unit.exercises:
            reference = HOUSE.reference(exercise).read_text(encoding="utf-8")
            symbol = exercise.defined_in(names(found[exercise]))
            assert body_of(found[exercise], symbol) == body_of(reference, symbol)

    def test_it_lacks_no_name_that_the_solution_needs(self, unit):
        for exercise in unit.exercises:
            stub = stub_text(HOUSE, exercise)
            text = marked_solution(stub, HOUSE.reference(exercise).read_text(encoding="utf-8"))
            symbol = exercise.defined_in(names(text))
            assert source_of(statements_of([Cell(1, text)]), [symbol]).missing == ()

    def test_its_lesson_is_in_the_language_asked_for(self, unit):
        text = json.dumps(cells_for(unit, language("zh")), ensure_ascii=False)
        assert "提示" in text
        assert "Hint 1" not in text


def names(text):
    return [node.name for node in ast.parse(text).body if hasattr(node, "name")]


def body_of(text, symbol):
    """What a definition does: its statements and those of its methods, without docstrings."""
    node = next(n for n in ast.parse(text).body if getattr(n, "name", "") == symbol)
    functions = [n for n in ast.walk(node) if isinstance(n, ast.FunctionDef)]
    return {
        function.name: [
            ast.unparse(statement)
            for statement in function.body[ast.get_docstring(function) is not None :]
        ]
        for function in functions
    }


class TestASolution:
    STUB = 'def f(x: int) -> int:\n    """Say."""\n    raise NotImplementedError'

    def test_helpers_and_imports_stand_between_the_marks(self):
        reference = (
            "import math, os\nfrom a import b, c\nN = 2\ndef g(x):\n    return N * math.pi\n"
            "def unused(): pass\ndef f(x):\n    return g(b)"
        )
        text = marked_solution(self.STUB, reference)
        before, _, between = text.partition("    ### BEGIN SOLUTION\n")
        assert before == self.STUB.removesuffix("    raise NotImplementedError")
        assert between.endswith("    ### END SOLUTION")
        assert {"import math", "from a import b", "N = 2", "def g(x):"} <= set(between.split("\n"))
        assert "unused" not in text
        assert "os" not in text

    def test_further_methods_stay_in_their_class(self):
        stub = "class F:\n    def a(self):\n        raise NotImplementedError"
        reference = (
            "class F:\n    def a(self):\n        return self.b()\n"
            "    def b(self):\n        return 1\ndef f(): pass"
        )
        space = {}
        exec(marked_solution(stub, reference), space)
        assert space["F"]().a() == 1

    def test_a_stub_that_is_solved_is_refused(self, tmp_path):
        house = House(tmp_path)
        exercise = Exercise("01_a", "f")
        for path in (house.stub(exercise), house.properties(exercise)):
            path.parent.mkdir(parents=True)
            path.write_text("def f(): return 1")
        with pytest.raises(SaidError, match="is no stub"):
            unit_notebook(house, house.units[0], Worth(), EN)


def cell(name, text, points=None):
    metadata = {} if points is None else {"nbgrader": {"grade": True, "points": points}}
    return {"cell_type": "code", "id": name, "metadata": metadata, "source": text}


class TestWritingAgain:
    BEFORE = (cell("a", "A"), cell("b", "B"), cell("c", "C", 10.0))

    def again(self, mine, new, *, replace=False):
        return merged(mine, written(self.BEFORE), new, replace=replace)

    def texts(self, found):
        return [(c["id"], c["source"]) for c in found.cells]

    def test_what_only_the_kit_changed_is_new(self):
        new = (cell("a", "A2"), *self.BEFORE[1:])
        found = self.again(self.BEFORE, new)
        assert self.texts(found)[0] == ("a", "A2")
        assert [*found.clashing, *found.kept, *found.left_out] == []

    def test_what_only_the_instructor_changed_stays(self):
        mine = (cell("a", "mine"), *self.BEFORE[1:2], cell("c", "C", 5))
        found = self.again(mine, self.BEFORE)
        assert self.texts(found) == [("a", "mine"), ("b", "B"), ("c", "C")]
        assert found.cells[2]["metadata"]["nbgrader"]["points"] == 5
        assert not found.clashing

    def test_cells_of_the_instructors_own_stay_where_they_are(self):
        mine = (self.BEFORE[0], cell("own", "mine"), *self.BEFORE[1:])
        found = self.again(mine, self.BEFORE)
        assert [name for name, _ in self.texts(found)] == ["a", "own", "b", "c"]

    def test_what_both_changed_clashes_and_the_instructors_stays(self):
        mine = (cell("a", "mine"), self.BEFORE[1], cell("c", "C", 5))
        new = (cell("a", "A2"), self.BEFORE[1], cell("c", "C", 20))
        found = self.again(mine, new)
        assert found.clashing == ["a", "c"]
        assert self.texts(found)[0] == ("a", "mine")
        assert found.cells[2]["metadata"]["nbgrader"]["points"] == 5
        taken = self.again(mine, new, replace=True)
        assert self.texts(taken)[0] == ("a", "A2")
        assert taken.cells[2]["metadata"]["nbgrader"]["points"] == 20

    def test_the_same_change_on_both_sides_is_none(self):
        new = (cell("a", "A2"), *self.BEFORE[1:])
        assert not self.again(new, new).clashing

    def test_a_cell_that_was_taken_out_stays_out(self):
        found = self.again(self.BEFORE[1:], self.BEFORE)
        assert found.left_out == ["a"]
        assert [name for name, _ in self.texts(found)] == ["b", "c"]

    def test_a_new_cell_comes_behind_the_one_before_it(self):
        new = (self.BEFORE[0], cell("n", "N"), *self.BEFORE[1:])
        mine = (*self.BEFORE, cell("own", "mine"))
        assert [n for n, _ in self.texts(self.again(mine, new))] == ["a", "n", "b", "c", "own"]

    def test_what_the_kit_dropped_goes_unless_it_was_changed(self):
        mine = (self.BEFORE[0], cell("b", "mine"), self.BEFORE[2])
        found = self.again(mine, self.BEFORE[:1])
        assert self.texts(found) == [("a", "A"), ("b", "mine")]
        assert found.kept == ["b"]

    def test_outputs_and_further_metadata_of_a_cell_are_not_the_kits(self):
        mine = copy.deepcopy(self.BEFORE)
        mine[0]["metadata"]["tags"] = ["own"]
        assert self.again(mine, self.BEFORE).cells[0]["metadata"]["tags"] == ["own"]
