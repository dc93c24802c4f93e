"""Notebooks and odd Python files as submissions: what their cells define is what was submitted."""

import ast
import json

import pytest

from autograder.exercise import Exercise, House
from autograder.intake.notebooks import NotebookReader, cells_of
from autograder.intake.open import open_submission
from autograder.intake.refusal import SubmissionError
from autograder.submission import Submission, UnreadableError

HOUSE = House()
READER = NotebookReader(HOUSE)
ZEROS = Exercise("02_creation", "long_zeros")
FILLED = Exercise("02_creation", "filled_buffer")


def stub(exercise):
    return HOUSE.stub(exercise).read_text(encoding="utf-8")


def solution(exercise, answer):
    """The stub with something written in the place of the work."""
    return stub(exercise).replace("raise NotImplementedError", f"return {answer}")


def notebook(*cells):
    """A notebook as Jupyter saves it; a cell is its text, or its whole data."""
    made = [
        cell if isinstance(cell, dict) else {"cell_type": "code", "source": cell} for cell in cells
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4}).encode()


def resolved(notebooks, files=None):
    return READER.resolved(Submission("ada", files or {}, notebooks)).files


def test_cells_are_counted_as_code_and_their_source_may_be_lines():
    data = notebook(
        {"cell_type": "markdown", "source": "# Task"},
        "x = 1",
        {"cell_type": "code", "source": ["y", "=2"]},
    )
    assert [(cell.number, cell.text) for cell in cells_of("a.ipynb", data)] == [
        (1, "x = 1"),
        (2, "y=2"),
    ]


def test_tests_of_an_instructor_are_no_work_of_the_student():
    graded = {"grade": True, "solution": False, "grade_id": "t"}
    both = {"grade": True, "solution": True, "grade_id": "s"}
    data = notebook(
        {"cell_type": "code", "source": "tests", "metadata": {"nbgrader": graded}},
        {"cell_type": "code", "source": "work", "metadata": {"nbgrader": both}},
    )
    assert [cell.text for cell in cells_of("a.ipynb", data)] == ["work"]


def test_an_exercise_comes_with_what_it_needs_of_other_cells():
    data = notebook("import os\nK = 2", solution(ZEROS, "K").partition("\n\n")[2], "print(K)")
    tree = ast.parse(resolved({"a.ipynb": data})[ZEROS.path])
    kinds = [type(node).__name__ for node in tree.body]
    assert kinds == ["Assign", "ImportFrom", "FunctionDef"]


def test_what_no_cell_defines_is_said():
    files = resolved({"a.ipynb": notebook(solution(ZEROS, "1"))})
    assert files[FILLED.path].code == "not_in_notebook"


def test_a_python_file_of_any_name_is_read_like_a_cell():
    files = resolved({"homework.py": solution(ZEROS, "1").encode()})
    assert "return 1" in files[ZEROS.path]


def test_a_file_counts_before_a_notebook_unless_nobody_has_worked_on_it():
    data = {"a.ipynb": notebook(solution(ZEROS, "1"), solution(FILLED, "1"))}
    files = resolved(data, {ZEROS.path: solution(ZEROS, "2"), FILLED.path: stub(FILLED)})
    assert "return 2" in files[ZEROS.path]
    assert "return 1" in files[FILLED.path]


def test_two_notebooks_may_not_say_different_things():
    one, other = notebook(solution(ZEROS, "1")), notebook(solution(ZEROS, "2"))
    assert resolved({"a.ipynb": one, "b.ipynb": other})[ZEROS.path].code == "claimed_twice"
    assert "return 1" in resolved({"a.ipynb": one, "b.ipynb": one})[ZEROS.path]
    opened = notebook(stub(ZEROS))
    assert "return 1" in resolved({"a.ipynb": opened, "b.ipynb": one})[ZEROS.path]


def test_a_definition_that_waits_is_told():
    found = resolved({"a.ipynb": notebook("long_zeros = await x")})[ZEROS.path]
    assert isinstance(found, UnreadableError)
    assert found.code == "awaited_in_cell"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "damaged_notebook"),
        (b'{"cells": 1}', "damaged_notebook"),
        (b"[" * 100_000, "damaged_notebook"),
        (b"\xff", "damaged_notebook"),
        (notebook(*["x = 1"] * 3000), "too_many_cells"),
        (notebook("x = 1"), "no_exercises"),
    ],
)
def test_what_is_no_notebook_of_exercises_is_refused(data, code):
    with pytest.raises(SubmissionError) as refused:
        resolved({"a.ipynb": data})
    assert refused.value.code == code


class TestTakingIn:
    def take(self, path, **options):
        return open_submission(path, HOUSE.exercises, loose=True, **options)

    def test_a_single_notebook(self, tmp_path):
        path = tmp_path / "ada.ipynb"
        path.write_bytes(notebook("x"))
        assert set(self.take(path).notebooks) == {"ada.ipynb"}

    def test_a_single_file_that_a_download_renamed(self, tmp_path):
        path = tmp_path / "ada_1_2_long_zeros.py"
        path.write_text("x = 1")
        taken = self.take(path, file_name="long_zeros.py")
        assert taken.files == {ZEROS.path: "x = 1"}
        assert set(self.take(path).notebooks) == {path.name}

    def test_files_without_their_folder(self, tmp_path):
        (tmp_path / "long_zeros.py").write_text("x = 1")
        (tmp_path / "setup.py").write_text("x = 2")
        taken = self.take(tmp_path)
        assert taken.files == {ZEROS.path: "x = 1"}
        assert not taken.notebooks

    def test_a_file_in_its_place_counts_first(self, tmp_path):
        (tmp_path / "long_zeros.py").write_text("x = 1")
        (tmp_path / "02_creation").mkdir()
        (tmp_path / ZEROS.path).write_text("x = 2")
        assert self.take(tmp_path).files == {ZEROS.path: "x = 2"}

    def test_notebooks_in_one_more_folder_and_in_units(self, tmp_path):
        for place in ("ps1/a.ipynb", "ps1/02_creation/b.ipynb", "ps1/.ipynb_checkpoints/c.ipynb"):
            (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / place).write_bytes(b"{}")
        assert set(self.take(tmp_path).notebooks) == {"ps1/a.ipynb", "ps1/02_creation/b.ipynb"}

    def test_other_files_count_only_where_nothing_else_is(self, tmp_path):
        (tmp_path / "homework.py").write_text("x = 1")
        assert set(self.take(tmp_path).notebooks) == {"homework.py"}
        (tmp_path / "a.ipynb").write_bytes(b"{}")
        assert set(self.take(tmp_path).notebooks) == {"a.ipynb"}

    def test_a_notebook_may_be_larger_than_an_exercise(self, tmp_path):
        path = tmp_path / "ada.ipynb"
        path.write_bytes(b" " * (1 << 20))
        assert len(self.take(path).notebooks["ada.ipynb"]) == 1 << 20

    def test_elsewhere_none_of_that_counts(self, tmp_path):
        (tmp_path / "long_zeros.py").write_text("x = 1")
        with pytest.raises(SubmissionError):
            open_submission(tmp_path, HOUSE.exercises)
