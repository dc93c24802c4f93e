"""What is drawn of a difference: the eye finds it in colour and without, wherever it fits."""

import re

import numpy as np
import pytest
import torch
from drawn import drawn, failure_of, printed
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from autograder.observation.describe import Shown
from autograder.reports.drawing.beside import Beside, Titled
from autograder.reports.drawing.marks import YOURS
from autograder.reports.drawing.shapes import boxes, differing_sides, shape_words
from autograder.strategies import shapes, tensors

RED, GREEN, DIM = "\x1b[1;31m", "\x1b[1;32m", "\x1b[2m"
NAN = float("nan")
COUNT = torch.arange(12.0).reshape(3, 4)


def changed(tensor, value, *index):
    """A copy with another element."""
    copy = tensor.clone()
    copy[index] = value
    return copy


TWICE = changed(changed(COUNT, -50, 1, 2), 0, 2, 0)


def test_the_first_element_that_differs_is_marked_below_on_both_sides():
    assert drawn(COUNT, TWICE).splitlines() == [
        "yours                                 expected",
        "tensor([[  0.,   1.,   2.,   3.],     tensor([[ 0.,  1.,  2.,  3.],",
        "        [  4.,   5., -50.,   7.],             [ 4.,  5.,  6.,  7.],",
        "                     ^^^^                                 ^^",
        "        [  0.,   9.,  10.,  11.]])            [ 8.,  9., 10., 11.]])",
        "float32, shape (3, 4)                 float32, shape (3, 4)",
    ]


def test_every_element_that_differs_is_coloured_and_the_others_are_dim():
    text = drawn(COUNT, TWICE, color_system="standard", force_terminal=True)
    assert re.findall(re.escape(RED) + r" *(-?\d+\.)", text) == ["-50.", "0."]
    assert re.findall(re.escape(GREEN) + r" *(-?\d+\.)", text) == ["6.", "8."]
    assert re.findall(re.escape(DIM) + r" *(-?\d+\.)", text).count("9.") == 2


@pytest.mark.parametrize(
    ("expected", "got", "lines"),
    [
        (torch.tensor(1.0), torch.tensor(NAN), ["tensor(nan)", "       ^^^"]),
        (torch.tensor([NAN, 1.0]), torch.tensor([-0.0, 1.0]), ["tensor([-0.,  1.])",
                                                             "        ^^^"]),
        (torch.tensor([1, 20]), torch.tensor([1, 3]), ["tensor([1, 3])", "           ^"]),
        (torch.tensor([True]), torch.tensor([False]), ["tensor([False])", "        ^^^^^"]),
        (torch.tensor([1j]), torch.tensor([-1j]), ["tensor([-0.-1.j])", "        ^^^^^^^"]),
        (np.array([1.0]), np.array([1.5]), ["array([1.5])", "       ^^^"]),
        (torch.tensor([1e-9]), torch.tensor([1.0]), ["tensor([1.])", "        ^^"]),
        (torch.ones(1).bfloat16(), torch.zeros(1).bfloat16(), ["tensor([0.])", "        ^^"]),
        (torch.tensor([1e9]), torch.tensor([-2.5e9]), ["tensor([-2.5e+09])", "        ^^^^^^^^"]),
    ],
)  # fmt: skip
def test_elements_are_written_as_pytorch_writes_them(expected, got, lines):
    text = drawn(expected, got).splitlines()
    assert [line.split("     ")[0].split("    ")[0] if i == 0 else line[: len(lines[1])]
            for i, line in enumerate(text[1:3])] == lines  # fmt: skip


def test_elements_that_are_nearly_equal_get_as_many_digits_as_tell_them_apart():
    one = torch.tensor([1.0], dtype=torch.float64)
    assert "1.000001" in drawn(one, one + 1e-6)
    assert "1.0001\n" not in drawn(one, one + 1.0000001e-4)


def test_matrices_of_a_larger_tensor_stand_apart():
    cube = torch.zeros(2, 2, 2)
    lines = drawn(cube, changed(cube, 1, 1, 0, 1)).splitlines()
    assert [line[: line.index("   t") if "   t" in line else 22].rstrip() for line in lines] == [
        "yours",
        "tensor([[[0., 0.],",
        "         [0., 0.]],",
        "",
        "        [[0., 1.],",
        "              ^^",
        "         [0., 0.]]])",
        "float32, shape (2, 2,",
    ]


@pytest.mark.parametrize("index", [(0, 0), (17, 50), (39, 99), (0, 99), (20, 0)])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_large_tensor_is_cut_around_what_differs(index, width):
    large = torch.zeros(40, 100)
    text = drawn(large, changed(large, 5, *index), width)
    assert "5." in text
    assert "..." in text
    assert max(map(len, text.splitlines())) <= width
    assert len(text.splitlines()) < 30


@settings(max_examples=150)
@given(data=st.data(), width=st.integers(30, 130))
def test_whatever_differs_is_seen(data, width):
    expected = data.draw(tensors(shape=shapes(min_side=1), special=True))
    index = tuple(data.draw(st.integers(0, side - 1)) for side in expected.shape)
    got = expected.clone()
    got[index] = ~got[index] if got.dtype is torch.bool else 77
    there = failure_of(expected, got).got_there
    text = drawn(expected, got, width)
    if there is not None:
        cells = there.cells
        assert cells.texts[cells.first] in text
        assert text.count("^") >= 2
        assert all(i in side for i, side in zip(failure_of(expected, got).index, cells.shown,
                                                strict=True))  # fmt: skip


def test_many_axes_stay_a_few_lines():
    many = torch.zeros((2,) * 10)
    text = drawn(many, changed(many, 1, *(1,) * 10))
    assert "1." in text
    assert len(text.splitlines()) < 70


def test_shapes_that_differ_are_boxes_with_marks_below_their_sides():
    assert drawn(torch.zeros(3), torch.zeros(3, 2)).splitlines()[:5] == [
        "yours                 expected",
        "┌───┬───┐             ┌───┐",
        "│ 3 │ 2 │             │ 3 │",
        "└───┴───┘             └───┘",
        "      ^",
    ]


@pytest.mark.parametrize(
    ("got", "expected", "marked"),
    [
        ((2, 3), (2, 4), ({1}, {1})),
        ((3, 2), (2, 3), ({0, 1}, {0, 1})),
        ((2, 3, 1), (2, 3), ({2}, set())),
        ((1, 2, 3), (2, 3), ({0}, set())),
        ((6,), (2, 3), ({0}, {0, 1})),
        ((), (3,), (set(), {0})),
    ],
)
def test_only_the_sides_that_differ_are_marked(got, expected, marked):
    assert differing_sides(got, expected) == marked


def test_sides_have_their_names_above_them_also_in_chinese():
    part = Shown(label="x", kind="torch.Tensor", text="", shape=(2, 30), sides=("批次", "d_in"))
    assert [line.plain.rstrip() for line in boxes(part, {1}, YOURS, named=True)] == [
        "  批次   d_in",
        "┌──────┬──────┐",
        "│  2   │  30  │",
        "└──────┴──────┘",
        "          ^^",
    ]
    assert shape_words(part) == "(批次=2, d_in=30)"


def test_a_shape_without_sides_is_drawn_too():
    assert "( )" in drawn(torch.tensor(1.0), torch.ones(1))


@pytest.mark.parametrize(
    ("expected", "got", "line", "marks"),
    [
        (torch.ones(2), torch.ones(2).int(), "int32, shape (2,)    float32, shape (2,)",
         "^^^^^                ^^^^^^^"),
        (torch.ones(1, device="meta"), torch.ones(1),
         "float32, shape (1,), cpu    float32, shape (1,), meta",
         "                     ^^^                         ^^^^"),
    ],
)  # fmt: skip
def test_a_dtype_or_device_that_differs_is_marked(expected, got, line, marks):
    assert drawn(expected, got).splitlines()[-2:] == [line, marks]


def test_a_tensor_where_an_array_should_be_is_marked_by_its_name():
    assert drawn(np.ones(1), torch.ones(1)).splitlines()[1:] == [
        "tensor([1.])  float32    array([1.])  float64",
        "^^^^^^                   ^^^^^",
    ]


def test_of_a_nested_value_the_part_that_differs_is_drawn():
    expected, got = ({"a": [torch.ones(1), torch.tensor([value])]} for value in (2.0, 3.0))
    assert drawn(expected, got).splitlines()[1] == "tensor([3.])           tensor([2.])"


def test_items_that_one_side_lacks_stand_with_their_labels():
    expected = (torch.ones(1), torch.zeros(1))
    assert drawn(expected, expected[:1]).splitlines()[1:] == [
        "[0] = tensor([1.])  float32    [0] = tensor([1.])  float32",
        "                               [1] = tensor([0.])  float32",
    ]


def test_where_nothing_was_returned_only_what_was_expected_stands():
    assert drawn(torch.ones(2), None) == "expected\n  tensor([1., 1.])  float32\n"


def test_what_a_sentence_says_already_is_not_drawn():
    assert drawn(1, 2) == drawn("a", "b") == drawn([1, 2], [1, 3]) == ""


@pytest.mark.parametrize("width", [40, 80])
def test_long_texts_stand_in_one_line_each_around_what_differs(width):
    yours, expected, mark = drawn("a" * 90 + "b" * 90, "a" * 90 + "cb" + "b" * 90,
                                  width).splitlines()  # fmt: skip
    assert max(len(yours), len(expected)) <= width
    assert yours[mark.index("^")] == "c"
    assert expected[mark.index("^")] == "b"


def test_two_drawings_stand_below_each_other_where_the_terminal_is_narrow():
    text = drawn(COUNT, changed(COUNT, 9, 0, 0), 40)
    assert text.splitlines()[:4] == [
        "yours",
        "  tensor([[ 9.,  1.,  2.,  3.],",
        "            ^^",
        "          [ 4.,  5.,  6.,  7.],",
    ]
    assert "\nexpected\n" in text


def test_a_title_stands_in_front_or_above():
    content = Titled("With", lambda width: [Text("x = 1"), Text(str(width))])
    assert printed(content, 80) == "With  x = 1\n      74\n"
    assert printed(content, 40) == "With\n  x = 1\n  38\n"


def test_drawings_with_chinese_titles_stay_in_their_columns():
    lines = [Text("ab"), Text("cd")]
    text = printed(Beside(("你的结果", "应为"), lambda _: (lines, lines)))
    starts = {cell_len(line[: line.rindex(" ") + 1]) for line in text.splitlines()}
    assert starts == {cell_len("你的结果") + 4}
