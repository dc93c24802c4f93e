"""`%grade` in a real kernel: one for the whole file, got ready by the notebook for Colab."""

import os
import signal
import threading

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from autograder.exercise import House
from autograder.grading.verdict import Verdict

HOUSE = House()
RIGHT = """
import torch
from torch import nn
from torch.nn import functional as F
"""
WRONG = """
def zero_rows_(x, idx):
    y = x[idx]
    y.zero_()
"""


class Kernel:
    """A kernel in `assignments/`, and what its cells show."""

    def __init__(self, client):
        self.client = client

    def run(self, text):
        """Run a cell; its outputs."""
        cell = new_code_cell(text)
        self.client.nb.cells.append(cell)
        self.client.execute_cell(cell, len(self.client.nb.cells) - 1)
        return cell.outputs

    def text(self, text):
        """Run a cell; all that it shows, as text."""
        return "\n".join(
            output.get("text") or output.get("data", {}).get("text/plain", "")
            for output in self.run(text)
        )


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("jupyter")
    environment = {**os.environ, "IPYTHONDIR": str(folder), "TORCH_KATA_LANG": "en"}
    client = NotebookClient(
        new_notebook(),
        timeout=120,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(HOUSE.assignments)}},
    )
    colab = nbformat.read(HOUSE.assignments / "colab.ipynb", as_version=4)
    with client.setup_kernel(env=environment):
        found = Kernel(client)
        assert found.text(colab.cells[1].source) == "Ready. Run the cells below.\n"
        yield found


def test_what_cells_define_is_graded_with_what_it_needs(kernel):
    kernel.run(RIGHT)
    kernel.run("def helper(x):\n    return torch.relu(x)")
    kernel.run("%%time\ndef three_relus(x):\n    return helper(x), nn.ReLU()(x), F.relu(x)")
    (shown,) = kernel.run("%grade three_relus --seed 1")
    assert shown.output_type == "display_data"
    assert "✓ three_relus passed" in shown.data["text/plain"]
    assert "Graded: the code of In [2], In [3], In [4]" in shown.data["text/plain"]
    assert "%explain derivative" in shown.data["text/plain"]
    assert "python grade.py" not in shown.data["text/plain"]
    assert "three_relus" in shown.data["text/html"]


class TestPoints:
    """`%points`, as nbgrader reads them: the value of the cell, and nothing on standard error."""

    def value(self, outputs):
        (found,) = [o.data["text/plain"] for o in outputs if o.output_type == "execute_result"]
        assert not [o for o in outputs if o.get("name") == "stderr" or o.output_type == "error"]
        return float(found)

    def test_what_is_right_gets_all_of_them(self, kernel):
        kernel.run(RIGHT)
        kernel.run("def three_relus(x):\n    return F.relu(x), nn.ReLU()(x), torch.relu(x)")
        assert self.value(kernel.run("%points three_relus --of 4 --seed 1")) == 4

    def test_what_is_partly_right_gets_its_part_whatever_it_prints(self, kernel):
        kernel.run(
            "import sys, warnings\nfrom torch import Tensor\n"
            "def row_and_col(x, i, j):\n    print('0.0', file=sys.stderr)\n"
            "    warnings.warn('careful')\n    return x[i].clone(), x[:, j]"
        )
        assert 0 < self.value(kernel.run("%points row_and_col --of 10 --seed 1")) < 10

    def test_what_no_cell_defines_gets_none(self, kernel):
        assert self.value(kernel.run("%points masked_mean --of 3")) == 0


def test_a_failure_is_explained_and_what_was_printed_is_text(kernel):
    cell = f"%%grade zero_rows_ --seed 1\n{WRONG}    print('<b>hi</b>')\n"
    (shown,) = kernel.run(cell)
    assert "x[0, 0] is 1.0; it should be 0.0" in shown.data["text/plain"]
    assert "%hint zero_rows_" in shown.data["text/plain"]
    assert "%grade zero_rows_ --seed 1" in shown.data["text/plain"]
    assert "&lt;b&gt;hi&lt;/b&gt;" in shown.data["text/html"]
    assert "<b>" not in shown.data["text/html"]


def test_the_result_holds_the_report_and_the_text_that_was_graded(kernel):
    kernel.run("found = %grade zero_rows_ --seed 1")
    said = kernel.text("print(found.report.points, found.report.seed, list(found.sources))")
    assert said == "5.0 1 ['04_indexing/zero_rows_.py']\n"
    assert "x[0, 0] is 1.0" in kernel.text("found")


def test_a_line_of_an_error_is_that_of_its_cell_and_what_is_missing_is_said(kernel):
    said = kernel.text(
        "%%grade --seed 1\n\ndef pick(scores, target):\n    return elsewhere(scores)"
    )
    number = kernel.client.nb.cells[-1].execution_count
    assert f"line 4 pick, In [{number}]   return elsewhere(scores)" in said
    assert "No cell defines elsewhere, and nothing else of the notebook is graded." in said


def test_a_line_that_works_in_the_kernel_alone_is_named_with_its_cell(kernel):
    said = kernel.text(
        "%%grade --seed 1\nimport sys\n\nkept = sys.modules['ipykernel'].__name__\n"
        "def drop_batch(x):\n    return kept"
    )
    number = kernel.client.nb.cells[-1].execution_count
    assert f"at line 4 (In [{number}]): KeyError" in said


def test_what_stands_below_the_magic_in_its_cell_was_not_run_yet(kernel):
    said = kernel.text(
        "def mse(a, b):\n    raise NotImplementedError\n%grade mse --seed 1\ndef mse(a, b): pass"
    )
    assert "mse not started" in said


def test_what_stands_above_an_error_counts_and_what_stands_below_does_not(kernel):
    kernel.run("%%time\ndef relu(x):\n    raise NotImplementedError\n1 / 0\ndef sigmoid(x): pass")
    assert "relu not started" in kernel.text("%grade relu")
    assert "No cell that ran defines sigmoid." in kernel.text("%grade sigmoid")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%grade add_batch", "No cell that ran defines add_batch. Write it in a cell"),
        ("%grade zero_row", "Did you mean zero_rows_?"),
        ("%grade --seed x", "--seed is a whole number. Try: %grade --help"),
        ("%grade 'x", "No closing quotation. Try: %grade --help"),
        ("%grade zero_rows_ --deck nowhere", "nowhere"),
        ("exec('def uniform(x): pass')\n%grade uniform", "No cell that ran defines uniform"),
        ("from math import exp as softmax\n%grade softmax", "softmax is imported (In ["),
        ("def pad2d(x): pass\n\ndel pad2d\n%grade pad2d", "No cell that ran defines pad2d"),
        ("def fit(): pass\nglobals().pop('fit')\n%grade fit", "fit is gone (In ["),
        (
            "def evaluate(): pass\nexec('from os import path as evaluate')\n%grade evaluate",
            "evaluate is by now another than the one in In [",
        ),
        ("%%grade add_batch\n1 / 0", "The cell ended with an error: nothing was graded."),
        ("%grade mse --lang zh --seed x", "--seed 应是整数。 用法见：%grade --help"),
        ("%grade --help", "Usage: %grade [OPTIONS] [UNIT | EXERCISE]..."),
        ("%grade --help --lang zh", "给单元格里定义的练习评分"),
        ("%hint nothing_such", "There is no exercise or unit called 'nothing_such'"),
        ("%hint zero_rows_ --level 9", "--level 9 is not one of them"),
    ],
)
def test_anything_else_gets_one_sentence(kernel, cell, said):
    shown = kernel.text(cell)
    assert said in shown
    assert "Traceback" not in shown or "1 / 0" in cell


def test_hints_and_lessons_are_markdown(kernel):
    (hint,) = kernel.run("%hint zero_rows_ --level 1")
    assert hint.data["text/markdown"].startswith("**`zero_rows_`** · Hint 1 of 2\n\n")
    (lesson,) = kernel.run("%explain zero_rows_ --lang zh")
    assert lesson.data["text/markdown"].startswith("## `zero_rows_` · 就地清零若干行 ★★\n\n")
    (unit,) = kernel.run("%explain 4")
    assert "- `%explain pick` · One score a row" in unit.data["text/markdown"]


def test_the_kernel_holds_no_answer(kernel):
    code = (
        "import sys\n"
        "print([name for name in sys.modules if name.startswith(('autograder.oracle.', "
        "'autograder.grading.live', 'autograder.recording', 'reference'))])"
    )
    assert kernel.text(code) == "[]\n"


def test_names_are_completed(kernel):
    assert "zero_rows_" in kernel.text("get_ipython().complete('zero_r', '%grade zero_r')")


PATCHES = """
import autograder.grading.verdict, autograder.notebook.serve, torch
torch.equal = torch.allclose = lambda *a, **k: True
torch.Tensor.__eq__ = lambda *a: True
autograder.grading.verdict.of_exercise = lambda verdicts: "PASSED"
autograder.notebook.serve.serve = None
"""


def test_what_a_cell_patches_in_the_kernel_changes_no_verdict(kernel, grade_text):
    kernel.run(PATCHES)
    said = kernel.text("%grade zero_rows_ --seed 1")
    assert "✗ zero_rows_ wrong" in said
    forged = (
        "found = %grade zero_rows_ --seed 1\nprint(found.sources['04_indexing/zero_rows_.py'].text)"
    )
    assert grade_text("zero_rows_", kernel.run(forged)[-1]["text"]).verdict is Verdict.WRONG


def test_an_interrupt_stops_the_grading_and_the_next_one_works(kernel):
    kernel.run("def add_batch(x):\n    while True:\n        pass")
    manager = kernel.client.km
    timer = threading.Timer(2, lambda: os.kill(manager.provisioner.pid, signal.SIGINT))
    timer.start()
    assert "Stopped." in kernel.text("%grade add_batch")
    timer.join()
    assert "add_batch not started" in kernel.text(
        "%%grade --seed 1\ndef add_batch(x):\n    raise NotImplementedError"
    )


def test_the_magics_can_be_taken_away(kernel):
    assert kernel.run("%unload_ext autograder") == []
    assert "not found" in kernel.text("%grade")
