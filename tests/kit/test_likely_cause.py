"""What lies behind an error is named where it is likely, and nowhere else."""

import ast

import pytest

from autograder.grading import likely_cause
from autograder.grading.likely_cause import missing_import
from autograder.grading.verdict import Verdict
from autograder.language import language
from autograder.reports.sentences import reason_sentence


def test_a_missing_import_is_named_where_the_function_needs_it(grade_text):
    result = grade_text("add_batch", "def add_batch(x):\n    return torch.unsqueeze(x, 0)\n")
    assert result.verdict is Verdict.RAISED
    assert (result.reason.code, result.reason.facts["line"]) == ("not_imported", "import torch")
    assert "Add the line: import torch" in reason_sentence(result.reason, language("en"))


def test_a_missing_import_is_named_where_the_file_needs_it(grade_text):
    result = grade_text("add_batch", "def add_batch(x: torch.Tensor):\n    return x[None]\n")
    assert result.verdict is Verdict.RAISED
    assert result.reason.facts == {"name": "torch", "line": "import torch"}


def test_a_name_that_nobody_imports_is_left_to_its_traceback(grade_text):
    result = grade_text("add_batch", "def add_batch(x):\n    return unsqueezed(x)\n")
    assert result.verdict is Verdict.RAISED
    assert result.reason is None


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("AttributeError", "name 'torch' is not defined"),
        ("NameError", "torch"),
        ("NameError", "name 'Torch' is not defined"),
    ],
)
def test_only_a_name_error_on_a_usual_name_is_taken_for_a_missing_import(kind, message):
    assert missing_import(kind, message) is None


@pytest.mark.parametrize(("name", "line"), likely_cause._IMPORTS.items())
def test_each_line_makes_the_name_that_it_is_for(name, line):
    (statement,) = ast.parse(line).body
    alias = statement.names[-1]
    assert (alias.asname or alias.name) == name
