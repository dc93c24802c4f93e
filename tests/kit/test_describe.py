"""Values in words: what a report shows of them, and how much."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.observation.describe import MAX_TEXT, describe, describe_observation, plain_text
from autograder.observe import seen
from autograder.strategies import ndarrays, tensors
from autograder.wire.codec import encode
from autograder.wire.plain import (
    MAX_DEPTH,
    ArrayData,
    MappingData,
    Named,
    Opaque,
    SequenceData,
    TensorData,
)
from autograder.wire.record import Observation, Raised
from autograder.wire.values import to_plain


def words(value):
    return plain_text(to_plain(value))


def shown(value, *, layout=False):
    return describe("x", to_plain(value, layout=layout))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (True, "True"),
        (3, "3"),
        (1.5, "1.5"),
        ("it's", '"it\'s"'),
        ([1, "a"], "[1, 'a']"),
        ([], "[]"),
        ((1, 2), "(1, 2)"),
        ((1,), "(1,)"),
        ((), "()"),
        ({"a": [None]}, "{'a': [None]}"),
        ({}, "{}"),
        (torch.Size([2, 3]), "torch.Size([2, 3])"),
        (torch.Size([]), "torch.Size([])"),
        (torch.float32, "torch.float32"),
        (torch.device("cpu"), "torch.device('cpu')"),
        (1 + 2j, "(1+2j)"),
        (10**20, "0x56bc75e2d63100000"),
        (torch.tensor(1.5), "tensor(1.5)"),
        (np.array([1, 2]), "array([1, 2], shape (2,))"),
        (torch.ones(1, 2), "tensor([[1., 1.]], shape (1, 2))"),
        (object(), "<object>"),
        (b"ab", "<bytes: 2 bytes>"),
    ],
)
def test_plain_values_read_as_in_python(value, text):
    assert words(value) == text


def test_a_named_tuple_is_shown_with_its_name():
    assert plain_text(SequenceData("unit.Point", (1, 2))) == "unit.Point(1, 2)"


@pytest.mark.parametrize("kind", [list, tuple], ids=["list", "tuple"])
def test_items_that_are_left_out_leave_a_sign(kind):
    text = words(kind(range(201)))
    assert text[1:-1].endswith("199, …")
    assert "…" not in words(kind(range(200)))


def test_entries_that_are_left_out_leave_a_sign():
    assert words(dict.fromkeys(range(201), 0)).endswith("199: 0, …}")
    assert words(dict.fromkeys(range(200), 0)).endswith("199: 0}")


def test_a_long_text_is_cut():
    assert words("a" * 5000) == "'" + "a" * (MAX_TEXT - 1) + " …"


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (2, 0, 4)])
def test_an_array_without_elements_is_empty_brackets(shape):
    assert shown(torch.ones(shape)).text == "[]"
    assert shown(np.ones(shape)).shape == shape


def test_an_array_without_elements_may_have_any_other_side():
    assert describe("x", TensorData("float32", (1 << 62, 0, 1 << 62), b"")).text == "[]"


@pytest.mark.parametrize("shape", [(2,) * 12, (3,) * 8, (5,) * 6])
def test_many_axes_are_shown_in_one_row(shape):
    text = shown(torch.arange(torch.Size(shape).numel()).reshape(shape)).text
    assert text.replace(" ", "").startswith("[0,1,2,...,")
    assert len(text) < 200


@pytest.mark.parametrize("shape", [(1,) * 40, (6, 6, 6), (2,) * 10, (1000, 3)])
def test_few_or_short_axes_keep_their_brackets(shape):
    assert shown(torch.zeros(shape)).text.startswith("[" * min(len(shape), 3))


def test_a_meta_tensor_shows_everything_but_elements():
    found = shown(torch.ones(2, 3, device="meta"))
    assert (found.shape, found.dtype, found.device) == ((2, 3), "float32", "meta")
    assert found.text == "(no elements on meta)"


def test_a_tensor_shows_shape_dtype_and_device_and_an_array_has_none():
    found = shown(torch.ones(2, dtype=torch.bfloat16))
    assert (found.kind, found.shape, found.dtype, found.device, found.text) == (
        "torch.Tensor", (2,), "bfloat16", "cpu", "[1., 1.]",
    )  # fmt: skip
    found = shown(np.ones(2, ">f4"))
    assert (found.kind, found.shape, found.dtype, found.device) == (
        "numpy.ndarray", (2,), "float32", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "note"),
    [
        (torch.ones(2, 3), ""),
        (torch.ones(2, 3).T, "strides (1, 3)"),
        (torch.ones(3)[1:], "strides (1,), offset 1"),
        (torch.ones(1).expand(3), "strides (0,)"),
        (torch.ones(2, requires_grad=True), "requires_grad=True"),
        (np.ones((2, 3)).T, "strides (1, 3)"),
        (np.ones(3)[::-1], "strides (-1,)"),
        (np.broadcast_to(np.ones(1), (1,)), "read-only"),
    ],
)
def test_what_is_unusual_about_an_input_is_noted(value, note):
    assert shown(value, layout=True).note == note


@given(x=tensors(layouts="any", dtypes=(torch.float32, torch.int64, torch.bfloat16), special=True))
def test_a_layout_does_not_change_the_elements_of_a_tensor(x):
    assert shown(x, layout=True).text == shown(x).text


@given(a=ndarrays())
def test_a_layout_does_not_change_the_elements_of_an_array(a):
    assert shown(a, layout=True).text == shown(a).text


def test_labels_become_parts_and_anything_else_is_the_result():
    one, two = describe_observation(Observation(to_plain(seen(result=1, input="a"))))
    assert (one.label, one.text, two.label, two.text) == ("result", "1", "input", "'a'")
    (only,) = describe_observation(Observation(to_plain({"result": 1})))
    assert (only.label, only.kind) == ("result", "dict")


def test_an_exception_is_its_type_and_its_message():
    (part,) = describe_observation(Observation(raised=Raised(("ValueError",), "no")))
    assert (part.label, part.kind, part.text) == ("raised", "ValueError", "no")


def test_of_a_value_that_no_probe_could_use_the_value_is_shown():
    raised = Raised(("AttributeError",), "no shape")
    (part,) = describe_observation(Observation(None, raised, unusable=True))
    assert (part.label, part.kind) == ("result", "None")


HARMFUL = "a\x1b[2J\u202eb\x00\x9b\u2028\r"
HARMLESS = r"a\x1b[2J\u202eb\x00\x9b\u2028\r"


@pytest.mark.parametrize(
    "observation",
    [
        Observation(raised=Raised(("E",), HARMFUL)),
        Observation(raised=Raised((HARMFUL,), "")),
        Observation(Opaque(HARMFUL)),
        Observation(Opaque("object", HARMFUL)),
        Observation(Named("numpy.str_", HARMFUL)),
        Observation(SequenceData(HARMFUL, ())),
        Observation(HARMFUL),
    ],
)
def test_nothing_that_is_shown_steers_a_terminal(observation):
    (part,) = describe_observation(observation)
    assert HARMLESS in part.kind + part.text
    assert HARMFUL not in part.kind + part.text


def test_a_message_keeps_its_lines_and_its_letters():
    message = "first\n\tsecond: “naïve” 形状，　不对 🙂"
    (part,) = describe_observation(Observation(raised=Raised(("E",), message)))
    assert part.text == message


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 63) - 1)
    | st.floats()
    | st.text(max_size=5)
    | tensors(layouts="any").map(to_plain)
    | ndarrays().map(to_plain)
    | st.builds(Named, st.text(max_size=5), st.text(max_size=5))
    | st.builds(Opaque, st.text(max_size=5), st.text(max_size=5)),
    lambda parts: (
        st.builds(
            SequenceData,
            st.sampled_from(["list", "tuple", "x"]),
            st.lists(parts, max_size=3).map(tuple),
        )
        | st.builds(
            MappingData, st.just("dict"), st.lists(st.tuples(parts, parts), max_size=3).map(tuple)
        )
    ),
    max_leaves=6,
)


@given(value=PLAIN)
def test_any_plain_data_can_be_shown(value):
    found = describe_observation(Observation(value))
    assert all(len(part.text) <= 10 * MAX_TEXT for part in found)
    assert encode(found)


def test_the_deepest_nesting_can_be_shown():
    value = ArrayData("<f4", (1,), b"1234")
    for _ in range(MAX_DEPTH):
        value = SequenceData("list", (value,))
    assert plain_text(value).startswith("[" * MAX_DEPTH)


def test_of_a_value_that_holds_many_others_only_what_is_shown_is_read(monkeypatch):
    rows = SequenceData("list", (TensorData("int8", (1,), b"1"),) * 200)
    read = []
    monkeypatch.setattr(
        "autograder.observation.describe._array_text", lambda value: read.append(value) or "[1]"
    )
    assert len(plain_text(SequenceData("list", (rows,) * 200))) <= MAX_TEXT + 2
    assert len(read) <= MAX_TEXT


def test_names_that_a_worker_makes_up_stay_on_one_line_and_short():
    (part,) = describe_observation(
        Observation(MappingData("seen", (("a\n\x1b[2Jb" + "c" * 9999, Opaque("k\n" * 999)),)))
    )
    assert part.label.startswith(r"a\n\x1b[2Jb")
    assert part.kind.startswith(r"k\nk\n")
    assert max(len(part.label), len(part.kind)) < 600
