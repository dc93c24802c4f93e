"""Frames and messages: what was sent arrives, and nothing else gets through."""

import msgspec
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from autograder.observe import seen
from autograder.wire.check import check_observation
from autograder.wire.codec import (
    MAX_FRAME,
    FrameReader,
    MalformedFrameError,
    decode,
    encode,
    frame,
)
from autograder.wire.messages import OBSERVATION, REPLY, Done, Observed
from autograder.wire.plain import MAX_DEPTH, ArrayData, MappingData, SequenceData, TensorData
from autograder.wire.record import Observation, Raised
from autograder.wire.values import to_plain

WHOLE = Observation(to_plain(seen(result=(torch.ones(2, 2), {"a": None}))))


@given(st.lists(st.binary(max_size=50)), st.lists(st.integers(1, 20)))
def test_frames_arrive_whole_however_the_stream_is_cut(payloads, cuts):
    stream = b"".join(frame(payload) for payload in payloads)
    reader, found = FrameReader(), []
    for cut in cuts:
        found += reader.feed(stream[:cut])
        stream = stream[cut:]
    assert found + reader.feed(stream) == payloads


def test_a_frame_that_is_too_long_is_refused_on_both_sides():
    with pytest.raises(MalformedFrameError):
        FrameReader().feed((MAX_FRAME + 1).to_bytes(4, "little"))
    with pytest.raises(MalformedFrameError):
        frame(bytes(MAX_FRAME + 1))


@pytest.mark.parametrize(
    "observation", [WHOLE, Observation(raised=Raised(("E",), "m")), Observation(calls={"a": 1})]
)
def test_an_observation_arrives_as_it_was(observation):
    back = decode(encode(observation), OBSERVATION)
    check_observation(back)
    assert back == observation


def test_replies_are_told_apart():
    for reply in (Done(1.0), Observed(3, msgspec.Raw(encode(WHOLE)))):
        assert type(decode(encode(reply), REPLY)) is type(reply)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_or_checked(data):
    try:
        check_observation(decode(data, OBSERVATION))
    except MalformedFrameError:
        return


@given(st.integers(0, len(encode(WHOLE)) - 1), st.integers(0, 255))
def test_one_changed_byte_is_refused_or_checked(position, byte):
    data = bytearray(encode(WHOLE))
    data[position] = byte
    try:
        check_observation(decode(bytes(data), OBSERVATION))
    except MalformedFrameError:
        return


@pytest.mark.parametrize(
    "value",
    [
        TensorData("float32", (2,), b"1234"),
        TensorData("float32", (-1,), b""),
        TensorData("object", (1,), b"12345678"),
        TensorData("float32", (1,), b"1234", stride=(1,)),
        TensorData("float32", (1,) * 65, b"1234"),
        ArrayData("O", (1,), b"12345678"),
        ArrayData("<M8[s]", (1,), b"12345678"),
        ArrayData("nonsense", (1,), b"1"),
        SequenceData("list", (TensorData("float32", (3,), b""),)),
    ],
)
def test_arrays_that_lie_about_their_bytes_are_refused(value):
    with pytest.raises(MalformedFrameError):
        check_observation(Observation(value))


def test_nesting_that_would_exhaust_the_stack_is_refused():
    deep = b"\x91" * 100_000
    with pytest.raises(MalformedFrameError):
        decode(deep, OBSERVATION)


def nested(depth, wrap):
    value = 1
    for _ in range(depth):
        value = wrap(value)
    return Observation(value)


WRAPPINGS = [
    lambda value: SequenceData("list", (value,)),
    lambda value: MappingData("dict", (("key", value),)),
    lambda value: MappingData("dict", ((value, 1),)),
]


@pytest.mark.parametrize("wrap", WRAPPINGS, ids=["items", "values", "keys"])
def test_what_is_nested_more_deeply_than_a_value_can_be_is_refused(wrap):
    check_observation(nested(MAX_DEPTH, wrap))
    with pytest.raises(MalformedFrameError, match="nested too deeply"):
        check_observation(nested(MAX_DEPTH + 1, wrap))


@pytest.mark.parametrize(
    "dtype",
    ["?", "int8", "uint8", "<i2", ">i2", "<u4", ">i8", "<f2", ">f4", "<f8", "longdouble", "<c8",
     ">c16", "clongdouble"],
)  # fmt: skip
def test_an_array_of_any_plain_dtype_arrives(dtype):
    observation = Observation(to_plain(np.ones(3, dtype)))
    back = decode(encode(observation), OBSERVATION)
    check_observation(back)
    assert back == observation


@pytest.mark.parametrize(
    "dtype",
    ["float32", "f4", "=f4", "<f4,<f4", "(2,)<f4", "a4", "S4", "<U1", "|O", "f4,(", "<M8[s/0]", ""],
)
def test_a_dtype_is_known_by_its_exact_name_and_never_built_from_it(dtype):
    # NumPy warns of some of these names, and crashes on one.
    with pytest.raises(MalformedFrameError):
        check_observation(Observation(ArrayData(dtype, (1,), b"1234")))


@pytest.mark.parametrize("value", [TensorData("int8", (2,), b"1"), ArrayData("|i1", (2,), b"1")])
@pytest.mark.parametrize("wrap", WRAPPINGS[:2], ids=["items", "values"])
def test_an_array_that_lies_is_refused_wherever_it_stands(wrap, value):
    with pytest.raises(MalformedFrameError, match="do not fill"):
        check_observation(Observation(wrap(value)))


def test_an_array_with_more_axes_than_there_are_is_refused():
    with pytest.raises(MalformedFrameError, match="no observed array"):
        check_observation(Observation(TensorData("int8", (1,) * 65, b"1")))


def test_a_tensor_on_meta_has_no_bytes():
    check_observation(Observation(TensorData("int8", (2,), b"", "meta")))
    with pytest.raises(MalformedFrameError, match="do not fill"):
        check_observation(Observation(TensorData("int8", (2,), b"12", "meta")))
