"""What is graded of a notebook: the cells that define an exercise, and what it needs of others."""

import ast
import textwrap

import pytest

from autograder.cells.cell import Cell, code_of
from autograder.cells.source import SourceError, bound_names, source_of
from autograder.cells.statements import statements_of


def cells(*texts):
    """Cells that were run one after the other, from In [1] on."""
    return [Cell(number, textwrap.dedent(text)) for number, text in enumerate(texts, 1)]


def source(*texts, wanted=("f",)):
    return source_of(statements_of(cells(*texts)), wanted)


def run(found):
    """The names that the text gives, as a worker finds them."""
    names = {"__name__": "f"}
    exec(found.text, names)
    return names


def python(text):
    return [ast.unparse(statement) for statement in code_of(Cell(1, text)).statements]


class TestACell:
    def test_magics_and_shell_lines_are_left_out(self):
        text = "%matplotlib inline\n!pip install x\nfiles = !ls\n?len\nlen?\nx = 1\n%time y = 2"
        assert python(text) == ["pass"] * 5 + ["x = 1", "pass"]

    def test_a_shell_line_that_goes_on_is_left_out_whole(self):
        assert python("!pip install \\\n    x \\\n    y\nz = 1") == ["pass", "z = 1"]

    def test_what_looks_like_a_magic_inside_a_text_stays(self):
        assert run(source('f = """\n%time\n!ls\nwhat?\n"""'))["f"] == "\n%time\n!ls\nwhat?\n"

    def test_a_remainder_at_the_start_of_a_line_is_no_magic(self):
        assert python("x = (7\n% 4)") == ["x = 7 % 4"]

    def test_a_magic_in_a_block_leaves_the_block(self):
        assert python("if True:\n    !ls\nx = 1") == ["if True:\n    pass", "x = 1"]

    @pytest.mark.parametrize("magic", ["%%time", "%%capture out", "%%grade f", "%%grade f\n%%time"])
    def test_the_body_of_a_magic_that_runs_it_here_counts(self, magic):
        assert python(f"{magic}\nx = 1") == ["x = 1"]

    @pytest.mark.parametrize("magic", ["%%bash", "%%writefile f.py", "%%timeit", "%%javascript"])
    def test_the_body_of_any_other_magic_does_not(self, magic):
        assert python(f"{magic}\nx = 1") == []

    @pytest.mark.parametrize(
        "text", ["def f(:\n    pass", "x = 1\nreturn x", "x = (", "\0", "x = '"]
    )
    def test_of_a_cell_that_python_cannot_read_nothing_was_run(self, text):
        assert python(text) == []

    def test_what_came_after_an_error_was_not_run(self):
        cell = Cell(1, "x = 1\nassert x == 2\ndef f():\n    pass", until=2)
        assert [ast.unparse(s) for s in code_of(cell).statements] == ["x = 1"]

    def test_a_cell_that_is_indented_is_read(self):
        assert python("  x = 1\n  y = 2") == ["x = 1", "y = 2"]


class TestTheSource:
    def test_it_is_the_last_definition(self):
        found = source("def f(): return 1", "def f(): return 2")
        assert run(found)["f"]() == 2
        assert found.cells == (2,)

    def test_a_cell_that_was_run_again_counts_where_it_was_run_last(self):
        first, second = "def f(): return 1", "def f(): return 2"
        assert run(source(first, second, first))["f"]() == 1

    def test_it_brings_imports_and_helpers_and_what_those_need(self):
        found = source(
            "import math\nimport os",
            "def unused(): pass\ndef area(r): return PI * square(r)",
            "def square(r): return r * r\nPI = math.pi",
            "def f(r): return area(r)",
        )
        assert run(found)["f"](1) == pytest.approx(3.14159, abs=1e-4)
        assert "os" not in found.text
        assert "unused" not in found.text
        assert found.missing == ()
        assert found.cells == (1, 2, 3, 4)

    def test_a_helper_that_was_shadowed_later_is_the_later_one(self):
        found = source("def g(): return 1", "def f(): return g()", "def g(): return 2")
        assert run(found)["f"]() == 2
        assert found.text.count("def g") == 1

    def test_what_was_needed_at_once_is_what_there_was_then(self):
        found = source("n = 1", "def f(x=n): return x, n", "n = 2")
        assert run(found)["f"]() == (1, 2)

    def test_what_was_called_at_once_finds_what_there_was_then(self):
        found = source(
            "n = 3\ndef g(): return n", "table = g()", "n = 4\ndef f(): return table, g()"
        )
        assert run(found)["f"]() == (3, 4)

    def test_decorators_defaults_bases_and_annotations_are_needed(self):
        found = source(
            "import functools\nfrom typing import Any\nclass Base: value = 5",
            "def twice(f):\n    @functools.wraps(f)\n    def g(*a): return 2 * f(*a)\n    return g",
            "@twice\ndef f(x: Any = None, y=Base) -> Any:\n    return y.value",
        )
        assert run(found)["f"]() == 10
        assert "@twice\ndef f(" in found.text

    def test_a_class_comes_with_the_methods_that_were_added_to_it(self):
        found = source(
            "class f:\n    def a(self): return 1",
            "def b(self): return 2\nf.b = b",
            "def add_to(cls):\n    return lambda g: setattr(cls, g.__name__, g)",
            "@add_to(f)\ndef c(self): return 3",
        )
        made = run(found)["f"]()
        assert (made.a(), made.b(), made.c()) == (1, 2, 3)

    def test_a_value_comes_with_what_changed_it(self):
        found = source(
            "names = []\nnames.append('a')\ntable = {}\ntable['k'] = 1\nn = 1\nn += 1",
            "def f(): return names, table, n",
            "names += ['b']\nprint(names)",
        )
        assert run(found)["f"]() == (["a", "b"], {"k": 1}, 2)
        assert "print" not in found.text

    def test_calls_on_modules_and_functions_are_left_where_they_are(self):
        found = source("import sys\nsys.exit.__call__\ndef f(): return sys.path", "sys.exit(1)")
        assert "sys.exit(1)" not in found.text

    def test_every_import_that_adds_to_a_package_is_needed(self):
        found = source("import xml", "import xml.dom", "import xml.sax", "def f(): return xml.dom")
        assert found.text.count("import") == 3

    def test_what_an_if_or_a_try_may_have_bound_comes_with_what_was_before(self):
        found = source(
            "g = 1",
            "if False:\n    g = 2",
            "try:\n    import nowhere as h\nexcept ImportError:\n    h = 3",
            "def f(): return g, h",
        )
        assert run(found)["f"]() == (1, 3)
        assert found.missing == ()

    def test_names_of_a_block_of_its_own_are_not_missing(self):
        found = source(
            "import io\nwith io.StringIO('a') as file:\n    text = file.read()",
            "for i in range(3):\n    k = i\nm = [j for j in range(k)]\ny = (z := 2) + z",
            "def f(): return text, k, m, y",
        )
        assert run(found)["f"]() == ("a", 2, [0, 1], 4)
        assert found.missing == ()

    def test_star_imports_come_along_when_a_name_may_come_from_one(self):
        found = source("from math import *\nfrom os import *", "def f(): return sqrt(4)")
        assert run(found)["f"]() == 2
        assert found.missing == ()

    def test_future_imports_come_first(self):
        found = source(
            "import math", "from __future__ import annotations\ndef f(x: Unknown): return 1"
        )
        assert run(found)["f"](0) == 1
        assert found.text.startswith("from __future__ import annotations")

    def test_recursion_and_helpers_that_call_each_other_end(self):
        found = source("def f(n): return n and g(n - 1)\ndef g(n): return n and f(n - 1)")
        assert run(found)["f"](3) == 0

    def test_a_long_chain_is_followed_without_depth(self):
        found = source("n = 0", *["n = n + 1"] * 3000, "def f(): return n")
        assert run(found)["f"]() == 3000

    def test_a_name_that_no_cell_defines_is_told(self):
        found = source("def f(x): return helper(x) + len(x)")
        assert found.missing == ("helper",)

    def test_a_name_that_was_deleted_is_missing(self):
        found = source("def g(): pass", "def f(): return g()", "del g")
        assert found.missing == ("g",)

    def test_a_name_that_a_shell_line_gave_is_missing(self):
        assert source("files = !ls", "def f(): return files").missing == ("files",)

    def test_a_name_that_was_awaited_is_missing_but_other_lines_with_await_do_no_harm(self):
        found = source("import asyncio\nx = await asyncio.sleep(0, 1)\ndef f(): return x")
        assert found.missing == ("x",)
        assert "await" not in found.text
        free = source(
            "import asyncio\nawait asyncio.sleep(0)\nasync def f(): await asyncio.sleep(0)"
        )
        assert free.missing == ()

    def test_a_name_that_a_function_sets_itself_is_not_missing(self):
        found = source("def f():\n    global count\n    count = 1\n    return count")
        assert found.missing == ()
        assert run(found)["f"]() == 1

    def test_two_exercises_in_one_cell_do_not_bring_each_other(self):
        text = "import math\ndef f(): return math.pi\ndef g(): return math.e\nprint(f(), g())"
        assert "def g" not in source(text).text
        assert "def f" not in source(text, wanted=("g",)).text

    def test_further_names_of_an_exercise_come_along_where_there_are_any(self):
        found = source("def train(): pass\nclass F: pass", wanted=("F", "train", "other"))
        assert {"F", "train"} <= set(run(found))

    def test_two_statements_on_a_line_are_told_apart(self):
        found = source("a = 1; b = 2; print('no')", "def f(): return b")
        assert "print" not in found.text
        assert run(found)["f"]() == 2

    def test_a_text_keeps_its_lines_and_what_is_not_ascii(self):
        found = source('s = """甲\n\n  乙"""; t = 1\ndef f(): return s')
        assert run(found)["f"]() == "甲\n\n  乙"

    def test_a_line_leads_back_to_its_cell(self):
        found = source(
            "\n\nimport math", "%%time\n# a comment\n\ndef f(x):\n    return math.sin(x)"
        )
        places = {text.strip(): found.place(n) for n, text in enumerate(found.text.splitlines(), 1)}
        assert places["import math"] == (1, 3)
        assert places["return math.sin(x)"] == (2, 5)

    def test_a_hostile_line_in_a_cell_is_text_and_is_not_run(self):
        found = source("import os\nos._exit(3)\ndef f(): return os")
        assert "_exit" not in found.text


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("texts", "said"),
        [
            ((), "No cell that ran defines f"),
            (("g = 1",), "No cell that ran defines f"),
            (("def f(): pass", "del f"), "No cell that ran defines f"),
            (("exec('def f(): pass')",), "No cell that ran defines f"),
            (("def f(:",), "No cell that ran defines f"),
            (("from math import sin as f",), r"f is imported \(In \[1\]\), not written"),
            (("f = await g()",), "only a notebook can run"),
        ],
    )
    def test_one_sentence_says_why(self, texts, said):
        with pytest.raises(SourceError, match=said):
            source(*texts)


def test_the_names_that_cells_bind_are_those_that_are_left_in_the_end():
    texts = cells(
        "import a\ndef f(): pass\nclass G: pass\nh = 1", "def f(): pass\ndef k(): pass", "del k"
    )
    found = statements_of(texts)
    assert sorted(bound_names(found)) == ["G", "f", "h"]
    assert sorted(bound_names(found, definitions=True)) == ["G", "f"]
