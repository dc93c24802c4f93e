"""Values that are not what they say they are, and plain data that nothing can be built from."""

from collections import namedtuple

import numpy as np
import pytest
import torch

from autograder.wire.check import check_observation
from autograder.wire.codec import encode
from autograder.wire.plain import ArrayData, MappingData, Named, Opaque, SequenceData, TensorData
from autograder.wire.record import Observation
from autograder.wire.values import MAX_ITEMS, NotPlainError, Seen, from_plain, to_plain

Point = namedtuple("Point", "x y")


class Claims:
    """Says that it is a NumPy number, and is none."""

    __class__ = np.float64

    def __str__(self):
        return "1.0"


class Longer(Point):
    """A named tuple that lies about its length and its items."""

    __slots__ = ()

    def __len__(self):
        return MAX_ITEMS + 1

    def __iter__(self):
        return iter("lies")


class Unreadable(np.float64):
    def __str__(self):
        raise ValueError("not now")


class Nameless:
    pass


Nameless.__module__ = 3


def test_what_claims_to_be_a_number_is_named_as_what_it_is():
    plain = to_plain(Claims())
    assert isinstance(plain, Opaque)
    assert plain.type_name.endswith("Claims")


def test_the_items_of_a_tuple_are_read_behind_its_back():
    assert to_plain(Longer(1, 2)).items == (1, 2)


def test_a_tuple_that_is_too_long_is_measured_behind_its_back():
    class Short(Point):
        __slots__ = ()

        def __len__(self):
            return 0

    plain = to_plain(tuple.__new__(Short, range(MAX_ITEMS + 1)))
    assert plain.detail == f"{MAX_ITEMS + 1} items"


def test_what_fails_while_it_is_read_is_named():
    plain = to_plain(Unreadable(1))
    assert plain.type_name.endswith("Unreadable")
    assert plain.detail == "cannot be read: ValueError"


def test_a_tensor_that_escaped_from_vmap_is_named():
    escaped = []
    torch.vmap(lambda row: (escaped.append(row), row)[1])(torch.ones(2, 3))
    assert to_plain(escaped) == SequenceData(
        "list", (Opaque("torch.Tensor", "cannot be read: RuntimeError"),)
    )


def test_a_metaclass_is_not_asked_for_a_name():
    class Shouting(type):
        def __getattribute__(cls, name):
            raise RuntimeError(name)

    class Shy(metaclass=Shouting):
        pass

    assert to_plain(object.__new__(Shy)).type_name.endswith("Shy")


def test_a_module_that_is_no_text_is_left_out():
    assert to_plain(Nameless()).type_name == "?.Nameless"


@pytest.mark.parametrize(
    "value",
    [
        type("Fine", (), {"__qualname__": "Odd\ud800"})(),
        type("Fine", (), {"__module__": "odd\ud800"})(),
        np.str_("odd\ud800"),
        Seen({"odd\ud800": 1}),
        ["odd\ud800"],
    ],
    ids=["name", "module", "numpy text", "label", "item"],
)
def test_lone_surrogates_never_stop_the_bytes(value):
    assert rb"odd\ud800" in encode(to_plain(value)).lower()


@pytest.mark.parametrize("make", [list, tuple, dict.fromkeys], ids=["list", "tuple", "dict"])
def test_a_container_that_is_too_long_is_counted_and_not_copied(make):
    value = make(range(MAX_ITEMS + 1))
    assert to_plain(value) == Opaque(type(value).__name__, f"{MAX_ITEMS + 1} items")


def test_nesting_in_keys_is_cut_too():
    value = "key"
    for _ in range(1000):
        value = (value,)
    check_observation(Observation(to_plain({value: 1})))


@pytest.mark.parametrize(
    "data",
    [
        Opaque("object"),
        Named("torch.device", "nonsense"),
        Named("torch.dtype", "torch.nonsense"),
        Named("complex", "nonsense"),
        Named("int", "0xzz"),
        SequenceData("torch.Size", ("a",)),
        SequenceData("Point", (1, 2)),
        SequenceData("list", (Named("complex", "nonsense"),)),
        MappingData("dict", ((SequenceData("list", ()), 1),)),
        TensorData("nonsense", (1,), b"1234"),
        TensorData("float32", (2,), b"1234"),
        TensorData("float32", (-1,), b""),
        TensorData("float32", (1 << 30,) * 3, b""),
        TensorData("float32", (2,), b"", stride=(1,)),
        TensorData("float32", (2,), b"1234", stride=(1,)),
        TensorData("float32", (1,), b"1234", stride=(1,), offset=1),
        TensorData("float32", (1,), b"1234", stride=(1, 1)),
        TensorData("float32", (1,), b"1234", stride=(1 << 62,)),
        TensorData("int32", (1,), b"1234", requires_grad=True),
        TensorData("float32", (1,), b"1234", device="nonsense"),
        TensorData("float32", (1 << 62,) * 3, b"", device="meta"),
        TensorData("int32", (1,), b"", device="meta", requires_grad=True),
        ArrayData("nonsense", (1,), b"1"),
        ArrayData("f4,(", (1,), b"1"),
        ArrayData("<M8[s/0]", (1,), b"12345678"),
        ArrayData("<f4", (2,), b"", stride=(4,)),
        ArrayData("O", (1,), b"12345678"),
        ArrayData("<f4", (1,), b"123"),
        ArrayData("<f4", (1,) * 33, b"1234"),
    ],
    ids=repr,
)
def test_what_cannot_be_built_is_refused_in_one_way(data):
    with pytest.raises(NotPlainError):
        from_plain(data)


@pytest.mark.skipif(torch.cuda.is_available(), reason="here the device exists")
def test_a_tensor_for_a_device_that_is_not_here_is_refused():
    with pytest.raises(NotPlainError):
        from_plain(TensorData("float32", (1,), b"1234", device="cuda"))


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_a_view_without_elements_is_built(dtype):
    data = TensorData(dtype, (0, 3), b"1234", stride=(3, 1), offset=1)
    assert from_plain(data).shape == (0, 3)
